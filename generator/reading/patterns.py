"""What each pattern of the fields asks for, in words, with a guess where one can be made."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from generator.languages import N_, Message
from generator.reading.guessing import guessed
from generator.reading.quoting import shown
from generator.records import patterns
from generator.records.issue import COMMIT_PATTERN, PICTURE_PATTERN

Mismatch = tuple[str, Message]
"""The rule and what to say."""


def mismatched(pattern: str, found: str) -> Mismatch:
    """Return what to say of a text that does not match the pattern of its field."""
    if pattern in (patterns.LINE_PATTERN, patterns.PROSE_PATTERN):
        return _text(pattern, found)
    if not found.strip():
        return "empty", Message(_EMPTY)
    rule, words, guess = _EXPECTED.get(pattern, ("pattern", _PATTERN, _none))
    problem = Message(words, {"found": shown(found), "pattern": pattern})
    likely = guess(found[:_TYPED])
    return rule, guessed(problem, likely if likely and re.search(pattern, likely) else None)


def _text(pattern: str, found: str) -> Mismatch:
    if not found.strip():
        return "empty", Message(_EMPTY)
    unseen = _UNSEEN.search(found)
    if unseen:
        return "unseen-character", Message(_HIDDEN, {"code": f"U+{ord(unseen.group()):04X}", "found": shown(found)})
    if "\t" in found and pattern == patterns.LINE_PATTERN:
        return "tab", Message(_TAB)
    return "several-lines", Message(_LINES)


def _none(_: str) -> str | None:
    return None


def _web(found: str) -> str | None:
    text = found.strip()
    scheme, mark, rest = text.partition("://")
    if not mark:
        return "https://" + text.removeprefix("https:").removeprefix("http:").lstrip("/")
    return f"{'http' if scheme.lower() == 'http' else 'https'}://{rest}"


def _email(found: str) -> str | None:
    return found.strip().removeprefix("mailto:").replace(" ", "").strip("<>")


def _slug(found: str) -> str | None:
    from generator.reading.naming import slug

    return slug(found.removesuffix(".yml").removesuffix(".yaml"))


def _phone(found: str) -> str | None:
    return re.sub(r"^[^0-9+]*", "", found).strip()


def _upper(found: str) -> str | None:
    return found.strip().upper()


def _colour(found: str) -> str | None:
    digits = found.strip().removeprefix("#")
    return "#" + ("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits)


def _truth(found: str) -> str | None:
    word = found.strip().casefold()
    return "true" if word in _YES else "false" if word in _NO else None


def _integer(found: str) -> str | None:
    number = _decimal(found)
    return number.split(".")[0] if number and re.fullmatch(r"-?\d+(\.0+)?", number) else None


def _decimal(found: str) -> str | None:
    """Read a number as Italians write it (1.000,5), as the English do (1,000.5), or with a power of ten."""
    text = re.sub(r"[\s'_€%]", "", found).removeprefix("+")
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", text):
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    elif re.fullmatch(r"-?\d*,\d+", text):
        text = text.replace(",", ".")
    elif re.fullmatch(r"-?\d{1,6}(\.\d{1,6})?[eE]\+?\d{1,2}", text):
        text = f"{float(text):f}".removesuffix(".000000")
    plain = re.fullmatch(r"(-?)0*(\d+)((?:\.\d+)?)", text)
    return "".join(plain.groups()) if plain else None


def _day(found: str) -> str | None:
    """Read a date as Italians write it (1/3/2027), or an ISO date with slips."""
    text = found.strip()
    iso = re.match(r"(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})(?:[T ].*)?$", text)
    local = re.match(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$", text)
    if iso:
        year, month, day = iso.groups()
    elif local:
        day, month, year = local.groups()
    else:
        return None
    return _possible(f"{year}-{month:0>2}-{day:0>2}")


def _possible(moment: str) -> str | None:
    """Return a day or a time that there is: 31 April would only be refused again."""
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        return None
    return moment


def _moment(found: str) -> str | None:
    date, _, clock = found.strip().replace("T", " ").partition(" ")
    day, time = _day(date), re.fullmatch(r"(\d{1,2})[.:](\d{2})", clock.strip())
    if day is None or not clock.strip():
        return day
    return _possible(f"{day}T{time[1]:0>2}:{time[2]}") if time else None


def _reference(found: str) -> str | None:
    year, _, name = found.strip().removesuffix(".yml").removesuffix(".yaml").rpartition("/")
    return f"{year[-4:]}/{_slug(name)}"


_UNSEEN = re.compile(f"[{patterns.UNSEEN}]")
_TYPED = 300
"""Guesses look at so many characters of what was found."""
_YES = frozenset({"yes", "y", "on", "true", "1", "sì", "si", "vero"})
_NO = frozenset({"no", "n", "off", "false", "0", "falso"})

_EMPTY = N_("an empty text: write something, or leave the value out altogether")
_HIDDEN = N_("the text '{found}' has the character {code}, which nobody sees: delete it")
_TAB = N_("a tab inside a line of text: write spaces")
_LINES = N_("expected one line, found several: join them")
_PATTERN = N_("'{found}' is not written as it must be: {pattern}")
_WEB = N_("'{found}' is no web address: it begins with https:// and has no spaces")
_DOCUMENT = N_("'{found}' is no address: write a web address, or a path of this site such as /documents/plan.pdf")
_EMAIL = N_("'{found}' is no e-mail address, such as info@name.example")
_SLUG = N_("'{found}' is no short name: small letters, digits and single hyphens")
_PHONE = N_("'{found}' is no phone number: one number in digits, such as +39 030 1234567")
_POSTCODE = N_("'{found}' is no postcode: capital letters and digits, such as 00195")
_COLOUR = N_("'{found}' is no colour: '#' and six digits from 0 to F, in quotes")
_INTEGER = N_("'{found}' is no whole number: digits only, such as 1250")
_DECIMAL = N_("'{found}' is no number: digits and at most one point, such as 1250.5")
_TRUTH = N_("'{found}' is neither true nor false")
_DAY = N_("'{found}' is no date: year, month and day, such as 2027-03-31")
_MOMENT = N_("'{found}' is no date or time, such as 2027-03-31 or 2027-03-31T12:00")
_INITIATIVE = N_("'{found}' is no initiative: year and file name, such as 2023/collaborare")
_LOGO = N_("'{found}' is no image's name: small letters and digits, ending in .svg, .png, .jpg, .jpeg or .webp")
_REGISTER = N_("'{found}' is no number of the register: a capital letter and digits, such as A123456")
_PICTURE = N_(
    "'{found}' is no picture of this site: a path such as /assets/images/assembly.jpg, ending in .png, .jpg or .gif"
)
_COMMIT = N_("'{found}' is no commit: all of its forty letters and digits")
_CURRENCY = N_("'{found}' is no currency: three capital letters of ISO 4217, such as EUR")

_EXPECTED: Mapping[str, tuple[str, str, Callable[[str], str | None]]] = {
    patterns.WEB_PATTERN: ("web-address", _WEB, _web),
    patterns.DOCUMENT_PATTERN: ("web-address", _DOCUMENT, _web),
    patterns.EMAIL_PATTERN: ("e-mail", _EMAIL, _email),
    patterns.SLUG_PATTERN: ("short-name", _SLUG, _slug),
    patterns.PHONE_PATTERN: ("phone", _PHONE, _phone),
    patterns.POSTCODE_PATTERN: ("postcode", _POSTCODE, _upper),
    patterns.INTEGER_PATTERN: ("number", _INTEGER, _integer),
    patterns.DECIMAL_PATTERN: ("number", _DECIMAL, _decimal),
    patterns.DAY_PATTERN: ("date", _DAY, _day),
    patterns.MOMENT_PATTERN: ("date", _MOMENT, _moment),
    "^(true|false)$": ("truth", _TRUTH, _truth),
    "^#[0-9A-Fa-f]{6}$": ("colour", _COLOUR, _colour),
    "^[0-9]{4}/[a-z0-9]+(-[a-z0-9]+)*$": ("initiative", _INITIATIVE, _reference),
    r"^[a-z0-9]+([._-][a-z0-9]+)*\.(svg|png|jpg|jpeg|webp)$": ("logo", _LOGO, str.lower),
    "^[A-Z]?[0-9]{1,9}$": ("register-number", _REGISTER, _upper),
    "^[A-Z]{3}$": ("currency", _CURRENCY, _upper),
    PICTURE_PATTERN: ("picture", _PICTURE, _none),
    COMMIT_PATTERN: ("commit", _COMMIT, str.lower),
}
