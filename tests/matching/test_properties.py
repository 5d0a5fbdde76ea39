"""What holds of the matches of any federation."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.matching.matches import Matches, matches
from generator.records.federation import Federation
from generator.records.member import Member, Status
from tests.matching.met import BRESCIA, ITALIAN, MANTOVA, MILANO, PALERMO, SUBJECTS, TODAY, VOCABULARIES, exchange

SERVICES = (None, "logistics.refrigerated-transport", "logistics.road-haulage", "food.dairy", "spaces.rooms")
TITLES = (
    "Trasporto refrigerato di formaggi", "Camion frigo, due volte la settimana", "Formaggi freschi di malga",
    "Sala per assemblee con proiettore", "Autotrasporto di bancali", "Zampogne accordate",
)  # fmt: skip
KINDS, TERMS = ("service", "good", "space", "partnership"), ("sale", "hire", "free", "exchange")
AREAS = ("IT", "IT-25", "IT-BS", MANTOVA, "IT-82")
DAYS = st.integers(-40, 330).map(lambda days: TODAY + timedelta(days))


@st.composite
def exchanges(draw: st.DrawFn) -> dict[str, Any]:
    """Draw an offer or a need without its id."""
    begins, expires = draw(st.none() | DAYS), draw(DAYS)
    if begins and begins > expires:
        begins, expires = expires, begins
    return exchange(
        kind=draw(st.sampled_from(KINDS)),
        service=draw(st.sampled_from(SERVICES)),
        title=draw(st.sampled_from(TITLES)),
        terms=draw(st.lists(st.sampled_from(TERMS), max_size=2, unique=True)),
        expires=expires.isoformat(),
        area=draw(st.lists(st.sampled_from(AREAS), max_size=2, unique=True)),
        status=draw(st.sampled_from(("open", "open", "open", "in_talks", "concluded"))),
        **({"from": begins.isoformat()} if begins else {}),
    )


@st.composite
def members(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a member with up to three offers and two needs."""
    offers = draw(st.lists(exchanges(), max_size=3))
    needs = draw(st.lists(exchanges(), max_size=2))
    return {
        "name": "Aurora",
        "status": draw(st.sampled_from(("active", "active", "active", "forming", "winding_up", "ceased"))),
        "address": {"municipality": draw(st.sampled_from((BRESCIA, MANTOVA, MILANO, PALERMO)))},
        "offers": [{**offer, "id": f"offer-{at}"} for at, offer in enumerate(offers)],
        "needs": [{**need, "id": f"need-{at}"} for at, need in enumerate(needs)],
    }


FEDERATIONS = st.lists(members(), min_size=2, max_size=7)


def matched(texts: list[tuple[str, dict[str, Any]]]) -> tuple[Federation, Matches]:
    federation = Federation(members={slug: Member.model_validate(one) for slug, one in texts})
    return federation, matches(federation, VOCABULARIES, ITALIAN, TODAY, subjects=SUBJECTS, workers=1)


def named(texts: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    return [(f"m{number}", one) for number, one in enumerate(texts)]


@settings(deadline=None, max_examples=60)
@given(FEDERATIONS)
def test_both_members_see_the_same_matches(texts: list[dict[str, Any]]) -> None:
    federation, found = matched(named(texts))
    seen = {(slug, partner.slug): partner.matches for slug in federation.members for partner in found.partners(slug)}
    assert all(seen[other, one] == there for (one, other), there in seen.items())
    assert {match for there in seen.values() for match in there} == set(found.all)
    for match in found.all:
        assert match in found.of_offer(*match.offer)
        assert match in found.of_need(*match.need)
        assert 0.0 < match.score <= 1.0


@settings(deadline=None, max_examples=60)
@given(FEDERATIONS, st.randoms(use_true_random=False))
def test_the_order_of_files_and_of_exchanges_makes_no_difference(texts: list[dict[str, Any]], dice: Any) -> None:
    given_, turned = named(texts), named(texts)
    dice.shuffle(turned)
    turned = [(slug, {**one, "offers": one["offers"][::-1], "needs": one["needs"][::-1]}) for slug, one in turned]
    one, other = matched(given_)[1], matched(turned)[1]
    assert one.all == other.all
    assert [(match.reasons, match.missing) for match in one.all] == [
        (match.reasons, match.missing) for match in other.all
    ]


@settings(deadline=None, max_examples=100)
@given(FEDERATIONS)
def test_nothing_matches_outside_its_dates(texts: list[dict[str, Any]]) -> None:
    federation, found = matched(named(texts))
    for match in found.all:
        giver, seeker = federation.members[match.offer[0]], federation.members[match.need[0]]
        offer = next(one for one in giver.offers if one.id == match.offer[1])
        need = next(one for one in seeker.needs if one.id == match.need[1])
        first = max(TODAY, *(one.begins or date.min for one in (offer, need)))
        assert first <= min(offer.expires, need.expires) == match.until
        assert "concluded" not in {offer.status, need.status}
        assert not {giver.status, seeker.status} & {Status.WINDING_UP, Status.CEASED}
        assert match.offer[0] != match.need[0]


@settings(deadline=None, max_examples=100)
@given(FEDERATIONS, exchanges(), st.integers(0, 6))
def test_another_offer_lowers_nothing(texts: list[dict[str, Any]], more: dict[str, Any], at: int) -> None:
    before = {(match.offer, match.need): match.score for match in matched(named(texts))[1].all}
    chosen = at % len(texts)
    wider = [
        {**one, "offers": [*one["offers"], {**more, "id": "one-more"}]} if number == chosen else one
        for number, one in enumerate(texts)
    ]
    after = {(match.offer, match.need): match.score for match in matched(named(wider))[1].all}
    assert all(after[pair] >= score for pair, score in before.items())
    changed = {pair for pair, score in after.items() if before.get(pair) != score}
    assert all(f"m{chosen}" in {offer[0], need[0]} for offer, need in changed)


def test_hashes_of_another_process_change_nothing() -> None:
    script = (
        "from benchmarks.planted import planted\n"
        "from benchmarks.truth import TODAY\n"
        "from generator.matching.matches import matches\n"
        "from generator.search.analysis import Analysis\n"
        "one = planted(200, 5)\n"
        "found = matches(one.federation, one.vocabularies, Analysis('it'), TODAY)\n"
        "print([(m.offer, m.need, m.score, m.reasons, m.missing) for m in found.all])\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert len(said.pop()) > 1000
