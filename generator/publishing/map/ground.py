"""The ground of the map: what lies under the members, from open data alone.

Three sheets, the finest first: the countries where most members are, what lies around them, the world. Italy's cells
are told apart by region and province.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.publishing.map import italy, towns
from generator.publishing.map.grid import NORTH, SOUTH, Cell, Span, cell_of, cells, filled
from generator.publishing.map.names import Names
from generator.publishing.map.outlines import Outlines
from generator.publishing.map.sheet import Sheet
from generator.publishing.map.tones import MOST, toned

if TYPE_CHECKING:
    from generator.vocabularies import Vocabularies

COARSE, FINEST = 5, 8
ROOM = 90_000
"""Cells on a sheet of what lies around, and three times those of the countries themselves."""

MARGIN = 4
"""Degrees that the sheet of what lies around reaches beyond the countries of the members, about."""

ABROAD = "abcde"
HOME = "fghijklmnopqrstuvwxyzABCDE"
"""Letters of the tones: one for each tone abroad; at home one for each tone of region and, within, of province."""

ITALY = "Italy"


class Home(NamedTuple):
    """The countries where most members are, at one level: the cells of each; Italy's have their provinces."""

    level: int
    spans: Mapping[str, Sequence[Span]]
    provinces: Mapping[Cell, str]


def ground(folder: Path, homes: Iterable[str], vocabularies: Vocabularies, language: str) -> dict[str, bytes]:
    """Return the files that the map reads, from the outlines in `folder`, for these countries (codes of ISO 3166).

    `ground.json` has the sheets and the names; beside it stand the names of Italy's municipalities, if Italy is one.
    """
    world, countries = Outlines(folder / "world.json"), Outlines(folder / "countries.json")
    names = Names(vocabularies, language)
    home = _home(countries, [name for code in sorted(set(homes)) if (name := names.atlas(code)) in countries])
    whole = {country: list(filled(world.rings(country), COARSE)) for country in world}
    abroad = {country: ABROAD[tone] for country, tone in toned(countries, countries.neighbours()).items()}
    for country in home.spans:
        del abroad[country]
    sheets = [*_at_home(home), *_around(home, countries, whole, abroad), _world(whole, abroad)]
    labels = [*names.countries(whole, home.spans.keys()), *names.italian(home.provinces, home.level)]
    near = towns.files(italy.towns() if home.provinces else (), {label[2] for label in labels})
    written = {"sheets": [sheet.content() for sheet in sheets], "labels": labels, "near": list(near)}
    return {"ground.json": json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode(), **near}


def _home(countries: Outlines, names: Sequence[str]) -> Home:
    rings = {name: countries.mainland(name) for name in names}
    level = FINEST
    if names:
        corners = [cell_of(*point, COARSE) for name in names for ring in rings[name] for point in ring]
        level = _fitting(Sheet.around(COARSE, corners), 3 * ROOM, FINEST)
    spans = {name: list(filled(rings[name], level)) for name in names}
    known = italy.provinces(italy.towns(), cells(spans[ITALY]), level) if ITALY in spans else {}
    return Home(level, spans, known)


def _fitting(coarse: Sheet, room: int, finest: int) -> int:
    """Return the finest level, up to one, at which what is on a coarse sheet has no more than so many cells."""
    level = finest
    while level > COARSE and (coarse.width * coarse.height) << (2 * (level - COARSE)) > room:
        level -= 1
    return level


def _at_home(home: Home) -> Iterable[Sheet]:
    spread = [*home.provinces, *cells(span for spans in home.spans.values() for span in spans)]
    if not spread:
        return
    sheet = Sheet.around(home.level, spread)
    for spans in home.spans.values():
        sheet.paint(spans, HOME[0])
    letters = _letters(home.provinces)
    for cell, province in home.provinces.items():
        sheet.paint((Span(cell.row, cell.column, cell.column + 1),), letters[province])
    yield sheet


def _letters(known: Mapping[Cell, str]) -> Mapping[str, str]:
    """Return a letter for each province: neighbours differ, and so do neighbouring regions."""
    region = italy.regions()
    borders = {
        (known[cell], known[beside])
        for cell in known
        for beside in (Cell(cell.column + 1, cell.row), Cell(cell.column, cell.row + 1))
        if beside in known and known[cell] != known[beside]
    }
    provinces = toned(set(known.values()), borders)
    outer = {(region[one], region[other]) for one, other in borders if region[one] != region[other]}
    regions = toned({region[province] for province in provinces}, outer)
    return {province: HOME[regions[region[province]] * MOST + tone] for province, tone in provinces.items()}


def _around(
    home: Home, countries: Outlines, whole: Mapping[str, Sequence[Span]], letters: Mapping[str, str]
) -> Iterable[Sheet]:
    """Yield the sheet of the neighbours, finer than the world's; those that reach it only are looked at."""
    spread = [Cell(span.start, span.row) for name in home.spans for span in whole.get(name, ())]
    spread += [Cell(span.end, span.row) for name in home.spans for span in whole.get(name, ())]
    if not spread:
        return
    coarse = Sheet.around(COARSE, spread, round(MARGIN / 360 * (32 << COARSE)))
    level = _fitting(coarse, ROOM, home.level - 1)
    scale = level - COARSE
    corner = Cell(coarse.corner.column << scale, coarse.corner.row << scale)
    sheet = Sheet(level, corner, coarse.width << scale, coarse.height << scale)
    for country in countries:
        if country in letters and (country not in whole or any(coarse.holds(span) for span in whole[country])):
            sheet.paint(filled(countries.rings(country), level), letters[country])
    yield sheet


def _world(whole: Mapping[str, Sequence[Span]], letters: Mapping[str, str]) -> Sheet:
    top, bottom = cell_of(-180, NORTH, COARSE), cell_of(-180, SOUTH, COARSE)
    sheet = Sheet(COARSE, top, 32 << COARSE, bottom.row - top.row)
    for country, spans in whole.items():
        if country in letters:
            sheet.paint(spans, letters[country])
    return sheet
