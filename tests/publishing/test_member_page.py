"""A member's page."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from gettext import NullTranslations
from typing import Any

import pytest

from generator.languages.language import Language
from generator.publishing.contact import shown
from generator.publishing.members.ties import ties
from generator.publishing.places import Places
from generator.reading.settings import Settings
from tests.publishing.enrolled import RICH, enrolled, members, rich
from tests.publishing.woven import a_call, a_member, an_initiative, an_offer, parsed, words

TRACKS = {"people": {"number": "3", "title": "Caring for people"}}
ADDRESS = "members/aurora/"


@cache
def aurora() -> str:
    return members(rich())[ADDRESS].body()


def links(html: str) -> set[str]:
    return {link.get("href") for link in parsed(html).iter("a")}


@pytest.mark.parametrize(
    "text",
    [
        "L'Aurora Meals for schools. Brescia (BS) Manufacturing and crafts Social co-operatives of type B Led by women",
        "Secretariat Phone: +39 (0)30 123-456 E-mail: info@aurora.example PEC aurora@pec.example",
        "Website: aurora.example",
        "via Milano 1 25121 Brescia (BS) province of Brescia , Lombardia See on OpenStreetMap",
        "Offers Good Fresh bread At dawn. Terms Sale, Exchange Quantity 1,500 loaves per day Area province of Brescia",
        "Available from 1 December 2026 to 1 March 2027 Supply chain From field to table (Baking)",
        "Seeks Service In talks A van Available until 22 November 2026",
        "2 concluded or expired Flour Concluded Done. Old hall Expired on 21 November 2026",
        "Who they are We cook every day. Since 1990.",
        "Canteens and contract catering",
        "10.71.10 Produzione di pane e prodotti di panetteria simili main",
        "Area served Lombardia, province of Brescia and Brescia (BS) Members of the co-operative 12 Employees 1,500",
        "Yearly revenue €500,000 to €2 million Figures of 2025",
        "Languages Italian and English Member since 3 February 2001",
        "ISO 9001 · Auditors valid until 31 January 2027 ISO 14001 expired on 31 January 2025",
        "2 Zero hunger 12 Responsible consumption and production",
        "Works with IM Il Mulino Supplies IM Il Mulino Has as members IM Il Mulino",
        "Legal name L'Aurora società cooperativa sociale Legal form Social co-operative",
        "Tax code and VAT number 99901600207",
        "REA number BS-1 Register of co-operatives A1 Section Co-operatives with prevalent mutuality",
        "Category Social co-operatives",
        "Verified on 4 March 2026 by the office. Suggest a change Edit this record",
        "Mastodon",
    ],
)
def test_the_page_says_what_the_record_says(text: str) -> None:
    assert text in words(aurora())


@pytest.mark.parametrize(
    "link",
    [
        "mailto:info@aurora.example?subject=Proposal%20to%20work%20together%3A%20L%27Aurora",
        "mailto:info@aurora.example",
        "../../propose/change/?member=aurora",
        "../../propose/offer/?member=aurora",
        "https://forge.example/rivers/site/edit/main/members/aurora.yml",
        "tel:+3930123456",
        "https://www.openstreetmap.org/search?query=via%20Milano%201%2C%2025121%2C%20Brescia%2C%20IT",
        "../../members/service/catering-and-canteens/canteens-and-contract-catering/",
        "../../members/province/brescia/",
        "../../members/region/lombardia/",
        "../../members/sector/manufacturing-and-crafts/",
        "../../members/kind/social-co-operatives-of-type-b/",
        "../../members/mill/",
        "../../chains/bread/",
        "https://social.example/@aurora",
    ],
)
def test_the_page_leads_to(link: str) -> None:
    assert link in links(aurora())


def test_a_name_alone_makes_a_page_without_empty_parts() -> None:
    page = members(enrolled({"one": a_member("One")}))["members/one/"]
    headings = [element.text for element in parsed(page.body()).iter() if element.tag in ("h1", "h2", "h3")]
    assert headings == ["One"]
    assert (page.title, page.description, page.origin) == ("One", "One", "members/one.yml")


@pytest.mark.parametrize(
    ("texts", "link"),
    [
        ({}, "mailto:office@rivers.example?subject=Proposal%20to%20work%20together%3A%20One"),
        ({"contacts": {"email": "a+b@c.example"}},
         "mailto:a%2Bb@c.example?subject=Proposal%20to%20work%20together%3A%20One"),
        ({"contacts": {"phone": "030 12/34"}}, "tel:0301234"),
        ({"address": {"municipality": "Lugano", "country": "CH"}},
         "https://www.openstreetmap.org/search?query=Lugano%2C%20CH"),
        ({"address": {"municipality": "x", "latitude": "45.5", "longitude": "-10.123456"}},
         "https://www.openstreetmap.org/?mlat=45.50000&mlon=-10.12346#map=17/45.50000/-10.12346"),
    ],
)  # fmt: skip
def test_links_are_made_of_what_there_is(texts: dict[str, Any], link: str) -> None:
    assert link in links(members(enrolled({"one": a_member("One", **texts)}))["members/one/"].body())


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://www.one.example/", "one.example"),
        ("http://one.example:8080/a/b/?q=1#x", "one.example:8080/a/b"),
        ("https://me@one.example?q", "one.example"),
        ("https://one.example//", "one.example"),
        ("ftp://one.example/", "ftp://one.example/"),
    ],
)
def test_a_web_address_is_said_without_what_nobody_says(url: str, said: str) -> None:
    assert shown(url) == said


def test_a_municipality_without_street_is_a_point_on_the_map() -> None:
    page = members(enrolled({"one": a_member(address={"municipality": "017029"})}))["members/one/"]
    (link,) = (link for link in links(page.body()) if "openstreetmap" in link)
    assert link.startswith("https://www.openstreetmap.org/?mlat=45.5")


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({"tax_code": "99901600207"}, "Register and numbers Tax code 99901600207"),
        ({"rea": "BS-1"}, "Register and numbers REA number BS-1"),
        ({"tax_code": "99901600207", "vat_number": "99901600207"},
         "Register and numbers Tax code and VAT number 99901600207"),
    ],
)  # fmt: skip
def test_numbers_are_said_as_far_as_they_are_known(numbers: dict[str, str], said: str) -> None:
    page = members(enrolled({"one": a_member(identifiers=numbers)}))["members/one/"]
    assert f"{said} Suggest a change" in words(page.body())


def test_nobody_is_written_to_where_there_is_no_address() -> None:
    built = replace(enrolled({"one": a_member()}), settings=Settings(name="x"))
    assert not [link for link in links(members(built)["members/one/"].body()) if "mailto:" in link or "edit" in link]


@pytest.mark.parametrize(
    ("status", "text", "proposed"),
    [
        ("active", "", True),
        ("forming", "This co-operative is being formed", True),
        ("winding_up", "This co-operative is being wound up.", True),
        ("ceased", "This co-operative has ceased.", False),
    ],
)
def test_a_co_operative_that_is_not_active_says_so(status: str, text: str, proposed: bool) -> None:
    said = words(members(enrolled({"one": a_member(status=status)}))["members/one/"].body())
    assert text in said
    assert ("Propose to work together" in said) is proposed
    assert ("This co-operative" in said) is bool(text)


@pytest.mark.parametrize(("day", "stale"), [("2025-11-22", False), ("2025-11-21", True)])
def test_a_record_that_nobody_has_confirmed_for_a_year_says_so(day: str, stale: bool) -> None:
    said = words(members(rich(verified={"on": day, "by": "us"}))[ADDRESS].body())
    assert ("More than a year has gone by" in said) is stale


def test_ties_are_told_from_both_ends() -> None:
    built = enrolled(
        {
            "a": a_member("A", relations=[{"kind": "member_of", "member": "b"}, {"kind": "partner_of", "member": "c"}]),
            "b": a_member("B", relations=[{"kind": "born_from", "member": "a"}]),
            "c": a_member(
                "C", relations=[{"kind": "partner_of", "member": "a"}, {"kind": "member_of", "member": "gone"}]
            ),
        }
    )
    told = {slug: [(said, [one.name for one in tied]) for said, tied in ties(slug, built)] for slug in "abc"}
    assert told == {
        "a": [("Is a member of", ["B"]), ("Works with", ["C"]), ("Gave rise to", ["B"])],
        "b": [("Was born from", ["A"]), ("Has as members", ["A"])],
        "c": [("Works with", ["A"])],
    }


def test_the_programme_and_calls_of_a_member_stand_on_its_page() -> None:
    built = enrolled(
        {"one": a_member()},
        tracks=TRACKS,
        initiatives={"2026/meet": an_initiative(track="people", partners=[{"member": "one"}], status="running")},
        calls={"cook": a_call(participants=["one"])},
    )
    html = members(built)["members/one/"].body()
    assert "Collaborate 2026 · track 3, Caring for people · Under way" in words(html)
    assert "Who cooks?" in words(html)
    assert {"../../programme/2026/meet/", "../../calls/cook/"} <= links(html)


def test_a_former_address_leads_to_the_present_one() -> None:
    page = members(rich())["members/aurora-old/"]
    assert not page.listed
    assert page.head is not None
    assert page.head() == '<meta http-equiv="refresh" content="0; url=../../members/aurora/">'
    assert links(page.body()) == {"../../members/aurora/"}


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("name", {"name": "La Macina"}),
        ("logo", {"logo": "mill.svg"}),
        ("ties", {"relations": []}),
    ],
)
def test_a_page_is_made_again_when_what_it_shows_of_others_changes(field: str, changed: dict[str, Any]) -> None:
    mill = {"name": "Il Mulino", "relations": [{"kind": "born_from", "member": "aurora"}]}
    before, after = (enrolled({"aurora": RICH, "mill": texts}) for texts in (mill, {**mill, **changed}))
    one, other = members(before)[ADDRESS], members(after)[ADDRESS]
    assert one.key != other.key, field
    assert one.body() != other.body(), field


@pytest.mark.parametrize(
    "changed",
    [{"summary": "Flour."}, {"contacts": {"phone": "030 123456"}}, {"offers": [an_offer()]}, {"status": "ceased"}],
)
def test_a_page_stays_when_others_change_in_what_it_does_not_show(changed: dict[str, Any]) -> None:
    mill = {"name": "Il Mulino", "relations": [{"kind": "born_from", "member": "aurora"}]}
    before, after = (enrolled({"aurora": RICH, "mill": texts}) for texts in (mill, {**mill, **changed}))
    one, other = members(before)[ADDRESS], members(after)[ADDRESS]
    assert one.key == other.key
    assert one.body() == other.body()


@pytest.mark.parametrize(
    "records",
    [
        {"initiatives": {"2026/meet": an_initiative(track="people", partners=[{"member": "one"}], title="Other")}},
        {"tracks": {"people": {"number": "4", "title": "Caring for people"}}},
        {"tracks": {"people": {"number": "3", "title": "Caring"}}},
        {"calls": {"cook": a_call(participants=["one"], title="Who bakes?")}},
        {"calls": {"cook": a_call()}},
        {"chains": {"bread": {"name": "Bread", "stages": [{"id": "mill", "name": "Milling"}]}}},
        {"chains": {"bread": {"name": "Bread", "stages": [{"id": "bake", "name": "Mixing"}]}}},
    ],
)
def test_a_page_is_made_again_when_the_programme_around_it_changes(records: dict[str, Any]) -> None:
    known: dict[str, Any] = {
        "tracks": TRACKS,
        "initiatives": {"2026/meet": an_initiative(track="people", partners=[{"member": "one"}])},
        "calls": {"cook": a_call(participants=["one"])},
        "chains": {"bread": {"name": "Bread", "stages": [{"id": "bake", "name": "Baking"}]}},
    }
    one = {"one": a_member(offers=[an_offer(chain="bread", stage="bake")])}
    before, after = (members(enrolled(one, **texts))["members/one/"] for texts in (known, {**known, **records}))
    assert before.key != after.key
    assert before.body() != after.body()


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)> \"'`&amp;"


def test_no_field_can_write_html() -> None:
    texts = {
        **RICH, "name": HOSTILE, "legal_name": HOSTILE, "summary": HOSTILE, "description": HOSTILE,
        "address": {"street": HOSTILE, "municipality": HOSTILE, "country": "CH"}, "legal_form": HOSTILE,
        "contacts": {"role": HOSTILE, "website": "https://a.example/'x"},
        "certifications": [{"name": HOSTILE, "body": HOSTILE}],
        "offers": [an_offer(title=HOSTILE[:80], description=HOSTILE, quantity={"value": "1", "unit": HOSTILE[:40]})],
        "needs": [an_offer(id="n", title=HOSTILE[:80], expires="2026-01-01", outcome=HOSTILE)],
        "verified": {"on": "2026-01-01", "by": HOSTILE},
    }  # fmt: skip
    built = enrolled({"aurora": texts, "mill": a_member(HOSTILE)})
    for page in members(built).values():
        tree = parsed(page.body())
        assert not list(tree.iter("script")), page.address
        assert not [element.tag for element in tree.iter() if any(name.startswith("on") for name in element.attrib)]
        assert {image.get("src") for image in tree.iter("img")} <= {"../../members/logos/aurora.svg"}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("IT", "Italy"),
        ("FR", "France"),
        ("IT-25", "Lombardia"),
        ("IT-BS", "province of Brescia"),
        ("017029", "Brescia (BS)"),
        ("QQ", "QQ"),
    ],
)
def test_areas_are_said(code: str, said: str) -> None:
    assert Places(enrolled({})).area(code) == said


class Bracketed(NullTranslations):
    """A language in which every message stands in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


def outside_brackets(text: str) -> str:
    while (shorter := re.sub(r"⟦[^⟦⟧]*⟧", " ", text)) != text:
        text = shorter
    return " ".join(text.split())


def test_every_word_is_the_record_s_the_vocabularies_or_the_catalogue_s() -> None:
    page = members(replace(rich(), language=Language("en", Bracketed())))[ADDRESS]
    assert outside_brackets(words(page.body())) == (
        "L'Aurora L'Aurora Meals for schools. Brescia (BS) Manufacturing and crafts "
        "Secretariat : +39 (0)30 123-456 : info@aurora.example aurora@pec.example : aurora.example "
        "via Milano 1 25121 Brescia (BS) , Lombardia "
        "Fresh bread At dawn. , From field to table (Baking) A van Flour Done. Old hall "
        "We cook every day. Since 1990. Canteens and contract catering "
        "ATECO 56.22.01 Attività di servizi di catering su base contrattuale "
        "10.71.10 Produzione di pane e prodotti di panetteria simili "
        "Lombardia, and Brescia (BS) 12 1,500 2025 Italian and English 3 February 2001 "
        "ISO 9001 · Auditors ISO 14001 2 Zero hunger 12 Responsible consumption and production "
        "IM Il Mulino IM Il Mulino IM Il Mulino L'Aurora società cooperativa sociale Social co-operative "
        "99901600207 BS-1 A1 Co-operatives with prevalent mutuality Social co-operatives"
    )


def test_the_page_is_italian_where_the_site_is() -> None:
    built = enrolled({"aurora": RICH, "mill": a_member()}, "it")
    said = words(members(built)["associate/aurora/"].body())
    assert "3 febbraio 2001" in said
    assert "1.500" in said
