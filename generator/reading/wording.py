"""What pydantic found wrong, in words that say what was found, what is expected, and the best guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.languages import N_, Message
from generator.reading.guessing import closest, guessed
from generator.reading.patterns import mismatched
from generator.reading.quoting import shown
from generator.reading.shape import homes, inner, keys

if TYPE_CHECKING:
    from generator.reading.codes import Codes
    from generator.reading.places import Location
    from generator.records.record import Record


@dataclass(frozen=True, slots=True)
class Wrong:
    """One of pydantic's errors: `record` is the model around the field, `model` that of the whole file."""

    model: type[Record]
    record: type[Record] | None
    location: Location
    type: str
    context: Mapping[str, Any]
    found: Any
    codes: Codes

    @property
    def key(self) -> str:
        """The key that the error is about; of a list's item, the list's."""
        return next((part for part in reversed(self.location) if isinstance(part, str)), "")

    @property
    def text(self) -> str:
        """The found text as it may stand in a message."""
        return shown(self.found) if isinstance(self.found, str) else ""


@dataclass(frozen=True, slots=True)
class Told:
    """Rule and message; `below` is the way from the error's place to the place that has to be mended."""

    rule: str
    message: Message
    below: Location = ()


def worded(wrong: Wrong) -> Told:
    """Return what to say of an error."""
    words = _WORDS.get(wrong.type)
    if words is None:
        return Told("invalid", Message(_OTHER, {"reason": wrong.type}))
    return words(wrong)


def _unknown_key(wrong: Wrong) -> Told:
    key = str(wrong.location[-1])
    problem = Message(_UNKNOWN, {"key": shown(key)})
    glued = re.match(r"([a-z_]+):\S", key)
    if wrong.found is None and glued:
        return Told("unknown-key", Message(_GLUED, {"key": shown(key)}))
    near = closest(key, keys(wrong.record)) if wrong.record else None
    elsewhere = homes(wrong.model, key)
    if near is None and elsewhere:
        home = Message(_TOP) if "" in elsewhere else Message(_BELOW, {"keys": ", ".join(map("'{}'".format, elsewhere))})
        return Told("unknown-key", Message(_ELSEWHERE, {"key": shown(key), "home": home}))
    return Told("unknown-key", guessed(problem, near))


def _missing(wrong: Wrong) -> Told:
    return Told("missing-key", Message(_MISSING, {"key": str(wrong.location[-1])}))


def _enum(wrong: Wrong) -> Told:
    if not isinstance(wrong.found, str):
        return _text(wrong)
    codes = re.findall("'([^']*)'", wrong.context["expected"])
    values = {"found": wrong.text, "codes": ", ".join(codes)}
    return Told("unknown-word", guessed(Message(_ENUM, values), closest(wrong.found, codes)))


def _code(wrong: Wrong) -> Told:
    return Told("unknown-code", wrong.codes.unknown(wrong.context["vocabulary"], wrong.found))


def _pattern(wrong: Wrong) -> Told:
    return Told(*mismatched(wrong.context["pattern"], wrong.found))


def _date(wrong: Wrong) -> Told:
    return Told("impossible-date", Message(_DATE, {"found": wrong.text}))


def _long(wrong: Wrong) -> Told:
    values = {"length": len(wrong.found), "limit": wrong.context["max_length"]}
    return Told("too-long", Message(_LONG, values))


def _many(wrong: Wrong) -> Told:
    values = {"length": wrong.context["actual_length"], "limit": wrong.context["max_length"]}
    return Told("too-many", Message(_MANY, values))


def _few(_: Wrong) -> Told:
    return Told("too-few", Message(_FEW))


def _text(wrong: Wrong) -> Told:
    if isinstance(wrong.found, list):
        return Told("wrong-shape", Message(_TEXT_NOT_LIST))
    key = shown(next(iter(wrong.found), "…"))
    return Told("wrong-shape", Message(_TEXT_NOT_MAPPING, {"key": key}))


def _list(wrong: Wrong) -> Told:
    if isinstance(wrong.found, str):
        return Told("wrong-shape", Message(_LIST_NOT_TEXT, {"found": wrong.text}))
    return Told("wrong-shape", Message(_LIST_NOT_MAPPING))


def _mapping(wrong: Wrong) -> Told:
    allowed = _keys_below(wrong)
    if isinstance(wrong.found, list):
        return Told("wrong-shape", Message(_MAPPING_NOT_LIST, {"keys": allowed}))
    return Told("wrong-shape", Message(_MAPPING_NOT_TEXT, {"found": wrong.text, "keys": allowed}))


def _keys_below(wrong: Wrong) -> str:
    field = keys(wrong.record).get(wrong.key) if wrong.record else None
    below = inner(field.annotation) if field else wrong.model
    return ", ".join(list(keys(below or wrong.model))[:_FIRST_KEYS])


def _bound(rule: str, text: str, bound: str) -> Callable[[Wrong], Told]:
    def words(wrong: Wrong) -> Told:
        limit = wrong.context[bound]
        whole = int(limit) if float(limit).is_integer() else limit
        return Told(rule, Message(text, {"found": shown(str(wrong.found)), "limit": whole}))

    return words


def _said(rule: str, text: str, below: str = "") -> Callable[[Wrong], Told]:
    return lambda wrong: Told(rule, Message(text, {"found": wrong.text, **wrong.context}), (below,) if below else ())


def _order(wrong: Wrong) -> Told:
    last = "to" if wrong.key == "period" else "expires"
    first = wrong.found.get("from", "") if isinstance(wrong.found, dict) else ""
    found = wrong.found.get(last, "") if isinstance(wrong.found, dict) else ""
    values = {"found": shown(str(found)), "first": shown(str(first))}
    return Told("ends-before-it-begins", Message(_ENDS, values), (last,))


def _same_id(wrong: Wrong) -> Told:
    twice = wrong.context["id"]
    bearers = [
        (key, number)
        for key in ("offers", "needs")
        for number, item in enumerate(wrong.found.get(key, ()))
        if item["id"] == twice
    ]
    return Told("same-id", Message(_SAME_ID, {"id": twice}), (*bearers[1], "id"))


_FIRST_KEYS = 6

_OTHER = N_("this value cannot be read here ({reason})")
_UNKNOWN = N_("unknown key '{key}'")
_GLUED = N_("unknown key '{key}': write a space after the colon")
_ELSEWHERE = N_("unknown key '{key}' here: it belongs {home}")
_TOP = N_("at the top level of the file")
_BELOW = N_("under {keys}")
_MISSING = N_("the key '{key}' is missing: it must be given")
_ENUM = N_("found '{found}', expected one of: {codes}")
_DATE = N_("there is no such day or time as '{found}'")
_LONG = N_("{length} characters are too many: at most {limit}")
_MANY = N_("{length} items are too many: at most {limit}")
_FEW = N_("expected at least one item")
_TEXT_NOT_LIST = N_("expected one text, found a list: remove the '- ' or the brackets")
_TEXT_NOT_MAPPING = N_("expected one text, found the key '{key}' below it")
_LIST_NOT_TEXT = N_("expected a list, found '{found}': put '- ' in front, or square brackets around")
_LIST_NOT_MAPPING = N_("expected a list, found keys: put '- ' in front of the first key of each item")
_MAPPING_NOT_LIST = N_("expected keys ({keys}), found a list: remove the '- '")
_MAPPING_NOT_TEXT = N_("expected keys below it ({keys}), found the text '{found}'")
_LESS = N_("{found} is too large: at most {limit}")
_GREATER = N_("{found} is too small: at least {limit}")
_ABOVE = N_("{found} is too small: it must be more than {limit}")
_ZONE = N_("no time zone is called '{found}': write one such as Europe/Rome")
_TAX_CODE = N_("'{found}' is no tax code: eleven digits; outside Italy capital letters and digits")
_VAT_NUMBER = N_("'{found}' is no VAT number: eleven digits; outside Italy with the two letters of the country")
_CHECK_DIGIT = N_("the check digit of '{found}' is wrong: look for a slip in the number")
_MAXIMUM = N_("the maximum is below the minimum")
_ENDS = N_("the end, {found}, is before the beginning, {first}")
_PARTNER = N_("a partner has either 'member' or 'name', not both and not none")
_POINT = N_("latitude and longitude are given together or not at all")
_SAME_ID = N_("the id '{id}' is here twice: give each offer and need one of its own")
_STAGE = N_("a stage needs the chain that it belongs to: add the key 'chain'")

_WORDS: Mapping[str, Callable[[Wrong], Told]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "enum": _enum,
    "unknown_code": _code,
    "string_pattern_mismatch": _pattern,
    "string_type": _text,
    "string_too_long": _long,
    "too_long": _many,
    "too_short": _few,
    "tuple_type": _list,
    "model_type": _mapping,
    "date_from_datetime_parsing": _date,
    "date_parsing": _date,
    "impossible_date": _date,
    "less_than_equal": _bound("too-large", _LESS, "le"),
    "greater_than_equal": _bound("too-small", _GREATER, "ge"),
    "greater_than": _bound("too-small", _ABOVE, "gt"),
    "zone": _said("unknown-zone", _ZONE),
    "tax_code": _said("tax-code", _TAX_CODE),
    "vat_number": _said("vat-number", _VAT_NUMBER),
    "check_digit": _said("check-digit", _CHECK_DIGIT),
    "max_below_min": _said("maximum-below-minimum", _MAXIMUM, "max"),
    "ends_before_it_begins": _order,
    "member_or_name": _said("member-or-name", _PARTNER),
    "half_a_point": _said("half-a-point", _POINT),
    "same_id": _same_id,
    "stage_without_chain": _said("stage-without-chain", _STAGE, "stage"),
}
