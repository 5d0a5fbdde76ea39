"""Which files of a site's folder are records, and which are not but look as if they were meant to be."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from generator.languages import N_, Message
from generator.languages.system import reason
from generator.reading.naming import LONGEST, SUFFIX, is_slug, slug
from generator.reading.problem import Problem, Severity

if TYPE_CHECKING:
    from generator.records.federation import Kind

PROGRAMME = "content/programme"
FOLDERS: tuple[tuple[Kind, str], ...] = (
    ("member", "members"),
    ("call", "calls"),
    ("track", f"{PROGRAMME}/tracks"),
    ("chain", "content/chains"),
    ("issue", "content/newsletter"),
)
_KINDS = {folder: kind for kind, folder in FOLDERS}
RESERVED: Mapping[str, frozenset[str]] = {
    "member": frozenset({
        "settore", "provincia", "regione", "forma", "servizio", "lettera", "pagina", "mappa",
        "sector", "province", "region", "kind", "service", "letter", "page", "map", "logos",
    }),
    "call": frozenset({"sfoglia", "browse"}),
}  # fmt: skip
"""Names that no record of a kind can have: pages of the site's own stand there, in one language or another."""

_STEP = 2_000_000_000
_YEAR = re.compile("[0-9]{4}")
BACKUP = re.compile(r"\.|.*~$|#.*#$|.*\.(sw[a-p]|bak|orig|tmp)$")


class Stamp(NamedTuple):
    """What the file system says of a file: size in bytes, times in nanoseconds."""

    size: int
    modified: int
    changed: int
    inode: int

    def settled(self, now: int) -> bool:
        """Return whether any later change will show in the stamp.

        File systems keep times by steps of up to two seconds (FAT): within the step a file may change and its
        stamp stay. Git calls such files "racily clean" and reads them again.
        """
        return max(self.modified, self.changed) < now - _STEP


class Found(NamedTuple):
    """A record's file. `path` goes from the root with `/`."""

    kind: Kind
    slug: str
    path: str
    stamp: Stamp


def kind_of(path: str) -> Kind | None:
    """Return the kind of the records that lie where `path` does, from the root with `/`; None where none do."""
    folder = path.rpartition("/")[0]
    if folder in _KINDS:
        return _KINDS[folder]
    above, _, year = folder.rpartition("/")
    return "initiative" if above == PROGRAMME and _is_year(year) else None


def is_reserved(kind: Kind, slug: str) -> bool:
    """Return whether the site needs the address itself that a record of this name would have."""
    return slug in RESERVED.get(kind, ())


@dataclass
class Folders:
    """The record files under a root, in the order of their paths, and the problems of names.

    began: when somebody began to look, in nanoseconds since 1970.
    """

    root: Path
    began: int = field(default_factory=time.time_ns)
    found: list[Found] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def __getstate__(self) -> dict[str, Any]:
        # In columns: thousands of small tuples take four times as long from process to process.
        kinds, slugs, paths, stamps = [list(column) for column in zip(*self.found, strict=True)] or [[], [], [], []]
        return {**self.__dict__, "found": (kinds, slugs, paths, list(zip(*stamps, strict=True)))}

    def __setstate__(self, state: dict[str, Any]) -> None:
        kinds, slugs, paths, stamps = state["found"]
        found = map(Found, kinds, slugs, paths, map(Stamp, *stamps) if stamps else ())
        self.__dict__.update(state, found=list(found))

    def look(self) -> Self:
        """Fill `found` and `problems`, and return these."""
        self._real = os.path.realpath(self.root)
        for kind, folder in FOLDERS:
            self._folder(kind, folder)
        for year in self._years():
            self._folder("initiative", f"{PROGRAMME}/{year}", f"{year}/")
        self.found.sort(key=lambda one: one.path)
        return self

    def _years(self) -> list[str]:
        try:
            names = [entry.name for entry in (self.root / PROGRAMME).iterdir()]
        except OSError:
            return []
        return sorted(filter(_is_year, names))

    def _folder(self, kind: Kind, folder: str, prefix: str = "") -> None:
        if not self._inside(self.root / folder):
            self._problem(folder, "outside", _OUTSIDE)
            return
        try:
            with os.scandir(self.root / folder) as found:
                entries = list(found)
        except FileNotFoundError:
            return
        except OSError as error:
            self._unreadable(folder, error)
            return
        for entry in entries:
            try:
                self._entry(entry, kind, folder, prefix)
            except OSError as error:
                self._unreadable(f"{folder}/{entry.name}", error)

    def _inside(self, path: Path | os.DirEntry[str]) -> bool:
        real = os.path.realpath(path)
        return real == self._real or real.startswith(self._real + os.sep)

    def _entry(self, entry: os.DirEntry[str], kind: Kind, folder: str, prefix: str) -> None:
        name = entry.name
        path = f"{folder}/{name}"
        stem, _, suffix = name.rpartition(".")
        if suffix != "yml" or not is_slug(stem):
            self._stray(entry, path)
        elif is_reserved(kind, stem):
            self._problem(path, "reserved-name", _RESERVED, found=stem)
        elif entry.is_symlink() and not self._inside(entry):
            self._problem(path, "outside", _OUTSIDE)
        elif entry.is_file():
            self.found.append(Found(kind, prefix + stem, path, _stamp(entry)))
        else:
            self._problem(path, "unreadable", _NO_FILE)

    def _stray(self, entry: os.DirEntry[str], path: str) -> None:
        stem, _, suffix = entry.name.rpartition(".")
        if BACKUP.match(entry.name):
            return
        if entry.is_dir(follow_symlinks=False):
            self._subfolder(path)
        elif suffix.lower() in ("yml", "yaml"):
            self._misnamed(path, stem)
        elif suffix.lower() != "md":
            self._problem(path, "not-a-record", _NOT_READ, severity=Severity.WARNING)

    def _misnamed(self, path: str, stem: str) -> None:
        right = slug(stem)
        if len(stem) > LONGEST and is_slug(stem[:LONGEST].strip("-")):
            self._problem(path, "file-name", _TOO_LONG, length=len(stem), limit=LONGEST)
        elif right:
            self._problem(path, "file-name", _RENAME, guess=right + SUFFIX)
        else:
            self._problem(path, "file-name", _NAME)

    def _subfolder(self, path: str) -> None:
        closed: list[OSError] = []
        lost = sorted(
            Path(way, name).relative_to(self.root).as_posix()
            for way, _, names in os.walk(self.root / path, onerror=closed.append)
            for name in names
            if name.lower().endswith((".yml", ".yaml")) and not BACKUP.match(name)
        )
        if lost:
            self._problem(lost[0], "subfolder", _SUBFOLDER, number=len(lost))
        for error in closed:
            self._unreadable(Path(error.filename).relative_to(self.root).as_posix(), error)

    def _unreadable(self, path: str, error: OSError) -> None:
        self._problem(path, "unreadable", _UNREADABLE, reason=reason(error))

    def _problem(self, path: str, rule: str, text: str, severity: Severity = Severity.ERROR, **values: object) -> None:
        self.problems.append(Problem(printable(path), 1, 1, "", rule, Message(text, values), severity))


def _is_year(name: str) -> bool:
    return _YEAR.fullmatch(name) is not None and name.isascii()


def printable(path: str) -> str:
    """Return a path that can be printed, whatever the names of files."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


def _stamp(entry: os.DirEntry[str]) -> Stamp:
    try:
        status = entry.stat()
    except OSError:
        return Stamp(0, 0, 0, 0)
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


_OUTSIDE = N_("this leads outside of the site's folder: put the file itself here")
_UNREADABLE = N_("this cannot be read: {reason}")
_NO_FILE = N_("expected a file, found something else")
_RESERVED = N_("'{found}' is the name of a page of the site: give the file another name")
_NOT_READ = N_("this file is not read: the names of records end in .yml")
_RENAME = N_("rename this file to '{guess}': small letters, digits and single hyphens, then .yml")
_NAME = N_("rename this file: small letters, digits and single hyphens, then .yml")
_TOO_LONG = N_("the file's name has {length} characters: at most {limit} before .yml")
_SUBFOLDER = N_("records in folders below are not read ({number} here): move them up")
