"""The chain from left to right: for a wide window, and for paper."""

from __future__ import annotations

from generator.matching.chains import FilledChain
from generator.publishing.chains.drawing import Drawing, Warp, Weft, arrow, lanes, strung, told, wrapped

WIDTH, LINE, BETWEEN, HEAD, LANE_FOOT, MARK = 1160.0, 19.0, 13.0, 26.0, 15.0, 12.0
WIDEST = 330.0
LABEL_LINES = 3


def wide(chain: FilledChain) -> Drawing:
    """Return the drawing."""
    column = min(WIDEST, WIDTH / len(chain.stages))
    text = column - 36
    names = [wrapped(filled.stage.name, text, 3) for filled in chain.stages]
    top = max(map(len, names)) * LINE + HEAD
    wefts, bottom = _wefts(chain, column, top)
    warps, ends = [], bottom
    for filled, lines in zip(chain.stages, names, strict=True):
        x = _at(filled.place, column)
        on_it = strung(filled, x, bottom, text, LINE, BETWEEN)
        warps.append(Warp(filled, lines, x, MARK, on_it.thread, on_it))
        ends = max(ends, on_it.ends)
    return Drawing(column * len(chain.stages), ends, tuple(warps), wefts)


def _at(place: int, column: float) -> float:
    return round(place * column + MARK, 1)


def _wefts(chain: FilledChain, column: float, top: float) -> tuple[tuple[Weft, ...], float]:
    """Lay the flows into lanes, short ones above, and return them and where the last lane ends."""
    inorder = sorted(
        chain.flows, key=lambda one: (abs(one.taker - one.giver), min(one.giver, one.taker), one.giver, one.taker)
    )
    spans = [(float(min(one.giver, one.taker)), float(max(one.giver, one.taker))) for one in inorder]
    placed = lanes(spans)
    labels = [wrapped(told(one), abs(one.taker - one.giver) * column - 38, LABEL_LINES) for one in inorder]
    tallest = [
        max(len(lines) for lines, lane in zip(labels, placed, strict=True) if lane == number)
        for number in range(max(placed, default=-1) + 1)
    ]
    depths = [top + sum(lines * LINE + LANE_FOOT for lines in tallest[: number + 1]) for number in range(len(tallest))]
    wefts = []
    for flow, lines, lane in zip(inorder, labels, placed, strict=True):
        y, start, tip = depths[lane], _at(flow.giver, column), _at(flow.taker, column)
        tip += 5 if flow.goes_back else -5
        label = (min(start, tip) + 15, y - 8 - (len(lines) - 1) * LINE)
        head = arrow(tip, y, leftward=flow.goes_back)
        wefts.append(Weft(flow, f"M{start:g} {y:g}H{tip:g}", head, (start, y), lines, label))
    return tuple(wefts), (depths[-1] if depths else top) + 24
