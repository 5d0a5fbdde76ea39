"""One row becomes one record, as the mapping says."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.exchange import lookups, steps
from generator.exchange.capitals import as_name
from generator.exchange.mapping import PLACEHOLDER, Mapping, Rule
from generator.exchange.refusal import Finding, Refused
from generator.languages import N_, Message
from generator.writing.template import Field, paths

if TYPE_CHECKING:
    from generator.exchange.table import Row
    from generator.vocabularies import Vocabularies

COUNTRY = "address.country"


@dataclass(frozen=True)
class Mapped:
    """The record as a tree of texts, what speaks against it, and what somebody should look at."""

    record: dict[str, Any]
    refusals: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()


@dataclass
class Applied:
    """Applies a mapping to rows; `fields` is the template of the records."""

    mapping: Mapping
    fields: MappingOf[str, Field]
    vocabularies: Vocabularies
    _shapes: dict[str, Field] = field(init=False)

    def __post_init__(self) -> None:
        self._shapes = dict(paths(self.fields))

    def __call__(self, row: Row, without: Collection[str] = ()) -> Mapped:
        """Return the record of a row, with all that is wrong with it; the fields `without` are left out."""
        one = _OneRow(row, self._shapes, self.vocabularies, self._country(row))
        rules = {path: rule for path, rule in self.mapping.fields.items() if path not in without}
        own = {path: found for path in rules if not rules[path].constant and (found := one.values(path, rules[path]))}
        constants = {path: [rule.constant] for path, rule in rules.items() if rule.constant}
        faults = [Finding(row.number, column, message) for column, message in row.faults]
        return Mapped(tree(own, constants, self._shapes), (*faults, *one.refusals), tuple(one.notes))

    def _country(self, row: Row) -> str:
        rule = self.mapping.fields.get(COUNTRY)
        found = _OneRow(row, self._shapes, self.vocabularies, "").values(COUNTRY, rule) if rule else []
        return found[0] if found else "IT"


def source(rule: Rule, cells: MappingOf[str, str]) -> str:
    """Return the text that a rule starts from, "" where there is none."""
    if rule.constant is not None:
        return rule.constant
    found = _from_columns(rule.column, cells) if rule.column else _from_templates(rule.template or (), cells)
    if rule.unlike and found.strip() == cells.get(rule.unlike, "").strip():
        found = ""
    return found or rule.default or ""


def _from_columns(columns: Iterable[str], cells: MappingOf[str, str]) -> str:
    return next((cells[name] for name in columns if cells.get(name, "").strip()), "")


def _from_templates(templates: Iterable[str], cells: MappingOf[str, str]) -> str:
    for text in templates:
        if all(cells.get(name, "").strip() for name in PLACEHOLDER.findall(text)):
            return PLACEHOLDER.sub(lambda found: cells[found[1]].strip(), text)
    return ""


@dataclass
class _OneRow:
    """Takes the values of one row through their steps, and keeps what has to be said."""

    row: Row
    shapes: MappingOf[str, Field]
    vocabularies: Vocabularies
    country: str
    refusals: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)

    def values(self, path: str, rule: Rule) -> list[str]:
        text = source(rule, self.row.cells)
        parts = text.split(rule.split) if rule.split else [text]
        found = [value for part in parts if part.strip() and (value := self._value(path, rule, part))]
        if not found and rule.missing == "refuse" and not self._is_refused(path):
            self._refuse(path, Message(N_("there is no value")))
        return list(dict.fromkeys(found))

    def _value(self, path: str, rule: Rule, text: str) -> str:
        try:
            value = self._steps(path, rule, text)
        except Refused as reason:
            if rule.otherwise == "leave_out":
                self._note(path, Message(N_("left out: {reason}"), {"reason": reason.message}))
            else:
                self._refuse(path, reason.message)
            return ""
        if steps.lost_letter(value):
            self._note(path, Message(N_("a letter seems to be lost: '{found}'"), {"found": value}))
        return value

    def _steps(self, path: str, rule: Rule, text: str) -> str:
        text = steps.cleaned(text, rule.lines)
        if rule.replace:
            text = steps.replaced(text, rule.replace)
        if rule.case:
            text = as_name(text)
        if rule.codes is not None:
            text = steps.code(text, rule.codes, keep=rule.otherwise == "keep")
        text = self._typed(path, rule, text) if text else ""
        return steps.cut(text, rule.cut) if rule.cut else text

    def _typed(self, path: str, rule: Rule, text: str) -> str:
        if rule.number:
            return steps.number(text, rule.number)
        if rule.date:
            return steps.date(text, rule.date, day=self.shapes[path].day)
        if rule.scheme:
            return steps.address(text, rule.scheme)
        if rule.postcode:
            return steps.postcode(text, self.country)
        if rule.municipality and self.country == "IT":
            province = self.row.cells.get(rule.municipality.province or "", "").strip()
            return lookups.municipality(text, province, self.vocabularies)
        return self._ateco(path, rule.ateco, text) if rule.ateco else text

    def _ateco(self, path: str, edition: str, text: str) -> str:
        code, precise = lookups.ateco(text, edition, self.vocabularies)
        if not precise:
            self._note(path, Message(N_("ATECO 2025 splits the old class: only what its parts share was kept")))
        return code

    def _refuse(self, path: str, message: Message) -> None:
        self.refusals.append(Finding(self.row.number, path, message))

    def _note(self, path: str, message: Message) -> None:
        self.notes.append(Finding(self.row.number, path, message))

    def _is_refused(self, path: str) -> bool:
        return any(one.field == path for one in self.refusals)


def tree(
    own: MappingOf[str, list[str]], constants: MappingOf[str, list[str]], shapes: MappingOf[str, Field]
) -> dict[str, Any]:
    """Return the record in which each value stands at its path.

    A constant inside a mapping or a list stands there only beside something that the row itself has.
    """
    groups = {path.partition(".")[0] for path in own}
    record: dict[str, Any] = {}
    for path, found in own.items():
        _put(record, path, found, shapes[path].many)
    for path, found in constants.items():
        if "." not in path or path.partition(".")[0] in groups:
            _put(record, path, found, shapes[path].many, repeated=True)
    return record


def _put(record: dict[str, Any], path: str, found: list[str], many: bool, *, repeated: bool = False) -> None:
    head, inside, rest = path.partition("[].")
    *above, name = head.split(".")
    for part in above:
        record = record.setdefault(part, {})
    if not inside:
        record[name] = found if many else found[0]
        return
    items: list[dict[str, Any]] = record.setdefault(name, [])
    if not repeated:
        items.extend({} for _ in range((1 if many else len(found)) - len(items)))
    everywhere = many or repeated
    for item, value in zip(items, [found] * len(items) if everywhere else [[one] for one in found], strict=False):
        _put(item, rest, value, many, repeated=repeated)
