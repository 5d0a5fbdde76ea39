"""What is known of a site's files before records are made of them: which there are, and the trees of what they say."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from generator.reading.cache import FORMAT, Cache, save
from generator.reading.content import digest, read

if TYPE_CHECKING:
    from generator.processes.sharing import Outcome
    from generator.reading.folders import Folders, Found
    from generator.reading.parsing import Tree

CACHE = f".cache/coop-restart/records-{FORMAT}.json"
"""Where trees are kept between runs, below the root."""


@dataclass
class Gathered:
    """The files below a root, and the trees by path of those of which one is known; `cache` is where trees are kept."""

    root: Path
    folders: Folders
    known: dict[str, Tree]
    cache: Path
    kept: Cache = field(default_factory=Cache, repr=False)

    @property
    def found(self) -> list[Found]:
        """The records' files, in the order of their paths."""
        return self.folders.found

    @property
    def unknown(self) -> list[str]:
        """The paths of the files that are still to be parsed."""
        return [one.path for one in self.found if one.path not in self.known]

    def save(self) -> None:
        """Keep all trees for the next run, if any is new; to be called when every file is parsed."""
        entries = [(one, tree) for one in self.found if (tree := self.known[one.path]).json]
        unchanged = sum(1 for one in self.found if self.kept.unchanged(one))
        if not len(entries) == len(self.kept.stamps) == unchanged:
            save(self.cache, entries, self.folders.began)


def gather(root: Path, looking: Outcome[Folders], *, cache: Path | None = None) -> Gathered:
    """Return what is known of the files below `root`, where somebody is `looking` for them.

    cache: the file where trees are kept between runs, `CACHE` below the root by default.
    """
    cache = cache or root / CACHE
    # Before it is asked what lies there: another process may still be looking.
    kept = Cache.load(cache)
    folders = looking.result()
    files = folders.found
    known = {one.path: tree for one in files if (tree := kept.unchanged(one))}
    if kept.kept:
        known |= {one.path: tree for one in files if one.path not in known and (tree := _by_content(root, one, kept))}
    return Gathered(root, folders, known, cache, kept)


def _by_content(root: Path, one: Found, kept: Cache) -> Tree | None:
    """Return the tree of a file that has a new stamp, or a new name, and the bytes of a kept one."""
    try:
        return kept.trees.get(digest(read(f"{root}/{one.path}")))
    except OSError:
        return None
