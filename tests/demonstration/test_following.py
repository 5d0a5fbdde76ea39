"""Every calendar and feed of the demonstration, read back by parsers that share no code with what writes them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.tz import tzical
from lxml import etree

from generator.languages.language import Language
from generator.publishing.following.calendars import Calendars
from generator.publishing.following.feeds import Feeds
from generator.publishing.site import Site
from generator.publishing.templates import environment
from generator.reading.settings import read_settings
from generator.reading.site import read_site

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 25, 11, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"

Dates = dict[str, date]


def site_at(root: Path) -> Site:
    reading, settings = read_site(root), read_settings(root).settings
    return Site(reading.federation, reading.vocabularies, Language.load(settings.language), settings, NOW)


def recorded(site: Site) -> Dates:
    """Return the dates that the records hold, by what an event's identifier begins with; times in UTC."""
    calls = site.federation.calls.items()
    found: Dates = {f"call/{slug}/{one.id}": moment(one.at, one.zone) for slug, call in calls for one in call.deadlines}
    for key, initiative in site.federation.initiatives.items():
        found |= {f"initiative/{key}/{one.id}": one.date for one in initiative.milestones}
    return found


def moment(at: date, zone: str | None = None) -> date:
    if not isinstance(at, datetime):
        return at
    return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone or "Europe/Rome"))).astimezone(UTC)


def read(calendar: bytes) -> Dates:
    """Return a calendar's dates: lines and values as vobject reads them, zones as dateutil reads their changes."""
    # vobject keeps the first zone of a name that it reads for the whole process: other tests shall not get ours.
    text = (
        calendar.decode().replace("\r\n ", "").replace("TZID:", "TZID:read back/").replace("TZID=", "TZID=read back/")
    )
    zones = tzical(StringIO(text.replace("\r\n", "\n")))
    return {
        event.uid.value.rpartition("@")[0]: resolved(event.dtstart, zones)
        for event in vobject.readOne(text).contents.get("vevent", [])
    }


def resolved(start: Any, zones: Any) -> date:
    value: date = start.value
    names = start.params.get("X-VOBJ-ORIGINAL-TZID")
    if names and isinstance(value, datetime):
        return value.replace(tzinfo=zones.get(names[0])).astimezone(UTC)
    return moment(value)


def calendars(site: Site) -> Iterator[tuple[str, Dates]]:
    for path, making in Calendars(site.channels).makings():
        yield path, read(making.make())


@pytest.fixture(scope="module")
def site() -> Site:
    return site_at(ROOT)


def test_the_calendar_of_everything_holds_the_dates_of_the_records_and_no_others(site: Site) -> None:
    assert_equal(site)


def assert_equal(site: Site) -> None:
    read_back = dict(calendars(site))
    everything = read_back.pop(f"{site.addresses.calendars}/{site.addresses.everything}.ics")
    assert everything == recorded(site)
    wrong = {path: events for path, events in read_back.items() if not events.items() <= everything.items()}
    assert not wrong


def test_a_feed_says_the_same_as_atom_and_as_json(site: Site) -> None:
    forms: dict[str, dict[str, bytes]] = defaultdict(dict)
    for path, making in Feeds(site.channels, environment(site)).makings():
        name, _, ending = path.rpartition(".")
        forms[name][ending] = making.make()
    assert len(forms) > 20
    for name, both in forms.items():
        atom = etree.fromstring(both["xml"])
        entries = [
            (entry.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}updated"))
            for entry in atom.iter(f"{ATOM}entry")
        ]
        items = [(item["id"], item["title"], item["date_modified"]) for item in json.loads(both["json"])["items"]]
        assert entries == items, name
