"""SVG drawings: only what draws, nothing that acts or fetches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from generator.languages import N_, Message

SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
FORBIDDEN = frozenset(
    {"script", "foreignobject", "handler", "listener", "iframe", "embed", "object", "audio", "video", "canvas"}
)
ANIMATIONS = frozenset({"animate", "set", "animatecolor", "animatemotion", "animatetransform"})
ADDRESSES = frozenset({"href", "src", "data", "action", "formaction", "ping", "base"})
RASTER = re.compile(r"data:image/(png|jpeg|gif|webp)[;,]")
SPACE = re.compile(r"[\x00-\x20\x7f-\x9f\s]+")
COMMENT = re.compile(r"/\*.*?(\*/|$)", re.DOTALL)
# Where these stand, what looks like a comment may be a part of a string or of an address, and what is in it counts.
NO_COMMENT = re.compile(r"""["']|url\(""", re.IGNORECASE)
# What a style fetches: url(…) elsewhere than in the drawing itself, and the functions that take an address as text.
FETCHES = re.compile(
    r"""@import|(?<![\w-])(?:-webkit-)?image-set\(|(?<![\w-])(?:image|src)\(|url\((?!\s*['"]?\#)""", re.IGNORECASE
)


def drawing_flaw(data: bytes) -> Message | None:
    """Return the first thing in an SVG file for which it must be refused, None when there is none."""
    target = _Flaws()
    parser = XMLParser(target=target, forbid_dtd=True)
    try:
        parser.feed(data)
        parser.close()
    except DefusedXmlException:
        return Message(N_("the drawing has a DOCTYPE or entities: save it without them"))
    except (ParseError, ValueError, LookupError):
        return Message(N_("this is not an SVG drawing: it is not well-formed XML"))
    return target.first


class _Flaws:
    """Takes the events of an XML parser and keeps the first flaw."""

    def __init__(self) -> None:
        self.first: Message | None = None
        self._root_seen = False
        self._style: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if not self._root_seen and tag != f"{{{SVG}}}svg":
            self._keep(Message(N_("this is not an SVG drawing: its root is not 'svg' in the namespace of SVG")))
        self._root_seen = True
        name = local(tag)
        self._keep(*_of_element(tag, name), *_of_attributes(name, attributes))
        if name == "style":
            self._style = []

    def data(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def end(self, tag: str) -> None:
        if local(tag) == "style" and self._style is not None:
            self._keep(*_of_style("".join(self._style), "style"))
            self._style = None

    def pi(self, name: str, _: str | None = None) -> None:
        values = {"name": name}
        self._keep(Message(N_("the drawing has a processing instruction '{name}', which may fetch a style"), values))

    def close(self) -> None:
        """End of the file."""

    def _keep(self, *flaws: Message) -> None:
        if self.first is None:
            self.first = next(iter(flaws), None)


def local(name: str) -> str:
    """Return a name without its namespace, in small letters."""
    return name.rpartition("}")[2].lower()


def _of_element(tag: str, name: str) -> Iterator[Message]:
    if name in FORBIDDEN or tag.startswith(f"{{{XHTML}}}"):
        yield Message(N_("the drawing has an element '{name}', which does not draw but act"), {"name": name})


def _of_attributes(element: str, attributes: Mapping[str, str]) -> Iterator[Message]:
    for qualified, value in attributes.items():
        name = local(qualified)
        if name.startswith("on"):
            yield Message(N_("the drawing runs a script at an event: attribute '{name}'"), {"name": name})
        elif name in ADDRESSES and not _stays_inside(element, value):
            values = {"name": name}
            yield Message(N_("the drawing leads or fetches elsewhere: attribute '{name}'"), values)
        elif element in ANIMATIONS and name == "attributename" and _animates_address(value):
            yield Message(N_("the drawing changes an address while it is shown: element '{name}'"), {"name": element})
        elif "script:" in SPACE.sub("", value).lower():
            yield Message(N_("the drawing has an address that runs a script: attribute '{name}'"), {"name": name})
        else:
            yield from _of_style(value, name, strict="(" in value or name == "style")


def _stays_inside(element: str, address: str) -> bool:
    """Return whether an address is a part of the drawing itself or, of an image, a raster image within it."""
    plain = SPACE.sub("", address).lower()
    return plain.startswith("#") or not plain or (element in ("image", "feimage") and bool(RASTER.match(plain)))


def _animates_address(attribute: str) -> bool:
    name = SPACE.sub("", attribute).lower().rpartition(":")[2]
    return name in ADDRESSES or name.startswith("on")


def _of_style(css: str, where: str, *, strict: bool = True) -> Iterator[Message]:
    """Yield what a style, or an attribute read as one, fetches. Escapes could hide that and are refused."""
    plain = COMMENT.sub("", css)
    if NO_COMMENT.search(plain):
        plain = css
    if strict and "\\" in plain:
        yield Message(
            N_("the drawing has a style with escapes, which may hide what it fetches: '{name}'"), {"name": where}
        )
    elif FETCHES.search(plain):
        yield Message(N_("the drawing has a style that fetches from elsewhere: '{name}'"), {"name": where})
