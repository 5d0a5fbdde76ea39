"""What comes of each file: from scratch, from trees kept by an earlier run, or from what was read before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from generator.reading.content import digest, read
from generator.reading.folders import kind_of
from generator.reading.parsing import Tree, trees
from generator.reading.record import Result, read_file
from generator.reading.validation import validated

if TYPE_CHECKING:
    from generator.reading.cache import Cache
    from generator.reading.codes import Codes
    from generator.reading.folders import Found, Stamp
    from generator.records.federation import Kind


Made = Mapping[tuple["Kind", bytes], Result]
"""What comes of files by their records' kind and the digest of their bytes."""


def ahead(kept: Cache, codes: Codes) -> Made:
    """Return what comes of the files that were kept, of those that are right, before it is known whether they stay."""
    made = {}
    for path, (_, tree) in kept.stamps.items():
        kind = kind_of(path)
        record = validated(kind, tree.json, codes) if kind else None
        if kind and record is not None:
            made[kind, tree.digest] = Result(tree.digest, record, tree=tree.json)
    return made


def afresh(
    root: Path,
    found: Sequence[Found],
    codes: Codes,
    kept: Cache,
    made: Made,
    *,
    workers: int | None,
    saving: Callable[[Sequence[tuple[Found, Tree]]], object],
) -> dict[str, Result]:
    """Return results by path, parsing only files of which no tree was kept.

    made: as `ahead` returns it. saving: gets all trees, if any is new.
    """
    by_path = {one.path: one for one in found}
    known = {one.path: tree for one in found if (tree := kept.unchanged(one))}
    unchanged = len(known)
    if kept.kept:
        known |= {one.path: tree for one in found if one.path not in known and (tree := _by_content(root, one, kept))}
    results = {
        path: made.get((by_path[path].kind, tree.digest)) or _result(root, by_path[path], tree, codes)
        for path, tree in known.items()
    }
    # Records are made while other processes parse.
    with closing(trees(root, [one.path for one in found if one.path not in known], workers)) as parsed:
        for path, tree in parsed:
            known[path] = tree
            results[path] = _result(root, by_path[path], tree, codes)
    entries = [(one, tree) for one in found if (tree := known[one.path]).json]
    if not len(entries) == len(kept.stamps) == unchanged:
        saving(entries)
    return results


def again(
    root: Path, found: Sequence[Found], codes: Codes, *, results: Mapping[str, Result], stamps: Mapping[str, Stamp]
) -> dict[str, Result]:
    """Return results by path, taking over earlier ones of files whose stamp or bytes are the same."""
    return {
        one.path: results[one.path]
        if stamps.get(one.path) == one.stamp
        else read_file(one.kind, root, one.path, codes, results.get(one.path))
        for one in found
    }


def _by_content(root: Path, one: Found, kept: Cache) -> Tree | None:
    """Return the tree of a file that has a new stamp, or a new name, and the bytes of a kept one."""
    try:
        return kept.trees.get(digest(read(f"{root}/{one.path}")))
    except OSError:
        return None


def _result(root: Path, one: Found, tree: Tree, codes: Codes) -> Result:
    record = validated(one.kind, tree.json, codes) if tree.json else None
    if record is None:
        return read_file(one.kind, root, one.path, codes)
    return Result(tree.digest, record, tree=tree.json)
