"""The map's modules: marks that hold every member once, and a cloth that reads what Python writes."""

from __future__ import annotations

import math
from random import Random
from typing import Any

import pytest

from benchmarks.node import run
from generator.publishing.map.grid import projected
from generator.theme.map_script import HERE, map_script
from tests.publishing.charted import content, made, tones

APART = 52
"""Pixels: the distance in clusters.js."""


def members(count: int, seed: int) -> list[dict[str, Any]]:
    chance = Random(seed)  # noqa: S311 - places, not secrets
    points = [(chance.uniform(36, 47), chance.uniform(7, 18)) for _ in range(count // 2)]
    return [
        {"slug": f"m{number}", "latitude": latitude, "longitude": longitude}
        for number, (latitude, longitude) in enumerate(points + chance.choices(points, k=count - len(points)))
    ]


@pytest.mark.parametrize("zoom", [2, 6, 9, 12])
def test_each_member_stands_in_one_mark_and_within_its_reach(zoom: int) -> None:
    given = members(600, zoom)
    script = "return clusters.gathered(given.members, given.zoom);"
    marks = run(script, {"members": given, "zoom": zoom}, clusters=HERE / "clusters.js")
    slugs = sorted(one["slug"] for mark in marks for one in mark["members"])
    assert slugs == sorted(one["slug"] for one in given)
    assert max(distance(mark["members"][0], one, zoom) for mark in marks for one in mark["members"]) < APART
    firsts = [mark["members"][0] for mark in marks]
    close = [
        (one, other) for one in firsts for other in firsts if one is not other and distance(one, other, zoom) < APART
    ]
    assert close == []


def distance(one: dict[str, Any], other: dict[str, Any], zoom: int) -> float:
    """How many pixels lie between two members; a cell of a level has eight at the same zoom."""
    here, there = (projected(place["longitude"], place["latitude"], zoom) for place in (one, other))
    return 8 * math.dist(here, there)


def test_members_at_one_point_are_told_from_those_that_are_only_near() -> None:
    here, there = {"latitude": 45.5, "longitude": 10.2}, {"latitude": 45.5, "longitude": 10.21}
    script = "return given.map((members) => clusters.together({ members }));"
    assert run(script, [[here], [here, here], [here, there]], clusters=HERE / "clusters.js") == [True, True, False]


def test_the_cloth_reads_what_python_writes() -> None:
    sheets = content(made("IT"))["sheets"]
    home = sheets[0]
    known = tones(home)
    cells = [
        (column, row)
        for column in range(home["column"] - 2, home["column"] + home["width"] + 2, 3)
        for row in range(home["row"] - 2, home["row"] + 400, 3)
    ]
    script = """
        const sewn = new cloth.Cloth([given.home]);
        return given.cells.map(([column, row]) => sewn.tone(given.home.level, column, row));
    """
    found = run(script, {"home": home, "cells": cells}, cloth=HERE / "cloth.js")
    assert found == [ord(known[cell]) if cell in known else 0 for cell in cells]
    assert 1000 < sum(1 for tone in found if tone) < len(cells)


def test_a_finer_sheet_hides_the_coarser_ones_and_the_world_does_not_show_through_its_sea() -> None:
    sheets = [
        {"level": 6, "column": 8, "row": 8, "width": 4, "rows": "2f,2f,,"},
        {"level": 5, "column": 2, "row": 2, "width": 8, "rows": "8a,8a,.a,8a,8a"},
        {"level": 4, "column": 0, "row": 0, "width": 16, "rows": ",".join(["16b"] * 16)},
    ]
    script = "const sewn = new cloth.Cloth(given.sheets); return given.cells.map((cell) => sewn.tone(...cell));"
    cells = [(6, 8, 8), (6, 11, 8), (5, 4, 4), (5, 2, 4), (5, 3, 4), (5, 20, 20), (7, 16, 16), (7, 20, 16)]
    found = run(script, {"sheets": sheets, "cells": cells}, cloth=HERE / "cloth.js")
    assert [chr(tone) if tone else "" for tone in found] == ["f", "", "f", "", "a", "b", "f", ""]


def test_names_never_cover_one_another_and_larger_things_come_first() -> None:
    labels = content(made("IT"))["labels"]
    script = "return names.placed(given.labels, given.zoom, (text) => 6 * text.length);"
    for zoom in (4, 6, 8, 11):
        found = run(script, {"labels": labels, "zoom": zoom}, names=HERE / "names.js")
        boxes = [(one["west"], one["north"], one["east"], one["south"]) for one in found]
        covered = [
            (one, other)
            for place, one in enumerate(boxes)
            for other in boxes[:place]
            if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
        ]
        assert len(boxes) > 15
        assert covered == []


def test_the_script_is_one_module_that_shows_maps() -> None:
    script = map_script({"ground": "g.json", "styles": "s.css", "streets": None})
    assert script is not None
    text = script.decode()
    assert text.startswith('const PARTS = {"ground": "g.json", "streets": null, "styles": "s.css"};')
    assert text.endswith("export { show };\n")
    assert "\nimport " not in text
    assert "sourceMappingURL" not in text
