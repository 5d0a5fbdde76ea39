"""Of many records, another process finds out what one process alone would."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.languages.language import Language
from generator.plugin.companion import Companion, Findings
from generator.processes import sharing
from generator.processes.sharing import FEW, Later, Now, Postponed
from generator.reading.folders import Folders
from generator.reading.gathering import CACHE, Gathered, gather
from generator.reading.settings import Settings
from generator.reading.site import read_site
from tests.plugin.federation import FILES, build, tree, write

LATER = 2**62
"""A clock so late that every file has settled."""

ADDRESS = "address: {municipality: 017029, postcode: 25121}\n"
MANY = {f"members/coop-{number:04}.yml": f"name: Coop {number}\n{ADDRESS}" for number in range(FEW)}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "federation", FILES | MANY)


@pytest.fixture
def forking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fork although the test runner keeps a thread of its own, which only waits."""
    monkeypatch.setattr(sharing, "can_fork", lambda: True)
    monkeypatch.setattr(sharing, "processors", lambda: 2)


def gathered(root: Path) -> Gathered:
    return gather(root, Now(Folders(root, LATER).look()))


def companion(root: Path) -> Companion:
    settings = Settings(name="Federazione", url="https://f.example/", language="it")
    return Companion(root, root / ".cache", Language.load("it"), settings, datetime(2026, 11, 22, 12, tzinfo=UTC))


def said(findings: Findings) -> list[str]:
    return [problem.said(Language.load("en")) for problem in findings.problems.result()]


@pytest.mark.usefixtures("forking")
def test_a_process_of_its_own_finds_out_the_same(root: Path) -> None:
    read_site(root, now=LATER)
    (root / "members/coop-0007.yml").write_text("name: Coop 8\nlogo: none.svg\n" + ADDRESS, encoding="utf-8")
    (root / "members/coop-0009.yml").write_text("naem: Coop 9\n", encoding="utf-8")
    reading, beside = companion(root).begin(gathered(root))
    assert all(isinstance(one, Later) for one in beside)
    assert len({one.process.pid for one in beside if isinstance(one, Later)}) == 1
    alone = companion(root).later(reading)
    assert said(beside) == said(alone)
    assert {"members/coop-0007.yml", "members/coop-0009.yml"} <= {line.partition(":")[0] for line in said(beside)}
    assert beside.history.result() == alone.history.result()
    assert beside.files.result() == alone.files.result()
    names = [row[1] for row in json.loads(beside.files.result()["associate/mappa/members.json"])]
    assert names.count("Coop 8") == 2


@pytest.mark.usefixtures("forking")
def test_it_keeps_the_trees(root: Path) -> None:
    for name in ('"Coop 7"', '"Another"'):
        _, findings = companion(root).begin(gathered(root))
        for one in findings:
            one.result()
        assert isinstance(findings.files, Later)
        findings.files.process.join()
        assert name.encode() in (root / CACHE).read_bytes()
        (root / "members/coop-0007.yml").write_text("name: Another\n", encoding="utf-8")


@pytest.mark.usefixtures("forking")
def test_of_few_records_no_process_is_started(tmp_path: Path) -> None:
    root = write(tmp_path / "few", FILES)
    _, findings = companion(root).begin(gathered(root))
    assert all(isinstance(one, Postponed) for one in findings)
    assert (root / CACHE).is_file()
    assert [line.partition(":")[0] for line in said(findings)] == ["calls/mense.yml"]


def test_a_build_of_many_after_an_edit_gives_what_a_first_one_would(root: Path, tmp_path: Path) -> None:
    assert build(root).returncode == 0
    for path in root.rglob("*.yml"):
        # Older than the step of any file system's clock: known by their stamps.
        os.utime(path, (1_700_000_000, 1_700_000_000))
    assert build(root).returncode == 0
    changed = {
        "members/coop-0003.yml": f"name: Rinominata\nsummary: Pane\n{ADDRESS}",
        "members/new.yml": "name: Nuova\nrelations: [{kind: partner_of, member: aurora}]\n",
        "calls/mense.yml": FILES["calls/mense.yml"].replace("Mense", "Mense per tutti"),
    }
    write(root, changed)
    (root / "members/coop-0004.yml").unlink()
    assert build(root).returncode == 0
    afresh = write(tmp_path / "afresh", FILES | MANY | changed)
    (afresh / "members/coop-0004.yml").unlink()
    assert build(afresh).returncode == 0
    assert tree(root / "site") == tree(afresh / "site")


def test_an_edit_of_many_that_is_wrong_leaves_the_site_as_it_was(root: Path) -> None:
    assert build(root).returncode == 0
    before = tree(root / "site")
    write(root, {"members/coop-0003.yml": "name: Coop 3\nrelations: [{kind: partner_of, member: nobody}]\n"})
    done = build(root)
    assert (done.returncode, tree(root / "site")) == (1, before)
    assert ": relations[0].member: non c'è nessuna associata 'nobody'" in done.stderr
    write(root, {"members/coop-0003.yml": "naem: Coop 3\n"})
    done = build(root)
    assert (done.returncode, tree(root / "site")) == (1, before)
    assert "members/coop-0003.yml:1:1: naem: " in done.stderr
