"""The chain from top to bottom, with what passes on lines at its left: for a phone."""

from __future__ import annotations

from generator.matching.chain_flows import Flow
from generator.matching.chains import FilledChain
from generator.publishing.chains.drawing import Drawing, Warp, Weft, arrow, lanes, strung, told, wrapped

WIDTH, LINE, BETWEEN, MARK, LANE = 360.0, 20.0, 14.0, 12.0, 13.0
BETWEEN_STAGES = 16.0
ROOM = 28.0
"""From a stage's thread to its texts."""


def tall(chain: FilledChain) -> Drawing:
    """Return the drawing."""
    placed = lanes(_span(flow, len(chain.stages)) for flow in chain.flows)
    spine = LANE * (max(placed, default=-1) + 1) + MARK + 12
    text = WIDTH - spine - ROOM - 8
    warps, rows, y = [], [], MARK
    for filled in chain.stages:
        lines, mark = wrapped(filled.stage.name, text, 3), y
        on_it = strung(filled, spine, mark + len(lines) * LINE + 4, text, LINE, BETWEEN)
        y, thread = on_it.ends, on_it.thread
        for flow, lane in zip(chain.flows, placed, strict=True):
            if flow.giver == filled.place:
                things = wrapped(told(flow), text, 3)
                thread = y + LINE / 2
                rows.append((flow, LANE * lane + 7, thread, things))
                y += max(1, len(things)) * LINE + BETWEEN / 2
        warps.append(Warp(filled, lines, spine, mark, thread, on_it))
        y += BETWEEN_STAGES
    marks = [warp.y for warp in warps]
    wefts = tuple(_weft(flow, lane, row, marks[flow.taker], spine, things) for flow, lane, row, things in rows)
    return Drawing(WIDTH, y - BETWEEN_STAGES, tuple(warps), wefts)


def _span(flow: Flow, stages: int) -> tuple[float, float]:
    """Return the part of the left margin that a flow's line takes, from below its stage to another's mark.

    Two lines that leave one stage do so in different rows, so that each needs a lane of its own.
    """
    row = flow.giver + 0.3 + flow.taker / (10 * stages)
    return min(row, flow.taker), max(row, flow.taker + 0.01)


def _weft(flow: Flow, lane: float, row: float, mark: float, spine: float, things: tuple[str, ...]) -> Weft:
    tip, turn = spine - MARK - 3, -6 if flow.goes_back else 6
    path = f"M{spine:g} {row:g}H{lane + 6:g}q-6 0 -6 {turn}V{mark - turn:g}q0 {turn} 6 {turn}H{tip:g}"
    return Weft(flow, path, arrow(tip, mark), (spine, row), things, (spine + ROOM, row + 5))
