"""What the federation sets going: calls and initiatives by year, and how far they have come."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from generator.publishing.figures.row import Row
from generator.publishing.weave import STATES, year_of
from generator.records.initiative import InitiativeStatus

if TYPE_CHECKING:
    from generator.publishing.site import Site
    from generator.records.record import Code

STATUSES = (
    InitiativeStatus.CONCLUDED, InitiativeStatus.RUNNING, InitiativeStatus.PLANNED, InitiativeStatus.DROPPED,
)  # fmt: skip
"""The columns of initiatives."""


def calls(site: Site) -> tuple[Row, ...]:
    """Return a row for each year of publication, the latest first, with a column for each of `STATES` today."""
    pairs = ((call.published.year, state) for state, found in site.calls_by_state.items() for _, call in found)
    return tuple(_rows(pairs, STATES))


def initiatives(site: Site) -> tuple[Row, ...]:
    """Return a row for each year of the programme, the latest first, with a column for each of `STATUSES`."""
    pairs = ((year_of(key), initiative.status) for key, initiative in site.federation.initiatives.items())
    return tuple(row._replace(address=site.addresses.year(int(row.key))) for row in _rows(pairs, STATUSES))


def _rows(pairs: Iterable[tuple[int, Code]], columns: Sequence[Code]) -> Iterator[Row]:
    found: dict[int, Counter[Code]] = defaultdict(Counter)
    for year, state in pairs:
        found[year][state] += 1
    for year in sorted(found, reverse=True):
        yield Row(str(year), str(year), tuple(found[year][state] for state in columns))
