"""What passes from stage to stage of a supply chain."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from generator.records.chain import Chain
from generator.search.folding import bare, folded


@dataclass(frozen=True, slots=True)
class Flow:
    """What one stage gives and another takes, by their places in the chain, in the giver's words.

    Without `things` it is only known that one stage comes before the other.
    """

    giver: int
    taker: int
    things: tuple[str, ...]

    @property
    def goes_back(self) -> bool:
        """Whether it leads to an earlier stage, as compost does to the fields."""
        return self.taker < self.giver


def flows(chain: Chain) -> tuple[Flow, ...]:
    """Return the flows of a chain by giver and taker.

    The same words mean the same thing, whatever their case and accents. A chain of which no stage says what it takes
    or gives flows from each stage to the next.
    """
    if not any(stage.takes or stage.gives for stage in chain.stages):
        return tuple(Flow(place, place + 1, ()) for place in range(len(chain.stages) - 1))
    takers: dict[str, list[int]] = defaultdict(list)
    for place, stage in enumerate(chain.stages):
        for thing in {meant(thing) for thing in stage.takes}:
            takers[thing].append(place)
    found: dict[tuple[int, int], dict[str, str]] = defaultdict(dict)
    for giver, stage in enumerate(chain.stages):
        for thing in stage.gives:
            for taker in takers.get(meant(thing), ()):
                if taker != giver:
                    found[giver, taker].setdefault(meant(thing), thing)
    return tuple(Flow(*between, tuple(things.values())) for between, things in sorted(found.items()))


def meant(thing: str) -> str:
    """Return what a thing is compared by: its words without case, accents and doubled spaces."""
    return " ".join(bare(word) for word in folded(thing).split())
