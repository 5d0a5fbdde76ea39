"""The form's pages: which there are, what they hold in each language, and what they say where nothing takes them."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import quote

import pytest

from generator.languages.language import Language
from generator.publishing.addresses import ADDRESSES
from generator.publishing.page import Page
from generator.publishing.proposing import kinds, page, sending, service
from generator.publishing.proposing.rules import UnknownRule, _Reader, shape
from generator.publishing.proposing.sentences import marked
from generator.publishing.proposing.words import words
from generator.publishing.site import Site
from generator.publishing.templates import environment
from generator.reading.settings import Settings
from tests.publishing.enrolled import enrolled
from tests.publishing.woven import a_call, a_member

FORGES = {
    "https://github.com/rete/sito": "edit/main/content/",
    "https://codeberg.org/rete/sito": "_edit/main/content/",
    "https://gitlab.com/rete/sito": "-/edit/main/content/",
}


def site(language: str = "en", **settings: object) -> Site:
    built = enrolled({"one": a_member()}, language)
    return replace(built, settings=replace(Settings(name="Rivers", language=language), **settings))  # type: ignore[arg-type]


def pages(built: Site) -> dict[str, Page]:
    return {one.address: one for one in page.pages(built, environment(built))}


@pytest.mark.parametrize(
    ("language", "addresses"),
    [
        ("it", ["", "associata/", "offerta/", "modifica/", "adesione/", "call/"]),
        ("en", ["", "member/", "offer/", "change/", "join/", "call/"]),
    ],
)
def test_there_is_a_page_for_each_proposal(language: str, addresses: list[str]) -> None:
    root = ADDRESSES[language].propose
    assert list(pages(site(language))) == [f"{root}/{address}" for address in addresses]


def test_every_language_with_addresses_names_every_form() -> None:
    forms = {one.name for one in kinds.PROPOSALS}
    assert kinds.SEGMENTS.keys() == ADDRESSES.keys()
    assert all(set(named) == forms for named in kinds.SEGMENTS.values())


@pytest.mark.parametrize("language", ["it"])
def test_all_that_the_form_says_is_translated(language: str) -> None:
    italian = Language.load(language)
    said = [*marked(), *(text for text in words(Language.load("en")).values() if any(map(str.isalpha, text)))]
    same = {text for text in said if italian.gettext(text) == text}
    assert same == {"{label}: {message}"}


def test_a_form_without_service_gives_the_office_s_address_to_those_without_scripts() -> None:
    body = pages(site(office_email="office@rivers.example"))["propose/member/"].body()
    assert '<noscript><div class="notice">' in body
    assert (
        "mailto:office@rivers.example?subject=Enter%20the%20directory&amp;body=Name%20of%20the%20co-operative" in body
    )
    assert "action=" not in body.partition("<form")[2].partition(">")[0]


@pytest.mark.parametrize(
    ("privacy", "link"),
    [
        ("privacy/", '<a href="../../privacy/"'),
        ("https://rivers.example/privacy?a=1&b=2", '<a href="https://rivers.example/privacy?a=1&amp;b=2"'),
        ('"><script>', '<a href="../../&#34;&gt;&lt;script&gt;"'),
        ("javascript:alert(1)", '<a href="../../javascript:alert(1)"'),
    ],
)
def test_whoever_agrees_to_be_published_finds_the_privacy_notice(privacy: str, link: str) -> None:
    forms = pages(site(privacy=privacy))
    body = forms["propose/member/"].body()
    assert f'stands in the {link} target="_blank" rel="noopener">privacy notice<' in body
    assert "opens in a new tab" in body
    assert "privacy notice" not in forms["propose/offer/"].body()
    assert "stands in the privacy notice." in pages(site())["propose/member/"].body()


@pytest.mark.parametrize(
    ("form", "told", "asked"),
    [
        (
            "member",
            "with your name, what you do, where you are and how to be reached:",
            "Tax code of the co-operative:",
        ),
        ("offer", "which co-operative you are, and what you offer or seek:", "What you offer, or what you seek:"),
        ("change", "which co-operative you are, and what has to be put right:", "What has to be put right:"),
        ("join", "in which call you want to take part:", "The call in which you want to take part:"),
        ("call", "what you propose, for whom, and until when:", "For whom, and until when:"),
    ],
)
def test_those_without_scripts_are_told_what_to_write_of_each_proposal(form: str, told: str, asked: str) -> None:
    body = pages(site(office_email="office@rivers.example"))[f"propose/{form}/"].body()
    notice = body.partition("<noscript>")[2].partition("</noscript>")[0]
    assert f"{told} <a href" in notice
    assert quote(asked) in notice
    assert ("Tax%20code" in notice) == (form == "member")


def test_whoever_joins_a_call_reads_that_those_to_come_are_among_them() -> None:
    coming = a_call(deadlines=[{"id": "begin", "kind": "opening", "at": "2027-01-10T12:00"}])
    built = enrolled({"one": a_member()}, "en", calls={"soon": coming, "now": a_call(title="Now")})
    body = pages(built)["propose/join/"].body()
    assert "Calls that are open, or will be." in body
    assert re.findall('<option value="([a-z]+)">', body) == ["now", "soon"]


def test_without_a_search_a_member_is_named_by_the_address_of_its_page_alone() -> None:
    helps = {
        search: pages(site(search=search))["propose/change/"].body().partition('id="slug-help">')[2].partition("<")[0]
        for search in (True, False)
    }
    assert helps == {
        True: "Begin to write its name and choose it, or paste the address of its page.",
        False: "Paste the address of its page.",
    }


def test_a_form_with_a_service_posts_to_it() -> None:
    body = pages(site(intake="https://intake.example/a"))["propose/member/"].body()
    assert 'action="https://intake.example/a/proposals"' in body
    assert "<noscript>" not in body


@pytest.mark.parametrize(
    ("repository", "new"),
    [
        ("https://github.com/rete/sito", "/new/main?filename=members%2F0slug0.yml&value=0text0"),
        ("https://codeberg.org/rete/sito", "/_new/main/members/?filename=0slug0.yml&value=0text0"),
        ("https://gitlab.com/rete/sito", "/-/new/main?file_name=members%2F0slug0.yml"),
    ],
)
def test_the_forge_is_told_the_new_file_in_its_own_way(repository: str, new: str) -> None:
    found = sending.forge("members", site(repo_url=repository, edit_uri=FORGES[repository]))
    assert found["new"].replace("%2F", "/") == (repository + new).replace("%2F", "/")
    assert found["edit"].endswith("/main/members/0slug0.yml")


def test_a_forge_that_is_not_known_is_not_offered() -> None:
    assert sending.forge("members", site()) == {}
    assert 'data-way="forge"' not in pages(site())["propose/member/"].body()


@pytest.mark.parametrize(
    ("intake", "origin"),
    [
        ("", ""),
        ("https://intake.example", "https://intake.example"),
        ("https://intake.example:8443/form", "https://intake.example:8443"),
        ("http://127.0.0.1:8400", "http://127.0.0.1:8400"),
    ],
)
def test_pages_may_reach_the_service_s_server_alone(intake: str, origin: str) -> None:
    assert service.origin(intake) == origin


@pytest.mark.parametrize(
    "intake", ["intake.example", "http://intake.example", "https://a.example; script-src *", "ftp://a"]
)
def test_what_is_no_address_of_a_service_is_refused(intake: str) -> None:
    with pytest.raises(service.NoService) as error:
        service.origin(intake)
    assert str(error.value) == f"intake: expected an address such as https://proposals.example.org, found {intake!r}"


def test_a_rule_that_the_script_does_not_know_is_an_error() -> None:
    reader = _Reader({})
    with pytest.raises(UnknownRule, match="the form's script knows no 'decimal'"):
        reader.node({"type": "decimal"})
    with pytest.raises(UnknownRule, match="has no words for the pattern"):
        reader.node({"type": "str", "pattern": "^x$"})
    with pytest.raises(UnknownRule, match="knows no rule 'len'"):
        reader.node({"type": "function-after", "function": {"function": len}, "schema": {"type": "str"}})


@pytest.mark.parametrize("kind", ["member", "call"])
def test_the_models_hold_no_rule_that_the_script_does_not_know(kind: str) -> None:
    found = shape(kind)  # type: ignore[arg-type]
    assert found["root"]["record"] in found["records"]
