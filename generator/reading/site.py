"""A site's folder becomes a federation, and all problems of all its files."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.processes.sharing import Now
from generator.reading.codes import Codes
from generator.reading.content import read
from generator.reading.encoding import decoded
from generator.reading.folders import Folders, Found, Stamp
from generator.reading.gathering import Gathered, gather
from generator.reading.misplaced import misplaced
from generator.reading.own_services import OwnServices, own_services
from generator.reading.places import Places
from generator.reading.record import Result
from generator.reading.results import afresh, again
from generator.records.federation import MODELS, Federation, Kind, Source
from generator.vocabularies import Vocabularies

if TYPE_CHECKING:
    from generator.reading.places import Location, Place
    from generator.reading.problem import Problem


@dataclass(frozen=True, eq=False)
class Reading:
    """What was read.

    federation: the records that are right. problems: in the order of their places. unread: records whose files
    are there but wrong. results: what came of each file by its path, for the next call. found: the files, as they were
    when reading `began` (nanoseconds since 1970). own: stands for the federation's own vocabulary.
    """

    root: Path
    federation: Federation
    problems: tuple[Problem, ...]
    codes: Codes
    unread: frozenset[tuple[Kind, str]]
    results: Mapping[str, Result] = field(repr=False)
    found: Sequence[Found] = field(repr=False)
    began: int
    own: bytes = b""

    @property
    def vocabularies(self) -> Vocabularies:
        """The vocabularies, with the federation's own services."""
        return self.codes.vocabularies

    @cached_property
    def stamps(self) -> Mapping[str, Stamp]:
        """The stamps of files by their paths, only those that tell every change."""
        return {one.path: one.stamp for one in self.found if one.stamp.settled(self.began)}

    def locate(self, path: str, location: Location) -> Place:
        """Return line and column of a field in the file at `path`, or of what is nearest above it."""
        places = self._places.get(path)
        if places is None:
            places = self._places[path] = _places(f"{self.root}/{path}")
        return places.value(location)

    @cached_property
    def _places(self) -> dict[str, Places]:
        return {}


def read_site(root: Path, *, cache: Path | None = None, workers: int | None = None, now: int | None = None) -> Reading:
    """Return the federation below `root`, with every problem of every file, and keep trees for the next run.

    cache: the file where trees are kept between runs, `CACHE` below the root by default.
    workers: how many processes parse, by default one a processor; 1 starts none.
    now: the clock that stamps files, in nanoseconds.
    """
    with _uncollected():
        folders = Folders(root) if now is None else Folders(root, now)
        gathered = gather(root, Now(folders.look()), cache=cache)
        reading = read_gathered(gathered, workers)
        gathered.save()
        return reading


def read_gathered(gathered: Gathered, workers: int | None = None) -> Reading:
    """Return the federation of the files that were gathered, with every problem of every file.

    workers: how many processes parse what is still to be parsed, by default one a processor; 1 starts none.
    """
    with _uncollected():
        own = own_services(gathered.root, Vocabularies.load())
        codes = Codes(own.vocabularies)
        results = afresh(gathered, codes, workers)
        return _reading(gathered.root, gathered.folders, results, own, codes)


def read_again(folders: Folders, previous: Reading) -> Reading:
    """Return the federation as it is now; what did not change since the `previous` reading is taken over from it."""
    root = previous.root
    with _uncollected():
        own = own_services(root, Vocabularies.load())
        if own.digest != previous.own:
            return read_gathered(gather(root, Now(folders)))
        results = again(root, folders.found, previous.codes, results=previous.results, stamps=previous.stamps)
        return _reading(root, folders, results, own, previous.codes)


def _reading(root: Path, folders: Folders, results: Mapping[str, Result], own: OwnServices, codes: Codes) -> Reading:
    problems = [*folders.problems, *own.problems, *misplaced(root)]
    records: dict[Kind, dict[str, Any]] = {kind: {} for kind in MODELS}
    sources, unread = {}, set()
    for one in sorted(folders.found, key=attrgetter("slug")):
        result = results[one.path]
        problems.extend(result.problems)
        if result.record is None:
            unread.add((one.kind, one.slug))
        else:
            records[one.kind][one.slug] = result.record
            sources[one.kind, one.slug] = Source(one.path, result.digest, result.tree)
    return Reading(
        root=root,
        federation=Federation(
            records["member"],
            records["call"],
            records["initiative"],
            records["track"],
            records["chain"],
            sources,
            records["issue"],
        ),
        problems=tuple(sorted(problems, key=lambda problem: problem.place)),
        codes=codes,
        unread=frozenset(unread),
        results=results,
        found=folders.found,
        began=folders.began,
        own=own.digest,
    )


def _places(path: str) -> Places:
    try:
        text = decoded(read(path))
    except OSError:
        text = ""
    return Places(text if isinstance(text, str) else "")


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from going through thousands of new records again and again: none is garbage."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
