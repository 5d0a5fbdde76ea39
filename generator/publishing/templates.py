"""The Jinja2 environment of record pages."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.publishing import contact, escaping, spoken
from generator.publishing.compiled import kept
from generator.publishing.escaping import Sparing, escaped
from generator.publishing.following.links import webcal
from generator.publishing.logo import initials, thread
from generator.publishing.pager import linked
from generator.publishing.prose import renderer
from generator.publishing.spoken import speak
from generator.records.record import Code

if TYPE_CHECKING:
    from generator.languages.language import Language
    from generator.publishing.site import Site


def environment(site: Site) -> Environment:
    """Return the environment: escaping always, unknown names are errors, messages in the site's language.

    Filters: `prose` (Markdown, given the way to the site's root), `date`, `number`, `label` (of a code or of a
    vocabulary's term), `dialled`, `mailto`, `shown` (of ways to reach somebody), `webcal` (of a calendar's path),
    `initials`, `thread`, `linked`. Global: `site`, `addresses`, `icon`, `_`, `ngettext`.
    """
    templates = _speaking(site.language)
    templates.filters.update(label=lambda code: label(code, site), webcal=lambda path: webcal(path, site.settings.url))
    templates.globals.update(site=site, addresses=site.addresses)
    return templates


def compile_ahead(language: Language) -> None:
    """Compile all templates in a language for whoever asks the cache for them next, unless that was done before."""
    templates = _speaking(language)
    # No template is rendered here: whatever needs the site is only named.
    templates.filters.update(dict.fromkeys(("label", "webcal"), _of_a_site))
    if templates.bytecode_cache:
        for name in templates.list_templates(["html"]):
            templates.get_template(name)


def _of_a_site(value: object) -> str:
    raise LookupError(f"{value!r} is to be shown without a site")


def _speaking(language: Language) -> Environment:
    """Return an environment that compiles as the site's does, and knows nothing of a site."""
    templates = _Templates(
        loader=PackageLoader("generator", "theme/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
    )
    speak(templates, {"_": language.gettext, "icon": _icon})
    if language.digest is not None:
        templates.bytecode_cache = kept(language.code.encode(), language.digest, *_compiled_in())
    templates.install_gettext_callables(language.gettext, language.ngettext, newstyle=True)  # type: ignore[attr-defined]
    templates.filters.update(
        prose=renderer(), date=cache(language.date), number=cache(language.number), initials=initials, thread=thread,
        linked=linked, dialled=contact.dialled, mailto=contact.mailto, shown=contact.shown,
    )  # fmt: skip
    templates.globals["icon"] = _icon
    return templates


class _Templates(Environment):
    """Escapes only what needs it, and copies the globals for each template instead of chaining them."""

    code_generator_class = Sparing
    escaped = staticmethod(escaped)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def label(code: object, site: Site) -> str:
    """Return what a code or a vocabulary's term is called in the site's language."""
    if isinstance(code, Code):
        return site.language.gettext(code.label)
    labels = code.labels  # type: ignore[attr-defined]
    return str(labels.get(site.language.code))


def _compiled_in() -> Iterator[bytes]:
    """Yield what compiled templates hold beside their own text and the messages: icons, and how they are compiled."""
    for module in (escaping, spoken):
        yield Path(str(module.__file__)).read_bytes()
    for icon in sorted((Path(str(files("generator.theme"))) / "icons").glob("*.svg")):
        yield icon.read_bytes()


@cache
def _icon(name: str) -> Markup:
    """Return one of the theme's icons as inline SVG, hidden from readers of the page's text."""
    return Markup((files("generator.theme") / "icons" / f"{name}.svg").read_text(encoding="utf-8"))  # noqa: S704 - our own file
