"""The next best field is found by trying, so filling it does what was said."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from generator.matching.matches import matches
from generator.matching.next_field import NextField, next_fields
from generator.records.call import Call
from generator.records.federation import Federation
from generator.records.member import Member
from tests.matching.met import BRESCIA, ITALIAN, MANTOVA, PALERMO, TODAY, VOCABULARIES, exchange, federation, member

NOW = datetime(2026, 11, 25, 11, tzinfo=UTC)
NEED = exchange(id="need")
SEEKER = member(MANTOVA, name="Luna", needs=[NEED])


def found(federation: Federation, **more: Any) -> dict[str, NextField]:
    matched = matches(federation, VOCABULARIES, ITALIAN, TODAY)
    return dict(next_fields(federation, VOCABULARIES, ITALIAN, TODAY, NOW, matched, **more))


def pairs(federation: Federation) -> set[tuple[tuple[str, str], tuple[str, str]]]:
    return {(one.offer, one.need) for one in matches(federation, VOCABULARIES, ITALIAN, TODAY).all}


def filled(texts: dict[str, Any], field: tuple[str, ...], value: Any) -> dict[str, Any]:
    """Return the texts of a member with one field filled, as a person would write it."""
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    if field == ("address", "municipality"):
        return {**texts, "address": {"municipality": text}}
    if field in (("services",), ("serves",)):
        return {**texts, field[0]: [text]}
    if field == ("offers",):
        title = VOCABULARIES.services[text].labels["it"]
        return {
            **texts,
            "offers": [exchange(id="new", service=text, title=title, terms=[], area=[], expires="2027-11-25")],
        }
    side, id_, key = field
    put = [text] if key in ("area", "terms") else text
    return {**texts, side: [{**one, key: put} if one["id"] == id_ else one for one in texts[side]]}


@pytest.mark.parametrize(
    ("aurora", "field"),
    [
        (member(offers=[exchange(expires="2026-10-01")]), ("offers", "cold", "expires")),
        (
            member(
                offers=[exchange(title="Partiamo ogni mattina", service=None)],
                services=["logistics.warehousing", "logistics.refrigerated-transport"],
            ),
            ("offers", "cold", "service"),
        ),
        (member(PALERMO, offers=[exchange(area=[])]), ("offers", "cold", "area")),
        (
            member(PALERMO, offers=[exchange(area=[]), exchange(id="altra", area=[])]),
            ("serves",),
        ),
        (member(services=["logistics.refrigerated-transport"]), ("offers",)),
        (
            {"name": "Aurora", "offers": [exchange(area=[], title="Viaggi", terms=["joint_bid"])]},
            ("address", "municipality"),
        ),
    ],
)
def test_filling_the_field_opens_just_the_matches_that_were_said(
    aurora: dict[str, Any], field: tuple[str, ...]
) -> None:
    others = {"luna": SEEKER, "stella": member(BRESCIA, needs=[exchange(id="x", title="Viaggi refrigerati")])}
    before = federation(None, aurora=aurora, **others)
    best = found(before)["aurora"]
    assert best.field == field
    after = federation(None, aurora=filled(aurora, best.field, best.value), **others)
    assert set(best.matches) == pairs(after) - pairs(before)
    assert best.matches


def test_a_member_whose_record_says_all_has_no_next_field() -> None:
    complete = federation(None, aurora=member(offers=[exchange()]), luna=SEEKER)
    assert found(complete) == {}


def test_nobody_who_winds_up_or_is_gone_is_told_to_fill_anything_in() -> None:
    for status in ("winding_up", "ceased"):
        lapsed = member(offers=[exchange(expires="2026-10-01")], status=status)
        assert "aurora" not in found(federation(None, aurora=lapsed, luna=SEEKER))


def test_concluded_offers_are_left_alone() -> None:
    concluded = member(offers=[exchange(expires="2026-10-01", status="concluded")])
    assert found(federation(None, aurora=concluded, luna=SEEKER)) == {}


def test_only_members_that_are_asked_for_are_looked_at() -> None:
    lapsed = member(offers=[exchange(expires="2026-10-01")])
    both = federation(None, aurora=lapsed, brina=lapsed, luna=SEEKER)
    assert list(found(both)) == ["aurora", "brina"]
    assert list(found(both, members=["brina"])) == ["brina"]


def test_the_order_of_files_does_not_matter() -> None:
    lapsed = member(offers=[exchange(expires="2026-10-01", title="Viaggi")])
    one = found(federation(None, aurora=lapsed, brina=lapsed, luna=SEEKER))
    other = found(federation(None, luna=SEEKER, brina=lapsed, aurora=lapsed))
    assert one == other


def called(*criteria: dict[str, Any], **member: Any) -> NextField | None:
    """Return the next field of a member where there are open calls with these criteria, and one that is over."""
    texts = {"title": "Bando", "kind": "survey", "published": "2026-11-01"}
    over = {**texts, "deadlines": [{"id": "end", "at": "2026-11-20"}], "criteria": {"size": {"min_employees": "1"}}}
    calls = {f"call-{number}": Call.model_validate({**texts, "criteria": one}) for number, one in enumerate(criteria)}
    calls["over"] = Call.model_validate(over)
    one = Member.model_validate({"name": "Aurora", **member})
    return found(Federation(members={"aurora": one}, calls=calls)).get("aurora")


def test_calls_count_too_where_one_field_alone_keeps_one_from_telling() -> None:
    size, both = {"size": {"min_employees": "5"}}, {"size": {"max_employees": "9"}, "area": ["IT"]}
    assert called(size, both) == NextField(("size", "employees"), None, (), ("call-0",))
    assert called(size, both, address={"municipality": MANTOVA}) == NextField(
        ("size", "employees"), None, (), ("call-0", "call-1")
    )
    assert called(size, size={"employees": "1"}) is None


def test_services_are_tried_for_calls_one_by_one() -> None:
    criteria = [{"services": [code]} for code in ("logistics.warehousing", "logistics.refrigerated-transport")]
    assert called(*criteria, summary="Trasporto refrigerato per tutti") == NextField(
        ("services",), "logistics.refrigerated-transport", (), ("call-1",)
    )
    assert called(*criteria, name="Aurora") is None
