"""The logos of the demonstration are what the script draws, and safe to show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from tools.draw_logos import logo, logos

MEMBERS = Path(__file__).parents[2] / "members"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    return dict(logos(MEMBERS))


def test_the_folder_holds_exactly_what_the_script_draws(drawn: dict[str, str]) -> None:
    kept = {path.name: path.read_bytes() for path in (MEMBERS / "logos").iterdir()}
    assert kept == {name: svg.encode() for name, svg in drawn.items()}
    assert len(drawn) >= 60


def test_no_two_logos_look_the_same(drawn: dict[str, str]) -> None:
    bare = {re.sub(r"<title>.*</title>|[\w-]+-tile", "", svg) for svg in drawn.values()}
    assert len(bare) == len(drawn)


def test_each_is_a_small_drawing_with_a_title_and_nothing_else(drawn: dict[str, str]) -> None:
    allowed = {f"{SVG}{tag}" for tag in ("svg", "title", "clipPath", "rect", "g", "path", "circle")}
    for name, svg in drawn.items():
        root = fromstring(svg)
        assert root.get("viewBox") == "0 0 96 96", name
        assert root.findtext(f"{SVG}title"), name
        assert {element.tag for element in root.iter()} <= allowed, name
        assert not any(re.search("href|style|^on", key) for element in root.iter() for key in element.attrib), name
        assert len(svg) < 8_000, name


def test_a_name_is_escaped() -> None:
    root = fromstring(logo("quadro-e-fase", "Quadro & <Fase>", "43.21.01"))
    assert root.findtext(f"{SVG}title") == "Quadro & <Fase>"


def test_a_logo_depends_on_its_own_record_alone() -> None:
    assert logo("il-solco", "Il Solco", "01.13.11") == logo("il-solco", "Il Solco", "01.13.11")
    assert logo("il-solco", "Il Solco", "01.13.11") != logo("la-macina", "Il Solco", "01.13.11")
    assert logo("il-solco", "Il Solco", "") != logo("il-solco", "Il Solco", "01.13.11")
