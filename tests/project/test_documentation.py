"""What the documentation says to type works: every `sh` block is run, in order, as a reader would.

A block that starts with `make` is run in a copy of the repository, all others in one folder per document. A file that a
document shows (a block whose first line is a comment with a path) is written where the reader would write it.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from tests.project.project import ROOT, copied, files

DOCUMENTS = files("README.md", "CONTRIBUTING.md", "docs/*.md", "content/guida/*.md")
STAMPS = ("site", "intake", "test", "bench", "vocabularies", "lock")
MAKE = shlex.join(["make", f"VENV={sys.prefix}", *(f"--assume-old={sys.prefix}/{name}.stamp" for name in STAMPS)])

INSIDE = "coop-restart init federation\nmv elenco.xlsx federation\ncd federation"
COMMITTED = f"""{INSIDE}
git init --quiet --initial-branch main
git add --all
git -c user.name=Office -c user.email=office@federation.example commit --quiet --message Start"""
STARTS = {
    "docs/changes.md": COMMITTED, "docs/newsletter.md": COMMITTED, "docs/spreadsheets.md": COMMITTED,
    "content/guida/con-git.md": COMMITTED,
    "docs/editors.md": INSIDE, "docs/form.md": INSIDE, "docs/programme.md": INSIDE, "docs/publishing.md": INSIDE,
    "content/guida/*.md": INSIDE,
}  # fmt: skip
"""Documents whose reader stands in a federation's folder from the beginning; the others begin in an empty one."""


@dataclass(frozen=True)
class StandIn:
    """What is run in place of a command that a test cannot or must not run, and why."""

    command: str
    instead: str
    reason: str


STAND_INS = (
    StandIn("pip install coop-restart", "coop-restart --version", "the package under test is installed already"),
    StandIn(r'pip install "coop-restart\[intake\]"', "coop-restart --version", "the tests' environment has it already"),
    StandIn("coop-restart intake", "coop-restart intake --list", "it serves until it is stopped"),
    StandIn("python3 -m venv .venv", ":", "the tests have an environment"),
    StandIn(r"\. .venv/bin/activate", ":", "the tests' environment is active"),
    StandIn("mkdocs serve", "mkdocs build --strict", "it serves until it is stopped"),
    StandIn(
        "git commit --message (?P<message>.+)",
        "git -c user.name=Office -c user.email=office@federation.example commit --message {message}",
        "who commits is not known to a test's git",
    ),
    StandIn("git push .+", "git diff --name-only main | grep members/", "there is no forge to push to"),
    StandIn("make test", f"{MAKE} --dry-run test", "it would run this test again"),
    StandIn("make serve", f"{MAKE} site", "it serves until it is stopped"),
    StandIn("make lint", f"{MAKE} --dry-run lint", "`make test` has run it before the tests"),
    StandIn("make screenshots", f"{MAKE} --dry-run screenshots", "pictures are for the eye"),
    StandIn("make bench", f"{MAKE} --dry-run bench", "it takes long, and a figure is no test"),
    StandIn("make lock", f"{MAKE} --dry-run lock", "it asks the registry for the newest versions"),
    StandIn("make (?P<targets>[a-z -]+)", f"{MAKE} {{targets}}", "the set-up was made before the tests"),
)

LIST = {
    "Denominazione": "La Radice",
    "Indirizzo": "Via dei Mulini 4",
    "CAP": "46100",
    "Comune": "Mantova",
    "Provincia": "MN",
    "E-mail": "info@laradice.example",
}
"""A row of the spreadsheet `elenco.xlsx`, which the reader of the guide has already."""

FENCE = re.compile(r"^```(?P<language>[a-z]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
PATH_COMMENT = re.compile(r"# (?P<path>[\w./-]+\.(?:yml|csv))\n")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, and the line where the text begins."""

    language: str
    text: str
    line: int


def blocks(text: str) -> list[Block]:
    return [
        Block(found["language"], found["text"], text[: found.start()].count("\n") + 2) for found in FENCE.finditer(text)
    ]


def runnable(command: str) -> str:
    """Return the command, or what stands in for it."""
    for stand_in in STAND_INS:
        if found := re.fullmatch(stand_in.command, command):
            return stand_in.instead.format(**found.groupdict())
    return command


def commands(block: Block) -> list[str]:
    """Return the block's commands; a backslash at a line's end goes on with the next."""
    return [line for line in block.text.replace("\\\n", " ").splitlines() if line.strip()]


def script(document: str, text: str, repository: Path) -> str:
    """Return what a reader of the document does, as one shell script that says which block it is at."""
    start = next((done for pattern, done in STARTS.items() if Path(document).match(pattern)), ":")
    steps = ["set -eu", start]
    for block in blocks(text):
        if block.language == "sh":
            steps.append(f"echo '@ {document}:{block.line}' >&2")
            steps.extend(in_its_place(commands(block), repository))
        elif found := PATH_COMMENT.match(block.text):
            content = block.text if block.language == "yaml" else block.text[found.end() :]
            steps.append(f"mkdir -p $(dirname {found['path']}); cat > {found['path']} <<'@@'\n{content}@@")
    return "\n".join(steps) + "\n"


def spreadsheet(path: Path) -> None:
    """Write a workbook with the one row of `LIST` and its heading."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(list(LIST))
    sheet.append(list(LIST.values()))
    workbook.save(path)


def in_its_place(lines: list[str], repository: Path) -> list[str]:
    """Return the block's commands, in the repository's copy when they are `make`'s."""
    run = [runnable(line) for line in lines]
    if lines[0].startswith("make "):
        return [f"( cd {shlex.quote(str(repository))}", *run, ")"]
    return run


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("repository"))


@pytest.mark.parametrize("document", [str(path.relative_to(ROOT)) for path in DOCUMENTS])
def test_every_command_of_a_document_works(document: str, repository: Path, tmp_path: Path) -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        # make hands these to what it runs, and here it runs the tests
        if name not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
    }
    environment["PATH"] = os.pathsep.join([str(Path(sys.prefix) / "bin"), os.environ["PATH"]])
    spreadsheet(tmp_path / "elenco.xlsx")
    done = subprocess.run(
        ["bash", "-c", script(document, (ROOT / document).read_text(encoding="utf-8"), repository)],
        cwd=tmp_path,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_stand_in_blocks_that_are_run(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    languages = {block.language for block in blocks(text)}
    assert languages <= {"sh", "yaml", "csv", "text", "html", "js", "markdown"}, "mark commands as `sh`"
    assert not re.search(r"^ {4}(coop-restart|mkdocs|make|pip|python3?) ", text, re.MULTILINE), "fence commands"


def test_each_stand_in_stands_for_something() -> None:
    typed = [
        line
        for path in DOCUMENTS
        for block in blocks(path.read_text(encoding="utf-8"))
        if block.language == "sh"
        for line in commands(block)
    ]
    unused = [one.command for one in STAND_INS if not any(re.fullmatch(one.command, line) for line in typed)]
    assert not unused


def test_links_between_documents_lead_somewhere() -> None:
    broken = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in DOCUMENTS
        if path.parent != ROOT / "content" / "guida"
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert not broken


def test_a_wrong_command_is_seen_with_its_place(tmp_path: Path) -> None:
    text = "Do:\n\n```sh\ntrue\n```\n\n```sh\ncoop-restart frobnicate\n```\n"
    done = subprocess.run(
        ["bash", "-c", script("x.md", text, tmp_path)], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode != 0
    assert "@ x.md:8" in done.stderr.splitlines()
