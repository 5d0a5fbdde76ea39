"""The stylesheet of the tracks' own colours."""

from __future__ import annotations

import re
from typing import Any

import pytest

from generator.publishing.programme.track_colours import NIGHT, contrast, lightened, stylesheet
from generator.records.track import Track


def sheet(*tracks: dict[str, Any]) -> str:
    return stylesheet(Track.model_validate({"title": "x", **texts}) for texts in tracks)


def test_no_colour_of_its_own_no_rule() -> None:
    assert sheet({"number": "1"}) == ""


def test_colours_stand_in_the_order_of_the_numbers_for_both_schemes() -> None:
    found = sheet({"number": "2", "colour": "#112233", "night_colour": "#AABBCC"}, {"number": "1", "colour": "#000000"})
    assert re.findall(r'(:root|"default"|screen|"slate")', found) == [":root", '"default"', "screen", '"slate"']
    assert re.findall(r"--track-(\d): (#\w+)", found)[:2] == [("1", "#000000"), ("2", "#112233")]
    assert ("2", "#AABBCC") in re.findall(r"--track-(\d): (#\w+)", found)[2:]


@pytest.mark.parametrize("colour", ["#000000", "#1F5A96", "#A8431F", "#FFFFFF", "#14181F"])
def test_a_colour_for_the_night_can_be_read(colour: str) -> None:
    assert contrast(lightened(colour), NIGHT) >= 7


def test_a_colour_that_can_be_read_stays() -> None:
    assert lightened("#8DBBF0") == "#8DBBF0"


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#FFFFFF", 21), ("#777777", "#FFFFFF", 4.48), ("#123456", "#123456", 1)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio == round(contrast(other, one), 2)
