"""The worker by itself: what it does when its copy breaks, a branch is rejected, or records contradict each other."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from generator.intake.git import Access, GitError, run
from generator.intake.house import House
from generator.intake.log import Log
from generator.intake.outbox import Stage
from generator.intake.proposal import Proposal, ProposalKind
from generator.intake.refusal import Unfit
from generator.intake.settings import Settings
from generator.intake.submission import Submission
from generator.intake.worker import BROKEN_AFTER
from tests.intake.ground import AURORA, Bare, git


class Clock:
    """A clock that goes on by a second at each look."""

    def __init__(self) -> None:
        self.now = 1_790_000_000.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def bare(tmp_path: Path) -> Bare:
    return Bare(tmp_path / "repository")


@pytest.fixture
def house(bare: Bare, tmp_path: Path) -> Iterator[House]:
    settings = Settings(str(bare.folder), tmp_path / "data", keep_days=1)
    one = House.built(settings, log=Log(io.StringIO()), clock=Clock())
    one.worker.mirror.take()
    one.worker.cycle()
    yield one
    one.worker.mirror.give()
    one.outbox.close()


CONSENT = {"date": "2020-01-01", "version": "1"}


def take(house: House, kind: ProposalKind, **values: object) -> str:
    submission = Submission(Proposal(kind, **values), plain=True)  # type: ignore[arg-type]
    return house.desk.take(submission, house.desk.glance(submission))


def stage(house: House, reference: str) -> Stage:
    item = house.outbox.find(reference)
    assert item is not None
    return item.stage


def test_a_change_that_the_main_branch_contradicts_stays_on_its_own_commit(house: House, bare: Bare) -> None:
    before = git(bare.folder, "rev-parse", "main").strip()
    reference = take(house, ProposalKind.CHANGE_MEMBER, slug="aurora", changes={"contacts.phone": "+39 030 999999"})
    git(bare.work, "rm", "-q", "members/aurora.yml")
    bare.edit("README.md", "Aurora has left.\n")
    house.worker.cycle()
    commit = bare.branches()[reference]
    assert git(bare.folder, "rev-parse", f"{commit}^").strip() == before
    assert bare.changed(commit) == ["M\tmembers/aurora.yml"]


def test_a_change_is_drawn_anew_on_a_record_that_changed_meanwhile(house: House, bare: Bare) -> None:
    reference = take(house, ProposalKind.CHANGE_MEMBER, slug="aurora", changes={"contacts.phone": "+39 030 999999"})
    bare.edit("members/aurora.yml", AURORA.replace("Via Milano 1", "Via Roma 2"))
    house.worker.cycle()
    text = bare.show(bare.branches()[reference], "members/aurora.yml")
    assert "Via Roma 2" in text
    assert "+39 030 999999" in text


def test_a_change_of_the_hour_after_midnight_in_rome_is_drawn_anew_too(house: House, bare: Bare) -> None:
    house.desk.clock.now = datetime.fromisoformat("2026-11-22T23:30:00Z").timestamp()  # type: ignore[attr-defined]
    seen = {"on": "2026-11-23", "by": "Cooperativa"}
    reference = take(house, ProposalKind.CHANGE_MEMBER, slug="aurora", changes={"verified": seen})
    bare.edit("members/aurora.yml", AURORA.replace("Via Milano 1", "Via Roma 2"))
    house.worker.cycle()
    text = bare.show(bare.branches()[reference], "members/aurora.yml")
    assert "Via Roma 2" in text
    assert "2026-11-23" in text


def test_a_copy_that_is_broken_is_made_anew(house: House, bare: Bare) -> None:
    reference = take(house, ProposalKind.NEW_MEMBER, fields={"name": "Stella", "consent": CONSENT})
    (house.worker.mirror.folder / "config").write_text("[core\n")
    waits = [house.worker._tried() for _ in range(BROKEN_AFTER)]
    assert waits[0] <= 1
    assert bare.branches() == {}
    house.worker.cycle()
    assert list(bare.branches()) == [reference]
    text = house.log._stream.getvalue()  # type: ignore[union-attr]
    assert "mirror-renewed" in text


def test_a_repository_that_is_away_is_no_reason_to_begin_anew(house: House, bare: Bare) -> None:
    bare.folder.rename(bare.folder.with_name("away"))
    for _ in range(BROKEN_AFTER):
        house.worker._tried()
    assert (house.worker.mirror.folder / "refs" / "base" / "head").is_file()


def test_locks_that_a_killed_git_has_left_are_swept_away(house: House, bare: Bare) -> None:
    mirror = house.worker.mirror
    (mirror.folder / "packed-refs.lock").touch()
    (mirror.folder / "refs" / "base" / "head.lock").touch()
    mirror.give()
    mirror.take()
    reference = take(house, ProposalKind.NEW_MEMBER, fields={"name": "Stella", "consent": CONSENT})
    house.worker.cycle()
    assert reference in bare.branches()


def test_a_branch_that_the_repository_rejects_stops_no_other(house: House, bare: Bare) -> None:
    hook = bare.folder / "hooks" / "update"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text('#!/bin/sh\ngit show --format= --name-only "$3" | grep -q cattiva && exit 1\nexit 0\n')
    hook.chmod(0o755)
    bad = take(house, ProposalKind.NEW_MEMBER, fields={"name": "Cattiva", "consent": CONSENT})
    good = take(house, ProposalKind.NEW_MEMBER, fields={"name": "Buona", "consent": CONSENT})
    house.worker.cycle()
    assert list(bare.branches()) == [good]
    item = house.outbox.find(bad)
    assert item is not None
    assert (item.stage, item.attempts, item.trouble) == (Stage.RECEIVED, 1, "the repository rejected the branch")
    hook.unlink()
    house.desk.clock.now += 1000  # type: ignore[attr-defined]
    house.worker.cycle()
    assert stage(house, bad) is Stage.PROPOSED


def test_a_push_whose_success_was_not_noted_is_not_made_again(house: House, bare: Bare) -> None:
    reference = take(house, ProposalKind.NEW_MEMBER, fields={"name": "Stella", "consent": CONSENT})
    house.worker.cycle()
    commit = bare.branches()[reference]
    house.outbox._database.execute("UPDATE proposals SET state = 'received'")
    house.worker.cycle()
    assert bare.branches() == {reference: commit}
    # Merged before we could note that it was pushed at all.
    house.outbox._database.execute("UPDATE proposals SET state = 'received'")
    bare.merge(reference)
    house.worker.cycle()
    assert (bare.branches(), stage(house, reference)) == ({}, Stage.MERGED)


def test_content_goes_when_its_days_are_over(house: House, bare: Bare) -> None:
    reference = take(house, ProposalKind.NEW_MEMBER, fields={"name": "Stella", "consent": CONSENT})
    house.worker.cycle()
    bare.merge(reference)
    house.worker.cycle()
    house.desk.clock.now += 2 * 86_400  # type: ignore[attr-defined]
    house.worker.cycle()
    item = house.outbox.find(reference)
    assert item is not None
    assert item.proposal == ""


def test_joining_twice_and_changing_nothing_are_told(house: House) -> None:
    for values, rule in (
        ({"kind": ProposalKind.JOIN_CALL, "slug": "energia", "member": "luna"}, "takes-part"),
        ({"kind": ProposalKind.JOIN_CALL, "slug": "energia", "member": "nobody"}, "unknown-record"),
        ({"kind": ProposalKind.JOIN_CALL, "slug": "nothing", "member": "luna"}, "unknown-record"),
        ({"kind": ProposalKind.CHANGE_MEMBER, "slug": "aurora", "changes": {"name": "Aurora"}}, "no-change"),
        ({"kind": ProposalKind.CHANGE_MEMBER, "slug": "aurora", "changes": {"name.x": "Aurora"}}, "no-field"),
    ):
        with pytest.raises(Unfit) as caught:
            take(house, **values)  # type: ignore[arg-type]
        assert [problem.rule for problem in caught.value.problems] == [rule]


def test_a_secret_stands_in_no_argument_and_in_no_error(tmp_path: Path) -> None:
    access = Access("https://127.0.0.1:1/site.git", token="secret-token", seconds=20)  # noqa: S106 - none
    assert "secret-token" not in str(access.environment.get("GIT_CONFIG_KEY_0"))
    git(tmp_path, "init", "-q")
    with pytest.raises(GitError) as caught:
        run(tmp_path, "fetch", access.repository, access=access)
    assert "secret" not in str(caught.value)
    assert "127.0.0.1:1/site" not in str(caught.value)


def test_git_over_ssh_asks_nobody_and_knows_its_hosts() -> None:
    environment = Access("git@example.org:rete/sito.git", ssh_key="/k y", known_hosts="/h").environment
    assert environment["GIT_SSH_COMMAND"].startswith("ssh -i '/k y' -o IdentitiesOnly=yes -o BatchMode=yes")
    assert "StrictHostKeyChecking=yes -o UserKnownHostsFile='/h'" in environment["GIT_SSH_COMMAND"]


def test_git_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    with pytest.raises(GitError, match="took too long"):
        run(tmp_path, "-c", "alias.wait=!sleep 60", "wait", access=Access("x", seconds=0.5))
