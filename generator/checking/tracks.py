"""Tracks: numbers of their own, and colours that can be read."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.finding import Finding, Spot
from generator.checking.inspection import Inspection
from generator.languages import N_, Message

PAPER = "#FBFAF6"
NIGHT = "#14181F"
READABLE = 4.5
"""Contrast of text on its ground: WCAG 2.2, success criterion 1.4.3."""


def numbers(inspection: Inspection) -> Iterator[Finding]:
    """Numbers that two tracks bear."""
    first: dict[int, Spot] = {}
    for slug, track in inspection.federation.tracks.items():
        spot = Spot(("track", slug), ("number",))
        other = first.setdefault(track.number, spot)
        if other != spot:
            message = Message(N_("the same number as the track at {other}"), {"other": other})
            yield Finding("same-track-number", spot, message)


def colours(inspection: Inspection) -> Iterator[Finding]:
    """Colours of tracks in which text would be hard to read."""
    for slug, track in inspection.federation.tracks.items():
        for name, colour, ground in (("colour", track.colour, PAPER), ("night_colour", track.night_colour, NIGHT)):
            ratio = contrast(colour, ground) if colour is not None else READABLE
            if ratio < READABLE:
                # Rounded down, so that 4.49 is never said to be 4.5.
                values = {"colour": colour, "ground": ground, "ratio": f"{int(ratio * 10) / 10}"}
                message = Message(
                    N_("{colour} on {ground} has a contrast of {ratio} : 1, expected at least 4.5 : 1"), values
                )
                yield Finding("contrast", Spot(("track", slug), (name,)), message)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours like `#1F5A96`, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, from 0 to 1 (WCAG 2.2, "relative luminance")."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
