"""The steps that a cell's text goes through on its way into a field. Each takes a text and returns one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from generator.clock import HOME
from generator.exchange.refusal import Refused
from generator.languages import N_, Message

BREAKS = re.compile(r"\s*,?\s*[\r\n]+\s*")
BLANKS = re.compile(r"[ \t\xa0\u2007\u202f]+")
ANY_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://")
LOST_LETTER = re.compile(r"\ufffd|(?<=\w)\?(?=\w| \w)")
NUMBERS = {
    "it": re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?"),
    "en": re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?"),
}


def cleaned(text: str, lines: str) -> str:
    """Return the text without blanks around and repeated within; its lines joined with commas, or kept."""
    if lines == "join":
        return BLANKS.sub(" ", BREAKS.sub(", ", text.strip())).strip()
    kept = (BLANKS.sub(" ", line).rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(kept).strip()


def replaced(text: str, table: Mapping[str, str | None]) -> str:
    """Return the text with each part of the table, in its order, replaced."""
    for part, other in table.items():
        text = text.replace(part, other or "")
    return text


def code(text: str, table: Mapping[str, str | None], *, keep: bool) -> str:
    """Return what the table has for the text, capitals aside; "" where it says to leave it out. Raise `Refused`."""
    if text in table:
        return table[text] or ""
    alike = {key.casefold(): value for key, value in table.items()}
    if text.casefold() in alike:
        return alike[text.casefold()] or ""
    if keep:
        return text
    raise Refused(Message(N_("'{found}' is not in the mapping's table of codes"), {"found": text}))


def number(text: str, writing: str) -> str:
    """Return a number as the records write it, `1.234,50` as `1234.5`. Raise `Refused`."""
    bare = text.replace("€", "").replace(" ", "").replace("'", "")
    if not NUMBERS[writing].fullmatch(bare):
        raise Refused(Message(N_("'{found}' is no number"), {"found": text}))
    plain = bare.replace(".", "").replace(",", ".") if writing == "it" else bare.replace(",", "")
    whole, _, decimals = plain.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    decimals = decimals.rstrip("0")
    return sign + (digits.lstrip("0") or "0") + (f".{decimals}" if decimals else "")


def date(text: str, formats: tuple[str, ...], *, day: bool) -> str:
    """Return a date as ISO 8601: a day, or a time where it says one and the field takes it. Raise `Refused`."""
    for one in formats:
        moment = _moment(text, one)
        if moment is not None:
            return moment.isoformat() if not isinstance(moment, dt.datetime) else _written(moment, day=day)
    values = {"found": text, "expected": ", ".join(formats)}
    raise Refused(Message(N_("'{found}' is no date written as {expected}"), values))


def address(text: str, scheme: str) -> str:
    """Return a web address with `scheme` in front where it has none."""
    return text if ANY_SCHEME.match(text) else f"{scheme}://{text.lstrip('/')}"


def postcode(text: str, country: str) -> str:
    """Return an Italian postcode with the leading zeros that a spreadsheet took away: `195` is `00195`."""
    return text.zfill(5) if country == "IT" and text.isascii() and text.isdigit() else text


def cut(text: str, longest: int) -> str:
    """Return at most `longest` characters, cut at a word, with … at the end where something was cut."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    words = head if text[longest - 1].isspace() else head.rpartition(" ")[0]
    return (words or head).rstrip(" ,;:.–-") + "…"


def lost_letter(text: str) -> bool:
    """Return whether a letter was lost on the text's way: `Societ? Cooperativa`. Addresses of pages are let be."""
    return "/" not in text and LOST_LETTER.search(text) is not None


def _moment(text: str, writing: str) -> dt.date | None:
    try:
        if writing != "iso":
            found = dt.datetime.strptime(text, writing)  # noqa: DTZ007 - a local time: records give it their zone
            return found if "%H" in writing else found.date()
        return dt.date.fromisoformat(text) if len(text) == 10 else dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def _written(moment: dt.datetime, *, day: bool) -> str:
    # Programs that know only days store them as midnight, in UTC or in their own zone.
    local = moment.astimezone(HOME) if moment.tzinfo and moment.time() != dt.time() else moment
    if day or local.time() == dt.time():
        return local.date().isoformat()
    return moment.isoformat(timespec="minutes").replace("+00:00", "Z")
