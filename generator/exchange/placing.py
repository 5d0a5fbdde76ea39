"""Put texts into their files: whole or not at all, and never over another one unasked."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path


def is_there(path: Path) -> bool:
    """Return whether anything has this name, be it a link that leads nowhere."""
    return os.path.lexists(path)


def place(path: Path, text: str) -> None:
    """Write a file by way of a neighbour, so that nobody ever finds half of it; a link is replaced, not followed.

    Raise OSError, which names the file, when the disk will not have it.
    """
    place_all({path: text.encode()})


def place_all(files: Mapping[Path, bytes]) -> None:
    """Write all the files, or none of them.

    Raise OSError, which names the file, when the disk will not have one. Folders and files that are new by then go
    again. All is written beside its place before anything is put there: a full disk is noticed in time.
    """
    beside, new = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in files}, list[Path]()
    try:
        for path, content in files.items():
            new += _made(path.parent)
            with _named(path):
                beside[path].write_bytes(content)
        for path, fresh in beside.items():
            was_there = is_there(path)
            with _named(path):
                fresh.replace(path)
            new += [] if was_there else [path]
    except BaseException:
        for path in (*beside.values(), *reversed(new)):
            _take_back(path)
        raise


def _made(folder: Path) -> list[Path]:
    """Make a folder and those above it, and return those that were not there, outer ones first."""
    missing = [] if folder.is_dir() else [one for one in (folder, *folder.parents) if not is_there(one)]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Let errors name the file that is meant, not its neighbour for a moment."""
    try:
        yield
    except OSError as error:
        error.filename = str(path)
        raise


def _take_back(path: Path) -> None:
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()
