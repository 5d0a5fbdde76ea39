"""What comes of each file: from scratch, from trees kept by an earlier run, or from what was read before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from generator.reading.parsing import trees
from generator.reading.record import Result, read_file
from generator.reading.validation import validated

if TYPE_CHECKING:
    from generator.reading.codes import Codes
    from generator.reading.folders import Found, Stamp
    from generator.reading.gathering import Gathered
    from generator.reading.parsing import Tree


def afresh(gathered: Gathered, codes: Codes, workers: int | None) -> dict[str, Result]:
    """Return results by path, and know the trees of all files: those that are still to be parsed are parsed now."""
    root, known = gathered.root, gathered.known
    files = {one.path: one for one in gathered.found}
    results = {path: _result(root, files[path], tree, codes) for path, tree in known.items()}
    # Of many files, records are made while other processes parse.
    with closing(trees(root, gathered.unknown, workers)) as parsed:
        for path, tree in parsed:
            known[path] = tree
            results[path] = _result(root, files[path], tree, codes)
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


def _result(root: Path, one: Found, tree: Tree, codes: Codes) -> Result:
    record = validated(one.kind, tree.json, codes) if tree.json else None
    if record is None:
        return read_file(one.kind, root, one.path, codes)
    return Result(tree.digest, record, tree=tree.json)
