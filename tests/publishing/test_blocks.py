"""The live blocks of hand-written pages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.publishing.blocks import blocks
from generator.publishing.members.roll import Roll
from generator.publishing.site import Site
from tests.publishing.collaborated import carriers
from tests.publishing.followed import followed
from tests.publishing.woven import (
    VOCABULARIES,
    a_call,
    a_member,
    an_initiative,
    an_offer,
    parsed,
    templates_of,
    words,
    woven,
)

NAMES = {
    "search", "search-field", "numbers", "closing-calls", "open-calls", "tracks", "newest-members", "open-needs",
    "open-offers", "programme", "exchange-board", "newest-matches", "reciprocal-pairs", "unmet-members",
    "following", "newsletter",
}  # fmt: skip
SERVICE = next(iter(VOCABULARIES.services.values()))
GROUP = VOCABULARIES.service_groups[SERVICE.group].labels["en"]


def until(day: str, **more: Any) -> dict[str, Any]:
    return a_call(deadlines=[{"id": "end", "at": day}], **more)


RECORDS: dict[str, Any] = {
    "issues": {"november": {"date": "2026-11-20", "since": "2026-10-20"}},
    "members": {
        "aurora": a_member(
            services=[SERVICE.code],
            member_since="2020-01-01",
            offers=[an_offer(service=SERVICE.code), an_offer(id="past", title="Old bread", expires="2026-11-21")],
            needs=[an_offer(id="flour", title="Flour", status="in_talks")],
            address={"municipality": "017029"},
        ),
        "brace": a_member(
            "Brace", member_since="2026-05-01", needs=[an_offer(id="sold", title="Sold", status="concluded")]
        ),
        "gone": a_member("Gone", status="ceased", member_since="2026-06-01", offers=[an_offer(title="Nothing")]),
        "next": a_member("Next", member_since="2027-01-01"),
        "undated": a_member("Undated"),
    },
    "calls": {
        "soon": until("2026-11-24", title="Soon"),
        "tender-soon": until("2026-11-23", title="Tender soon", kind="external_tender"),
        "later": until("2027-02-01", title="Later"),
        "upcoming": until("2027-03-01", title="Upcoming", published="2026-12-01"),
        "over": until("2026-10-01", title="Over"),
    },
    "initiatives": {
        "2023/meet": an_initiative(title="The first", status="running"),
        "2026/meet": an_initiative(
            status="running",
            milestones=[
                {"id": "b", "title": "Second step", "date": "2027-02-01"},
                {"id": "a", "title": "First step", "date": "2026-12-01"},
                {"id": "done", "title": "Done step", "date": "2026-11-30", "done_on": "2026-11-01"},
            ],
        ),
        "2026/planned": an_initiative(
            title="Planned one", milestones=[{"id": "a", "title": "Nearer", "date": "2026-11-25"}]
        ),
        "2027/meet": an_initiative(title="Of next year", status="running"),
    },
}


def block(name: str, site: Site, root: str = "") -> str:
    html = blocks(Roll(site), templates_of(site))[name](root)
    parsed(html)
    return html


def test_these_are_all_the_blocks_that_there_are() -> None:
    assert set(blocks(Roll(woven()), templates_of(woven()))) == NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_each_block_links_from_where_it_stands(name: str) -> None:
    records = {**RECORDS, "members": {**RECORDS["members"], **carriers()}}
    html = block(name, followed(**records), "../../")
    links = re.findall(r'(?:href|action|src)="([^"]*)"', html)
    assert links
    assert all(link.startswith(("../../", "#", "webcal:")) for link in links)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("search", "The directory is still empty"),
        ("numbers", "members 0 open offers and needs 0 open calls 0 on 22 November 2026"),
        ("closing-calls", "No call is open"),
        ("open-calls", "No call is open"),
        ("tracks", "No tracks yet"),
        ("newest-members", "No members yet"),
        ("open-needs", "Nobody seeks anything at the moment"),
        ("open-offers", "Nobody offers anything at the moment"),
        ("programme", "No programme yet"),
        ("exchange-board", "The board is empty"),
        ("newest-matches", "Nothing fits together yet"),
        ("reciprocal-pairs", "No two members have what the other seeks, for now"),
        ("unmet-members", "Everybody has met somebody"),
        ("newsletter", "No issue yet"),
    ],
)
def test_without_records_each_block_says_so(name: str, said: str) -> None:
    assert said in words(block(name, woven(tracks={})))


def test_the_numbers_count_what_stands_on_the_day() -> None:
    assert words(block("numbers", woven(**RECORDS))) == (
        "members 4 open offers and needs 2 open calls 3 on 22 November 2026"
    )


def test_the_search_s_field_leads_to_the_directory_until_its_script_runs() -> None:
    (form,) = parsed(block("search-field", woven(), "../")).iter("form")
    assert form.get("action") == "../members/"
    assert [field.get("name") for field in form.iter("input")] == ["q"]


def test_a_site_without_search_has_no_field_for_it() -> None:
    site = woven()
    without = replace(site, settings=replace(site.settings, search=False))
    assert words(block("search-field", without)) == ""


def titles(html: str) -> list[str]:
    return re.findall(r'class="tile__link" href="[^"]*">([^<]*)<', html)


def test_calls_that_close_come_first_and_own_ones_before_those_from_outside() -> None:
    assert titles(block("closing-calls", woven(**RECORDS))) == ["Soon", "Tender soon", "Later", "Upcoming"]


def test_at_most_four_calls_stand_on_the_home_page() -> None:
    calls = {f"call-{number}": until("2027-02-01", title=f"Call {number}") for number in range(9)}
    assert len(titles(block("closing-calls", woven(calls=calls)))) == 4
    assert len(titles(block("open-calls", woven(calls=calls)))) == 9


def test_open_calls_come_by_their_closing() -> None:
    assert titles(block("open-calls", woven(**RECORDS))) == ["Tender soon", "Soon", "Later", "Upcoming"]


def test_tracks_tell_what_moves_in_the_latest_year_that_has_begun() -> None:
    said = words(block("tracks", woven(**RECORDS)))
    assert "Under way: Collaborate" in said
    assert "Next milestone: First step, 1 December 2026" in said
    assert "The first" not in said
    assert "Of next year" not in said
    assert "Nearer" not in said


def test_before_the_first_year_begins_the_programme_is_the_first_one() -> None:
    built = woven("2022-11-22T10:00+01:00", **RECORDS)
    assert "2023" in words(block("programme", built))


def test_the_programme_tells_the_current_year() -> None:
    said = words(block("programme", woven(**RECORDS)))
    assert "2026 2 initiatives: 1 planned, 1 under way" in said
    assert "1 of 4 milestones" in said


def test_the_newest_members_are_those_who_have_joined_and_are_still_there() -> None:
    assert titles(block("newest-members", woven(**RECORDS))) == ["Brace", "Aurora"]
    many = {f"m{number}": a_member(f"M{number}", member_since=f"2026-0{number}-01") for number in range(1, 9)}
    assert titles(block("newest-members", woven(members=many))) == ["M8", "M7", "M6", "M5", "M4", "M3"]


def test_offers_stand_by_group_and_lead_to_their_place_on_the_members_page() -> None:
    html = block("open-offers", woven(**RECORDS))
    assert f"{GROUP} 1 Fresh bread Aurora · until 1 March 2027" in words(html)
    assert 'href="members/aurora/#offer-bread"' in html
    assert "Old bread" not in html
    assert "Nothing" not in html


def test_needs_without_a_service_stand_last_and_say_when_they_are_in_talks() -> None:
    html = block("open-needs", woven(**RECORDS))
    assert words(html) == "Other 1 Flour Aurora · until 1 March 2027 · In talks"
    assert 'href="members/aurora/#need-flour"' in html


def test_the_ways_lead_into_the_directory_with_counts() -> None:
    html = block("search", woven(**RECORDS))
    assert "Lombardia 1" in words(html)
    assert 'href="members/region/lombardia/"' in html
    assert 'href="members/service/"' in html
    assert "By service 1" in words(html)
    assert "By region or country 2" in words(html)


def test_the_first_of_many_needs_are_seen_at_once_and_the_others_unfold() -> None:
    needs = [an_offer(id=f"n{number}", title=f"Need {number}") for number in range(6)]
    html = block("open-needs", woven(members={"aurora": a_member(needs=needs)}))
    assert [html.count(f"Need {number}") for number in range(6)] == [1] * 6
    open_at_once, _, folded = html.partition("<details")
    assert (open_at_once.count("#need-"), folded.count("#need-")) == (4, 2)
    assert "<summary>2 more<" in folded


def test_a_text_is_never_markup() -> None:
    hostile = "<script>alert(1)</script>"
    built = woven(
        members={
            "m": a_member(
                hostile,
                member_since="2026-01-01",
                offers=[an_offer(title=hostile)],
                needs=[an_offer(id="n", title=hostile)],
            )
        },
        calls={"c": a_call(title=hostile, theme=hostile, issuer=hostile)},
        tracks={"t": {"number": "1", "title": hostile, "question": hostile}},
        initiatives={
            "2026/i": an_initiative(
                title=hostile,
                track="t",
                status="running",
                milestones=[{"id": "m", "title": hostile, "date": "2026-12-01"}],
            )
        },
    )
    for name in NAMES:
        assert "<script>" not in block(name, built)


def test_the_documentation_names_every_block() -> None:
    told = (Path(__file__).parents[2] / "docs" / "blocks.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`\{\{ ([\w-]+) \}\}`", told)) == NAMES
