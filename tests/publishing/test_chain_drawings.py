"""The geometry of a chain's drawings."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

import pytest

from generator.matching.chain_ties import Tie
from generator.publishing.chains.drawing import LETTER, MOST_BEADS, Drawing, lanes, wrapped
from generator.publishing.chains.drawing_small import glance
from generator.publishing.chains.drawing_tall import tall
from generator.publishing.chains.drawing_ties import NAMES, drawn_ties
from generator.publishing.chains.drawing_wide import wide
from generator.records.member import RelationKind
from tests.matching.chained import BRESCIA, FIELD, MILL, OVEN, at, filled, stage

SHAPES = {"wide": wide, "tall": tall}
MILLER = {"services": ["food.pasta-flour"]}
LOOP = (
    {**FIELD, "takes": ["bran"]},
    MILL,
    OVEN,
    stage("shop", takes=["flour", "grain"], gives=["empty sacks"], minimum="2"),
)


def drawn(shape: str, members: dict[str, Any], *stages: dict[str, Any]) -> Drawing:
    return SHAPES[shape](filled(members, *stages))


def millers(count: int, **more: Any) -> dict[str, Any]:
    return {f"m{number}": at(BRESCIA, name=f"Mill number {number}", **MILLER, **more) for number in range(count)}


@pytest.mark.parametrize(
    ("text", "letters", "most", "lines"),
    [
        ("Grain", 10, 2, ("Grain",)),
        ("Grain and flour", 10, 2, ("Grain and", "flour")),
        ("Grain and flour and bread", 10, 2, ("Grain and", "flour and…")),
        ("Grain, flour, bread", 10, 2, ("Grain,", "flour,…")),
        ("Obstgenossenschaft", 10, 3, ("Obstgenos-", "senschaft")),
        ("Granaglieria", 11, 3, ("Granaglieria",)),
        ("", 10, 3, ()),
    ],
)
def test_text_stands_on_lines_that_fit(text: str, letters: int, most: int, lines: tuple[str, ...]) -> None:
    assert wrapped(text, letters * LETTER + 1, most) == lines


def test_spans_that_overlap_have_lanes_of_their_own() -> None:
    assert lanes([(0, 1), (1, 2), (0, 2), (3, 4), (1, 4)]) == [0, 0, 1, 0, 2]


@pytest.mark.parametrize("shape", SHAPES)
def test_stages_stand_in_their_order_with_their_members_and_openings(shape: str) -> None:
    drawing = drawn(shape, millers(2), FIELD, {**MILL, "minimum": "3"}, OVEN)
    along = [warp.x if shape == "wide" else warp.y for warp in drawing.warps]
    assert along == sorted(set(along))
    assert [[bead.slug for bead in warp.strung.beads] for warp in drawing.warps] == [[], ["m0", "m1"], []]
    assert [warp.strung.opening and warp.strung.opening.missing for warp in drawing.warps] == [1, 1, 1]


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_lies_outside_or_upon_another(shape: str) -> None:
    drawing = drawn(shape, millers(5) | {"b": at(BRESCIA, name="Baker " * 9, services=["food.bakery"])}, *LOOP)
    for warp in drawing.warps:
        rows = [(bead.y, len(bead.lines)) for bead in warp.strung.beads]
        if warp.strung.opening:
            rows.append((warp.strung.opening.y + 10, 1))
        for (above, lines), (below, _) in pairwise(rows):
            assert below - above >= 19 * lines
        ends = warp.strung.opening.y + warp.strung.opening.height if warp.strung.opening else warp.ends
        assert 0 < warp.x < drawing.width
        assert warp.y < ends <= drawing.height
    for weft in drawing.wefts:
        assert all(0 <= one <= bound for one, bound in zip(weft.text, (drawing.width, drawing.height), strict=True))


def test_in_the_wide_drawing_labels_stay_above_their_own_part_of_a_lane() -> None:
    drawing = wide(filled({}, *LOOP))
    extents = []
    for weft in drawing.wefts:
        left, top = weft.text
        right = left + max(map(len, weft.lines)) * LETTER
        extents.append((left, top - 14, right, weft.start[1]))
    assert len(extents) == 5
    for one, other in combinations(extents, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)


def test_in_the_tall_drawing_no_two_lines_run_upon_each_other() -> None:
    drawing = tall(filled({}, *LOOP))
    runs = []
    for weft in drawing.wefts:
        lane = float(weft.path.split("H")[1].split("q")[0])
        begins, ends = sorted((weft.start[1], drawing.warps[weft.flow.taker].y))
        runs.append((lane, begins, ends))
    for one, other in combinations(runs, 2):
        assert one[0] != other[0] or one[2] <= other[1] or other[2] <= one[1], (one, other)


@pytest.mark.parametrize("shape", SHAPES)
def test_what_goes_back_is_drawn_backwards(shape: str) -> None:
    back = [weft for weft in drawn(shape, {}, *LOOP).wefts if weft.flow.goes_back]
    assert [(weft.flow.giver, weft.flow.taker) for weft in back] == [(1, 0)]
    assert ("-6 V" in back[0].path or "q0 -6" in back[0].path) if shape == "tall" else "l8 4.5" in back[0].head


@pytest.mark.parametrize("shape", SHAPES)
def test_of_many_members_the_rest_is_counted(shape: str) -> None:
    strung = drawn(shape, millers(MOST_BEADS + 3), MILL).warps[0].strung
    assert (len(strung.beads), strung.more) == (MOST_BEADS, 3)
    assert strung.more_y > strung.beads[-1].y


@pytest.mark.parametrize("shape", SHAPES)
def test_beads_tell_offers_and_single_points(shape: str) -> None:
    offer = {"id": "o", "kind": "good", "title": "Flour", "expires": "2027-03-01", "chain": "grain", "stage": "mill"}
    members = {"f": at(BRESCIA, services=["farming.cereals"]), "m": at(BRESCIA, offers=[offer])}
    (field,), (mill,), _ = (warp.strung.beads for warp in drawn(shape, members).warps)
    assert (field.offers, mill.offers, field.only, mill.only) == (False, True, True, True)


def test_at_a_glance_each_stage_is_a_bead() -> None:
    small = glance(filled({}, *LOOP))
    places = [along for along, _ in small.stages]
    assert places == sorted(set(places))
    assert places[0] > 0
    assert places[-1] < small.width


def tie(kind: RelationKind, one: str, other: str) -> Tie:
    return Tie(kind, one, other)


def test_ties_are_arcs_between_the_names_of_those_that_are_tied() -> None:
    ties = (
        tie(RelationKind.MEMBER_OF, "mill", "club"),
        tie(RelationKind.SUPPLIER_OF, "field", "mill"),
        tie(RelationKind.PARTNER_OF, "field", "mill"),
    )
    names = {"club": "The club", "field": "Field", "loner": "Loner", "mill": "Mill " * 20}
    drawing = drawn_ties(ties, names)
    assert [(end.slug, end.holds) for end in drawing.ends] == [("club", True), ("field", False), ("mill", False)]
    assert drawing.ends[-1].line.endswith("…")
    assert drawing.ends[-1].name == names["mill"]
    assert [bool(arc.head) for arc in drawing.arcs] == [False, True, False]
    assert all(float(arc.path.split("C")[1].split(" ")[0]) * 0.75 + (NAMES - 9) * 0.25 > 0 for arc in drawing.arcs)


def test_without_ties_nothing_is_drawn() -> None:
    assert drawn_ties((), {"a": "A"}).ends == ()
