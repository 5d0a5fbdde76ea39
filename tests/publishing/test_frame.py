"""A frame keeps the theme's page and moves to any depth."""

from __future__ import annotations

import pytest

from generator.publishing.frame import BrokenFrame, Frame, slot

PAGE = (
    '<link rel="canonical" href="{canonical}"><title>{title} - F</title>'
    '<meta name="description" content="{description}">'
    "{head}<a href=..>home</a>{links}<script id=__config type=application/json>{config}</script>{body}"
)


def page(links: str = "", config: str = '{"base": ".."}') -> str:
    slots = {name: slot(name) for name in ("canonical", "title", "description", "head", "body")}
    return PAGE.format(links=links, config=config, **slots)


def moved(links: str, address: str, start: str = "associate/") -> str:
    return Frame.cut(page(links), start).moved(address).filled({}).decode()


@pytest.mark.parametrize(
    ("link", "address", "expected"),
    [
        ('href="../assets/a.css"', "associate/aurora/", 'href="../../assets/a.css"'),
        ('src="../assets/a.js"', "associate/a/b/c/", 'src="../../../../assets/a.js"'),
        ('href="./"', "associate/aurora/", 'href="../../associate/"'),
        ('href="."', "associate/aurora/", 'href="../../associate/"'),
        ('href="../call/"', "associate/aurora/", 'href="../../call/"'),
        ('href=".."', "associate/aurora/", 'href="../../"'),
        ('href="../?a=1&amp;b=2#c"', "associate/x/y/", 'href="../../../?a=1&amp;b=2#c"'),
        ('href="#content"', "associate/aurora/", 'href="#content"'),
        ('href="https://a.example/b"', "associate/aurora/", 'href="https://a.example/b"'),
        ('href="//a.example/b"', "associate/aurora/", 'href="//a.example/b"'),
        ('href="mailto:a@b.example"', "associate/aurora/", 'href="mailto:a@b.example"'),
        ('src="data:image/png;base64,AA"', "associate/aurora/", 'src="data:image/png;base64,AA"'),
        ('href="../assets/a.css"', "associate/", 'href="../assets/a.css"'),
    ],
)
def test_a_link_leads_to_the_same_place_from_another_depth(link: str, address: str, expected: str) -> None:
    assert f"<a {expected}>" in moved(f"<a {link}>", address)


def test_the_base_that_scripts_read_moves_too() -> None:
    assert '{"base": "../../.."}' in moved("", "associate/settore/a/")


def test_a_link_without_quotes_is_moved_and_quoted() -> None:
    assert '<a href="../../">home</a>' in moved("", "associate/aurora/")


def test_every_slot_is_filled_wherever_it_stands() -> None:
    values = {name: f"[{name}]".encode() for name in ("canonical", "title", "description", "head", "body")}
    filled = Frame.cut(page(), "associate/").filled(values).decode()
    assert all(f"[{name}]" in filled for name in values)
    assert "coop-restart-slot" not in filled


def test_a_slot_inside_an_attribute_survives_the_move() -> None:
    moved_frame = Frame.cut(page(), "associate/").moved("associate/a/b/")
    filled = moved_frame.filled({"canonical": b"https://f.example/associate/a/b/"}).decode()
    assert '<link rel="canonical" href="https://f.example/associate/a/b/">' in filled


def test_a_body_that_looks_like_a_slot_is_left_alone() -> None:
    filled = Frame.cut(page(), "associate/").filled({"body": b"coop-restart-slot-title", "title": b"T"})
    assert filled.endswith(b"coop-restart-slot-title")


def test_a_theme_that_drops_a_slot_is_refused_with_its_name() -> None:
    with pytest.raises(BrokenFrame, match=r"no place for body, title"):
        Frame.cut(page().replace(slot("body"), "").replace(slot("title"), ""), "associate/")
