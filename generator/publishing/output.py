"""Writing a site's own trees: only what changed, on all processors, and never less than there is to write.

MkDocs empties the site's folder at each build. The site steps aside before (`put_aside`); the generator's trees come
back after (`bring_back`), and then only those files are written whose inputs are not those of the last build. When a
build fails, all comes back (`restore`).
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path

from generator.processes.sharing import FEW, Now, Outcome, in_order
from generator.publishing import ledger
from generator.publishing.escaping import escaped
from generator.publishing.frame import Frame
from generator.publishing.ledger import Entry
from generator.publishing.making import Making
from generator.publishing.page import Page

State = tuple[int, int]
"""The size of a file that was written, and its time in nanoseconds."""

Maker = Callable[[], bytes]

_PART = 48
"""So many pages and files are made at a time by one process."""

_FRESH = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
ASIDE = ".kept"
"""Hidden, so that MkDocs leaves it alone when it empties the folder around it."""


class TwoAtOneAddress(ValueError):
    """Two pages, or two files, want the same place."""


@dataclass(frozen=True, slots=True)
class Written:
    """What one publication did, in numbers of files."""

    written: int
    kept: int
    removed: int


@dataclass(frozen=True)
class Publication:
    """All that the generator publishes: pages set into frames, files, and copies of the federation's own files.

    `frames` are by section; `files`, `makings` (files that are made only when they changed) and `copies` by path below
    the site's folder, and so are those that are worked out `beside`, for which nothing else waits. `site` is the base
    of canonical addresses (empty where the site's address is not known), `edit` the base of addresses where records
    are edited. `digest` stands for all that the pages share.
    """

    pages: Sequence[Page]
    frames: Mapping[str, Frame]
    files: Mapping[str, bytes] = field(default_factory=dict)
    makings: Mapping[str, Making] = field(default_factory=dict)
    copies: Mapping[str, Path] = field(default_factory=dict)
    beside: Outcome[dict[str, bytes]] = field(default_factory=lambda: Now[dict[str, bytes]]({}))
    digest: bytes = b""
    site: str = ""
    edit: str = ""

    def publish(self, folder: Path, ledger_file: Path, fallen: Collection[str] | None = None) -> Written:
        """Make `folder` hold exactly this.

        `fallen` are the files that do not stand there any more as the ledger says, where that was asked before.
        """
        before = ledger.read(ledger_file)
        fallen = ledger.fallen(ledger_file, folder) if fallen is None else fallen
        keys = dict(self.keys)
        stale = _stale(keys, before, fallen)
        states = self._write(folder, stale, before)
        beside = self.beside.result()
        late = _keys(_of_files(beside), keys)
        makers = [(path, partial(beside.__getitem__, path)) for path in _stale(late, before, fallen)]
        states |= _write_made(f"{folder.as_posix()}/", makers, before)
        keys |= late
        gone = [path for path in before if path not in keys]
        _remove(folder, gone)
        after = {path: Entry(key, *states[path]) if path in states else before[path] for path, key in keys.items()}
        ledger.save(ledger_file, after)
        return Written(len(states), len(keys) - len(states), len(gone))

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """What stands for all that each file is made from, by path, but of those that are worked out beside.

        Raise `TwoAtOneAddress` where two want one place.
        """
        return _keys(self._each_key())

    def _each_key(self) -> Iterator[tuple[str, str]]:
        bases = repr((self.site, self.edit)).encode()
        shared = {name: _digest(self.digest, repr(frame).encode(), bases) for name, frame in self.frames.items()}
        for page in self.pages:
            digest = shared[page.section].copy()
            digest.update(page.key)
            # No record can hold the sign between them.
            shown = f"{page.title}\0{page.description}\0{page.origin or ''}\0{page.canonical or ''}"
            digest.update(shown.encode(errors="surrogatepass"))
            yield f"{page.address}index.html", digest.hexdigest()
        yield from _of_files(self.files)
        for path, making in self.makings.items():
            yield path, _digest(self.digest, making.key).hexdigest()
        for path, source in self.copies.items():
            yield path, _digest(repr(Entry.of(source, "")).encode()).hexdigest()

    def _write(self, folder: Path, paths: set[str], before: Collection[str]) -> dict[str, State]:
        base = f"{folder.as_posix()}/"
        states = _write_made(base, list(self._makers(paths)), before)
        for path in paths & self.files.keys():
            states[path] = _put(base + path, self.files[path])
        for path in paths & self.copies.keys():
            states[path] = _put(base + path, self.copies[path].read_bytes())
        return states

    def _makers(self, paths: Collection[str]) -> Iterator[tuple[str, Maker]]:
        for page in self.pages:
            path = f"{page.address}index.html"
            if path in paths:
                yield path, partial(self.html, page)
        for path, making in self.makings.items():
            if path in paths:
                yield path, making.make

    def html(self, page: Page) -> bytes:
        """Return the page in its frame."""
        values = {
            "title": escaped(page.title),
            "description": escaped(page.description),
            "canonical": escaped(self.site + (page.canonical or page.address)),
            "edit": escaped(self.edit + page.origin) if page.origin else "",
            "head": page.head() if page.head else "",
            "body": page.body(),
        }
        encoded = {name: value.encode() for name, value in values.items()}
        return self._frame(page).filled(encoded)

    def _frame(self, page: Page) -> Frame:
        place = (page.section, page.address.count("/"))
        if place not in self._frames:
            self._frames[place] = self.frames[page.section].moved(page.address)
        return self._frames[place]

    @cached_property
    def _frames(self) -> dict[tuple[str, int], Frame]:
        return {}


def _of_files(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    for path, content in files.items():
        yield path, _digest(content).hexdigest()


def _keys(each: Iterable[tuple[str, str]], others: Collection[str] = ()) -> dict[str, str]:
    keys: dict[str, str] = {}
    for path, key in each:
        if path in others or keys.setdefault(path, key) is not key:
            raise TwoAtOneAddress(f"two pages want to stand at {path!r}")
    return keys


def _stale(keys: Mapping[str, str], before: Mapping[str, Entry], fallen: Collection[str]) -> set[str]:
    """Return the files that have to be written: new ones, those made from something else, those that are not there."""
    return {
        path for path, key in keys.items() if (last := before.get(path)) is None or last.key != key or path in fallen
    }


def _write_made(base: str, files: Sequence[tuple[str, Maker]], before: Collection[str]) -> dict[str, State]:
    states = _write_part(base, files) if len(files) < FEW else _write_together(base, files, before)
    return dict(zip((path for path, _ in files), states, strict=True))


def _write_together(base: str, files: Sequence[tuple[str, Maker]], before: Collection[str]) -> list[State]:
    folders = dict.fromkeys(base + path.rpartition("/")[0] for path, _ in files if path not in before)
    parts = [files[start : start + _PART] for start in range(0, len(files), _PART)]
    # One process makes the folders, for the others to find: a file system makes only one at a time in the same place,
    # and those that wait for it take as much of a processor as those that work.
    works = [partial(_make_folders, folders), *(partial(_write_part, base, part) for part in parts)]
    return in_order(_done, works, 1)


def _done(works: Sequence[Callable[[], list[State]]]) -> list[State]:
    return [state for work in works for state in work()]


def _make_folders(folders: Iterable[str]) -> list[State]:
    for folder in folders:
        _make_folder(folder)
    return []


def _write_part(base: str, files: Sequence[tuple[str, Maker]]) -> list[State]:
    return [_put(base + path, make()) for path, make in files]


def put_aside(folder: Path) -> None:
    """Move all that is seen in a site's folder into a hidden one; what an interrupted build left there gives way.

    Raise OSError where the disk does not allow it, with all in its place.
    """
    moved: list[str] = []
    try:
        for name in _seen(folder):
            _clear(folder / ASIDE / name)
            (folder / ASIDE).mkdir(exist_ok=True)
            (folder / name).rename(folder / ASIDE / name)
            moved.append(name)
    except OSError:
        bring_back(folder, moved)
        raise


def bring_back(folder: Path, trees: Iterable[str]) -> None:
    """Move the trees back to where the last build left them, and let go of the rest; what is already there wins."""
    for tree in trees:
        if (folder / ASIDE / tree).exists() and not (folder / tree).exists():
            (folder / tree).parent.mkdir(parents=True, exist_ok=True)
            (folder / ASIDE / tree).rename(folder / tree)
    shutil.rmtree(folder / ASIDE, ignore_errors=True)


def restore(folder: Path) -> None:
    """Make a site's folder what it was before `put_aside`: the build came to nothing."""
    for name in _seen(folder):
        _clear(folder / name)
    bring_back(folder, _seen(folder / ASIDE))


def _seen(folder: Path) -> list[str]:
    return [name for name in os.listdir(folder) if not name.startswith(".")] if folder.is_dir() else []  # noqa: PTH208


def _clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _digest(*parts: bytes) -> blake2b:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest


def _put(path: str, content: bytes) -> State:
    """Write a file and return its size and time."""
    # Ten thousand times: the system's own calls, and a folder is made only where it was found to be missing.
    try:
        file = os.open(path, _FRESH, 0o666)
    except FileNotFoundError:
        _make_folder(path.rpartition("/")[0])
        file = os.open(path, _FRESH, 0o666)
    try:
        while content:
            content = content[os.write(file, content) :]
        state = os.fstat(file)
        return state.st_size, state.st_mtime_ns
    finally:
        os.close(file)


def _make_folder(path: str) -> None:
    try:
        os.mkdir(path)  # noqa: PTH102
    except FileNotFoundError:
        os.makedirs(path, exist_ok=True)  # noqa: PTH103
    except FileExistsError:
        pass  # another process was faster


def _remove(folder: Path, paths: Iterable[str]) -> None:
    for path in paths:
        (folder / path).unlink(missing_ok=True)
        # Folders that are empty now go too, up to the first that is not.
        with contextlib.suppress(OSError):
            for parent in (folder / path).parents:
                if parent == folder:
                    break
                parent.rmdir()
