"""The members' roll is made anew for what changed, and equals one that is made from nothing."""

from __future__ import annotations

from dataclasses import replace

from generator.publishing.members.roll import Roll
from generator.publishing.site import Site
from tests.publishing.enrolled import enrolled
from tests.publishing.woven import a_member

BEFORE = {"alfa": a_member(name="Alfa"), "beta": a_member(name="Beta"), "gamma": a_member(name="Gamma")}
AFTER = BEFORE | {"beta": a_member(name="Zeta"), "delta": a_member(name="Delta")}


def site(members: dict[str, object], digest: bytes = b"one") -> Site:
    return replace(enrolled(members), digest=digest)  # type: ignore[arg-type]


def test_cards_of_unchanged_members_are_taken_over() -> None:
    before = Roll(site(BEFORE))
    now = site({slug: member for slug, member in AFTER.items() if slug != "gamma"})
    # Reading takes over the records of files that did not change.
    members = {**now.federation.members, "alfa": before.site.federation.members["alfa"]}
    now = replace(now, federation=replace(now.federation, members=members))
    renewed = before.renewed(now)
    assert renewed.cards == Roll(now).cards
    assert [card.name for card in renewed.cards] == ["Alfa", "Delta", "Zeta"]
    assert renewed.cards[0] is before.cards[0]


def test_where_what_all_share_has_changed_no_card_is_taken_over() -> None:
    before = Roll(site(BEFORE))
    renewed = before.renewed(site(BEFORE, b"two"))
    assert renewed.cards == before.cards
    assert not any(one is other for one, other in zip(renewed.cards, before.cards, strict=True))
