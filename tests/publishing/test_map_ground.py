"""The ground of the map is complete, small, and the same whenever it is made."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from functools import cache
from hashlib import sha256

import pytest

from generator.publishing.map import italy
from generator.publishing.map.grid import Cell, cell_of, cells, filled, placed
from generator.publishing.map.outlines import Outlines
from generator.publishing.map.sheet import Sheet, Span
from generator.publishing.map.tones import MOST, toned
from generator.theme.map_script import VENDOR
from tests.publishing.charted import content, made, tones

LARGEST = 30_000
"""Bytes that the ground may take, gzipped."""

SQUARE = [(10.0, 50.0), (20.0, 50.0), (20.0, 40.0), (10.0, 40.0), (10.0, 50.0)]


@cache
def italian() -> dict[str, bytes]:
    return made("IT")


@cache
def at_home() -> dict[tuple[int, int], str]:
    return tones(content(italian())["sheets"][0])


def test_every_municipality_lies_on_the_cloth() -> None:
    level = content(italian())["sheets"][0]["level"]
    towns = italy.towns()
    lost = [town.name for town in towns if cell_of(town.longitude, town.latitude, level) not in at_home()]
    assert len(towns) > 7800
    assert lost == []


def test_every_municipality_is_named_once() -> None:
    files = italian()
    written = content(files)
    near = [row for name in written["near"] for row in json.loads(files[name])]
    here = [(longitude, latitude, name) for longitude, latitude, name, _ in written["labels"]]
    names = {name for _, _, name in here}
    expected = sorted(town.name for town in italy.towns() if town.name not in names)
    assert sorted(name for _, _, name in near) == expected
    assert set(files) == {"ground.json", *written["near"]}


def test_every_region_and_province_is_named() -> None:
    ranks = [rank for *_, rank in content(italian())["labels"]]
    assert (ranks.count(1), ranks.count(2)) == (20, 110)


def test_the_ground_is_small() -> None:
    assert 10_000 < len(gzip.compress(italian()["ground.json"], 9)) <= LARGEST
    assert len(gzip.compress(made("GB")["ground.json"], 9)) <= LARGEST


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_ground_is_the_same_whenever_it_is_made(seed: str) -> None:
    script = (
        "from hashlib import sha256; from tests.publishing.charted import made; "
        "print(sha256(repr(made('IT')).encode()).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"},
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stdout.strip() == sha256(repr(italian()).encode()).hexdigest()


def test_abroad_the_country_of_the_members_is_drawn_finer_than_its_neighbours() -> None:
    home, around, world = content(made("GB", language="en"))["sheets"]
    assert home["level"] > around["level"] >= world["level"]
    manchester = cell_of(-2.24, 53.48, home["level"])
    dublin = cell_of(-6.4, 53.35, around["level"])
    assert manchester in tones(home)
    assert dublin in tones(around)


def test_names_are_in_the_site_s_language() -> None:
    italian_names = {name for *_, name, _ in content(italian())["labels"]}
    english_names = {name for *_, name, _ in content(made("GB", language="en"))["labels"]}
    assert {"Francia", "Lombardia", "Brescia"} <= italian_names
    assert "Italia" not in italian_names
    assert {"France", "Italy", "United Kingdom"} <= english_names


def test_an_unknown_country_leaves_the_world() -> None:
    (world,) = content(made("XX"))["sheets"]
    assert cell_of(12.5, 42.5, world["level"]) in tones(world)


def test_neighbours_have_different_tones() -> None:
    countries = Outlines(VENDOR / "countries.json")
    borders = list(countries.neighbours())
    found = toned(countries, borders)
    assert ("France", "Italy") in borders or ("Italy", "France") in borders
    assert max(found.values()) < MOST
    assert [(one, other) for one, other in borders if found[one] == found[other]] == []


def test_neighbouring_provinces_have_different_letters() -> None:
    level = content(italian())["sheets"][0]["level"]
    provinces = italy.provinces(italy.towns(), at_home_cells(level), level)
    same = {
        (province, provinces[beside])
        for cell, province in provinces.items()
        for beside in cell.around()
        if provinces.get(beside, province) != province and at_home()[cell] == at_home()[beside]
    }
    assert len(set(provinces.values())) == 110
    assert same == set()


def at_home_cells(level: int) -> list[Cell]:
    return list(cells(filled(Outlines(VENDOR / "countries.json").mainland("Italy"), level)))


def test_a_hole_is_not_filled() -> None:
    hole = [(13.0, 47.0), (17.0, 47.0), (17.0, 43.0), (13.0, 43.0), (13.0, 47.0)]
    found = set(cells(filled([SQUARE, hole], 5)))
    assert cell_of(11, 45, 5) in found
    assert cell_of(15, 45, 5) not in found
    assert cell_of(9, 45, 5) not in found


def test_the_middle_of_a_cell_lies_in_it() -> None:
    for point in ((9.19, 45.46), (-70.9, -33.4), (151.2, 33.9)):
        cell = cell_of(*point, 8)
        assert cell_of(*placed(cell, 8), 8) == cell


def test_islands_far_away_do_not_belong_to_the_mainland() -> None:
    france = Outlines(VENDOR / "countries.json")
    west = min(longitude for ring in france.mainland("France") for longitude, _ in ring)
    assert min(longitude for ring in france.rings("France") for longitude, _ in ring) < -50
    assert west > -10


def test_a_row_is_written_as_runs_without_the_sea_at_its_end() -> None:
    sheet = Sheet(5, Cell(100, 50), 12, 2)
    sheet.paint([Span(50, 90, 103), Span(50, 105, 106), Span(51, 200, 300), Span(90, 100, 104)], "c")
    assert sheet.content() == {"level": 5, "column": 100, "row": 50, "width": 12, "rows": "3c2.c,"}
