"""The documents of all years as files of the site, kept from build to build: to set one takes a second or two."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from functools import partial
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from generator import __version__
from generator.processes.sharing import Now, beside
from generator.publishing.document.fonts import Fonts
from generator.publishing.page import key_of
from generator.publishing.programme.programme import shown
from generator.publishing.weave import Weave
from generator.theme.assets import DOCUMENT

if TYPE_CHECKING:
    from generator.processes.sharing import Outcome
    from generator.publishing.site import Site


LATEST = 12
"""So many documents are kept beside those that a build wants."""


def documents(site: Site, vision: str, fonts: Fonts, kept: Path) -> Outcome[dict[str, Path]]:
    """Return where the document of each year lies, by its path on the site; missing ones are set in another process.

    `kept` is a folder that stays from build to build.
    """
    places = {year: kept / f"programme-{key.hex()}.pdf" for year, key in _keys(site, vision, fonts).items()}
    files = {site.addresses.document(year): path for year, path in places.items()}
    missing = {year: path for year, path in places.items() if not path.is_file()}
    if not missing:
        return Now(files)
    # A fork leaves behind the threads with which Typst works: once it was used here, its work stays here.
    made = partial(_made, files, missing, site, vision, fonts, kept)
    return Now(made()) if "typst" in sys.modules else beside(made)


def _made(
    files: dict[str, Path], missing: Mapping[int, Path], site: Site, vision: str, fonts: Fonts, kept: Path
) -> dict[str, Path]:
    # Most builds find the documents made.
    from generator.publishing.document.contents import contents
    from generator.publishing.document.typesetting import typeset

    kept.mkdir(parents=True, exist_ok=True)
    _clear(kept, files.values())
    for year, path in missing.items():
        part = path.with_suffix(".part")
        part.write_bytes(typeset(contents(year, site, vision), fonts).pdf)
        part.replace(path)
    return files


def _clear(kept: Path, wanted: Collection[Path]) -> None:
    """Leave the latest of the others too: a preview that goes on beside this build may still copy one of them."""
    others = [path for path in kept.glob("programme-*") if path not in wanted]
    for old in sorted(others, key=lambda path: (-path.stat().st_mtime_ns, path.name))[LATEST:]:
        old.unlink(missing_ok=True)


def _keys(site: Site, vision: str, fonts: Fonts) -> dict[int, bytes]:
    """Return a digest of all that each year's document is made from."""
    weave = Weave(site)
    if not weave.by_year:
        return {}
    shared = (__version__, version("typst"), site.digest, site.today, site.settings.name, vision, _made_with(fonts))
    return {year: key_of(year, shared, shown(year, weave), _members(year, weave)) for year in weave.by_year}


def _members(year: int, weave: Weave) -> list[tuple[str, object, object]]:
    members = weave.site.federation.members
    named = {partner.member for _, one in weave.by_year[year] for partner in one.partners if partner.member}
    return [(slug, members[slug].name, members[slug].address) for slug in sorted(named)]


def _made_with(fonts: Fonts) -> str:
    digest = blake2b(digest_size=16)
    for path in (*sorted(DOCUMENT.glob("*.typ")), *fonts.files):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
