"""Feeds: valid by the schema of RFC 4287 and the rules of JSON Feed, with identifiers and times that last."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import html5lib
import pytest
import rnc2rng
from lxml import etree

from generator.publishing.following.entries import absolute
from generator.publishing.following.feeds import NEWEST
from generator.publishing.site import Site
from tests.publishing.followed import HOME, feeds, followed, remembered
from tests.publishing.woven import VOCABULARIES, a_call, a_member, an_initiative, an_offer

ATOM = "{http://www.w3.org/2005/Atom}"
TAG = "tag:seven.example,2026:"
TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
BRESCIA, MILANO = "017029", "015146"

RICH: dict[str, Any] = {
    "members": {
        "aurora": a_member(
            address={"municipality": BRESCIA},
            member_since="2026-03-01",
            summary="Care & company <for> everyone.",
            description="We **care**. [More](/about/) and <script>alert(1)</script>",
            contacts={"website": "https://aurora.example/?a=1&b=2"},
            offers=[an_offer(description="Baked *today*.", **{"from": "2026-06-01"})],
            needs=[an_offer(id="flour", title="Flour & salt", **{"from": "2026-07-01"})],
        ),
        "meda": a_member("Meda", address={"municipality": MILANO}, member_since="2026-04-01"),
        "gone": a_member("Gone", status="ceased", member_since="2026-05-01", offers=[an_offer()]),
    },
    "calls": {
        "one": a_call(
            title="Who cooks & <eats>?",
            theme="Food",
            track="connections",
            issuer="Seven Rivers & Co.",
            url="https://foundation.example/?a=1&b=2",
            summary="Kitchens for schools.",
            description="Line one\n\n<b onclick='x'>bold</b> ]]> &amp; done",
            criteria={"area": ["IT-BS"]},
            seeks=[{"service": next(iter(VOCABULARIES.services)), "number": "2"}],
            how_to_join="1. Write to us.",
            participants=["aurora"],
            initiative="2026/meet",
            published="2026-02-01",
        ),
        "two": a_call(title="For all", theme="food", published="2026-01-01", deadlines=[]),
        "three": a_call(
            title="Withdrawn", published="2026-01-02", cancelled={"on": "2026-01-20"}, outcome="It *rained*."
        ),
    },
    "initiatives": {
        "2026/meet": an_initiative(
            announced="2026-01-15",
            description="A story.",
            period={"from": "2026-02-01", "to": "2026-12-31"},
            milestones=[
                {"id": "a", "date": "2026-03-01", "title": "First", "done_on": "2026-03-02"},
                {"id": "b", "date": "2026-12-01", "title": "Second"},
            ],
            results=[{"indicator": "Members met", "value": "12", "date": "2026-03-03"}],
        )
    },
}


@pytest.fixture(scope="module")
def rich() -> Site:
    return followed(**RICH)


@cache
def schema() -> Any:
    text = rnc2rng.dumps(rnc2rng.load(str(Path(__file__).with_name("atom.rnc"))))
    # A name for no namespace is right in the compact syntax and wrong in XML; nothing in the schema uses it any more.
    return etree.RelaxNG(etree.fromstring(text.replace(' xmlns:local=""', "").encode()))


def atom(site: Site, path: str) -> Any:
    """Return a feed's tree, proven to be valid."""
    tree = etree.fromstring(feeds(site)[path].make())
    schema().assertValid(tree)
    assert tree.find(f"{ATOM}author") is not None
    for entry in tree.iter(f"{ATOM}entry"):
        assert entry.find(f"{ATOM}link[@rel='alternate']") is not None
        assert entry.find(f"{ATOM}content").get("type") == "html"
    return tree


def told(site: Site, path: str) -> dict[str, Any]:
    """Return a feed's entries by identifier, in their order."""
    tree = atom(site, path)
    return {entry.findtext(f"{ATOM}id").removeprefix(TAG): entry for entry in tree.iter(f"{ATOM}entry")}


def content(entry: Any) -> str:
    return str(entry.findtext(f"{ATOM}content"))


def test_every_atom_feed_is_valid_and_no_two_have_one_identifier(rich: Site) -> None:
    paths = [path for path in feeds(rich) if path.endswith(".xml")]
    identifiers = {atom(rich, path).findtext(f"{ATOM}id") for path in paths}
    assert len(identifiers) == len(paths)
    for path in paths:
        assert atom(rich, path).find(f"{ATOM}link[@rel='self']").get("href") == HOME + path


def test_what_is_not_atom_is_refused_by_the_schema() -> None:
    assert not schema().validate(etree.fromstring(f'<feed xmlns="{ATOM[1:-1]}"><id>x</id><title>y</title></feed>'))


def test_every_json_feed_keeps_the_rules_of_version_1_1(rich: Site) -> None:
    """https://www.jsonfeed.org/version/1.1/."""
    for path, making in feeds(rich).items():
        if path.endswith(".json"):
            found = json.loads(making.make())
            assert found["version"] == "https://jsonfeed.org/version/1.1"
            assert found["title"]
            assert found["feed_url"] == HOME + path
            assert found["home_page_url"].startswith(HOME)
            identifiers = [item["id"] for item in found["items"]]
            assert len(set(identifiers)) == len(identifiers)
            for item in found["items"]:
                assert item["content_html"]
                assert item["url"].startswith(HOME)
                assert TIME.fullmatch(item["date_published"])
                assert TIME.fullmatch(item["date_modified"])
                assert all(isinstance(tag, str) and tag for tag in item["tags"])
                assert all(author["name"] for author in item.get("authors", []))


def test_both_forms_tell_the_same(rich: Site) -> None:
    for path, making in feeds(rich).items():
        if path.endswith(".json"):
            items = {item["id"].removeprefix(TAG): item for item in json.loads(making.make())["items"]}
            entries = told(rich, path.replace(".json", ".xml"))
            assert list(items) == list(entries)
            for name, entry in entries.items():
                assert items[name]["title"] == entry.findtext(f"{ATOM}title")
                assert items[name]["content_html"] == content(entry)
                assert items[name]["date_modified"] == entry.findtext(f"{ATOM}updated")
                assert items[name]["date_published"] == entry.findtext(f"{ATOM}published")


CALLS = {"call/one", "call/two", "call/three"}
MEET = "initiative/2026/meet"
EXCHANGES = {"member/aurora/offers/bread", "member/aurora/needs/flour"}
JOINED = {"member/aurora", "member/meda"}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("feeds/all.xml", {*CALLS, MEET, *JOINED, *EXCHANGES}),
        ("feeds/members.xml", JOINED),
        ("feeds/offers-and-needs.xml", EXCHANGES),
        ("feeds/tracks/connections.xml", {"call/one", MEET}),
        ("feeds/tracks/people.xml", set()),
        ("feeds/theme/food.xml", {"call/one", "call/two"}),
        ("feeds/province/brescia.xml", {*CALLS, "member/aurora", *EXCHANGES}),
        ("feeds/province/milano.xml", {"call/two", "call/three", "member/meda"}),
    ],
)
def test_each_feed_holds_its_own_news(rich: Site, path: str, expected: set[str]) -> None:
    assert set(told(rich, path)) == expected


def test_there_is_a_feed_for_each_of_these_and_no_other(rich: Site) -> None:
    stems = {"all", "members", "offers-and-needs", "tracks/connections", "tracks/people", "theme/food"}
    stems |= {"province/brescia", "province/milano"}
    assert set(feeds(rich)) == {f"feeds/{stem}.{form}" for stem in stems for form in ("xml", "json")}


def test_the_newest_stands_first(rich: Site) -> None:
    assert list(told(rich, "feeds/members.xml")) == ["member/meda", "member/aurora"]
    assert list(told(rich, "feeds/offers-and-needs.xml")) == ["member/aurora/needs/flour", "member/aurora/offers/bread"]
    assert list(told(rich, "feeds/theme/food.xml")) == ["call/one", "call/two"]


def test_a_feed_holds_so_many_entries_and_no_more() -> None:
    members = {
        f"m{number:02}": a_member(f"M{number}", member_since=f"2026-01-{number:02}", address={"municipality": BRESCIA})
        for number in range(1, 32)
    }
    built = followed(members=members)
    newest = [f"member/m{number:02}" for number in range(31, 31 - NEWEST, -1)]
    for path in ("feeds/members.xml", "feeds/all.xml", "feeds/province/brescia.xml"):
        assert list(told(built, path)) == newest


def test_the_whole_text_is_there_with_links_that_lead_home_and_nothing_that_runs(rich: Site) -> None:
    found = told(rich, "feeds/all.xml")
    call, member = content(found["call/one"]), content(found["member/aurora"])
    for text in (
        "Kitchens for schools.",
        "Submission until: Monday, 30 November 2026 at 12:00",
        "bold",
        "Where: province of Brescia",
        "<li>Write to us.</li>",
        f'<a href="{HOME}members/aurora/">Aurora</a>',
        f'<a href="{HOME}programme/2026/meet/">Collaborate</a>',
        'href="https://foundation.example/?a=1&amp;b=2"',
    ):
        assert text in call
    assert f'<a href="{HOME}about/">' in member
    assert "Care &amp; company &lt;for&gt; everyone." in member
    for entry in found.values():
        html5lib.HTMLParser(strict=True).parseFragment(content(entry))
        assert "<script" not in content(entry)
        assert "onclick" not in content(entry)
        assert not re.search(r'(href|src)="(?!https?:|mailto:|tel:)', content(entry))


def test_an_entry_tells_what_became_of_a_call_and_an_initiative(rich: Site) -> None:
    found = told(rich, "feeds/all.xml")
    assert "Withdrawn on 20 January 2026." in content(found["call/three"])
    assert "<em>rained</em>" in content(found["call/three"])
    assert "Always open" in content(found["call/two"])
    for text in ("A story.", "First: done on 2 March 2026", "Second: planned for 1 December 2026", "Members met: 12"):
        assert text in content(found[MEET])


def test_who_issues_a_call_is_its_author_and_its_page_there_is_linked(rich: Site) -> None:
    entry = told(rich, "feeds/all.xml")["call/one"]
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Seven Rivers & Co."
    assert entry.find(f"{ATOM}link[@rel='related']").get("href") == "https://foundation.example/?a=1&b=2"
    assert [one.get("term") for one in entry.iter(f"{ATOM}category")] == [
        "Call to action",
        "Food",
        "Weaving connections",
    ]


FIRST, SECOND = 1_780_000_000, 1_790_000_000
MEMBER = "name: Aurora\noffers: [{id: bread, title: Bread}]\nneeds: [{id: flour, title: Flour}]\n"


def stamp(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def times(site: Site) -> dict[str, tuple[str, str]]:
    found = told(site, "feeds/all.xml")
    return {name: (one.findtext(f"{ATOM}published"), one.findtext(f"{ATOM}updated")) for name, one in found.items()}


def test_entries_are_dated_by_the_history_and_offers_by_their_own_part_of_it() -> None:
    later = MEMBER.replace("title: Flour", "title: White flour")
    history = remembered(
        members__aurora=[(FIRST, "", MEMBER), (SECOND, MEMBER, later)], calls__one=[(FIRST, "", "title: x\n")]
    )
    found = times(followed(history, **RICH))
    assert found["member/aurora"] == ("2026-03-01T00:00:00Z", stamp(SECOND))
    assert found["member/aurora/offers/bread"] == (stamp(FIRST), stamp(FIRST))
    assert found["member/aurora/needs/flour"] == (stamp(FIRST), stamp(SECOND))
    assert found["call/one"] == ("2026-02-01T00:00:00Z", stamp(FIRST))


def test_a_day_that_is_still_to_come_is_not_told_as_past() -> None:
    history = remembered(members__aurora=[(FIRST, "", MEMBER)])
    built = followed(history, members={"aurora": a_member(member_since="2099-01-01")})
    assert times(built)["member/aurora"] == (stamp(FIRST), stamp(FIRST))


def test_without_history_the_records_own_dates_stand(rich: Site) -> None:
    found = times(rich)
    assert found["call/three"] == ("2026-01-02T00:00:00Z", "2026-01-20T00:00:00Z")
    assert found[MEET] == ("2026-01-15T00:00:00Z", "2026-03-03T00:00:00Z")
    assert found["member/meda"] == ("2026-04-01T00:00:00Z", "2026-04-01T00:00:00Z")
    assert found["member/aurora/offers/bread"] == ("2026-06-01T00:00:00Z", "2026-06-01T00:00:00Z")


def test_a_record_without_any_date_and_an_empty_feed_are_valid_too() -> None:
    built = followed(members={"bare": a_member()})
    assert times(built) == {"member/bare": ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z")}
    assert atom(followed(), "feeds/all.xml").findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


def test_a_record_that_was_renamed_keeps_its_identifier() -> None:
    built = followed(
        members={"new": a_member(former_slugs=["old"], offers=[an_offer()])},
        calls={"new": a_call(former_slugs=["old"])},
        initiatives={"2026/new": an_initiative(former_slugs=["old"])},
    )
    assert set(told(built, "feeds/all.xml")) == {
        "member/old",
        "member/old/offers/bread",
        "call/old",
        "initiative/2026/old",
    }


def test_two_builds_on_different_days_are_the_same_bytes() -> None:
    earlier, later = (followed(now=now, **RICH) for now in ("2026-11-22T10:00+01:00", "2027-11-22T10:00+01:00"))
    assert {path: one.make() for path, one in feeds(earlier).items()} == {
        path: one.make() for path, one in feeds(later).items()
    }


def test_the_key_of_a_feed_changes_with_its_entries_and_with_no_other(rich: Site) -> None:
    members = {**RICH["members"], "meda": a_member("Meda", address={"municipality": MILANO}, member_since="2026-04-02")}
    after = feeds(followed(**{**RICH, "members": members}))
    changed = {path for path, making in feeds(rich).items() if after[path].key != making.key}
    assert changed == {
        f"feeds/{stem}.{form}" for stem in ("all", "members", "province/milano") for form in ("xml", "json")
    }


def test_what_an_entry_shows_of_other_records_is_in_its_key() -> None:
    def key(path: str, **more: Any) -> bytes:
        chain = {"name": "Bread", "stages": [{"id": "bake", "name": "Baking"}]}
        member = a_member(offers=[an_offer(chain="bread", stage="bake")])
        records: dict[str, Any] = {
            "members": {"aurora": member},
            "chains": {"bread": chain},
            "initiatives": {"2026/meet": an_initiative()},
            "calls": {"one": a_call(initiative="2026/meet", participants=["aurora"])},
        }
        return feeds(followed(**{**records, **more}))[path].key

    exchanges, track = "feeds/offers-and-needs.xml", "feeds/tracks/connections.xml"
    other_chain = {"bread": {"name": "Loaves", "stages": [{"id": "bake", "name": "Baking"}]}}
    tracks = {"connections": {"number": "5", "title": "Weaving connections"}}
    assert key(exchanges) != key(exchanges, chains=other_chain)
    assert key(track) != key(track, tracks=tracks)
    assert key(track) != key(track, initiatives={"2026/meet": an_initiative(title="Met")})
    assert key(track) != key(track, members={"aurora": a_member("Borea")})


def test_a_site_without_address_has_no_feeds() -> None:
    assert feeds(followed(url="", **RICH)) == {}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/about/", "https://seven.example/about/"),
        ("other/", "https://seven.example/rivers/calls/one/other/"),
        ("#part", "https://seven.example/rivers/calls/one/#part"),
        ("//else.example/x", "https://else.example/x"),
        ("https://else.example/x", "https://else.example/x"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("//[", f"{HOME}calls/one/"),
    ],
)
def test_links_lead_where_they_led_from_the_page(address: str, expected: str) -> None:
    assert absolute(f'<a href="{address}">x</a>', f"{HOME}calls/one/") == f'<a href="{expected}">x</a>'
