"""Match so many members with three offers and two needs each, in a process of its own: `MEMBERS FILE`.

The seconds that the matching took, without the making of the records, are written to the file.
"""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

from benchmarks.planted import many
from benchmarks.truth import TODAY
from generator.matching.matches import matches
from generator.records.federation import Federation
from generator.search.analysis import Analysis
from generator.vocabularies import Vocabularies


def main(members: str, file: str) -> None:
    """Make the records, match them and write down how long that took."""
    # As where records are read: what lasts is not looked through again and again.
    gc.disable()
    federation = Federation(members=dict(many(int(members))))
    gc.freeze()
    started = time.perf_counter()
    found = matches(federation, Vocabularies.load(), Analysis("it"), TODAY)
    seconds = time.perf_counter() - started
    if not len(found):
        raise RuntimeError("nothing was matched")
    Path(file).write_text(f"{seconds}", encoding="ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
