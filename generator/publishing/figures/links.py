"""How far supply chains are filled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.languages.language import sort_key

if TYPE_CHECKING:
    from generator.matching.chains import FilledStage
    from generator.publishing.site import Site

State = Literal["held", "single", "gap"]


class ChainFigures(NamedTuple):
    """A chain in numbers: who stands in it, and the state of each stage in their order.

    `missing` adds up what its gaps lack of their minimum. A gap that hangs on one member counts as both.
    """

    slug: str
    name: str
    members: int
    stages: tuple[State, ...]
    gaps: int
    missing: int
    singles: int


def chain_figures(site: Site) -> Iterator[ChainFigures]:
    """Yield the numbers of each chain, by name."""
    chains = site.filled_chains
    for slug, filled in sorted(chains.items(), key=lambda item: (sort_key(item[1].chain.name), item[0])):
        yield ChainFigures(
            slug=slug,
            name=filled.chain.name,
            members=len(filled.members),
            stages=tuple(_state(stage) for stage in filled.stages),
            gaps=len(filled.gaps),
            missing=sum(stage.missing for stage in filled.gaps),
            singles=len(filled.single_points),
        )


def _state(stage: FilledStage) -> State:
    return "gap" if stage.is_gap else "single" if stage.is_single_point else "held"
