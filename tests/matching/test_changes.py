"""What two states of a federation differ in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from generator.matching.changes import Changes, State, changes
from generator.matching.record_changes import Changed, FieldChange, RecordChanges
from generator.records.call import Call
from generator.records.federation import MODELS, Federation
from generator.records.initiative import Initiative
from tests.matching.met import ITALIAN, MANTOVA, TODAY, VOCABULARIES, exchange, federation, member

AURORA = member(name="Aurora", offers=[exchange()])
LUNA = member(MANTOVA, name="Luna", needs=[exchange(id="freddo")])
CHAIN = {
    "name": "Filiera del freddo",
    "stages": [
        {"id": "trasporto", "name": "Trasportare", "services": ["logistics.refrigerated-transport"], "minimum": "1"},
        {"id": "deposito", "name": "Tenere", "services": ["logistics.warehousing"], "minimum": "2"},
    ],
}


def state(chains: Mapping[str, Any] | None = None, unread: tuple[Any, ...] = (), **members: Any) -> State:
    return State(federation(chains, **members), VOCABULARIES, ITALIAN, frozenset(unread))


def compared(before: State, after: State) -> Changes:
    return changes(before, after, TODAY)


def fields(before: Any, after: Any) -> list[tuple[str, Any, Any]]:
    (changed,) = compared(state(aurora=before), state(aurora=after)).records["member"].changed
    return [(".".join(field), old, new) for field, old, new in changed.fields]


def test_the_same_records_in_any_order_differ_in_nothing() -> None:
    found = compared(state(aurora=AURORA, luna=LUNA), state(luna=LUNA, aurora=AURORA))
    assert (found.empty, found.born, found.lost, found.gaps, found.reached, found.unread) == (True, (), (), (), (), ())
    assert found.records == {kind: RecordChanges() for kind in MODELS}


def test_a_member_that_comes_brings_its_matches_and_one_that_goes_takes_them_along() -> None:
    alone, both = state(aurora=AURORA), state(aurora=AURORA, luna=LUNA)
    come, gone = compared(alone, both), compared(both, alone)
    assert come.records["member"] == RecordChanges(added=("luna",))
    assert gone.records["member"] == RecordChanges(removed=("luna",))
    assert [(one.offer, one.need) for one in come.born] == [(("aurora", "cold"), ("luna", "freddo"))]
    assert [(one.offer, one.need) for one in gone.lost] == [(("aurora", "cold"), ("luna", "freddo"))]
    assert come.lost == gone.born == ()
    assert not come.empty


def test_a_member_that_is_renamed_keeps_its_matches() -> None:
    said = {**LUNA, "name": "Luna piena", "former_slugs": ["luna"]}
    for other, told in ((said, (FieldChange(("name",), "Luna", "Luna piena"),)), (LUNA, ())):
        found = compared(state(aurora=AURORA, luna=LUNA), state(aurora=AURORA, mond=other))
        assert found.records["member"] == RecordChanges(changed=(Changed("mond", "luna", told),))
        assert (found.born, found.lost) == ((), ())


def test_fields_are_told_down_to_where_they_differ() -> None:
    before = member(name="Aurora", size={"employees": "4", "year": "2025"}, sdg=["3", "8"], offers=[exchange()])
    after = member(MANTOVA, name="Aurora", size={"employees": "5", "year": "2025"}, sdg=["8", "11"], summary="Ecco")
    found = fields(before, {**after, "offers": [exchange(title="Trasporto"), exchange(id="altra")]})
    offer = found.pop(-1)
    assert found == [
        ("summary", None, "Ecco"),
        ("address.municipality", "017029", "020030"),
        ("size.employees", 4, 5),
        ("sdg", (3,), (11,)),
        ("offers.cold.title", "Trasporto refrigerato di verdure", "Trasporto"),
    ]
    assert (offer[0], offer[1], offer[2].id) == ("offers.altra", None, "altra")


def test_keys_are_those_of_files_and_a_new_order_is_a_change() -> None:
    before, after = exchange(**{"from": "2026-12-01"}), exchange(**{"from": "2027-01-01"})
    assert fields(
        member(offers=[before], serves=["IT-BS", "IT-MN"]), member(offers=[after], serves=["IT-MN", "IT-BS"])
    ) == [
        ("serves", None, None),
        ("offers.cold.from", date(2026, 12, 1), date(2027, 1, 1)),
    ]


def test_a_record_that_is_wrong_on_one_side_is_neither_new_nor_gone() -> None:
    both, alone = state(aurora=AURORA, luna=LUNA), state(aurora=AURORA, unread=[("member", "luna")])
    for found in (compared(both, alone), compared(alone, both)):
        assert found.records["member"] == RecordChanges()
        assert (found.born, found.lost, found.unread) == ((), (), (("member", "luna"),))


def test_gaps_open_and_close_with_the_members_that_move() -> None:
    chains = {"freddo": CHAIN}
    store = member(name="Deposito", offers=[exchange(id="store", service="logistics.warehousing")])
    without, with_it = state(chains, aurora=AURORA), state(chains, aurora=AURORA, store=store)
    (narrowed,) = compared(without, with_it).gaps
    assert narrowed == ("freddo", "deposito", 2, 1, ("store",), ())
    assert not narrowed.opened
    assert not narrowed.closed
    opened, widened = compared(with_it, state(chains)).gaps
    assert (opened, opened.opened) == (("freddo", "trasporto", 0, 1, (), ("aurora",)), True)
    assert widened[1:4] == ("deposito", 1, 2)
    (closed,) = compared(
        state(chains, store=store, other=store), state(chains, aurora=AURORA, store=store, other=store)
    ).gaps
    assert (closed, closed.closed) == (("freddo", "trasporto", 1, 0, ("aurora",), ()), True)


def test_a_chain_that_is_new_has_gaps_that_open() -> None:
    found = compared(state(aurora=AURORA), state({"freddo": CHAIN}, aurora=AURORA))
    assert [(gap.stage, gap.opened) for gap in found.gaps] == [("deposito", True)]


def test_a_new_call_and_new_criteria_say_whom_they_reach() -> None:
    members = {"aurora": AURORA, "luna": LUNA, "sole": {"name": "Sole"}}
    call = {"title": "Bando", "kind": "survey", "published": "2026-11-01"}

    def with_calls(**calls: Any) -> State:
        found = federation(None, **members)
        made = {slug: Call.model_validate(texts) for slug, texts in calls.items()}
        return State(Federation(members=found.members, calls=made), VOCABULARIES, ITALIAN)

    narrow = {**call, "criteria": {"area": ["IT-MN"]}}
    untold = (("sole", (("address", "municipality"),)),)
    assert compared(with_calls(), with_calls(a=call)).reached == (("a", ("aurora", "luna", "sole"), ()),)
    assert compared(with_calls(a=call), with_calls(a=narrow)).reached == (("a", ("luna",), untold),)
    assert compared(with_calls(a=narrow), with_calls(a={**narrow, "title": "Altro"})).reached == ()


def test_an_initiative_is_renamed_within_its_year() -> None:
    texts = {"title": "Rete", "track": "una", "kind": "project", "summary": "Una rete"}
    old, new = Initiative.model_validate(texts), Initiative.model_validate({**texts, "former_slugs": ["rete"]})

    def of(**initiatives: Initiative) -> State:
        return State(
            Federation(initiatives={k.replace("_", "/", 1)[1:]: v for k, v in initiatives.items()}),
            VOCABULARIES,
            ITALIAN,
        )

    found = compared(of(y2026_rete=old), of(y2026_reti=new, y2027_reti=new)).records["initiative"]
    assert found == RecordChanges(added=("2027/reti",), changed=(Changed("2026/reti", "2026/rete", ()),))
