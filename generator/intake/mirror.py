"""A bare copy of the repository: commits are made in it without any working tree, fetched into it and pushed from it.

It holds nothing that the repository or the outbox does not: when it is lost or broken it is made anew.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from generator.intake.git import Access, GitError, run

if TYPE_CHECKING:
    from generator.intake.settings import Settings

BASE = "refs/base/head"
THEIRS = "refs/theirs/"
OURS = "refs/ours/"


@dataclass(frozen=True)
class Remote:
    """The repository as it was fetched: the commit of its main branch, those of proposals' branches by reference."""

    base: str
    branches: Mapping[str, str]


@dataclass(frozen=True)
class Change:
    """A commit to make: `files` by path from the repository's top, None for one that goes; `moment` in seconds UTC."""

    reference: str
    parent: str
    files: Mapping[str, bytes | None]
    message: str
    moment: int


class Pushed(Enum):
    """What became of a push."""

    DONE = "done"
    THERE = "there"
    REJECTED = "rejected"


class Mirror:
    """The copy in a folder. One process at a time; `take` waits for the one before and for the git that it started."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.folder = folder
        self.prefix = f"{settings.folder.strip('/')}/" if settings.folder.strip("/") else ""
        self._settings = settings
        self._access = Access(
            settings.repository,
            settings.token,
            settings.git_user or {"gitlab": "oauth2"}.get(settings.forge, ""),
            settings.ssh_key,
            settings.known_hosts,
            settings.git_seconds,
        )
        self._held: int | None = None

    def take(self) -> None:
        """Make the copy ours, and sweep away what a killed git has left locked."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self._held = os.open(self.folder.parent / "mirror.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._held, fcntl.LOCK_EX)
        if (self.folder / "HEAD").is_file():
            for lock in self.folder.rglob("*.lock"):
                lock.unlink(missing_ok=True)
        else:
            self.renew()

    def give(self) -> None:
        """Leave the copy to others."""
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def renew(self) -> None:
        """Begin with an empty copy."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        run(self.folder, "init", "--quiet", "--bare", held=self._held)

    def fetch(self) -> Remote:
        """Bring the copy up to date. Raise GitError when the repository cannot be reached."""
        settings = self._settings
        self._run(
            "fetch",
            "--quiet",
            "--no-tags",
            "--prune",
            "--no-write-fetch-head",
            "--no-recurse-submodules",
            settings.repository,
            f"+refs/heads/{settings.branch}:{BASE}",
            f"+refs/heads/{settings.prefix}/*:{THEIRS}*",
            access=self._access,
        )
        return self.remote()

    def reaches(self) -> bool:
        """Return whether the repository answers, whatever state the copy is in."""
        try:
            run(self.folder.parent, "ls-remote", "--quiet", self._settings.repository, "HEAD", access=self._access)
        except GitError:
            return False
        return True

    def remote(self) -> Remote:
        """Return the repository as it was fetched last. Raise GitError when it never was."""
        base = self._run("rev-parse", "--verify", "--quiet", BASE).decode("ascii").strip()
        listed = self._run("for-each-ref", "--format=%(refname) %(objectname)", THEIRS).decode("utf-8").splitlines()
        branches = dict(line.removeprefix(THEIRS).split(" ") for line in listed)
        return Remote(base, branches)

    def names(self, commit: str, folder: str) -> frozenset[str]:
        """Return the names of the files in a folder of the site."""
        path = f"{self.prefix}{folder}/"
        listed = self._run("ls-tree", "-z", "--full-tree", "--name-only", commit, "--", path)
        return frozenset(name.decode("utf-8", "replace").removeprefix(path) for name in listed.split(b"\0") if name)

    def blobs(self, commit: str, paths: Iterable[str]) -> dict[str, str]:
        """Return what stands at paths of the site, as git names it; paths with nothing are left out."""
        listed = self._run("ls-tree", "-z", "--full-tree", commit, "--", *(self.prefix + path for path in paths))
        rows = [row.decode("utf-8", "replace").partition("\t") for row in listed.split(b"\0") if row]
        return {path.removeprefix(self.prefix): about for about, _, path in rows}

    def has(self, commit: str) -> bool:
        """Return whether the copy has a commit."""
        try:
            self._run("cat-file", "-e", f"{commit}^{{commit}}")
        except GitError:
            return False
        return True

    def commit(self, changes: Sequence[Change]) -> dict[str, str]:
        """Make commits, each on a branch of its own, and return their names by reference.

        The same change gives the same commit. All go through one `git fast-import`, where a length stands in front of
        every text: no content can be taken for a command.
        """
        if not changes:
            return {}
        stream = b"".join(map(self._stream, changes))
        self._run("fast-import", "--quiet", "--force", "--date-format=raw", "--done", given=stream + b"done\n")
        names = self._run("for-each-ref", "--format=%(refname) %(objectname)", OURS).decode("utf-8").splitlines()
        found = dict(line.removeprefix(OURS).split(" ") for line in names)
        return {change.reference: found[change.reference] for change in changes}

    def push(self, commits: Mapping[str, str]) -> dict[str, Pushed]:
        """Push commits to branches that are not there yet; return the fate of each. Raise GitError without answer."""
        names = {reference: self.branch(reference) for reference in commits}
        leases = [f"--force-with-lease=refs/heads/{branch}:" for branch in names.values()]
        specs = [f"{commit}:refs/heads/{names[reference]}" for reference, commit in commits.items()]
        out = self._run(
            "push", "--porcelain", "--no-verify", "--no-signed", *leases, self._settings.repository, *specs,
            access=self._access, accepted=(0, 1),
        ).decode("utf-8", "replace")  # fmt: skip
        fates = dict(_fates(out))
        if not fates:
            raise GitError("the push was not answered")
        return {reference: fates.get(f"refs/heads/{branch}", Pushed.REJECTED) for reference, branch in names.items()}

    def merged(self, commit: str, base: str, trailer: str, paths: Iterable[str]) -> bool:
        """Return whether a proposal is in the main branch: its commit, one with its trailer, or the same files."""
        if not commit or not self.has(commit):
            return False
        if self._is_within(commit, base):
            return True
        # Forges can merge with a commit of their own making, and most keep the message.
        asked = ("log", "-1", "--format=%H", "--fixed-strings", f"--grep={trailer}", base, f"^{commit}^")
        if self._run(*asked).strip():
            return True
        listed = tuple(paths)
        return bool(listed) and self.blobs(commit, listed) == self.blobs(base, listed)

    def branch(self, reference: str) -> str:
        """Return the name of a proposal's branch."""
        return f"{self._settings.prefix}/{reference}"

    def sweep(self, references: Iterable[str]) -> None:
        """Let go of the commits of proposals that have ended, and of what nothing leads to any more."""
        lines = "".join(f"delete {OURS}{reference}\n" for reference in references)
        if lines:
            self._run("update-ref", "--stdin", given=lines.encode())
        self._run("gc", "--auto", "--quiet")

    def _is_within(self, commit: str, base: str) -> bool:
        try:
            self._run("merge-base", "--is-ancestor", commit, base)
        except GitError:
            return False
        return True

    def _stream(self, change: Change) -> bytes:
        person = f"{self._settings.author} {change.moment} +0000".encode()
        lines = [
            f"commit {OURS}{change.reference}".encode(),
            b"author " + person,
            b"committer " + person,
            _sized(change.message.encode()),
            f"from {change.parent}".encode(),
        ]
        for path, content in sorted(change.files.items()):
            name = _c_quoted(self.prefix + path)
            lines.append(b"D " + name if content is None else b"M 100644 inline " + name + b"\n" + _sized(content))
        return b"\n".join(lines) + b"\n"

    def _run(
        self, *arguments: str, given: bytes = b"", access: Access | None = None, accepted: tuple[int, ...] = (0,)
    ) -> bytes:
        return run(self.folder, *arguments, given=given, access=access, held=self._held, accepted=accepted)


def _fates(porcelain: str) -> Iterable[tuple[str, Pushed]]:
    """Yield each branch of `git push --porcelain` and its fate: `flag TAB from:to TAB summary (reason)`."""
    for line in porcelain.splitlines():
        flag, _, rest = line.partition("\t")
        names, _, summary = rest.partition("\t")
        branch = names.rpartition(":")[2]
        if len(flag) != 1 or not branch.startswith("refs/heads/"):
            continue
        if flag != "!":
            yield branch, Pushed.DONE
        else:
            yield branch, Pushed.THERE if "stale info" in summary or "exists" in summary else Pushed.REJECTED


def _sized(data: bytes) -> bytes:
    return f"data {len(data)}\n".encode() + data


def _c_quoted(path: str) -> bytes:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'.encode()
