"""The hand-written pages of the demonstration: what they promise, and what the office's guide teaches."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from generator.cli import main
from generator.exchange.mapping import Mapping
from generator.languages.language import Language
from generator.records.call import Call
from generator.records.initiative import Initiative, Milestone
from generator.records.member import Member
from generator.records.offer import Need, Offer

CONTENT = Path(__file__).parents[2] / "content"
PAGES = sorted(path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*.md"))
GUIDE = [page for page in PAGES if page.startswith("guida/")]
FIELDS = {
    field.alias or name
    for model in (Member, Call, Initiative, Milestone, Offer, Need)
    for name, field in model.model_fields.items()
}


def page(name: str) -> tuple[dict[str, str], str]:
    """Return the front matter and the text of a page."""
    _, front, text = (CONTENT / name).read_text(encoding="utf-8").split("---\n", 2)
    return parsed(front), text


def parsed(text: str) -> Any:
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 - reads texts only


def blocks(text: str) -> list[str]:
    return re.findall(r"(?m)^\{\{ ([\w-]+) \}\}$", text)


def snippets(text: str) -> list[str]:
    return re.findall(r"(?s)```yaml\n(.*?)```", text)


def test_the_pages_are_those_that_visitors_and_the_office_need() -> None:
    assert set(PAGES) == {
        "accessibilita.md",
        "chi-siamo.md",
        "collaborare.md",
        "guida/aggiungere.md",
        "guida/con-git.md",
        "guida/index.md",
        "guida/modificare.md",
        "guida/revisione.md",
        "guida/segreteria.md",
        "guida/senza-account.md",
        "index.md",
        "privacy.md",
        "resta-informato.md",
    }


@pytest.mark.parametrize("name", PAGES)
def test_each_has_a_title_a_description_and_one_heading(name: str) -> None:
    front, text = page(name)
    outside_code = re.sub(r"(?s)```.*?```", "", text)
    assert front.keys() - {"hide"} == {"title", "description"}
    assert 50 <= len(front["description"]) <= 200
    assert len(re.findall(r"(?m)^# ", outside_code)) == 1


def test_the_home_page_shows_what_is_alive_before_the_vision() -> None:
    _, text = page("index.md")
    assert blocks(text) == [
        "search-field",
        "search",
        "numbers",
        "closing-calls",
        "tracks",
        "newest-members",
        "newest-matches",
    ]
    assert text.index("{{ newest-matches }}") < text.index("## La visione")


@pytest.mark.parametrize("path", ["content/index.md", "generator/starter/empty/it/content/index.md"])
def test_members_that_may_have_joined_years_ago_are_not_said_to_have_just_come(path: str) -> None:
    text = (CONTENT.parent / path).read_text(encoding="utf-8")
    assert re.findall(r"## (.+)\n\n\{\{ newest-members \}\}", text) == ["Le ultime arrivate"]
    assert Language.load("it").gettext("Newest members") == "Le ultime arrivate"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("collaborare.md", ["newest-matches", "exchange-board", "reciprocal-pairs", "unmet-members"]),
        ("resta-informato.md", ["following", "newsletter", "open-calls"]),
    ],
)
def test_pages_show_their_live_parts(name: str, expected: list[str]) -> None:
    assert blocks(page(name)[1]) == expected


@pytest.mark.parametrize(
    "words", [shlex.split(line) for name in GUIDE for line in re.findall(r"(?m)^coop-restart (.+)", page(name)[1])]
)
def test_the_guide_s_commands_are_understood(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("associate.xlsx", "elenco.xlsx", "elenco.yml"):
        (tmp_path / name).touch()
    context = click.Context(main)
    name, *rest = words
    command = main.get_command(context, name)
    assert command is not None
    command.make_context(name, rest, parent=context)


@pytest.mark.parametrize("name", GUIDE)
def test_the_guide_s_examples_use_fields_that_exist(name: str) -> None:
    for text in snippets(page(name)[1]):
        found = parsed(text)
        if "record" in found:
            Mapping.model_validate(found)
            continue
        for record in found if isinstance(found, list) else [found]:
            assert record.keys() <= FIELDS, text


def test_the_guide_s_examples_make_a_member_and_a_call() -> None:
    first, contacts, exchanges, logo, call, *_ = snippets(page("guida/aggiungere.md")[1])
    member = Member.model_validate(parsed(first + contacts + exchanges + logo))
    assert (len(member.offers), len(member.needs)) == (1, 1)
    assert Call.model_validate(parsed(call)).closes is not None
