"""The JSON Schemas say what the models hold to, in words that people read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from generator.languages.language import Language
from generator.records.federation import MODELS, Kind
from generator.records.schemas import SMALL, TITLES, schema, written
from generator.vocabularies import Vocabularies

ROOT = Path(__file__).parents[2]
KINDS: list[Kind] = list(MODELS)


class Core(yaml.SafeLoader):
    """YAML as editors read it (the core schema of YAML 1.2): no dates, `no` is a word, `0o14` a number."""


Core.yaml_implicit_resolvers = {}
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))
Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(null|~|)$"), ["n", "~", ""])
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^[-+]?[0-9]+$"), list("-+0123456789"))
Core.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]+\.[0-9]+$"), list("-+0123456789"))


@pytest.fixture(scope="module")
def english() -> Language:
    return Language.load("en")


@pytest.fixture(scope="module")
def editors(english: Language) -> dict[Kind, Draft202012Validator]:
    checker = Draft202012Validator.FORMAT_CHECKER
    return {kind: Draft202012Validator(schema(kind, english), format_checker=checker) for kind in KINDS}


def fields(node: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every property of a schema, those of its definitions included."""
    for one in (node, *node.get("$defs", {}).values()):
        yield from one.get("properties", {}).items()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["it", "en"])
def test_schemas_are_valid_and_every_field_is_named_and_explained(kind: Kind, language: str) -> None:
    made = schema(kind, Language.load(language))
    Draft202012Validator.check_schema(made)
    silent = [name for name, field in fields(made) if not (field.get("title") and field.get("description"))]
    assert silent == []
    assert made["title"]
    assert made["description"]


@pytest.mark.parametrize("kind", KINDS)
def test_committed_schemas_are_those_that_the_models_give(kind: Kind) -> None:
    committed = (ROOT / "schemas" / f"{kind}.json").read_text(encoding="utf-8")
    assert committed == written(schema(kind, Language.load("it"))), "run `coop-restart schema`"


def test_no_field_wants_null(english: Language) -> None:
    assert '"null"' not in json.dumps([schema(kind, english) for kind in KINDS])


def test_every_reference_has_its_definition_and_none_is_idle(english: Language) -> None:
    for kind in KINDS:
        made = schema(kind, english)
        text = json.dumps(made)
        assert {name for name in made["$defs"] if f'"#/$defs/{name}"' not in text} == set()
        assert text.count('"$ref"') == sum(text.count(f'"#/$defs/{name}"') for name in made["$defs"])


def test_short_vocabularies_are_listed_with_labels_in_the_language() -> None:
    vocabularies = Vocabularies.load()
    italian = schema("member", Language.load("it"), vocabularies)["$defs"]
    for name in SMALL:
        entries = {entry["const"]: entry["title"] for entry in italian[name]["anyOf"]}
        assert entries == {code: one.labels.get("it") for code, one in getattr(vocabularies, name).items()}
    assert all(entry["description"] for entry in italian["services"]["anyOf"])


def test_codes_come_with_their_labels(english: Language) -> None:
    kinds = schema("call", english)["$defs"]["CallKind"]["oneOf"]
    assert {"const": "survey", "title": "Survey"} in kinds


def test_long_rules_stand_once(english: Language) -> None:
    text = written(schema("member", english))
    assert text.count("\\\\ufdd0") + text.count("\\ufdd0") <= 20
    assert max(len(line) for line in text.splitlines()) < 3000
    assert json.loads(text) == schema("member", english)


def test_nothing_unseen_stands_in_the_file(english: Language) -> None:
    for kind in KINDS:
        assert written(schema(kind, english)).replace("\n", "").isprintable()


def test_titles_exist_for_every_kind() -> None:
    assert set(TITLES) == set(MODELS)


MEMBER = "name: Arcobaleno\n"
CALL = "title: Mense\nkind: survey\npublished: 2026-01-02\n"
CASES: list[tuple[Kind, str, bool]] = [
    ("member", MEMBER, True),
    ("member", "summary: no name\n", False),
    ("member", MEMBER + "nome: twice\n", False),
    ("member", 'name: " "\n', False),
    ("member", 'name: "two\\nlines"\n', False),
    ("member", f"name: {'x' * 161}\n", False),
    ("member", MEMBER + "status: active\n", True),
    ("member", MEMBER + "status: asleep\n", False),
    ("member", MEMBER + "social_type: A+B\n", True),
    ("member", MEMBER + "member_since: 2020-05-06\n", True),
    ("member", MEMBER + "member_since: last year\n", False),
    ("member", MEMBER + "sdg: [8, 12]\n", True),
    ("member", MEMBER + "sdg: [18]\n", False),
    ("member", MEMBER + "sdg: [eight]\n", False),
    ("member", MEMBER + "sdg: 8\n", False),
    ("member", MEMBER + 'address: {municipality: "015146", postcode: "20121"}\n', True),
    ("member", MEMBER + "address: {postcode: '20121'}\n", False),
    ("member", MEMBER + "address: {municipality: Wien, country: AT, latitude: 48.2, longitude: 16.4}\n", True),
    ("member", MEMBER + "address: {municipality: Wien, latitude: 98.2, longitude: 16.4}\n", False),
    ("member", MEMBER + "contacts: {website: https://arcobaleno.example/chi-siamo#dove}\n", True),
    ("member", MEMBER + "contacts: {website: arcobaleno.example}\n", False),
    ("member", MEMBER + "contacts: {email: info@arcobaleno.example}\n", True),
    ("member", MEMBER + "contacts: {email: info at arcobaleno}\n", False),
    ("member", MEMBER + "contacts: {phone: +39 030 1234567}\n", True),
    ("member", MEMBER + "keywords: [a, b, c, d, e, f, g, h]\n", True),
    ("member", MEMBER + "keywords: [a, b, c, d, e, f, g, h, i]\n", False),
    ("member", MEMBER + "activities: [{ateco: 88.91.00, main: true}]\n", True),
    ("member", MEMBER + "activities: [{ateco: 88.91.00, main: perhaps}]\n", False),
    ("member", MEMBER + "activities: [{main: true}]\n", False),
    ("member", MEMBER + "logo: arcobaleno.svg\n", True),
    ("member", MEMBER + "logo: ../arcobaleno.svg\n", False),
    ("member", MEMBER + "legal_form: Society\n", True),
    ("member", MEMBER + "offers: [{id: van, kind: space, title: A van, expires: 2027-01-01}]\n", True),
    ("member", MEMBER + "offers: [{id: a van, kind: space, title: A van, expires: 2027-01-01}]\n", False),
    ("call", CALL, True),
    ("call", CALL + "deadlines: [{id: end, at: 2026-03-31T12:00}]\n", True),
    ("call", CALL + "deadlines: [{id: end, at: tomorrow}]\n", False),
    ("call", CALL + "value: {min: 10, max: 20.5, share: 80}\n", True),
    ("call", CALL + "value: {share: 180}\n", False),
    ("call", CALL + "initiative: 2023/collaborare\n", True),
    ("call", CALL + "initiative: collaborare\n", False),
    ("call", CALL + "seeks: [{service: food.canteens, number: 0}]\n", False),
    ("track", "number: 1\ntitle: Che ruolo vogliamo giocare\ncolour: '#1F5A96'\n", True),
    ("track", "number: 1\ntitle: Che ruolo vogliamo giocare\ncolour: blue\n", False),
    ("track", "number: one\ntitle: Che ruolo vogliamo giocare\n", False),
    ("chain", "name: Grano\nstages: [{id: seed, name: Seme}]\n", True),
    ("chain", "name: Grano\nstages: []\n", False),
    ("initiative", "title: T\ntrack: one\nkind: event\nsummary: S\nplace: {name: online}\n", True),
    ("initiative", "title: T\ntrack: one\nkind: party\nsummary: S\n", False),
    ("initiative", "title: T\ntrack: one\nkind: event\nsummary: S\ndocuments: [{title: D, url: /d/plan.pdf}]\n", True),
    ("initiative", "title: T\ntrack: one\nkind: event\nsummary: S\ndocuments: [{title: D, url: d/plan.pdf}]\n", False),
]


@pytest.mark.parametrize(("kind", "text", "right"), CASES)
def test_schema_and_model_agree(kind: Kind, text: str, right: bool, editors: dict[Kind, Draft202012Validator]) -> None:
    assert editors[kind].is_valid(yaml.load(text, Core)) is right  # noqa: S506 - a safe loader of our own
    assert _model_takes(kind, yaml.load(text, yaml.BaseLoader)) is right  # noqa: S506 - reads texts only


def _model_takes(kind: Kind, tree: Any) -> bool:
    try:
        MODELS[kind].model_validate(tree)
    except ValidationError:
        return False
    return True
