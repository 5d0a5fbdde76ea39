"""The report is posted once, then brought up to date: the workflows' own scripts, against stand-ins for the forges."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

from generator.publishing.changes.report import MARK
from tests.project.project import ROOT

STARTER = ROOT / "generator" / "starter" / "workflows"
GITHUB = (ROOT / ".github" / "workflows" / "changes.yml", STARTER / "github-changes.yml")
GITLAB = (ROOT / ".gitlab-ci.yml", STARTER / "gitlab-ci.yml")
REPORT = f"{MARK}\n## Che cosa cambia\n\n'quotes' \"and\" $(touch evil) `touch evil` é\n"

GH = """#!/bin/sh
echo "$@" >> "$ASKED"
case "$*" in *pulls*) echo "$PULLS" ;; *--paginate*) echo "$COMMENTS" ;; esac
"""


def step(path: Path, job: str, name: str) -> str:
    steps = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"][job]["steps"]
    return str(next(one["run"] for one in steps if one["name"] == name))


def run(script: str, folder: Path, **environment: str) -> list[str]:
    """Run a step as the forge does, with a stand-in for `gh`, and return what `gh` was asked."""
    (folder / "gh").write_text(GH)
    (folder / "gh").chmod(0o755)
    asked = folder / "asked"
    known = {"PATH": f"{folder}:{os.environ['PATH']}", "ASKED": str(asked), "GITHUB_OUTPUT": str(folder / "output")}
    subprocess.run(["bash", "-e", "-c", script], cwd=folder, env={**known, **environment}, check=True, timeout=60)
    assert not (folder / "evil").exists()
    return asked.read_text(encoding="utf-8").split("api ")[1:]


@pytest.mark.parametrize("path", GITHUB, ids=str)
def test_github_gets_a_comment_the_first_time_and_the_same_one_again(path: Path, tmp_path: Path) -> None:
    script = step(path, "post", "Post, or bring up to date")
    known = {"REPOSITORY": "rete/sito", "NUMBER": "7", "REPORT": REPORT}
    _, first = run(script, tmp_path, COMMENTS="", **known)
    assert first.startswith(f"--method POST repos/rete/sito/issues/7/comments --raw-field body={REPORT}")
    (tmp_path / "asked").unlink()
    _, again = run(script, tmp_path, COMMENTS="42\n43", **known)
    assert again.startswith(f"--method PATCH repos/rete/sito/issues/comments/42 --raw-field body={REPORT}")


@pytest.mark.parametrize("path", GITHUB, ids=str)
def test_a_strangers_branch_is_only_a_value(path: Path, tmp_path: Path) -> None:
    script = step(path, "compare", "Find the proposal")
    (asked,) = run(
        script, tmp_path, REPOSITORY="rete/sito", OWNER="x", BRANCH='$(touch evil)";touch evil', COMMIT="abc",
        PULLS="number=7\nbase=def",
    )  # fmt: skip
    assert 'head=x:$(touch evil)";touch evil' in asked
    assert (tmp_path / "output").read_text() == "number=7\nbase=def\n"


class _Forge(BaseHTTPRequestHandler):
    """GitLab as far as the job asks it: who am I, the notes of a merge request page by page, a new or changed note."""

    notes: list[list[dict[str, Any]]]
    written: list[tuple[str, str, Any]]

    def _answer(self, found: object, following: str = "") -> None:
        self.send_response(200)
        self.send_header("X-Next-Page", following)
        self.end_headers()
        self.wfile.write(json.dumps(found).encode())

    def do_GET(self) -> None:
        if self.path == "/user":
            self._answer({"id": 5})
            return
        page = int(self.path.rpartition("=")[2])
        self._answer(self.notes[page - 1], str(page + 1) if page < len(self.notes) else "")

    def _write(self) -> None:
        content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.written.append((self.command, self.path, content["body"]))
        assert self.headers["PRIVATE-TOKEN"] == "token"
        self._answer({})

    do_POST = do_PUT = _write  # noqa: N815 - names that http.server calls

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def forge() -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), type("Forge", (_Forge,), {"written": [], "notes": [[]]}))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


OTHERS = [{"id": 1, "author": {"id": 9}, "body": REPORT}, {"id": 2, "author": {"id": 5}, "body": "thanks"}]
OURS = {"id": 3, "author": {"id": 5}, "body": f"{MARK} old"}
NOTES = "/projects/4/merge_requests/7/notes"


@pytest.mark.parametrize("path", GITLAB, ids=str)
@pytest.mark.parametrize(
    ("notes", "written"),
    [([OTHERS], ("POST", NOTES)), ([OTHERS, [OURS]], ("PUT", f"{NOTES}/3")), ([[]], ("POST", NOTES))],
)
def test_gitlab_gets_a_note_the_first_time_and_the_same_one_again(
    path: Path, notes: list[Any], written: tuple[str, str], forge: HTTPServer, tmp_path: Path
) -> None:
    handler: Any = forge.RequestHandlerClass
    handler.notes = notes
    (tmp_path / "changes.md").write_text(REPORT, encoding="utf-8")
    (tmp_path / "python").symlink_to(sys.executable)
    script = yaml.safe_load(path.read_text(encoding="utf-8"))["comment"]["script"][0]
    environment = {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "CI_API_V4_URL": f"http://127.0.0.1:{forge.server_port}",
        "CI_PROJECT_ID": "4",
        "CI_MERGE_REQUEST_IID": "7",
        "COMMENT_TOKEN": "token",
    }
    subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env=environment, check=True, timeout=60)
    assert handler.written == [(*written, REPORT)]
