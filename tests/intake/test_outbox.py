"""The outbox: what it keeps, what it takes for the same, and when it forgets."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.intake.listing import listed
from generator.intake.outbox import ALPHABET, WINDOW, Entry, Outbox, Stage, new_reference
from generator.intake.proposal import Picture, Proposal, ProposalKind
from generator.intake.refusal import Refusal
from generator.languages.language import Language

PROPOSAL = Proposal(
    ProposalKind.NEW_MEMBER, fields={"name": "Stella"}, note="Call me\x1b[2J", picture=Picture("x", b"\0")
)
FILES = {"members/stella.yml": b"name: Stella\n", "members/logos/old.png": None}


def entry(key: str = "", proof: str = "", *, plain: bool = False, proposal: Proposal = PROPOSAL) -> Entry:
    return Entry(
        key,
        proposal.digest,
        plain,
        proposal.as_json(),
        "base",
        FILES,
        "New member: Stella",
        "message",
        "body",
        proof,
        9e9,
    )


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    one = Outbox(tmp_path / "outbox.sqlite")
    yield one
    one.close()


def test_each_commit_waits_for_the_disk(outbox: Outbox) -> None:
    database = outbox._database
    assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert database.execute("PRAGMA synchronous").fetchone() == (2,)


def test_what_was_accepted_is_read_back_as_it_was(outbox: Outbox, tmp_path: Path) -> None:
    assert outbox.accept("abc", entry("key-1234"), 100.0) == "abc"
    again = Outbox(tmp_path / "outbox.sqlite")
    (item,) = again.due(100.0, 10)
    assert (item.reference, item.files, item.stage, item.accepted) == ("abc", FILES, Stage.RECEIVED, 100.0)
    assert Proposal.from_json(item.proposal) == PROPOSAL
    again.close()


def test_the_same_key_is_the_same_proposal_and_no_other(outbox: Outbox) -> None:
    outbox.accept("abc", entry("key-1234"), 100.0)
    assert outbox.accept("def", entry("key-1234"), 101.0) == "abc"
    other = Proposal(ProposalKind.NEW_MEMBER, fields={"name": "Luna"})
    with pytest.raises(Refusal, match="key-taken"):
        outbox.accept("ghi", entry("key-1234", proposal=other), 102.0)
    assert [item.reference for item in outbox.all()] == ["abc"]


def test_without_a_key_the_same_content_is_one_proposal_for_an_hour(outbox: Outbox) -> None:
    outbox.accept("abc", entry(), 100.0)
    assert outbox.accept("def", entry(), 100.0 + WINDOW - 1) == "abc"
    assert outbox.accept("ghi", entry(), 100.0 + WINDOW + 1) == "ghi"


def test_a_proof_is_spent_by_what_was_accepted(outbox: Outbox) -> None:
    outbox.accept("abc", entry("key-1234", "proof"), 100.0)
    assert outbox.is_spent("proof")
    with pytest.raises(Refusal, match="proof-spent"):
        outbox.accept("def", entry("key-5678", "proof"), 101.0)
    assert outbox.find("def") is None
    assert not outbox.is_spent("other")


def test_a_failed_step_is_due_again_later(outbox: Outbox) -> None:
    outbox.accept("abc", entry("key-1234"), 100.0)
    outbox.failed("abc", "x" * 1000, 160.0)
    assert outbox.due(159.0, 10) == []
    (item,) = outbox.due(160.0, 10)
    assert (item.attempts, len(item.trouble), outbox.next_due()) == (1, 300, 160.0)
    assert outbox.oldest_waiting() == 100.0
    outbox.moved("abc", Stage.PROPOSED, 170.0, "https://forge.example/1")
    found = outbox.find("abc")
    assert found is not None
    assert (found.stage, found.url, found.trouble, found.attempts) == (Stage.PROPOSED, "https://forge.example/1", "", 0)
    assert (outbox.next_due(), outbox.oldest_waiting()) == (None, None)


def test_accepted_ones_are_counted_and_forms_without_proof_apart(outbox: Outbox) -> None:
    outbox.accept("abc", entry("key-1234"), 100.0)
    outbox.accept("def", entry(plain=True), 200.0)
    assert (outbox.accepted_since(50.0), outbox.accepted_since(150.0), outbox.accepted_since(50.0, plain=True)) == (
        2,
        1,
        1,
    )


def test_content_is_forgotten_when_the_office_has_decided(outbox: Outbox, tmp_path: Path) -> None:
    outbox.accept("abc", entry("key-1234"), 100.0)
    outbox.accept("def", entry("key-5678"), 100.0)
    outbox.moved("abc", Stage.MERGED, 200.0)
    assert outbox.forget(150.0) == 0
    assert outbox.forget(250.0) == 1
    item = outbox.find("abc")
    assert item is not None
    assert (item.proposal, item.files, item.body, item.subject) == ("", {}, "", "New member: Stella")
    kept = outbox.find("def")
    assert kept is not None
    assert kept.files == FILES


def test_the_list_shows_notes_and_obeys_no_control_character(outbox: Outbox) -> None:
    outbox.accept("abc", entry("key-1234"), 86_400 - 3_600.0)
    outbox.failed("abc", "no answer", 10.0)
    assert list(listed(outbox, Language.load("en"))) == [
        "02/01/1970  abc  received  New member: Stella", "    Call me\ufffd[2J", "    no answer",
    ]  # fmt: skip


def test_a_database_that_cannot_be_written_keeps_nothing_and_says_so(outbox: Outbox) -> None:
    outbox._database.execute("PRAGMA query_only=ON")
    with pytest.raises(sqlite3.OperationalError):
        outbox.accept("abc", entry("key-1234"), 100.0)
    assert outbox.all() == []


def test_a_reference_is_made_of_letters_that_nobody_mistakes() -> None:
    references = {new_reference() for _ in range(200)}
    assert len(references) == 200
    assert all(set(one) <= set(ALPHABET) and len(one) == 12 for one in references)
