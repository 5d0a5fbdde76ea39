"""Offers meet needs: which pairs there are, what they score, and what is said of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.matching import reasons as because
from generator.matching.reasons import Side
from generator.records.offer import ExchangeKind, Terms
from tests.matching.met import MANTOVA, PALERMO, exchange, member, met, pair


def test_an_offer_of_what_is_sought_is_a_match_for_both() -> None:
    found = pair()
    (match,) = found.all
    assert (match.offer, match.need, match.until) == (("giver", "cold"), ("seeker", "cold"), date(2027, 6, 30))
    assert found.of_offer("giver", "cold") == found.of_need("seeker", "cold") == (match,)
    assert [(one.slug, one.matches) for one in found.partners("giver")] == [("seeker", (match,))]
    assert [(one.slug, one.matches) for one in found.partners("seeker")] == [("giver", (match,))]
    assert found.of_need("giver", "cold") == found.partners("nobody") == ()


def test_a_match_says_why() -> None:
    (match,) = pair(offer={"from": "2027-03-01"}).all
    assert match.reasons[:3] == (
        because.SameService("logistics.refrigerated-transport"),
        because.Alike(("refrigerato", "verdure", "trasporto")),
        because.Covers("IT-25"),
    )
    near, overlap, terms = match.reasons[3:]
    assert isinstance(near, because.Near)
    assert 61 < near.km < 62
    assert overlap == because.Overlap(date(2027, 3, 1), date(2027, 6, 30), later=True)
    assert terms == because.TermsFit((Terms.SALE,))
    assert match.missing == ()


@pytest.mark.parametrize(
    ("offer", "need", "missing"),
    [
        ({"service": None}, {}, because.NoService((Side.OFFER,))),
        ({"terms": []}, {"terms": []}, because.NoTerms((Side.OFFER, Side.NEED))),
        ({"terms": ["free"]}, {}, because.OtherTerms((Terms.FREE,), (Terms.SALE,))),
        ({"kind": "skill"}, {}, because.OtherKind(ExchangeKind.SKILL, ExchangeKind.SERVICE)),
        ({"area": []}, {}, because.NoArea()),
        ({"expires": "2026-12-04"}, {}, because.Short(10)),
        ({"status": "in_talks"}, {}, because.InTalks((Side.OFFER,))),
        (
            {"service": "logistics.road-haulage"},
            {},
            because.OtherService("logistics.road-haulage", "logistics.refrigerated-transport"),
        ),
    ],
)
def test_what_a_match_lacks_lowers_it_and_is_said(offer: dict[str, Any], need: dict[str, Any], missing: object) -> None:
    (worse,) = pair(offer, {"area": ["020030"], **need}).all
    (better,) = pair(need={"area": ["020030"]}).all
    assert missing in worse.missing
    assert worse.score < better.score


@pytest.mark.parametrize(
    ("offer", "need"),
    [
        ({"expires": "2026-11-24"}, {}),
        ({}, {"expires": "2026-11-24"}),
        ({"status": "concluded"}, {}),
        ({}, {"status": "concluded"}),
        ({"from": "2027-05-01"}, {"expires": "2027-04-30"}),
        ({"expires": "2027-04-30"}, {"from": "2027-05-01"}),
        ({"kind": "space"}, {}),
        ({"area": ["IT-82"]}, {}),
        ({"service": "care.home-care", "title": "Assistenza domiciliare agli anziani"}, {}),
    ],
)
def test_these_never_match(offer: dict[str, Any], need: dict[str, Any]) -> None:
    assert pair().all
    assert not pair(offer, need).all


@pytest.mark.parametrize("status", ["winding_up", "ceased"])
def test_whoever_is_on_the_way_out_meets_nobody(status: str) -> None:
    offering, seeking = {"offers": [exchange()]}, {"needs": [exchange()]}
    assert met(a=member(**offering), b=member(**seeking)).all
    assert not met(a=member(**offering, status=status), b=member(**seeking)).all
    assert not met(a=member(**offering), b=member(**seeking, status=status)).all


def test_nobody_meets_itself() -> None:
    assert not met(a=member(offers=[exchange()], needs=[exchange(id="warm")])).all


def test_the_last_day_of_both_still_counts() -> None:
    (match,) = pair({"expires": "2026-11-25"}).all
    assert match.until == date(2026, 11, 25)


def test_a_text_without_code_is_understood_by_the_synonyms_of_services() -> None:
    offer = {"service": None, "title": "Camion frigo per la catena del freddo"}
    (match,) = pair(offer, {"title": "Consegne di formaggi"}).all
    assert match.reasons[0] == because.Named("logistics.refrigerated-transport", (Side.OFFER,))


def test_texts_alike_are_enough_where_no_service_is_known() -> None:
    title = "Zampogne accordate per la novena"
    (match,) = pair({"service": None, "title": title}, {"service": None, "title": "Zampogna per una novena"}).all
    assert match.reasons[0] == because.Alike(("zampogna", "novena"))


def test_what_the_member_does_stands_for_an_offer_without_code() -> None:
    offer = exchange(service=None, title="Con la brina e prima dell'alba")
    need = exchange(title="All'alba, con la brina")
    found = met(a=member(services=["logistics.refrigerated-transport"], offers=[offer]), b=member(needs=[need]))
    assert found.all[0].reasons[0] == because.Profile("logistics.refrigerated-transport")


def test_without_an_area_the_distance_decides() -> None:
    near = met(a=member(offers=[exchange(area=[])]), b=member(MANTOVA, needs=[exchange(area=[])]))
    far = met(a=member(offers=[exchange(area=[])]), b=member(PALERMO, needs=[exchange(area=[])]))
    assert near.all
    assert not far.all


def test_who_has_what_the_other_seeks_is_raised() -> None:
    rooms = exchange(id="room", kind="space", service="spaces.rooms", title="Sala riunioni")
    once = met(a=member(offers=[exchange()]), b=member(MANTOVA, needs=[exchange()], offers=[rooms]))
    twice = met(a=member(offers=[exchange()], needs=[rooms]), b=member(MANTOVA, needs=[exchange()], offers=[rooms]))
    (match,) = once.all
    again = twice.of_need("b", "cold")[0]
    assert again.score > match.score
    assert again.reasons[-1] == because.Reciprocal(("b", "room"), ("a", "room"))
    assert again.reciprocal
    assert not match.reciprocal
    assert len(twice.partners("a")) == 1


def test_neighbouring_stages_of_a_chain_raise() -> None:
    stages = [{"id": stage, "name": stage} for stage in ("grow", "carry", "cook")]
    chains = {"field": {"name": "Field", "stages": stages}}

    def scored(offered: str, sought: str) -> tuple[float, object]:
        offers = [exchange(chain="field", stage=offered)]
        needs = [exchange(chain="field", stage=sought)]
        (match,) = met(chains, a=member(offers=offers), b=member(needs=needs)).all
        return match.score, match.reasons[-1]

    same, next_, apart = scored("carry", "carry"), scored("grow", "carry"), scored("grow", "cook")
    assert same[0] > next_[0] > apart[0]
    assert same[1] == because.SameStage("field", "carry")
    assert next_[1] == because.NextStage("field", "grow", "carry")


def test_an_empty_federation_has_no_matches() -> None:
    assert met().all == ()
    assert met(a=member(offers=[exchange()])).all == ()
