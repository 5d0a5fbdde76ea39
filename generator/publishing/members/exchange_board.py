"""Open offers and needs of all members, by group of services."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.languages.language import sort_key
from generator.publishing.templates import label
from generator.records.member import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.publishing.site import Site
    from generator.records.member import Member
    from generator.records.offer import Need, Offer

Side = Literal["offers", "needs"]


@dataclass(frozen=True, slots=True)
class Notice:
    """An offer or a need, and the member whose it is."""

    slug: str
    member: Member
    exchange: Offer | Need


def notices(side: Side, site: Site) -> tuple[tuple[str, tuple[Notice, ...]], ...]:
    """Return what members offer, or seek, today: group's name and its notices."""
    return tuple((name, found) for _, name, found in grouped(side, site))


def grouped(side: Side, site: Site) -> tuple[tuple[str, str, tuple[Notice, ...]], ...]:
    """Return what members offer, or seek, today: code and name of each group of services, and its notices.

    Groups stand in the vocabulary's order, those without a service last under an empty name; within a group what
    expires first stands first.
    """
    groups: dict[str, list[Notice]] = {}
    for notice in current(side, site):
        groups.setdefault(_group(notice, site), []).append(notice)
    order = [*site.vocabularies.service_groups, ""]
    return tuple((code, _name(code, site), tuple(sorted(groups[code], key=_place))) for code in order if code in groups)


def current(side: Side, site: Site) -> Iterator[Notice]:
    """Yield what stands today, of members that have not ceased."""
    today = site.today
    for slug, member in site.federation.engaged.items():
        exchanges = member.offers if side == "offers" else member.needs
        if exchanges and member.status is not Status.CEASED:
            yield from (Notice(slug, member, exchange) for exchange in exchanges if exchange.stands(today))


def _group(notice: Notice, site: Site) -> str:
    service = site.vocabularies.services.get(notice.exchange.service or "")
    return service.group if service else ""


def _name(code: str, site: Site) -> str:
    return label(site.vocabularies.service_groups[code], site) if code else ""


def _place(notice: Notice) -> tuple[object, ...]:
    return notice.exchange.expires, sort_key(notice.exchange.title), notice.slug, notice.exchange.id
