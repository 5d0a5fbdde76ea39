"""The tracks' own colours as a stylesheet, which goes over the theme's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.records.track import Track

NIGHT = "#14181F"
"""The ground of the dark scheme, as in the theme's tokens."""

CONTRAST = 7.0
"""What a colour that we derive keeps to its ground: WCAG 2.2, criterion 1.4.6."""


def stylesheet(tracks: Iterable[Track]) -> str:
    """Return rules that give each track its colours; one without a colour keeps the theme's.

    A track that names no colour for the night gets its colour of the day, as much lighter as the dark ground needs.
    On paper it is always day.
    """
    coloured = sorted(((track.number, track) for track in tracks if track.colour), key=lambda item: item[0])
    days = [f"  --track-{number}: {track.colour};\n" for number, track in coloured]
    nights = [
        f"  --track-{number}: {track.night_colour or lightened(track.colour or NIGHT)};\n" for number, track in coloured
    ]
    if not coloured:
        return ""
    night = _rule('[data-md-color-scheme="slate"]', nights)
    return _rule(':root,\n[data-md-color-scheme="default"]', days) + f"@media screen {{\n{night}}}\n"


def _rule(selector: str, lines: list[str]) -> str:
    return f"{selector} {{\n{''.join(lines)}}}\n"


def lightened(colour: str) -> str:
    """Return the colour mixed with white until it can be read on the dark ground."""
    mixed = (_mixed(colour, step / 20) for step in range(20))
    return next((one for one in mixed if contrast(one, NIGHT) >= CONTRAST), "#FFFFFF")


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, «contrast ratio»)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _mixed(colour: str, white: float) -> str:
    return "#" + "".join(f"{round(part + (255 - part) * white):02X}" for part in _parts(colour))


def _luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _scaled(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _scaled(colour: str) -> list[float]:
    return [part / 255 for part in _parts(colour)]


def _parts(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
