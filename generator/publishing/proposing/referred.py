"""What records that are proposed may refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.publishing.site import Site


def refers(site: Site) -> dict[str, object]:
    """Return what records may refer to: the stages of each chain, the tracks and the initiatives."""
    federation = site.federation
    return {
        "chains": {slug: [stage.id for stage in chain.stages] for slug, chain in federation.chains.items()},
        "tracks": [*federation.tracks],
        "initiatives": [*federation.initiatives],
    }
