"""Every text of a record is gathered, and its path is where it stands."""

from __future__ import annotations

from typing import Any

from generator.checking.texts import gather, paths
from generator.records.member import Member

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
