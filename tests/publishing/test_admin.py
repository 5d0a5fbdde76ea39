"""What editors in the browser are told of the records, and the page that one of them runs on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml

from generator.languages.language import Language
from generator.publishing.admin import pages_cms
from generator.publishing.admin.collections import collections
from generator.publishing.admin.page import files
from generator.publishing.admin.questions import Answer, Collection, Question
from generator.publishing.admin.sveltia import backend, configuration
from generator.publishing.site import Site
from generator.records.federation import MODELS
from generator.theme import admin_script
from generator.theme.admin_script import EditorMissing, editor
from generator.writing.template import FOLDERS
from tests.publishing.enrolled import rich


@pytest.fixture(scope="module")
def site() -> Site:
    return rich()


@pytest.fixture(scope="module")
def found(site: Site) -> tuple[Collection, ...]:
    return collections(site.federation, site.vocabularies, site.language)


def named(questions: tuple[Question, ...], *way: str) -> Question:
    first, *rest = way
    one = next(question for question in questions if question.name == first)
    return named(one.fields, *rest) if rest else one


def field(fields: list[dict[str, Any]], *way: str) -> dict[str, Any]:
    first, *rest = way
    one = next(field for field in fields if field["name"] == first)
    return field_of(one, rest) if rest else one


def field_of(one: dict[str, Any], way: list[str]) -> dict[str, Any]:
    return field(one["fields"], *way)


def test_each_field_of_a_member_is_asked_in_the_order_of_its_model(found: tuple[Collection, ...]) -> None:
    model = [info.alias or name for name, info in MODELS["member"].model_fields.items()]
    assert [question.name for question in found[0].questions] == model


@pytest.mark.parametrize(
    ("way", "answer", "many"),
    [
        (("name",), Answer.LINE, False),
        (("description",), Answer.PROSE, False),
        (("status",), Answer.CHOICE, False),
        (("services",), Answer.CHOICE, True),
        (("member_since",), Answer.DAY, False),
        (("logo",), Answer.LOGO, False),
        (("address", "latitude"), Answer.NUMBER, False),
        (("size", "employees"), Answer.WHOLE, False),
        (("activities", "main"), Answer.TRUTH, False),
        (("offers",), Answer.GROUP, True),
        (("offers", "from"), Answer.DAY, False),
        (("legal_form",), Answer.LINE, False),
    ],
)
def test_a_field_takes_the_answer_that_its_rules_allow(
    found: tuple[Collection, ...], way: tuple[str, ...], answer: Answer, many: bool
) -> None:
    one = named(found[0].questions, *way)
    assert (one.answer, one.many) == (answer, many)


def test_choices_carry_their_labels_and_the_federations_own_services_are_among_them(
    found: tuple[Collection, ...], site: Site
) -> None:
    codes = [code for code, _ in named(found[0].questions, "services").choices]
    assert codes == list(site.vocabularies.services)
    assert ("active", "Active") in named(found[0].questions, "status").choices


def test_both_editors_ask_the_same_questions(found: tuple[Collection, ...], site: Site) -> None:
    ours = configuration(found, site.settings, site.language)["collections"]
    theirs = pages_cms.configuration(found)["content"]
    assert [one["name"] for one in ours] == [one["name"] for one in theirs]
    for one, other in zip(ours, theirs, strict=True):
        assert (one["folder"], ways(one["fields"])) == (other["path"], ways(other["fields"]))


def ways(fields: list[dict[str, Any]], above: str = "") -> list[str]:
    """Return the dotted names of all fields."""
    return [
        name
        for one in fields
        for name in (f"{above}{one['name']}", *ways(one.get("fields", []), f"{above}{one['name']}."))
    ]


def test_the_folders_are_where_the_records_lie(found: tuple[Collection, ...], site: Site) -> None:
    folders = {FOLDERS[kind].format(year=year) for kind in MODELS for year in (*site.federation.years, 0)}
    assert {one.folder for one in found} == {folder for folder in folders if not folder.endswith("/0")}


def test_a_rule_that_a_field_has_for_itself_is_told_with_its_hint(found: tuple[Collection, ...], site: Site) -> None:
    fields = configuration(found, site.settings, site.language)["collections"][0]["fields"]
    assert field(fields, "name")["maxlength"] == 160
    assert "pattern" not in field(fields, "name")
    assert field(fields, "offers", "id")["pattern"][0] == "^[a-z0-9]+(-[a-z0-9]+)*$"
    assert field(fields, "name")["required"] is True
    assert field(fields, "summary")["required"] is False


@pytest.mark.parametrize(
    ("repo", "edit", "expected"),
    [
        ("", "", {"name": "test-repo"}),
        ("https://github.com/o/r", "edit/main/content/", {"name": "github", "repo": "o/r", "branch": "main"}),
        ("https://gitlab.com/g/s/r.git", "-/edit/next/", {"name": "gitlab", "repo": "g/s/r", "branch": "next"}),
        (
            "https://forge.example/o/r/",
            "_edit/main/",
            {
                "name": "gitea",
                "repo": "o/r",
                "branch": "main",
                "base_url": "https://forge.example",
                "api_root": "https://forge.example/api/v1",
            },
        ),
    ],
)
def test_the_forge_is_known_by_its_address(repo: str, edit: str, expected: dict[str, Any]) -> None:
    told = backend(repo, edit, Language.load("it"))
    messages = told.pop("commit_messages", {})
    assert told == expected
    assert not repo or messages["update"] == "Modifica «{{slug}}»"


def test_the_page_may_talk_to_this_site_and_to_the_forge_alone(site: Site) -> None:
    there = replace(site, settings=replace(site.settings, repo_url="https://forge.example/o/r", admin=True))
    page = files(there)["admin/index.html"].decode()
    assert "connect-src &#x27;self&#x27; blob: data: https://forge.example" in page
    assert "script-src &#x27;self&#x27;;" in page
    assert "unsafe-eval" not in page
    settings = yaml.safe_load(files(there)["admin/config.yml"])
    assert settings["backend"]["repo"] == "o/r"
    assert "publish_mode" not in settings


def test_the_editor_is_whole_and_asks_nobody_else_for_fonts() -> None:
    made = editor()
    program = made["cms/npm/index.js"].decode()
    assert "cdn.jsdelivr.net/fontsource/fonts/" not in program
    assert made["cms/locales/it.js"].startswith(b"export default {")
    assert "cms/npm/chunks/react-B5rWoXIC.js" in made
    assert any(path.endswith(".woff2") for path in made)


def test_another_editor_than_the_known_one_is_refused() -> None:
    with pytest.raises(EditorMissing, match="no longer asks for 'one'"):
        admin_script._changed("two", "one", "ours")


def test_an_editor_that_was_not_fetched_is_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr(admin_script, "VENDOR", tmp_path)
    editor.cache_clear()
    with pytest.raises(EditorMissing, match=r"hatch_build\.py"):
        editor()
    editor.cache_clear()
