"""Rows become files' texts, or reasons why not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from generator.exchange.applying import Applied, Mapped
from generator.exchange.refusal import Finding
from generator.exchange.slugs import Slugs, slug
from generator.exchange.steps import replaced
from generator.exchange.table import TableError
from generator.languages import N_, Message

if TYPE_CHECKING:
    from generator.exchange.mapping import Mapping
    from generator.exchange.table import Row

Judge: TypeAlias = Callable[[dict[str, Any]], Iterable[tuple[str, Message]]]
"""From a record as a tree to each field that is wrong, dotted as in `offers[0].expires`, and the reason."""


NUMBERED = re.compile(r"\[[0-9]+\]")
LEFT_OUT = N_("left out: {reason}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row: its record under `slug`, or `refusals`; `notes` for somebody to look at.

    `name` is the slug that it would have if no other row had the same.
    """

    number: int
    slug: str
    record: dict[str, Any]
    refusals: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    name: str = ""


def outcomes(rows: Iterable[Row], mapping: Mapping, applied: Applied, judge: Judge) -> Iterator[Outcome]:
    """Yield what becomes of each row, in their order. The same rows give the same slugs, refused or not."""
    slugs = Slugs(mapping.record)
    for row in rows:
        text = _named(row, mapping)
        given = slugs.unique(text) if mapping.slug.unique else slugs.first(text)
        mapped = _judged(row, mapping, applied, judge)
        repeated = (Finding(row.number, "", Message(N_("an earlier row has the same file name"))),) if not given else ()
        refusals = (*repeated, *mapped.refusals)
        yield Outcome(row.number, given or "", mapped.record, refusals, mapped.notes, _name(text, mapping))


def wanted(rows: Iterable[Row], mapping: Mapping) -> Counter[str]:
    """Return how many rows ask for each name. A table that breaks off is counted as far as it goes."""
    found: Counter[str] = Counter()
    with suppress(TableError):
        found.update(_name(_named(row, mapping), mapping) for row in rows)
    return found


def _named(row: Row, mapping: Mapping) -> str:
    named = " ".join(row.cells.get(column, "") for column in mapping.slug.columns)
    return replaced(named, mapping.slug.replace or {})


def _name(text: str, mapping: Mapping) -> str:
    return slug(text) or mapping.record


def _judged(row: Row, mapping: Mapping, applied: Applied, judge: Judge) -> Mapped:
    mapped = applied(row)
    if mapped.refusals:
        return mapped
    problems = list(judge(mapped.record))
    spared = {field for field, _ in problems if _is_spared(unnumbered(field), mapping)}
    if not spared:
        refusals = tuple(Finding(row.number, field, reason) for field, reason in problems)
        return Mapped(mapped.record, refusals, mapped.notes)
    notes = [
        Finding(row.number, field, Message(LEFT_OUT, {"reason": why})) for field, why in problems if field in spared
    ]
    again = applied(row, without={unnumbered(field) for field in spared})
    refusals = tuple(Finding(row.number, field, reason) for field, reason in judge(again.record))
    return Mapped(again.record, (*again.refusals, *refusals), (*notes, *again.notes))


def _is_spared(path: str, mapping: Mapping) -> bool:
    return path in mapping.fields and mapping.fields[path].otherwise == "leave_out"


def unnumbered(field: str) -> str:
    """Return the path of a field in a mapping: `deadlines[].at` for `deadlines[0].at`, `keywords` for `keywords[1]`."""
    return NUMBERED.sub("[]", field).removesuffix("[]")
