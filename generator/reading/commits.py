"""The records of a commit, as git holds them: neither the working tree nor the index is looked at or touched."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.languages import N_, Message
from generator.reading.encoding import LARGEST
from generator.reading.folders import FOLDERS, PROGRAMME
from generator.reading.own_services import PATH as OWN_SERVICES
from generator.reading.quoting import shown
from generator.reading.settings import FILE as SETTINGS

_READ = (*(folder for _, folder in FOLDERS), PROGRAMME, OWN_SERVICES, SETTINGS)
_ENDINGS = (".yml", ".yaml")
_FILE_MODES = ("100644", "100755")
_LINK_MODE = "120000"
_LONGEST_LINK = 4096


class CommitError(Exception):
    """Git cannot say what was asked; `message` says why, and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class _Entry(NamedTuple):
    mode: str
    name: str
    size: int
    path: str


@dataclass(frozen=True)
class Repository:
    """The repository that a site's folder lies in. `prefix` leads from its top to the folder, with `/` at its end."""

    root: Path
    prefix: str

    @classmethod
    def around(cls, root: Path) -> Repository:
        """Return the repository around a folder. Raise CommitError without git, or outside of any repository."""
        try:
            prefix = _git(root, "rev-parse", "--show-prefix")
        except CommitError as error:
            if error.message.text == _NO_GIT:
                raise
            raise CommitError(Message(_NO_REPOSITORY, error.message.values)) from None
        return cls(root, prefix.decode("utf-8", "surrogateescape").rstrip("\n"))

    def commit(self, name: str) -> str:
        """Return the full name of the commit that a revision means; a name that looks like an option is only a name.

        Raise CommitError when there is no such commit.
        """
        # A revision with a NUL byte cannot be an argument at all.
        if name and "\0" not in name:
            try:
                asked = f"{name}^{{commit}}"
                return _git(self.root, "rev-parse", "--verify", "--end-of-options", asked).decode("ascii").strip()
            except CommitError as error:
                if error.message.text == _NO_GIT:
                    raise
        text = _UNKNOWN_SHALLOW if self._is_shallow else _UNKNOWN
        raise CommitError(Message(text, {"found": shown(name)}))

    def parting(self, base: str, head: str) -> str:
        """Return the last commit that two commits have in common. Raise CommitError when git knows none."""
        try:
            return _git(self.root, "merge-base", "--end-of-options", base, head).decode("ascii").split("\n", 1)[0]
        except CommitError:
            text = _APART_SHALLOW if self._is_shallow else _APART
            raise CommitError(Message(text, {"base": base[:10], "head": head[:10]})) from None

    def before(self, moment: datetime, head: str) -> str | None:
        """Return the last commit on the main line of `head` (first parents) made before a moment; None when all are
        younger. Raise CommitError where a shallow clone does not reach back so far.
        """
        asked = ("rev-list", "--first-parent", "--max-count=1", f"--before=@{int(moment.timestamp()) - 1}", head, "--")
        found = _git(self.root, *asked).decode("ascii").strip()
        if not found and self._is_shallow:
            raise CommitError(Message(_YOUNG_SHALLOW, {"day": moment.date().isoformat()}))
        return found or None

    def moment(self, commit: str) -> datetime:
        """Return when a commit was made, in UTC."""
        told = _git(self.root, "log", "-1", "--no-show-signature", "--format=%ct", commit, "--")
        return datetime.fromtimestamp(int(told), UTC)

    def write(self, commit: str, folder: Path) -> None:
        """Write the record files of a commit, its own services and its settings into an empty folder."""
        entries = [entry for entry in self._entries(commit) if _is_safe(entry)]
        for entry, content in zip(entries, self._contents(entries), strict=True):
            path = folder.joinpath(*PurePosixPath(entry.path).parts)
            path.parent.mkdir(parents=True, exist_ok=True)
            if entry.mode == _LINK_MODE:
                path.symlink_to(os.fsdecode(content))
            else:
                path.write_bytes(content)

    def _entries(self, commit: str) -> Iterator[_Entry]:
        paths = [self.prefix + path for path in _READ]
        listed = _git(self.root, "ls-tree", "-r", "-z", "--long", "--full-tree", commit, "--", *paths)
        for line in filter(None, listed.split(b"\0")):
            about, _, path = line.partition(b"\t")
            mode, kind, name, size = about.decode("ascii").split()
            below = path.decode("utf-8", "surrogateescape").removeprefix(self.prefix)
            if kind == "blob":
                yield _Entry(mode, name, int(size), below)

    def _contents(self, entries: Sequence[_Entry]) -> Iterator[bytes]:
        """Yield what each entry holds; of files that are too large to be records only that they are."""
        names = "".join(f"{entry.name}\n" for entry in entries if entry.size <= LARGEST)
        answer = _git(self.root, "cat-file", "--batch", "--buffer", given=names.encode("ascii"))
        start = 0
        for entry in entries:
            if entry.size > LARGEST:
                yield b" " * (LARGEST + 1)
                continue
            start = answer.index(b"\n", start) + 1
            yield answer[start : start + entry.size]
            start += entry.size + 1

    @property
    def _is_shallow(self) -> bool:
        return _git(self.root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def _is_safe(entry: _Entry) -> bool:
    """Return whether an entry may be written: git's own tools make no other names, a forged tree can."""
    parts = entry.path.split("/")
    if any(part in ("", ".", "..") or part.lower() == ".git" or "\\" in part for part in parts):
        return False
    if entry.mode == _LINK_MODE:
        # The reader follows no link that leads out of the folder; settings are read without asking where they lie.
        return entry.size <= _LONGEST_LINK and entry.path not in (SETTINGS, OWN_SERVICES)
    return entry.mode in _FILE_MODES and entry.path.endswith(_ENDINGS)


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what git prints. Raise CommitError with the `reason` that it gives, or when there is no git."""
    environment = {
        **os.environ,
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
    }
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and names stand where git takes no options
            ["git", "-c", "core.fsmonitor=false", "-C", str(root), *arguments],  # noqa: S607 - the user's own git
            input=given,
            capture_output=True,
            check=False,
            env=environment,
        )
    except FileNotFoundError:
        raise CommitError(Message(_NO_GIT)) from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise CommitError(Message(_FAILED, {"reason": shown(reason.removeprefix("fatal: "))}))
    return done.stdout


_NO_GIT = N_("git is not installed: it is what knows the earlier records")
_FAILED = N_("git says: {reason}")
_NO_REPOSITORY = N_("there is no git repository here, so there is nothing to compare with: {reason}")
_UNKNOWN = N_("git knows no commit '{found}': name a branch, a tag or a commit")
_UNKNOWN_SHALLOW = N_(
    "git knows no commit '{found}', but this is a shallow clone: run git fetch --unshallow, "
    "or let the workflow fetch all (fetch-depth: 0, GIT_DEPTH: 0)"
)
_YOUNG_SHALLOW = N_(
    "this shallow clone does not reach back to {day}: run git fetch --unshallow, "
    "or let the workflow fetch all (fetch-depth: 0, GIT_DEPTH: 0)"
)
_APART = N_("the commits {base} and {head} have no history in common")
_APART_SHALLOW = N_(
    "where {base} and {head} parted is not in this shallow clone: run git fetch --unshallow, "
    "or let the workflow fetch all (fetch-depth: 0, GIT_DEPTH: 0)"
)
