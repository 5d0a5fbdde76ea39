"""Every text of a record is gathered, and its path is where it stands."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.checking.fields import parts
from generator.checking.texts import PROSE, gather, paths
from generator.languages.language import Language
from generator.records.federation import MODELS, Kind
from generator.records.member import Member
from generator.records.record import Record
from generator.records.schemas import schema

RECORD: dict[str, Any] = {
    "name": "Il Sole",
    "status": "active",
    "description": "Molte\nrighe",
    "identifiers": {"rea": "BS-1", "register": {"number": "A1", "section": "prevalent"}},
    "profiles": ["community"],
    "activities": [{"ateco": "88.91.00", "main": "true"}],
    "size": {"members": "0", "year": "2025"},
    "offers": [{"id": "pane", "kind": "good", "title": "Pane", "from": "2026-01-01", "expires": "2026-06-01"}],
    "keywords": ["orto", "miele"],
}


def test_texts_and_paths_are_those_of_the_file_and_in_one_order() -> None:
    member = Member.model_validate(RECORD)
    texts: list[str] = []
    gather(member, texts)
    found = dict(zip(paths(member), texts, strict=True))
    assert found == {
        ("name",): "Il Sole",
        ("description",): "Molte\nrighe",
        ("identifiers", "rea"): "BS-1",
        ("identifiers", "register", "number"): "A1",
        ("identifiers", "register", "section"): "prevalent",
        ("activities", 0, "ateco"): "88.91.00",
        ("offers", 0, "id"): "pane",
        ("offers", 0, "title"): "Pane",
        ("keywords", 0): "orto",
        ("keywords", 1): "miele",
    }
    for path, text in found.items():
        value: Any = RECORD
        for step in path:
            value = value[step]
        assert value == text


def test_markdown_is_found_wherever_it_stands() -> None:
    trade = {"id": "van", "kind": "good", "title": "Van", "expires": "2027-03-01", "description": "D", "outcome": "O"}
    member = Member.model_validate({"name": "Il Sole", "description": "M", "offers": [trade, {**trade, "id": "car"}]})
    assert list(PROSE.of(member)) == [
        (("description",), "M"),
        (("offers", 0, "description"), "D"),
        (("offers", 0, "outcome"), "O"),
        (("offers", 1, "description"), "D"),
        (("offers", 1, "outcome"), "O"),
    ]


@pytest.mark.parametrize("kind", MODELS)
def test_no_field_of_markdown_is_left_out(kind: Kind) -> None:
    held = json.dumps(schema(kind, Language.load("en"))).count('"#/$defs/prose"')
    assert held == leading(MODELS[kind])


def leading(model: Any) -> int:
    """Count the fields of Markdown that can be found from a class; classes are counted for each field of theirs."""
    found = 0
    for name, _, holds_records in PROSE._ways(model):
        inner = [one for one in parts(model.model_fields[name].annotation) if isinstance(one, type)]
        found += sum(leading(one) for one in inner if issubclass(one, Record)) if holds_records else 1
    return found
