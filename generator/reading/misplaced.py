"""Files that look like records and lie where none are read: else they would be missed by nobody."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from generator.languages import N_, Message
from generator.reading.folders import BACKUP, FOLDERS, PROGRAMME, kind_of, printable
from generator.reading.guessing import closest
from generator.reading.problem import Problem
from generator.reading.record import unreadable

CONTENT = "content"
ASSETS = f"{CONTENT}/assets"
"""What lies below is published as it is, YAML too: a federation may want to give away a file of its own."""

_LET_BE = frozenset({ASSETS, f"{CONTENT}/vocabularies"})
_NAMES = {folder.rpartition("/")[2]: folder for _, folder in FOLDERS}
_ROOTS = frozenset({CONTENT, *(folder.partition("/")[0] for _, folder in FOLDERS)})
_YAML = re.compile(r".*\.ya?ml", re.IGNORECASE)
_WITHHELD = re.compile(r".*\.ya?ml(~|#|\.(sw[a-p]|bak|orig|tmp))?", re.IGNORECASE)
_A_YEAR = re.compile("(?<![0-9])[0-9]{4}(?![0-9])")


def withheld(path: str) -> bool:
    """Return whether a file below `content/`, from there with `/`, is no document to publish: a record or a stray."""
    return _WITHHELD.fullmatch(path) is not None and not f"{CONTENT}/{path}".startswith(f"{ASSETS}/")


def misplaced(root: Path) -> Iterator[Problem]:
    """Yield a problem for each folder that holds YAML files and from which nothing is read, at the first of them.

    Folders of records are not entered: `Folders` has looked at them, and some have thousands of files.
    """
    for start in (CONTENT, *_nearly_named(root)):
        found: list[OSError] = []
        for way, folders, names in os.walk(root / start, onerror=found.append):
            folder = Path(way).relative_to(root).as_posix()
            folders[:] = sorted(name for name in folders if not _is_let_be(f"{folder}/{name}"))
            if lost := sorted(name for name in names if _YAML.fullmatch(name) and not BACKUP.match(name)):
                message = Message(_LOST, {"number": len(lost), "where": _where(folder)})
                yield Problem(printable(f"{folder}/{lost[0]}"), 1, 1, "", "misplaced", message)
        for error in found:
            if not isinstance(error, FileNotFoundError):
                yield unreadable(error).at(printable(Path(error.filename).relative_to(root).as_posix()))


def _nearly_named(root: Path) -> list[str]:
    """Return the folders whose names differ by capital letters alone from those that are read."""
    try:
        names = [path.name for path in root.iterdir()]
    except OSError:
        return []
    return sorted(name for name in names if name not in _ROOTS and name.lower() in _ROOTS)


def _is_let_be(folder: str) -> bool:
    return folder in _LET_BE or kind_of(f"{folder}/") is not None or folder.rpartition("/")[2].startswith(".")


def _where(folder: str) -> Message:
    """Say where the records of a folder belong, as far as its name tells."""
    if folder == PROGRAMME:
        return Message(_PROGRAMME, {"folder": PROGRAMME})
    if right := _meant(folder):
        return Message(_MOVE, {"folder": right})
    if folder.startswith(f"{PROGRAMME}/"):
        return Message(_NO_YEAR, {"folder": PROGRAMME})
    return Message(_ELSEWHERE, {"folders": ", ".join(_FOLDERS_READ), "assets": ASSETS})


def _meant(folder: str) -> str | None:
    if kind_of(f"{folder.lower()}/"):
        return folder.lower()
    above, _, name = folder.rpartition("/")
    year = _A_YEAR.search(name)
    if year and above.lower() in (CONTENT, PROGRAMME):
        return f"{PROGRAMME}/{year[0]}"
    near = (closest(part, _NAMES) for part in reversed(folder.split("/")))
    return next((_NAMES[name] for name in near if name), None)


_FOLDERS_READ = ("members", "calls", f"{PROGRAMME}/2027", f"{PROGRAMME}/tracks", f"{CONTENT}/chains")
_LOST = N_("records in this folder are not read ({number} here): {where}")
_MOVE = N_("move them to {folder}/")
_PROGRAMME = N_(
    "initiatives belong into the folder of their year, such as {folder}/2027/, and tracks into {folder}/tracks/"
)
_NO_YEAR = N_("initiatives belong into the folder of a year with four digits, such as {folder}/2027/")
_ELSEWHERE = N_("records belong into folders such as {folders}, and files to be published as they are into {assets}/")
