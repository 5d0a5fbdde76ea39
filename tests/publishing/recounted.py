"""Figures counted a second time, plainly, from the YAML files of a federation: what the page has to say.

Nothing here calls what counts for the page. Labels come from the vocabularies, and who matches whom, or stands in a
stage of a chain, from `generator.matching`, which has tests of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from generator.languages.language import Language
from generator.matching.chains import filled_chains
from generator.matching.matches import matches
from generator.records.federation import Federation
from generator.search.analysis import Analysis
from generator.vocabularies import Vocabularies
from generator.vocabularies.activities import packaged

VOCABULARIES = Vocabularies.load()
ROME = ZoneInfo("Europe/Rome")
CALLS = ("closing", "open", "upcoming", "closed", "cancelled")
INITIATIVES = ("concluded", "running", "planned", "dropped")
COURSE = ("open", "in_talks", "concluded", "expired")
Record = dict[str, Any]
Columns = dict[str, list[int]]


@dataclass(frozen=True)
class Recount:
    """All numbers, by the names that readers see."""

    members: int
    ceased: int
    statuses: Mapping[str, int]
    sectors: Mapping[str, int]
    kinds: Mapping[str, int]
    regions: Mapping[str, int]
    provinces: Mapping[str, Mapping[str, int]]
    joined: Mapping[int, int]
    course: Mapping[str, Mapping[str, int]]
    groups: Columns
    exchange_kinds: Columns
    exchange_regions: Columns
    exchange_provinces: Mapping[str, Columns]
    matches: int
    met: Mapping[str, int]
    pairs: int
    contacts: list[int]
    chains: Mapping[str, list[int]]
    calls: Mapping[int, list[int]]
    initiatives: Mapping[int, list[int]]
    freshness: list[int]
    latest: date | None


def records(root: Path, folder: str) -> dict[str, Record]:
    """Return the records of a folder by slug, as trees of texts."""
    return {
        path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - reads texts only
        for path in sorted((root / folder).glob("*.yml"))
    }


def recounted(root: Path, federation: Federation, language: Language, now: datetime) -> Recount:
    """Count what stands in the files below `root`; `federation` holds the same records, for the matching alone."""
    everyone, today = records(root, "members"), now.astimezone(ROME).date()
    members = {slug: one for slug, one in everyone.items() if one.get("status", "active") != "ceased"}
    say = language.gettext
    provinces: dict[str, Counter[str]] = defaultdict(Counter)
    for one in members.values():
        if province := province_of(one):
            provinces[region_of(one, say, language.code)][province] += 1
    years = [date.fromisoformat(one["member_since"]) for one in members.values() if "member_since" in one]
    traded = [
        (one, side, exchange, course_of(exchange, today))
        for one in members.values()
        for side in ("offers", "needs")
        for exchange in one.get(side, ())
    ]
    course = {
        side: {state: sum(found == (side, state) for found in ((s, c) for _, s, _, c in traded)) for state in COURSE}
        for side in ("offers", "needs")
    }
    exchange_provinces: dict[str, Columns] = defaultdict(dict)
    counted = [(one, side, exchange, state) for one, side, exchange, state in traded if state != "expired"]
    for one, side, _, state in counted:
        if province := province_of(one):
            into(exchange_provinces[region_of(one, say, language.code)], province, side, state)
    found = matches(federation, VOCABULARIES, Analysis(language.code), today).all
    matched = {slug for match in found for slug in (match.offer[0], match.need[0])} & members.keys()
    tied = tied_ones(everyone, root) & members.keys() - matched
    verified = [date.fromisoformat(one["verified"]["on"]) for one in members.values() if "verified" in one]
    fresh = sum(day >= a_year_before(today) for day in verified)
    return Recount(
        members=len(members),
        ceased=len(everyone) - len(members),
        statuses=Counter(one.get("status", "active") for one in members.values()),
        sectors=Counter(sector_of(one, say, language.code) for one in members.values()),
        kinds=Counter(kind_of(one, say, language.code) for one in members.values()),
        regions=Counter(region_of(one, say, language.code) for one in members.values()),
        provinces=provinces,
        joined=Counter(day.year for day in years if day <= today),
        course=course,
        groups=columns(counted, lambda _, exchange: group_of(exchange, say, language.code)),
        exchange_kinds=columns(counted, lambda _, exchange: exchange["kind"]),
        exchange_regions=columns(counted, lambda one, _: region_of(one, say, language.code)),
        exchange_provinces=exchange_provinces,
        matches=len(found),
        met={"offers": len({match.offer for match in found}), "needs": len({match.need for match in found})},
        pairs=len(both_ways({(match.offer[0], match.need[0]) for match in found})),
        contacts=[len(matched), len(tied), len(members.keys() - matched - tied)],
        chains=chains(root, federation, today),
        calls=by_year((int(call["published"][:4]), state_of(call, now)) for call in records(root, "calls").values()).of(
            CALLS
        ),
        initiatives=by_year(
            (int(folder.name), one.get("status", "planned"))
            for folder in (root / "content/programme").glob("[0-9][0-9][0-9][0-9]")
            for one in records(root, f"content/programme/{folder.name}").values()
        ).of(INITIATIVES),
        freshness=[fresh, len(verified) - fresh, len(members) - len(verified)],
        latest=max(verified, default=None),
    )


def both_ways(ways: set[tuple[str, str]]) -> set[frozenset[str]]:
    """Return the pairs of members of whom each gives to the other."""
    return {frozenset(way) for way in ways if way[::-1] in ways}


class by_year:  # noqa: N801 - reads as a function
    """Years with how often each state occurs in them."""

    def __init__(self, pairs: Iterable[tuple[int, str]]) -> None:
        self.pairs = Counter(pairs)

    def of(self, states: Iterable[str]) -> dict[int, list[int]]:
        """Return the numbers of the states, in their order."""
        return {year: [self.pairs[year, state] for state in states] for year in {year for year, _ in self.pairs}}


def columns(counted: Iterable[Any], name: Callable[[Record, Record], str]) -> Columns:
    """Return offers, needs and concluded ones by name."""
    found: Columns = {}
    for one, side, exchange, state in counted:
        into(found, name(one, exchange), side, state)
    return found


def into(found: Columns, name: str, side: str, state: str) -> None:
    found.setdefault(name, [0, 0, 0])[2 if state == "concluded" else 0 if side == "offers" else 1] += 1


def course_of(exchange: Record, today: date) -> str:
    state = str(exchange.get("status", "open"))
    return "expired" if state != "concluded" and date.fromisoformat(exchange["expires"]) < today else state


def group_of(exchange: Record, say: Callable[[str], str], language: str) -> str:
    service = VOCABULARIES.services.get(exchange.get("service", ""))
    return VOCABULARIES.service_groups[service.group].labels.get(language) if service else say("No service stated")


def region_of(one: Record, say: Callable[[str], str], language: str) -> str:
    address = one.get("address", {})
    if address.get("country", "IT") != "IT":
        return VOCABULARIES.countries[address["country"]].labels.get(language)
    place = VOCABULARIES.municipalities.get(address.get("municipality", ""))
    return VOCABULARIES.regions[place.region].name if place else say("No place stated")


def province_of(one: Record) -> str | None:
    address = one.get("address", {})
    place = VOCABULARIES.municipalities.get(address.get("municipality", ""))
    return VOCABULARIES.provinces[place.province].name if place and address.get("country", "IT") == "IT" else None


def main_activity(one: Record) -> str:
    codes = [activity["ateco"] for activity in one.get("activities", ())]
    main = [activity["ateco"] for activity in one.get("activities", ()) if activity.get("main") == "true"]
    return str([*main, *codes, ""][0])


@cache
def sections() -> dict[str, str]:
    """Return the section of each code of ATECO 2025: of its parent, and so on upwards."""
    found: dict[str, str] = {}
    for node in packaged("2025", "nodes.json")["nodes"]:
        found[node["code"]] = found.get(node["parent"] or "", node["code"])
    return found


def sector_of(one: Record, say: Callable[[str], str], language: str) -> str:
    section = sections().get(main_activity(one))
    return VOCABULARIES.ateco.sectors[section].labels.get(language) if section else say("No sector stated")


SOCIAL = {
    "A": "Social co-operatives of type A",
    "B": "Social co-operatives of type B",
    "A+B": "Social co-operatives of types A and B",
}


def kind_of(one: Record, say: Callable[[str], str], language: str) -> str:
    """Return the first of: type of social co-operative, category, telling form, trade, form, consortium."""
    form = one.get("legal_form", "")
    category = one.get("identifiers", {}).get("register", {}).get("category")
    category = category or {"1.4.30": "social", "1.5.10": "consortium"}.get(form)
    if not category and (not form or form in VOCABULARIES.legal_forms):
        category = {"01": "agricultural", "02": "agricultural", "03": "fishing"}.get(main_activity(one)[:2])
        category = category or ("consortium" if not form and "consortium" in one.get("profiles", ()) else None)
    if one.get("social_type"):
        return say(SOCIAL[one["social_type"]])
    if category:
        return VOCABULARIES.register_categories[category].labels.get(language)
    if form in VOCABULARIES.legal_forms:
        return VOCABULARIES.legal_forms[form].labels.get(language)
    return str(form) or say("No kind stated")


def tied_ones(everyone: Mapping[str, Record], root: Path) -> set[str]:
    """Return who declares a relation, or is named in one, or takes part in an initiative."""
    found = set()
    for slug, one in everyone.items():
        for relation in one.get("relations", ()):
            found |= {slug, relation["member"]}
    for path in (root / "content/programme").glob("[0-9][0-9][0-9][0-9]/*.yml"):
        initiative = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - reads texts only
        found |= {partner["member"] for partner in initiative.get("partners", ()) if "member" in partner}
    return found


def chains(root: Path, federation: Federation, today: date) -> dict[str, list[int]]:
    """Return members, stages, gaps, what they lack, and single points of each chain by name."""
    standing = filled_chains(federation, VOCABULARIES, today)
    found = {}
    for slug, chain in records(root, "content/chains").items():
        stages = list(zip(chain["stages"], standing[slug].stages, strict=True))
        lacking = [int(told.get("minimum", 1)) - len(filled.fillers) for told, filled in stages]
        who = {filler.slug for _, filled in stages for filler in filled.fillers}
        gaps = [one for one in lacking if one > 0]
        singles = sum(filled.is_single_point for _, filled in stages)
        found[chain["name"]] = [len(who), len(stages), len(gaps), sum(gaps), singles]
    return found


def state_of(call: Record, now: datetime) -> str:
    """Return a call's state, by its dates."""
    opening = [moment(one) for one in call.get("deadlines", ()) if one.get("kind") == "opening"]
    opens = [*opening, midnight(date.fromisoformat(call["published"]), "Europe/Rome")][0]
    ways_in = [
        moment(one)
        for one in call.get("deadlines", ())
        if one.get("kind", "submission") in ("submission", "registration")
    ]
    if "cancelled" in call:
        return "cancelled"
    if ways_in and now >= max(ways_in):
        return "closed"
    if now < opens:
        return "upcoming"
    return "closing" if ways_in and max(ways_in) - now <= timedelta(days=7) else "open"


def moment(deadline: Record) -> datetime:
    at, zone = deadline["at"], deadline.get("zone", "Europe/Rome")
    if len(at) == len("2026-11-22"):
        ends = 0 if deadline.get("kind") == "opening" else 1
        return midnight(date.fromisoformat(at) + timedelta(days=ends), zone)
    time = datetime.fromisoformat(at)
    return time if time.tzinfo else time.replace(tzinfo=ZoneInfo(zone))


def midnight(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))


def a_year_before(day: date) -> date:
    before = date(day.year - 1, day.month, 1)
    last = (date(before.year + before.month // 12, before.month % 12 + 1, 1) - timedelta(days=1)).day
    return before.replace(day=min(day.day, last))
