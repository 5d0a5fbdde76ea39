"""What `mkdocs.yml` says of the site."""

# ruff: noqa: E501

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from generator.languages.language import Language
from generator.reading.settings import Settings, read_settings, wrong_mailbox

ENGLISH = Language.load("en")
SITE = """
site_name: Federazione
site_url: https://coop.example/
repo_url: https://forge.example/coop
edit_uri: edit/main/content/
theme: {name: material, language: en}
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      other: !ENV [SECRET, fallback]
"""
NO_MAILBOX = "expected one mailbox such as office@federation.example, found '{}'"
EXPECTED = Settings(
    "Federazione",
    "https://coop.example/",
    "en",
    "https://forge.example/coop",
    "edit/main/content/",
    "office@coop.example",
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://coop.example/sito", "https://coop.example/sito/"),
        ("https://coop.example//", "https://coop.example/"),
        ("", ""),
    ],
)
def test_an_address_ends_with_a_slash_as_in_a_build(tmp_path: Path, written: str, meant: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: F\nsite_url: '{written}'\n", encoding="utf-8")
    assert read_settings(tmp_path).settings.url == meant


@pytest.mark.parametrize(
    "plugins",
    [
        "plugins: [search, {coop-restart: {office_email: office@coop.example}}]",
        "plugins:\n  search: {}\n  coop-restart:\n    office_email: office@coop.example\n",
    ],
)
def test_settings_are_read_from_either_form(tmp_path: Path, plugins: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(SITE + plugins, encoding="utf-8")
    assert read_settings(tmp_path).settings == EXPECTED
    assert read_settings(tmp_path).problems == ()


@pytest.mark.parametrize(("options", "search"), [("{search: false}", False), ("{search: true}", True), ("{}", True)])
def test_a_site_is_searched_unless_it_says_otherwise(tmp_path: Path, options: str, search: bool) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"{SITE}plugins: [{{coop-restart: {options}}}]", encoding="utf-8")
    assert read_settings(tmp_path).settings.search is search


def test_what_is_not_said_has_a_default(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: F\ntheme: material\nplugins: [coop-restart]\n", encoding="utf-8")
    assert read_settings(tmp_path).settings == Settings("F", "", "it", "", "", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, "mkdocs.yml:1:1: the site's settings cannot be read: there is no such file or folder"),
        ("- a\n", "mkdocs.yml:1:1: expected settings such as 'site_name: …'"),
        (
            "a: [\nb: c",
            "mkdocs.yml:2:5: this is not YAML that can be read: expected ',' or ']', but got '<stream end>'",
        ),
        (
            "a: \x00",
            "mkdocs.yml:1:1: this is not YAML that can be read: unacceptable character #x0000: special characters are not…",
        ),
        ("a: 2026-99-99", "mkdocs.yml:1:1: this is not YAML that can be read: month must be in 1..12"),
        (
            "theme: {language: itt}",
            "mkdocs.yml:1:19: theme.language: the site does not speak 'itt': it speaks en, it. Did you mean 'it'?",
        ),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str | None, expected: str) -> None:
    if text is not None:
        (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert [problem.said(ENGLISH) for problem in read_settings(tmp_path).problems] == [expected]


@pytest.mark.parametrize(
    ("plugins", "place"),
    [
        ("plugins:\n  - search\n  - coop-restart:\n      office_email: not-mail\n", "4:21"),
        ("plugins:\n  coop-restart: {office_email: not-mail}\n", "2:32"),
    ],
)
def test_an_office_s_address_that_is_none_is_told_at_its_place(tmp_path: Path, plugins: str, place: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(plugins, encoding="utf-8")
    assert [problem.said(ENGLISH) for problem in read_settings(tmp_path).problems] == [
        f"mkdocs.yml:{place}: plugins.coop-restart.office_email: {NO_MAILBOX.format('not-mail')}"
    ]


@pytest.mark.parametrize(
    "found", ["not-mail", "a@b, c@d", "a..b@c.example", ".a@c.example", "a.@c.example", "a@localhost "]
)
def test_an_office_s_address_can_stand_in_a_header(found: str) -> None:
    assert [ENGLISH.say(wrong.message) for wrong in wrong_mailbox(found)] == [NO_MAILBOX.format(found)]
    assert [*wrong_mailbox("o.f-fice+web@federation.example")] == [*wrong_mailbox("")] == []


def test_endless_nesting_is_told(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("[" * 20_000, encoding="utf-8")
    assert [problem.rule for problem in read_settings(tmp_path).problems] == ["settings"]


DOUBLING = "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 19))
WIDE = f"a: &a {{{', '.join(f'x{n}: 1' for n in range(500))}}}\nb: {{<<: [{', '.join(['*a'] * 500)}]}}\n"


@pytest.mark.parametrize("merging", [DOUBLING, WIDE], ids=["doubling", "wide"])
def test_what_merge_keys_copy_is_bounded(tmp_path: Path, merging: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(SITE + merging, encoding="utf-8")
    tracemalloc.start()
    try:
        (problem,) = read_settings(tmp_path).problems
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert problem.said(ENGLISH).endswith("more than 100000 keys with those that are merged")
    assert most < 20_000_000


def test_anchors_and_merge_keys_are_read(tmp_path: Path) -> None:
    text = "x: &theme {name: material}\ntheme: {<<: [*theme, *theme], language: en}\nsite_name: &name Rete\nauthor: *name\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    read = read_settings(tmp_path)
    assert (read.settings.name, read.settings.language, read.problems) == ("Rete", "en", ())
