"""What members offer and seek: how far it has come, by group of services, kind and place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from generator.languages import N_
from generator.languages.language import sort_key
from generator.publishing.figures.row import Row
from generator.publishing.templates import label
from generator.records.offer import ExchangeKind, ExchangeStatus, Offer

if TYPE_CHECKING:
    from datetime import date

    from generator.publishing.members.card import Card
    from generator.publishing.members.ways import Value
    from generator.publishing.site import Site
    from generator.records.member import Member
    from generator.records.offer import Need

OFFERS, NEEDS, CONCLUDED = range(3)
"""The columns of rows: offers that stand today, needs that stand today, and both that were concluded."""

MANY: Mapping[ExchangeKind, str] = {
    ExchangeKind.GOOD: N_("Goods"),
    ExchangeKind.SERVICE: N_("Services"),
    ExchangeKind.SPACE: N_("Spaces"),
    ExchangeKind.SKILL: N_("Skills"),
    ExchangeKind.PARTNERSHIP: N_("Partnerships"),
    ExchangeKind.STAFF: N_("Staff"),
}
"""What kinds are called where they are counted: their own labels stand at a single offer."""


class Course(NamedTuple):
    """How far offers, or needs, have come; what has run out without a conclusion has expired."""

    open: int = 0
    in_talks: int = 0
    concluded: int = 0
    expired: int = 0

    @property
    def standing(self) -> int:
        """Those that somebody can still answer."""
        return self.open + self.in_talks


class Trade(NamedTuple):
    """Offers and needs of members that have not ceased. Expired ones stand in `offers` and `needs` alone."""

    offers: Course
    needs: Course
    groups: tuple[Row, ...]
    kinds: tuple[Row, ...]
    regions: tuple[Row, ...]


class _Counted(NamedTuple):
    card: Card
    exchange: Offer | Need
    column: int


def trade(staying: Iterable[tuple[Card, Member]], site: Site) -> Trade:
    """Return the numbers of what members, given with their cards, offer and seek."""
    courses: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    counted = []
    for card, member in staying:
        exchanges: tuple[Offer | Need, ...] = (*member.offers, *member.needs)
        for exchange in exchanges:
            state, offered = _state(exchange, site.today), isinstance(exchange, Offer)
            courses[offered][state] += 1
            if state != "expired":
                column = CONCLUDED if state == "concluded" else OFFERS if offered else NEEDS
                counted.append(_Counted(card, exchange, column))
    return Trade(
        offers=Course(**courses[True]),
        needs=Course(**courses[False]),
        groups=tuple(_groups(counted, site)),
        kinds=tuple(_kinds(counted, site)),
        regions=_places(counted),
    )


def _state(exchange: Offer | Need, today: date) -> str:
    if exchange.status is ExchangeStatus.CONCLUDED or exchange.stands(today):
        return exchange.status.value
    return "expired"


def _groups(counted: Iterable[_Counted], site: Site) -> Iterator[Row]:
    found = _columns((_group(one.exchange.service, site), one.column) for one in counted)
    for code, group in site.vocabularies.service_groups.items():
        if code in found:
            yield Row(code, label(group, site), found[code])
    if "" in found:
        yield Row("", site.language.gettext(N_("No service stated")), found[""], stated=False)


def _group(code: str | None, site: Site) -> str:
    service = site.vocabularies.services.get(code or "")
    return service.group if service else ""


def _kinds(counted: Iterable[_Counted], site: Site) -> Iterator[Row]:
    found = _columns((one.exchange.kind.value, one.column) for one in counted)
    for kind in ExchangeKind:
        if kind.value in found:
            yield Row(kind.value, site.language.gettext(MANY[kind]), found[kind.value])


def _places(counted: Sequence[_Counted]) -> tuple[Row, ...]:
    """Return a row for each region or country with its provinces; those with most stand first."""
    provinces: dict[str, list[tuple[Value, int]]] = defaultdict(list)
    for one in counted:
        if one.card.province:
            provinces[one.card.region.slug].append((one.card.province, one.column))
    return _by_value(((one.card.region, one.column) for one in counted), provinces)


def _by_value(
    pairs: Iterable[tuple[Value, int]], within: Mapping[str, list[tuple[Value, int]]] | None = None
) -> tuple[Row, ...]:
    pairs = tuple(pairs)
    values = {value.slug: value for value, _ in pairs}
    rows = [
        Row(slug, values[slug].label, counts, parts=_by_value((within or {}).get(slug, ())), stated=values[slug].stated)
        for slug, counts in _columns((value.slug, column) for value, column in pairs).items()
    ]
    return tuple(sorted(rows, key=lambda row: (not row.stated, -sum(row.counts), sort_key(row.label))))


def _columns(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for key, column in pairs:
        found[key][column] += 1
    return {key: tuple(counts) for key, counts in found.items()}
