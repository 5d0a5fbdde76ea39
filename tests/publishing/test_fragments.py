"""Parts of pages that many pages share."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup

from generator.publishing.fragments import Fragments
from generator.publishing.logo import initials, thread

PARTS = "{% macro said(text) %}<b>{{ text }}</b>{{ count() }}{% endmacro %}"


def test_a_part_is_rendered_once_for_the_same_values() -> None:
    rendered: list[str] = []

    def count() -> str:
        rendered.append("x")
        return ""

    templates = Environment(autoescape=True, loader=DictLoader({"parts.html": PARTS}))
    templates.globals["count"] = count
    parts = Fragments(templates, "parts.html")
    assert [parts.said("a"), parts.said("<"), parts.said("a")] == ["<b>a</b>", "<b>&lt;</b>", "<b>a</b>"]
    assert len(rendered) == 2


@pytest.mark.parametrize("first", [0, 1])
def test_a_text_is_not_taken_for_html_of_the_same_letters(first: int) -> None:
    parts = Fragments(Environment(autoescape=True, loader=DictLoader({"p": PARTS})), "p")
    parts._templates.globals["count"] = str
    values = [("<i>", "<b>&lt;i&gt;</b>"), (Markup("<i>"), "<b><i></b>")]
    for value, html in (values[first], values[1 - first]):
        assert parts.said(value) == html


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Aurora", "A"),
        ("la Rosa blu", "LB"),
        ("«Il mulino» (2001)", "I2"),
        ("élan & co.", "ÉC"),
        ("- «»", "·"),
        ("Uno &", "U"),
    ],
)
def test_initials_are_those_of_the_first_and_the_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(("slug", "track"), [("0", 2), ("a", 4), ("ab", 1), ("z-coop", 2), ("", 1)])
def test_a_slug_has_one_track_for_ever(slug: str, track: int) -> None:
    assert thread(slug) == track
