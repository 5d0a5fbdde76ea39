"""How readers and browsers find what can be followed."""

from __future__ import annotations

import re
from typing import Any

import pytest

from generator.publishing.blocks import blocks
from generator.publishing.following.links import alternates, webcal
from generator.publishing.members import directory, member
from generator.publishing.members.roll import Roll
from generator.publishing.site import Site
from tests.publishing.followed import followed
from tests.publishing.test_calendars import SCATTERED
from tests.publishing.woven import page, parsed, templates_of, words


@pytest.fixture(scope="module")
def site() -> Site:
    return followed(**SCATTERED)


def picker(built: Site) -> str:
    html = blocks(Roll(built), templates_of(built))["following"]("../")
    parsed(html)
    return html


def test_the_picker_lists_every_address_without_scripts(site: Site) -> None:
    html = picker(site)
    links = set(re.findall(r'href="([^"]*)"', html))
    for channel in site.channels.all:
        assert {f"../{path}" for path in channel.paths} <= links
        if channel.calendar:
            assert f"webcal://seven.example/rivers/{channel.calendar}" in links
    assert html.index("data-follow-form hidden") < html.index("data-follow-list")


def test_without_an_address_of_the_site_the_picker_says_what_is_missing() -> None:
    assert "Nothing to subscribe to yet" in words(picker(followed(url="", **SCATTERED)))


@pytest.mark.parametrize(
    ("address", "paths"),
    [
        ("tracks/connections/", ["feeds/tracks/connections.xml", "calendars/tracks/connections.ics"]),
        ("programme/2026/meet/", ["calendars/programme/2026/meet.ics"]),
        ("calls/", ["calendars/all.ics", "feeds/all.xml"]),
    ],
)
def test_a_page_leads_to_what_can_be_followed_of_it(site: Site, address: str, paths: list[str]) -> None:
    found = page(site, address)
    root = "../" * address.count("/")
    for path in paths:
        assert f'href="{root}{path}"' in found.body()
        assert address == "calls/" or f'href="{root}{path}"' in (found.head() if found.head else "")


def test_an_initiative_without_dates_has_nothing_to_follow(site: Site) -> None:
    found = page(site, "programme/2026/bare/")
    assert "following" not in found.body()
    assert found.head is not None
    assert found.head() == ""


def test_a_member_that_calls_address_leads_to_its_calendar_and_another_does_not(site: Site) -> None:
    pages = {one.address: one for one in member.pages(site, templates_of(site))}
    path = "../../calendars/members/brixia.ics"
    brixia, adrift = pages["members/brixia/"], pages["members/adrift/"]
    assert brixia.head is not None
    assert adrift.head is not None
    assert f'type="text/calendar" title="Calls for Brixia" href="{path}"' in brixia.head()
    assert f'href="{path}"' in brixia.body()
    assert ".ics" not in adrift.head() + adrift.body()


def test_a_members_page_is_made_anew_when_the_first_call_addresses_it() -> None:
    def key(**records: Any) -> bytes:
        built = followed(**records)
        return next(one.key for one in member.pages(built, templates_of(built)) if one.address == "members/brixia/")

    members = {"members": SCATTERED["members"]}
    assert key(**members) != key(**members, calls={"lombardy": SCATTERED["calls"]["lombardy"]})


def test_the_list_of_a_province_leads_to_its_feed_and_calendar(site: Site) -> None:
    pages = {one.address: one for one in directory.pages(Roll(site), templates_of(site))}
    brescia, region = pages["members/province/brescia/"], pages["members/region/lombardia/"]
    assert brescia.head is not None
    assert 'href="../../../feeds/province/brescia.json"' in brescia.head()
    assert 'href="../../../calendars/province/brescia.ics"' in brescia.body()
    assert region.head is not None
    assert region.head() == ""


def test_titles_cannot_leave_the_head(site: Site) -> None:
    channel = site.channels.of("all")
    assert channel is not None
    assert alternates(channel._replace(label='"><script>'), "../").count("&#34;&gt;&lt;script&gt;") == 3
    assert alternates(None, "") == ""


def test_webcal_is_the_same_address_under_another_name() -> None:
    assert webcal("a.ics", "https://f.example/x/") == "webcal://f.example/x/a.ics"
    assert webcal("a.ics", "http://127.0.0.1:8000/") == "webcal://127.0.0.1:8000/a.ics"
