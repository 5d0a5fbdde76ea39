"""What all records have in common."""

from __future__ import annotations

import pickle

import pytest
from pydantic import BaseModel, ValidationError

from generator.records.call import Deadline
from generator.records.member import Activity, Address, Member

TEXTS = {"name": "Aurora", "activities": [{"ateco": "88.91.00"}], "address": {"municipality": "Lyon", "country": "FR"}}


def test_which_keys_were_given_takes_no_memory() -> None:
    member = Member.model_validate(TEXTS)
    for record in (member, member.activities[0], member.address):
        assert record is not None
        assert record.model_fields_set == set()
        # The place that pydantic keeps for it stays empty.
        with pytest.raises(AttributeError):
            BaseModel.__dict__["__pydantic_fields_set__"].__get__(record)


@pytest.mark.parametrize(
    ("day", "meant"), [("1844-10-24", True), ("2199-12-31", True), ("0001-01-01", False), ("9999-12-31", False)]
)
def test_a_year_that_nobody_can_mean_is_refused(day: str, *, meant: bool) -> None:
    for model, texts in ((Member, {"name": "A", "member_since": day}), (Deadline, {"id": "a", "at": day})):
        try:
            model.model_validate(texts)
        except ValidationError:
            assert not meant
        else:
            assert meant


def test_records_are_copied_compared_and_sent_like_any_model() -> None:
    member = Member.model_validate(TEXTS)
    assert member == Member(name="Aurora", activities=(Activity(ateco="88.91.00"),), address=member.address)
    assert member.model_copy(update={"name": "Alba"}).name == "Alba"
    assert member != member.model_copy(update={"address": None})
    assert pickle.loads(pickle.dumps(member)) == member  # noqa: S301 - our own
    assert hash(Address(municipality="Lyon", country="FR")) == hash(member.address)
    with pytest.raises(ValidationError, match="frozen"):
        member.name = "Alba"  # type: ignore[misc]
