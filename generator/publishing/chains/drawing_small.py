"""The chain at a glance: a bead for each stage on one thread, with how many members it has."""

from __future__ import annotations

from dataclasses import dataclass

from generator.matching.chains import FilledChain, FilledStage

STEP, EDGE, RADIUS = 52.0, 20.0, 15.0


@dataclass(frozen=True, slots=True)
class Glance:
    """The drawing: its size, the middle of its thread, and each stage with its place along it."""

    width: float
    height: float
    middle: float
    stages: tuple[tuple[float, FilledStage], ...]


def glance(chain: FilledChain) -> Glance:
    """Return the drawing."""
    stages = tuple((EDGE + STEP * filled.place, filled) for filled in chain.stages)
    return Glance(2 * EDGE + STEP * (len(stages) - 1), 2 * EDGE, EDGE, stages)
