"""What columns say of pairs is what their exchanges say one by one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from benchmarks.planted import planted
from benchmarks.truth import TODAY
from generator.matching.columns.common import Common
from generator.matching.explained import Explained
from generator.matching.matches import matches
from generator.matching.pairings import Keeping
from generator.matching.weighing import DIGITS, Scale
from generator.matching.weights import weights
from generator.records.federation import Federation
from tests.matching.met import (
    BRESCIA,
    ITALIAN,
    MANTOVA,
    MILANO,
    PALERMO,
    SUBJECTS,
    VOCABULARIES,
    exchange,
    federation,
    member,
)  # fmt: skip
from tests.matching.test_properties import FEDERATIONS, named
from tests.matching.test_properties import matched as matched_texts

STAGES = [{"id": stage, "name": stage} for stage in ("grow", "carry", "cook")]


def standing(of: Federation) -> Explained:
    return Explained(of, VOCABULARIES, ITALIAN, TODAY, weights(), SUBJECTS, workers=1)


def told(explained: Explained, scale: Scale) -> dict[tuple[int, int], float]:
    """Return the score of each pair that may meet and reaches the threshold, worked out one by one."""
    offers, needs = list(explained.offers), list(explained.needs)
    return {
        (at, to): score
        for to, need in enumerate(needs)
        for at, offer in enumerate(offers)
        if scale.may_meet(offer, need) and (score := scale.score(offer, need))
    }


def agree(explained: Explained) -> int:
    """Hold columns to pairs, and to what is returned; return how many pairs there were."""
    scale = Scale(weights())
    scores, offers, needs = told(explained, scale), list(explained.offers), list(explained.needs)
    if not offers or not needs:
        return 0
    keeping = Keeping(explained)
    meeting = [
        (at, to) for to, need in enumerate(needs) for at, offer in enumerate(offers) if scale.may_meet(offer, need)
    ]
    at, to = np.array(meeting, dtype=np.int64).reshape(-1, 2).T
    which, found = keeping.scoring.of(at, to)
    assert dict(zip([meeting[one] for one in which], found, strict=True)) == pytest.approx(scores, abs=1e-12)
    returning = {(explained.needs.owners[to], explained.offers.owners[at]) for at, to in scores}
    members = range(len(explained.offers.shared.slugs))
    pairs = [(giver, seeker) for giver in members for seeker in members if giver != seeker]
    givers, seekers = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    assert {pair for pair, one in zip(pairs, keeping.reciprocity.of(givers, seekers), strict=True) if one} == returning
    for offer, need in scores:
        back = explained.reciprocal(explained.offers.ref(offer), explained.needs.ref(need))
        giver, seeker = explained.offers.owners[offer], explained.needs.owners[need]
        best = [
            (-round(score * DIGITS), explained.offers.ref(at), explained.needs.ref(to))
            for (at, to), score in scores.items()
            if (explained.offers.owners[at], explained.needs.owners[to]) == (seeker, giver)
        ]
        assert back == (min(best)[1:] if best else None)
    return len(scores)


@settings(deadline=None, max_examples=60)
@given(FEDERATIONS)
def test_any_federations_columns_say_what_its_pairs_say(texts: list[dict[str, Any]]) -> None:
    agree(standing(matched_texts(named(texts))[0]))


def test_columns_say_what_pairs_say_of_sentences_that_people_write() -> None:
    assert agree(standing(planted(200, 7).federation)) > 100


@pytest.mark.parametrize(("offered", "sought", "raised"), [("carry", "carry", 0.2), ("grow", "carry", 0.1)])
def test_columns_know_stages_and_members_without_a_place(offered: str, sought: str, raised: float) -> None:
    chains = {"field": {"name": "Field", "stages": STAGES}}
    nowhere = {"address": None}
    both = {
        "offers": [exchange(chain="field", stage=offered, service=None, title="Alba")],
        "needs": [exchange(id="milk", chain="field", stage=sought, service="food.dairy", title="Formaggi")],
    }
    found = standing(federation(chains, a=member(**both), b=member(**both, **nowhere), c=member(MANTOVA, **both)))
    assert agree(found) == 0
    same = {side: [{**one, "service": "food.dairy"} for one in listed] for side, listed in both.items()}
    found = standing(federation(chains, a=member(**same), b=member(**same, **nowhere), c=member(MANTOVA, **same)))
    assert agree(found) == 6
    forms = Common(found.offers.shared, found.scale).forms
    assert forms.raised(*(np.array([one.forms[0]]) for one in (found.offers, found.needs))) == [raised]


@cache
def crowd() -> Federation:
    """Return a member in Brescia that seeks, and 1,000 that offer it: each tenth in the town, others far away."""
    towns = [BRESCIA, *[MANTOVA, MILANO, PALERMO] * 3]
    offers = [exchange(area=["IT"], terms=[])]
    many = {f"m-{number:04}": member(towns[number % 10], offers=offers) for number in range(1_000)}
    return federation(seeker=member(needs=[exchange(area=[BRESCIA])]), **many)


def test_of_a_crowd_the_nearest_are_kept() -> None:
    found = matches(crowd(), VOCABULARIES, ITALIAN, TODAY, subjects=SUBJECTS, workers=1)
    kept = [match.offer[0] for match in found.of_need("seeker", "cold")]
    assert kept == [f"m-{number:04}" for number in range(0, 10 * weights().kept, 10)]


def test_who_seeks_from_nowhere_is_shown_what_stands_longest() -> None:
    members = dict(crowd().members)
    members["seeker"] = members["seeker"].model_copy(update={"address": None})
    lasting = exchange(area=["IT"], expires="2027-10-31")
    members["zeta"] = federation(zeta=member(PALERMO, offers=[lasting])).members["zeta"]
    found = matches(Federation(members=members), VOCABULARIES, ITALIAN, TODAY, subjects=SUBJECTS, workers=1)
    assert found.of_need("seeker", "cold")[0].offer[0] == "zeta"


def test_processes_that_share_the_work_find_the_same() -> None:
    one = planted(2_000, 3)
    alone, together = (
        matches(one.federation, one.vocabularies, ITALIAN, TODAY, subjects=SUBJECTS, workers=workers)
        for workers in (1, 2)
    )
    assert len(alone) > 1_000
    assert alone.all == together.all
    assert [match.reasons for match in alone.all[:100]] == [match.reasons for match in together.all[:100]]


def test_what_is_kept_is_what_holding_everything_against_everything_finds() -> None:
    given_ = planted(2_000, 11)
    everything = replace(weights(), considered=100_000, kept=100_000, raise_reciprocal=0.0)
    found = matches(given_.federation, VOCABULARIES, ITALIAN, TODAY, weights=everything, subjects=SUBJECTS, workers=1)
    explained, scores = found.explained, told(found.explained, Scale(everything))
    one_by_one = {
        (explained.offers.ref(at), explained.needs.ref(to)): round(score, 4) for (at, to), score in scores.items()
    }
    assert len(one_by_one) > 400
    assert {(match.offer, match.need): match.score for match in found.all} == pytest.approx(one_by_one, abs=1.01e-4)
    back = {match for match in found.all if explained.reciprocal(match.offer, match.need)}
    assert back == {match for match in found.all if match.reciprocal}
    assert back
