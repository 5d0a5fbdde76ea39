"""Where people sign up for the newsletter, as the option `newsletter` of `mkdocs.yml` says it.

A provider keeps the addresses and asks each person to confirm; the site only sends its visitors there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from generator.languages import N_, Message
from generator.reading.guessing import closest, guessed
from generator.reading.quoting import shown
from generator.records.patterns import EMAIL_PATTERN, LINE_PATTERN

# Over https, but for a server on this machine. Nothing that could end an attribute, or a rule of a policy.
_ORIGIN = r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?|http://(localhost|127\.0\.0\.1)(:[0-9]{1,5})?"
_FORM = re.compile(rf"(?P<origin>{_ORIGIN})([/?][^\s\"'<>]*)?")
_HOST = re.compile(_ORIGIN)
_MAIL = re.compile(rf"mailto:{EMAIL_PATTERN[1:-1]}(\?[^\s\"'<>]*)?")
_NAME = re.compile(r"[^\s\"'<>]{1,100}")
_LINE = re.compile(LINE_PATTERN)
_LEAVE = re.compile(rf"({_ORIGIN})([/?][^\s\"'<>]*)?|{_MAIL.pattern}|(?=.{{1,100}}$)[^\s\"'<>:/]+( [^\s\"'<>:/]+)*")
_KEYS = ("address", "field", "hidden", "leads_to", "leave")


class WrongSignUp(ValueError):
    """The option `newsletter` cannot be followed; `message` says why, and what is expected."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


@dataclass(frozen=True)
class SignUp:
    """Where to sign up.

    address: where a form is sent to, or `mailto:`. field: how the provider calls the field of the address. hidden:
    further fields and their values. leads_to: servers (`https://host`) to which the provider's answer leads on, which
    a browser has to be told beforehand. leave: what stands in each message as the address to leave by, such as the
    sign by which a provider fills it in; "" for none.
    """

    address: str
    field: str = "email"
    hidden: tuple[tuple[str, str], ...] = ()
    leads_to: tuple[str, ...] = ()
    leave: str = ""

    @property
    def by_mail(self) -> bool:
        """Whether one signs up by writing a message."""
        return self.address.startswith("mailto:")

    @property
    def keeper(self) -> str:
        """Who gets the address: a server's name, or a mailbox."""
        return self.address[7:].partition("?")[0] if self.by_mail else urlsplit(self.address).hostname or ""

    @property
    def servers(self) -> tuple[str, ...]:
        """The servers that forms may be sent to."""
        found = _FORM.fullmatch(self.address)
        return tuple(dict.fromkeys((found["origin"], *self.leads_to))) if found else ()


def sign_up(option: Any) -> SignUp | None:
    """Return what the option says: an address, or a mapping with one; None where there is none.

    Raise `WrongSignUp` with the first thing that is wrong.
    """
    if option in (None, "", {}, False):
        return None
    told = {"address": option} if isinstance(option, str) else option
    if not isinstance(told, Mapping):
        raise _wrong("", _NO_MAPPING, option)
    for key in told:
        if key not in _KEYS:
            unknown = Message(_UNKNOWN, {"found": shown(str(key)), "keys": ", ".join(_KEYS)})
            raise WrongSignUp(guessed(unknown, closest(str(key), _KEYS)))
    found = SignUp(
        address=_address(told.get("address")),
        field=_matching(told.get("field", "email"), "field", _NAME, _NO_NAME),
        hidden=tuple(_hidden(told.get("hidden"))),
        leads_to=tuple(_leads_to(told.get("leads_to"))),
        leave=_matching(told["leave"], "leave", _LEAVE, _NO_LEAVE) if told.get("leave") else "",
    )
    if found.field in dict(found.hidden):
        raise WrongSignUp(Message(_TWICE, {"field": shown(found.field)}))
    return found


def _address(value: Any) -> str:
    if isinstance(value, str) and (_FORM.fullmatch(value) or _MAIL.fullmatch(value)):
        return value
    raise _wrong("address", _NO_ADDRESS, value)


def _hidden(value: Any) -> Iterator[tuple[str, str]]:
    if value is None:
        return
    if not isinstance(value, Mapping):
        raise _wrong("hidden", _NO_FIELDS, value)
    for name, text in value.items():
        where = f"hidden.{name}"
        if not isinstance(text, str) or (text and not _LINE.fullmatch(text)):
            raise _wrong(where, _NO_TEXT, text)
        yield _matching(name, where, _NAME, _NO_NAME), text


def _leads_to(value: Any) -> Iterator[str]:
    if value is None:
        return
    if not isinstance(value, list):
        raise _wrong("leads_to", _NO_SERVER, value)
    yield from (_matching(one, "leads_to", _HOST, _NO_SERVER) for one in value)


def _matching(value: Any, where: str, wanted: re.Pattern[str], expected: str) -> str:
    if isinstance(value, str) and wanted.fullmatch(value):
        return value
    raise _wrong(where, expected, value)


def _wrong(where: str, expected: str, value: Any) -> WrongSignUp:
    field = f"newsletter.{where}" if where else "newsletter"
    return WrongSignUp(Message(expected, {"field": shown(field), "found": shown(str(value))}))


_NO_MAPPING = N_("{field}: expected an address or a mapping with one, found '{found}'")
_UNKNOWN = N_("newsletter: '{found}' is no setting; there are {keys}")
_NO_ADDRESS = N_(
    "{field}: expected where the provider takes sign-ups, such as https://lists.example/subscribe, or "
    "mailto:list@federation.example, found '{found}'"
)
_NO_NAME = N_("{field}: expected the name of a field of the provider's form, found '{found}'")
_NO_FIELDS = N_("{field}: expected names of fields with their values, found '{found}'")
_NO_TEXT = N_("{field}: expected a text on one line, in quotes, found '{found}'")
_NO_SERVER = N_("{field}: expected a list of servers such as https://provider.example, found '{found}'")
_NO_LEAVE = N_("{field}: expected a web address, mailto:, or the provider's sign for its own link, found '{found}'")
_TWICE = N_("newsletter.hidden: '{field}' is the field of the address itself")
