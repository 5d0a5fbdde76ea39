"""A federation whose form goes to a running service, and whose repository is served by git's own HTTP backend."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from generator.clock import day_of, present
from tests.browser.conftest import build
from tests.intake.ground import Bare, Running, git, until

TODAY = day_of(present())
CONFIGURATION = """\
site_name: Rete
site_url: https://rete.example/
repo_url: https://github.example/rete/sito
edit_uri: edit/main/content/
docs_dir: content
theme: {{name: material, language: it, font: false, features: [navigation.tabs]}}
plugins:
  - coop-restart: {{office_email: ufficio@rete.example, intake: "{intake}"}}
nav:
  - Home: index.md
  - Associate: associate/index.md
  - Call: call/index.md
"""
AURORA = """\
# yaml-language-server: $schema=../schemas/member.json
name: Aurora   # il nome sulla porta
legal_name: 'Aurora società cooperativa'
summary: "Servizi per anziani"

# La sede
address: {municipality: '017029', street: Via Milano 1}
keywords:
- assistenza    # a casa
"""
CALL = f"""\
title: Mense insieme
kind: call_to_action
published: {TODAY - timedelta(days=9)}
deadlines: [{{id: fine, at: {TODAY + timedelta(days=60)}}}]   # prorogabile
participants:
- aurora   # la prima
"""
FILES = {
    ".gitignore": ".cache/\n",
    "content/index.md": "---\ndescription: La home\n---\n# Home\n",
    "members/aurora.yml": AURORA,
    "members/alba.yml": AURORA.replace("Aurora", "Alba"),
    "members/sole.yml": "name: Sole\naddress: {municipality: '017029'}\n",
    "members/luna.yml": "name: Luna\naddress: {municipality: '017029'}\n",
    "members/rosa.yml": "name: Rosa\naddress: {municipality: '017029'}\n",
    "members/vega.yml": "name: Vega\naddress: {municipality: '017029'}\n",
    "calls/mense.yml": CALL,
}
NOTE = "Chiedete di Chiara, 333 1234567, chiara.bianchi@posta.example"
PRIVATE = ("Chiara", "333", "posta.example")


@dataclass
class Federation:
    """A federation's site and its repository, with the service that takes what is proposed."""

    bare: Bare
    service: Running
    folder: Path
    address: str
    before: dict[str, str] = field(default_factory=dict)

    def branches(self) -> dict[str, str]:
        """Return every branch of the repository with its commit."""
        listed = git(self.bare.folder, "for-each-ref", "--format=%(refname:lstrip=2) %(objectname)", "refs/heads/")
        return dict(line.split() for line in listed.splitlines())

    def publish(self) -> None:
        """Build the site anew from the main branch, as a forge does after a merge."""
        git(self.bare.work, "pull", "-q", str(self.bare.folder), "main")
        build(self.bare.work / "mkdocs.yml", self.folder)

    def land(self, reference: str) -> None:
        """Merge what the service has proposed, and publish it."""
        self.bare.merge(reference)
        self.publish()

    def land_branch(self, branch: str) -> None:
        """Merge what people have proposed on a branch of their own, and publish it."""
        git(self.bare.work, "pull", "-q", str(self.bare.folder), "main")
        git(self.bare.work, "merge", "-q", "--no-edit", branch)
        git(self.bare.work, "push", "-q", str(self.bare.folder), "HEAD:main")
        self.publish()

    def checked(self, commit: str, folder: Path) -> None:
        """Let `check` look at a commit as a forge does, with warnings counting as errors."""
        git(self.bare.folder, "worktree", "add", "-q", "--detach", str(folder), commit)
        check = [sys.executable, "-m", "generator.cli", "check", "--strict", "-C", str(folder)]
        run = subprocess.run(check, capture_output=True, text=True, check=False)
        git(self.bare.folder, "worktree", "remove", "--force", str(folder))
        assert run.returncode == 0, run.stdout + run.stderr

    def edited(self, commit: str, path: str) -> list[str]:
        """Return the lines of a file that a commit takes away and adds."""
        shown = git(self.bare.folder, "diff", "-U0", f"{commit}^", commit, "--", path).splitlines()
        return [line for line in shown if line[:1] in "+-" and not line.startswith(("+++", "---"))]

    def proposed(self, reference: str, files: Sequence[str]) -> str:
        """Return the commit of a proposal: one branch, one commit upon main, these files, nothing of the sender."""
        until(f"{self.service.url}/proposals/{reference}", "proposed")
        branches = self.branches()
        commit = branches.pop(f"intake/{reference}")
        assert branches == self.before, "nothing else has moved"
        assert git(self.bare.folder, "rev-list", commit, "^main").split() == [commit]
        assert self.bare.changed(commit) == list(files)
        told = git(self.bare.folder, "log", "-1", "--format=%an %ae %cn %ce %B", commit)
        assert reference in told
        assert not [word for word in PRIVATE if word in told]
        return commit


def committed(bare: Bare, paths: Sequence[str], branch: str) -> str:
    """Propose files of the working tree on a branch, be it new or not, as people with git do; return the commit."""
    there = git(bare.work, "branch", "--list", branch)
    git(bare.work, "switch", "-q", *([] if there else ["-c"]), branch)
    git(bare.work, "add", *paths)
    git(bare.work, "commit", "-q", "-m", f"Propose {paths[0]}")
    git(bare.work, "push", "-q", str(bare.folder), branch)
    commit = git(bare.work, "rev-parse", "HEAD").strip()
    git(bare.work, "switch", "-q", "main")
    return commit
