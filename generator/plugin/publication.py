"""All that a build publishes, from the pages, what MkDocs rendered, and what was made beside."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from generator.publishing.output import Publication
from generator.publishing.sitemap import robots, sitemap

if TYPE_CHECKING:
    from generator.processes.sharing import Outcome
    from generator.publishing.assembly import Assembly
    from generator.publishing.frame import Frame


class Place(NamedTuple):
    """Where a site stands: its root on the disk, its own address, and the base of those where files are edited.

    Either address is empty where it is not known.
    """

    root: Path
    site: str
    edit: str


def edit_base(repo_url: str | None, edit_uri: str | None, documents: str, root: Path) -> str:
    """Return the base of addresses where files below the root are edited; MkDocs knows that of its documents."""
    if not repo_url:
        return ""
    edit = urljoin(f"{repo_url.rstrip('/')}/", edit_uri or "")
    return urljoin(edit, f"{os.path.relpath(root, documents)}/") if edit else ""


def publication(
    assembly: Assembly,
    frames: Mapping[str, Frame],
    written: Iterable[str],
    found: Outcome[dict[str, bytes]],
    printed: Mapping[str, Path],
    place: Place,
) -> Publication:
    """Return what is published.

    frames: by section. written: the addresses of hand-written pages. found: what scripts read, by path. printed: where
    the documents of the years lie, by path.
    """
    listed = [page.address for page in assembly.pages if page.listed]
    maps = sitemap(place.site, [*written, *listed]) if place.site else {}
    return Publication(
        pages=assembly.pages,
        frames=frames,
        files={**maps, "robots.txt": robots(place.site), **assembly.files()},
        makings=assembly.makings(place.root),
        copies={**_logos(assembly, place.root), **printed},
        beside=found,
        digest=assembly.site.digest,
        site=place.site,
        edit=place.edit,
    )


def _logos(assembly: Assembly, root: Path) -> dict[str, Path]:
    members = assembly.site.addresses.members
    used = sorted({card.logo for card in assembly.roll.cards if card.logo})
    return {f"{members}/logos/{name}": root / "members" / "logos" / name for name in used}
