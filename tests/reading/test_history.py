"""The history of records as a real repository tells it, and what happens where there is none."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from generator.reading import history
from generator.reading.history import CACHE, Changes, printed, read_history

CALL = "calls/bread.yml"
TEXT = """\
title: Bread
deadlines:
  - {id: first, at: 2026-03-01}
  - {id: second, at: 2026-04-01}
"""
BEGUN = datetime(2026, 1, 1, 12, tzinfo=UTC)


class Repository:
    """A repository whose commits are an hour apart."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.commits = 0
        self.git("init", "--quiet", "--initial-branch=main")
        (root / ".git/info/exclude").write_text(".cache\n", encoding="utf-8")

    def git(self, *arguments: str) -> str:
        moment = (BEGUN + timedelta(hours=self.commits)).isoformat()
        identity = {f"GIT_{who}_{what}": "a@b.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment, "GIT_CONFIG_GLOBAL": os.devnull}
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            env={**os.environ, **identity, **dates},
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def commit(self, **files: str | None) -> None:
        """Write files (`calls_bread` is `calls/bread.yml`), or remove them, and commit."""
        for name, text in files.items():
            path = self.root / f"{name.replace('__', '/')}.yml"
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                path.unlink()
            else:
                path.write_text(text, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "A change")
        self.commits += 1


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    (tmp_path / "site").mkdir()
    return Repository(tmp_path / "site")


def at(hour: int) -> datetime:
    return BEGUN + timedelta(hours=hour)


def test_a_file_is_as_old_as_its_first_commit_and_as_new_as_its_last(repository: Repository) -> None:
    repository.commit(calls__bread=TEXT)
    repository.commit(calls__other=TEXT)
    repository.commit(calls__bread=TEXT + "theme: food\n")
    found = read_history(repository.root)
    assert found.missing == ""
    assert found.of(CALL) == Changes(1, at(0), at(2))
    assert found.of("calls/other.yml") == Changes(0, at(1), at(1))
    assert found.of("calls/unknown.yml") is None


def test_a_date_changes_only_when_it_or_what_is_shown_with_it_changes(repository: Repository) -> None:
    repository.commit(calls__bread=TEXT)
    repository.commit(calls__bread=TEXT.replace("2026-04-01", "2026-04-15"))
    repository.commit(calls__bread=TEXT.replace("2026-04-01", "2026-04-15") + "effort: Two days\n")
    found = read_history(repository.root, [(CALL,)])
    assert found.of(CALL) == Changes(2, at(0), at(2))
    assert found.of_part("deadlines", "first", CALL) == Changes(0, at(0), at(0))
    assert found.of_part("deadlines", "second", CALL) == Changes(1, at(0), at(1))
    repository.commit(calls__bread=TEXT.replace("Bread", "Rolls"))
    found = read_history(repository.root, [(CALL,)])
    assert found.of_part("deadlines", "first", CALL) == Changes(1, at(0), at(3))
    assert found.of_part("deadlines", "second", CALL) == Changes(2, at(0), at(3))


def test_a_date_that_came_later_is_no_older_than_that(repository: Repository) -> None:
    repository.commit(calls__bread="title: Bread\n")
    repository.commit(calls__bread=TEXT)
    assert read_history(repository.root, [(CALL,)]).of_part("deadlines", "first", CALL) == Changes(0, at(1), at(1))


def test_a_new_name_of_a_file_goes_on_where_the_old_one_ended(repository: Repository) -> None:
    repository.commit(calls__bread=TEXT)
    repository.commit(calls__bread=TEXT.replace("2026-03-01", "2026-03-02"))
    before = read_history(repository.root, [(CALL,)])
    repository.commit(calls__bread=None, calls__rolls=TEXT.replace("2026-03-01", "2026-03-02"))
    paths = ("calls/rolls.yml", CALL)
    found = read_history(repository.root, [paths])
    assert found.of(*paths) == Changes(3, at(0), at(2))
    changes = found.of_part("deadlines", "first", *paths)
    earlier = before.of_part("deadlines", "first", CALL)
    assert changes is not None
    assert earlier is not None
    assert (changes.made, changes.last) == (at(0), at(2)), "its page has a new address"
    assert changes.times > earlier.times == 1, "calendars ignore what goes backwards"
    (repository.root / CACHE).unlink()
    assert read_history(repository.root, [paths]).of_part("deadlines", "first", *paths) == changes


def test_a_merge_only_adds_to_what_is_counted(repository: Repository) -> None:
    repository.commit(calls__bread=TEXT)
    repository.git("checkout", "--quiet", "-b", "side")
    repository.commit(calls__bread=TEXT.replace("2026-04-01", "2026-04-15"))
    repository.git("checkout", "--quiet", "main")
    repository.commit(calls__bread=TEXT.replace("title: Bread", "title: Rolls"))
    before = read_history(repository.root, [(CALL,)]).of_part("deadlines", "second", CALL)
    repository.git("merge", "--quiet", "--strategy-option", "ours", "side")
    after = read_history(repository.root, [(CALL,)]).of_part("deadlines", "second", CALL)
    assert before is not None
    assert after is not None
    assert (before.times, after.times) == (1, 2)


def test_what_was_kept_and_what_came_since_make_the_whole(repository: Repository, tmp_path: Path) -> None:
    repository.commit(calls__bread=TEXT)
    repository.commit(calls__bread=TEXT.replace("2026-04-01", "2026-04-15"))
    read_history(repository.root, [(CALL,)])
    assert (repository.root / CACHE).is_file()
    repository.commit(calls__bread=TEXT)
    continued = read_history(repository.root, [(CALL,)])
    afresh = read_history(repository.root, [(CALL,)], cache=tmp_path / "other.json")
    for part in ("first", "second"):
        assert continued.of_part("deadlines", part, CALL) == afresh.of_part("deadlines", part, CALL)
    assert continued.of(CALL) == afresh.of(CALL) == Changes(2, at(0), at(2))


def test_a_commit_that_is_checked_out_again_has_the_history_that_it_had(repository: Repository) -> None:
    repository.commit(calls__bread=TEXT)
    first = read_history(repository.root).of(CALL)
    repository.commit(calls__bread=TEXT.replace("Bread", "Rolls"))
    read_history(repository.root)
    repository.git("checkout", "--quiet", "HEAD~1")
    assert read_history(repository.root).of(CALL) == first


@pytest.mark.parametrize("text", ["", "{", "[]", '{"commit": "x", "steps": {"a": 1}, "prints": {}}', '{"commit": 1}'])
def test_a_broken_cache_means_that_git_is_asked(repository: Repository, text: str) -> None:
    repository.commit(calls__bread=TEXT)
    (repository.root / CACHE).parent.mkdir(parents=True)
    (repository.root / CACHE).write_text(text, encoding="utf-8")
    assert read_history(repository.root).of(CALL) == Changes(0, at(0), at(0))


def test_a_site_in_a_folder_of_a_larger_repository_has_its_own_paths(tmp_path: Path) -> None:
    (tmp_path / "all").mkdir()
    repository = Repository(tmp_path / "all")
    repository.commit(site__calls__bread=TEXT, calls__bread=TEXT)
    repository.commit(calls__bread=TEXT + "theme: food\n")
    assert read_history(tmp_path / "all/site").of(CALL) == Changes(0, at(0), at(0))


def test_a_shallow_clone_tells_nothing_and_says_why(repository: Repository, tmp_path: Path) -> None:
    repository.commit(calls__bread=TEXT)
    repository.commit(calls__bread=TEXT + "theme: food\n")
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.root}", str(tmp_path / "clone"))
    found = read_history(tmp_path / "clone")
    assert found.of(CALL) is None
    assert "shallow" in found.missing


def test_no_repository_no_commit_and_no_git_are_no_history(
    tmp_path: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plain").mkdir()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert read_history(tmp_path / "plain").missing
    assert read_history(repository.root).missing
    monkeypatch.setattr(history, "_GIT", ("no-such-git",))
    assert "FileNotFoundError" in read_history(repository.root).missing


def test_settings_of_the_repository_start_no_program(repository: Repository, tmp_path: Path) -> None:
    repository.commit(calls__bread=TEXT)
    repository.commit(calls__bread=TEXT.replace("Bread", "Rolls"))
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/started\n", encoding="utf-8")
    program.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "diff.external", "gpg.program", "pager.log", "diff.x.textconv"):
        repository.git("config", name, str(program))
    repository.git("config", "log.showSignature", "true")
    (repository.root / ".gitattributes").write_text("*.yml diff=x\n", encoding="utf-8")
    found = read_history(repository.root, [(CALL,)])
    assert found.of_part("deadlines", "first", CALL) == Changes(1, at(0), at(1))
    assert not (tmp_path / "started").exists()


def test_contents_that_are_no_record_have_no_parts() -> None:
    for data in (b"", b"[1]", b"\xff", b"deadlines: x\n", b"deadlines: [x, {id: [1]}]\n", b"a: {"):
        assert printed(data) == {}


def test_whether_an_initiative_was_dropped_is_all_of_its_status_that_milestones_show() -> None:
    text = "title: A\nstatus: {status}\nmilestones: [{{id: one, date: 2026-01-01, title: B}}]\n"
    planned, running, dropped = (printed(text.format(status=one).encode()) for one in ("planned", "running", "dropped"))
    assert planned == running != dropped
