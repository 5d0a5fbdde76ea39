"""The files of `members/logos/`: what is there, and how large; their content only when it is asked for."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

FOLDER = "members/logos"


@dataclass(frozen=True, slots=True)
class Logo:
    """A file as it was when the folder was listed: `size` in bytes, `changed` in nanoseconds."""

    path: Path
    size: int
    changed: int

    def read(self) -> bytes:
        """Return the content. Raise OSError when the file has gone."""
        return self.path.read_bytes()


def read_logos(root: Path) -> dict[str, Logo]:
    """Return the folder's files by name, in the order of the names; none when there is no folder.

    Hidden files do not count. Nor do links: a proposal could publish any file of the machine by one.
    """
    try:
        with os.scandir(root / FOLDER) as entries:
            files = sorted(
                (entry for entry in entries if entry.is_file(follow_symlinks=False) and not entry.name.startswith(".")),
                key=lambda entry: entry.name,
            )
            return {entry.name: _logo(entry) for entry in files}
    except (FileNotFoundError, NotADirectoryError):
        return {}


def _logo(entry: os.DirEntry[str]) -> Logo:
    status = entry.stat(follow_symlinks=False)
    return Logo(Path(entry.path), status.st_size, status.st_mtime_ns)
