"""Make an index and write it, in a process of its own that can be measured: `federation FOLDER` or `cooperatives N`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks import documents
from benchmarks.corpus import SOURCE
from generator.publishing.members.roll import Roll
from generator.publishing.search import files
from generator.search import shards
from generator.search.analysis import Analysis


def main(what: str, given: str) -> None:
    """Index a federation from its records, or so many co-operatives."""
    if what == "federation":
        site = documents.site_of(Path(given))
        found = files.files(Roll(site))
    else:
        found = shards.files(list(documents.cooperatives(SOURCE, int(given))), Analysis("en"))
    with tempfile.TemporaryDirectory() as folder:
        for path, content in found.items():
            file = Path(folder) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


if __name__ == "__main__":
    main(*sys.argv[1:])
