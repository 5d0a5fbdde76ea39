"""Issues on the site and in the mail: what stands in them, however long or hostile they are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import html5lib
import pytest

from generator.languages.language import Language
from generator.publishing.blocks import blocks
from generator.publishing.members.roll import Roll
from generator.publishing.newsletter.archive import pages
from generator.publishing.newsletter.mail import LARGEST, Mail
from generator.publishing.site import Site
from generator.reading.sign_up import SignUp
from tests.publishing.woven import a_call, a_member, an_initiative, parsed, templates_of, woven

LONG = "\N{LATIN SMALL LETTER A WITH GRAVE}&\"'<" * 32
FORM = SignUp("https://lists.example/subscribe", "EMAIL", (("list", 'a"b'),), leave="*|UNSUB|*")


def an_issue(**more: Any) -> dict[str, Any]:
    return {"date": "2026-11-20", "since": "2026-10-20", **more}


def issued(newsletter: SignUp | None = None, **issue: Any) -> Site:
    """Return a site with one issue, of records that are there under new names, and of some that are gone."""
    site = woven(
        members={"luna": a_member("Luna", former_slugs=["moon"], address={"municipality": "017029"})},
        calls={"who-cooks": a_call(former_slugs=["cooks"])},
        initiatives={"2026/together": an_initiative(former_slugs=["apart"])},
        issues={"2026-11-20": an_issue(**issue), "2026-10-20": an_issue(date="2026-10-20", title="The first")},
    )
    return replace(site, settings=replace(site.settings, url="https://seven.example/rivers/", newsletter=newsletter))


def exchange(member: str = "moon", **more: Any) -> dict[str, Any]:
    return {"member": member, "id": "van", "name": "Moon", "title": "A van", **more}


EVERYTHING: dict[str, Any] = {
    "foreword": "Dear **all**,\n\n<script>alert(1)</script>\n\n- one",
    "picture": {"path": "/assets/images/all.jpg", "alt": 'All of us, "outside"'},
    "calls": [
        {"call": "cooks", "title": "Who cooks?", "news": "closes", "at": "2026-11-30T12:00"},
        {"call": "gone", "title": "Gone <b>", "news": "new"},
    ],
    "members": [{"member": "moon", "name": "Moon", "summary": "Soups."}, {"member": "gone", "name": "Gone"}],
    "exchanges": [exchange(side="offer"), exchange("gone", side="need")],
    "matches": [{"offer": exchange("gone"), "need": exchange()}],
    "initiatives": [
        {"initiative": "2026/apart", "title": "Apart", "new": "true"},
        {"initiative": "2026/gone", "title": "Gone", "status": "dropped", "milestones": ["One step"]},
    ],
    "more": {"members": "3"},
}


def bodies(site: Site) -> dict[str, str]:
    found = {page.address: page.body() for page in pages(site, templates_of(site))}
    for html in found.values():
        parsed(html)
    return found


def test_links_of_a_foreword_lead_to_the_site_from_the_page_and_from_the_mail() -> None:
    site = issued(foreword="See [who cooks](/calls/who-cooks/) and [others](//else.example/).")
    html = bodies(site)["stay-informed/newsletter/2026-11-20/"]
    assert '<a href="../../../calls/who-cooks/">who cooks</a>' in html
    made = mail(site)
    hrefs = {link.text: link.get("href") for link in tree(made.html).iter("a")}
    assert hrefs["who cooks"] == "https://seven.example/rivers/calls/who-cooks/"
    assert "[who cooks](https://seven.example/rivers/calls/who-cooks/)" in made.text.replace("\n", " ")
    assert "(//else.example/)" in made.text


def mail(site: Site, slug: str = "2026-11-20", language: str = "en") -> Mail:
    return Mail(slug, site, Language.load(language))


def tree(html: bytes) -> Any:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html.decode())


def test_an_issue_has_a_page_that_leads_to_records_by_their_names_of_today() -> None:
    html = bodies(issued(**EVERYTHING))["stay-informed/newsletter/2026-11-20/"]
    for href in ("calls/who-cooks/", "members/luna/", "members/luna/#offer-van", "programme/2026/together/"):
        assert f'<a href="../../../{href}">' in html
    assert "gone/" not in html, "what is gone is told, and leads nowhere"
    assert "Gone &lt;b&gt;" in html
    assert "<script" not in html
    assert " style=" not in html
    assert '<img src="../../../assets/images/all.jpg" alt="All of us, &#34;outside&#34;">' in html
    assert '<a href="../../../members/">3 more of “New members”</a>' in html
    for told in ("Brescia (BS)", "New initiative", "Now: Dropped", "Reached: One step", "Moon seeks it", "New call"):
        assert told in html


def test_the_list_has_the_latest_first_and_each_page_is_made_from_its_file() -> None:
    site = issued(**EVERYTHING)
    index, latest, first = pages(site, templates_of(site))
    html = index.body()
    assert html.index("News of Friday, 20 November 2026") < html.index("The first")
    assert "<form" not in html
    assert (latest.title, first.title) == ("News of Friday, 20 November 2026", "The first")
    assert latest.description.startswith("What has happened since Tuesday, 20 October 2026. Calls, New members,")
    assert (latest.origin, latest.section) == ("issues/2026-11-20.yml", "newsletter")


def test_a_site_without_issues_says_so() -> None:
    site = woven()
    (only,) = pages(site, templates_of(site))
    assert "No issue yet" in only.body()


def test_a_page_is_made_anew_when_a_record_that_it_leads_to_has_gone() -> None:
    site = issued(**EVERYTHING)
    without = replace(site, federation=replace(site.federation, members={}))
    (_, page, _), (_, other, _) = pages(site, templates_of(site)), pages(without, templates_of(site))
    assert page.key != other.key


@pytest.mark.parametrize("name", ["newsletter"])
def test_the_block_has_the_form_and_the_latest_issues(name: str) -> None:
    site = issued(FORM)
    html = blocks(Roll(site), templates_of(site))[name]("../")
    parsed(html)
    assert '<form class="sign-up__form" method="post" action="https://lists.example/subscribe"' in html
    assert '<input type="hidden" name="list" value="a&#34;b">' in html
    assert 'type="email" name="EMAIL" required autocomplete="email"' in html
    assert "Your address goes to lists.example, which sends you a message to confirm." in html
    assert '<a href="../stay-informed/newsletter/2026-11-20/">' in html


def test_one_may_sign_up_by_a_message_instead() -> None:
    site = issued(SignUp("mailto:join@f.example?subject=me"))
    html = blocks(Roll(site), templates_of(site))["newsletter"]("../")
    assert "<form" not in html
    assert 'href="mailto:join@f.example?subject=me"' in html
    assert "Write to join@f.example to be put on the list" in html


def test_mail_leads_to_the_site_and_says_pictures_in_words() -> None:
    html = mail(issued(FORM, **EVERYTHING)).html
    told = tree(html)
    (picture,) = told.iter("img")
    assert picture.get("src") == "https://seven.example/rivers/assets/images/all.jpg"
    assert picture.get("alt") == 'All of us, "outside"'
    links = [link.get("href") for link in told.iter("a")]
    assert links.count("*|UNSUB|*") == 1
    assert all(link.startswith("https://seven.example/rivers/") for link in links if link != "*|UNSUB|*")
    assert "https://seven.example/rivers/stay-informed/newsletter/2026-11-20/" in links
    assert b"<script" not in html
    assert [element.tag for element in told.iter("p") if not element.get("style")] == []


def test_mail_in_another_language_leads_to_the_same_pages() -> None:
    told = mail(issued(**EVERYTHING), language="it")
    assert told.words.subject == "Seven Rivers: le novità di venerdì 20 novembre 2026"
    assert "https://seven.example/rivers/members/luna/" in told.text
    assert "Chiude lunedì 30 novembre 2026" in told.text


@pytest.mark.parametrize("foreword", [None, '"' * 6000, "> " * 900 + "x", "[a](https://x.example/) " * 240])
def test_mail_is_never_larger_than_mail_programs_show(foreword: str | None) -> None:
    entries: dict[str, Any] = {
        "calls": [{"call": "c", "title": (LONG * 4)[:600], "news": "new", "at": "2026-11-30"}] * 60,
        "members": [{"member": "luna", "name": (LONG * 2)[:300], "summary": (LONG * 2)[:300]}] * 60,
        "exchanges": [exchange(side="need", title=(LONG * 2)[:300], name=(LONG * 2)[:300])] * 60,
        "matches": [{"offer": exchange(title=(LONG * 2)[:300]), "need": exchange(title=(LONG * 2)[:300])}] * 60,
        "initiatives": [{"initiative": "2026/x", "title": LONG[:120], "milestones": [(LONG * 2)[:300]] * 40}] * 60,
        "more": {"calls": "99999"},
        "title": LONG[:120],
    }
    told = mail(issued(FORM, **entries, **({"foreword": foreword} if foreword else {})))
    html = told.html
    assert 5_000 < len(html) <= LARGEST
    tree(html)
    assert "/stay-informed/newsletter/2026-11-20/#members" in html.decode()
    assert "of “New members”" in html.decode()
    assert "#calls" in told.text


def test_lines_of_plain_text_are_short_but_for_addresses() -> None:
    lines = mail(issued(FORM, **EVERYTHING, title="x" * 60 + " " + "y" * 59)).text.splitlines()
    assert [line for line in lines if len(line) > 72 and "https://" not in line] == []
    assert lines[-1] == "*|UNSUB|*"


def test_a_part_that_is_cut_says_how_many_stand_on_the_page() -> None:
    members = [{"member": "luna", "name": f"Moon {number}"} for number in range(20)]
    text = mail(issued(members=members, more={"members": "5"})).text
    assert text.count("* Moon") == 12
    assert "13 more of “New members”\nhttps://seven.example/rivers/stay-informed/newsletter/2026-11-20/#members" in text
