"""The page of figures says what a plain recount of the YAML files says, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.languages.language import Language
from generator.publishing.blocks import Live
from generator.publishing.figures.page import Figures
from generator.publishing.members.roll import Roll
from generator.publishing.site import Site
from generator.publishing.templates import environment
from generator.reading.settings import Settings
from generator.reading.site import read_site
from generator.records.member import Status
from generator.records.offer import ExchangeKind
from tests.publishing.recounted import CALLS, COURSE, INITIATIVES, VOCABULARIES, Recount, recounted
from tests.publishing.woven import a_member, an_initiative, an_offer, parsed, site, woven

ROOT = Path(__file__).parents[2]
NOW = datetime.fromisoformat("2026-11-25T10:00+01:00")
TODAY = NOW.date()
LANGUAGES = ("it", "en")

MANY = {
    "good": "Goods",
    "service": "Services",
    "space": "Spaces",
    "skill": "Skills",
    "partnership": "Partnerships",
    "staff": "Staff",
}


def read(root: Path, language: str, cache: Path) -> Site:
    """Read the federation below `root` as a build does."""
    found = read_site(root, cache=cache / "records.json", workers=1)
    assert found.problems == ()
    named = Settings(name="Seven Rivers", language=language)
    return Site(found.federation, found.vocabularies, Language.load(language), named, NOW)


def figures(built: Site) -> Figures:
    return Figures(Roll(built))


def body(built: Site) -> str:
    (page,) = figures(built).pages(environment(built))
    return page.body()


class Seen:
    """What stands on the page, part by part; `rest` is what is left of its text when all parts are taken out."""

    def __init__(self, html: str, language: Language) -> None:
        self.number = lambda text: int(re.sub(r"\D", "", text))
        tree = parsed(html)
        self.glance = [self.number(text(one)) for one in tree.findall(".//dl/div/dd")]
        self.tables = {table.get("id").removeprefix("table-"): dict(self._rows(table)) for table in tree.iter("table")}
        self.says = {
            figure.get("id").removeprefix("figure-"): " ".join(
                text(one) for one in figure.iter("p") if one.get("class") == "tally__says"
            )
            for figure in tree.iter("figure")
        }
        self.drawn = {
            svg.get("class"): [text(one) for one in inside(svg, "text")] for svg in drawings(tree, role="img")
        }
        self.strips = {
            figure.get("id").removeprefix("figure-"): [
                [text(one) for one in inside(svg, "text")] for svg in drawings(figure) if svg.get("class") == "strip"
            ]
            for figure in tree.iter("figure")
        }
        self.bars = [
            (self.number(text(cell)), float(rect.get("width")), cell.get("class"))
            for cell in tree.iter("td")
            for rect in inside(cell, "rect")
        ]
        self.statuses = text(next(tree.iter("p"), None)) if not self.tables else text(by_id(tree, "figures-statuses"))
        self.rest = " ".join(left(tree))
        self.language = language

    def _rows(self, table: Any) -> Iterator[tuple[str, list[int]]]:
        """Yield the rows of a table; where a table has groups of them, the group's name stands before the row's."""
        group = ""
        for row in table.findall(".//tbody/tr"):
            heads = row.findall("th")
            if heads and heads[0].get("scope") == "rowgroup":
                group = f"{text(heads[0])} / "
                continue
            yield group + (text(heads[0]) if heads else ""), [self.number(text(cell)) for cell in row.findall("td")]


def drawings(tree: Any, role: str | None = None) -> list[Any]:
    return [one for one in inside(tree, "svg") if role is None or one.get("role") == role]


def inside(tree: Any, name: str) -> list[Any]:
    """Return the elements of a name, those of drawings too, which have a namespace."""
    return [one for one in tree.iter() if str(one.tag).rpartition("}")[2] == name]


def by_id(tree: Any, name: str) -> Any:
    return next((one for one in tree.iter() if one.get("id") == name), None)


def text(element: Any) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def left(element: Any) -> Iterator[str]:
    """Yield the texts of all elements but tables, drawings, sentences and the numbers that are looked at elsewhere."""
    told = (element.get("class") or "") in ("tally__says", "lede", "strips__name") or element.get(
        "id"
    ) == "figures-statuses"
    if told or str(element.tag).rpartition("}")[2] in ("table", "svg", "dl"):
        return
    yield element.text or ""
    for child in element:
        yield from left(child)
        yield child.tail or ""


def expected_tables(count: Recount, language: Language) -> dict[str, Any]:
    """Return every table that the page must show, by its name."""
    say = language.gettext
    tables: dict[str, Any] = {
        "places": singles(count.regions),
        "places-provinces": grouped({name: singles(found) for name, found in count.provinces.items()}),
        "sectors": singles(count.sectors),
        "kinds": singles(count.kinds),
        "years": {str(year): [number, running(count, year)] for year, number in sorted(count.joined.items())},
        "groups": count.groups,
        "exchange-places": count.exchange_regions,
        "exchange-places-provinces": grouped(count.exchange_provinces),
        "exchange-kinds": {say(MANY[kind]): found for kind, found in count.exchange_kinds.items()},
        "links": {name: found[:3] + found[4:] for name, found in count.chains.items()},
    }
    course = {say(name): [count.course[side][state] for state in COURSE] for side, name in SIDES.items()}
    tables["course"] = summed(course) if any(map(any, course.values())) else {}
    tables["contacts"] = summed({"": count.contacts})
    tables["calls"] = summed({str(year): found for year, found in count.calls.items()})
    tables["initiatives"] = summed({str(year): found for year, found in count.initiatives.items()})
    tables["freshness"] = summed({"": count.freshness})
    return {name: table for name, table in tables.items() if table}


SIDES = {"offers": "Offered", "needs": "Sought"}


def singles(found: Mapping[str, int]) -> dict[str, list[int]]:
    return {name: [number] for name, number in found.items()}


def grouped(found: Mapping[str, Mapping[str, list[int]]]) -> dict[str, list[int]]:
    return {f"{name} / {part}": numbers for name, parts in found.items() for part, numbers in parts.items()}


def summed(rows: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """Return rows without columns in which nothing stands, and with their sum where more than one column is left."""
    used = [any(column) for column in zip(*rows.values(), strict=True)]
    kept = {name: [number for number, use in zip(row, used, strict=True) if use] for name, row in rows.items()}
    return {name: [*row, sum(row)] if sum(used) > 1 else row for name, row in kept.items()}


def running(count: Recount, until: int) -> int:
    return sum(number for year, number in count.joined.items() if year <= until)


def expected_numbers(count: Recount, language: Language) -> dict[str, list[int]]:
    """Return the numbers of each figure's sentences, in their order, without those that are none (0 pairs…)."""
    standing = {side: count.course[side]["open"] + count.course[side]["in_talks"] for side in SIDES}
    concluded = sum(count.course[side]["concluded"] for side in SIDES)
    say, total = language.gettext, count.members
    unstated = {say("No sector stated"), say("No kind stated"), say("No place stated"), say("No service stated")}
    first = min(count.joined, default=0)
    lately = sum(number for year, number in count.joined.items() if year > TODAY.year - 5)
    undated = total - sum(count.joined.values())
    numbers: dict[str, list[int]] = {}
    for name, found in (("places", count.regions), ("sectors", count.sectors), ("kinds", count.kinds)):
        stated = [number for label, number in found.items() if label not in unstated]
        numbers[name] = [max(stated), total] if stated else []
    if first:
        since = [first] if first > TODAY.year - 5 else [first, TODAY.year - 4]
        numbers["years"] = [*since, lately, *([undated] if undated else [])]
    if any(sum(count.course[side].values()) for side in SIDES):
        numbers["course"] = [*standing.values(), concluded]
    if count.exchange_kinds:
        told = [found for label, found in count.groups.items() if label not in unstated]
        most = [max((found[column] for found in told), default=0) for column in (0, 1)]
        numbers["groups"] = [one for one in most if one]
        numbers["exchange-kinds"] = most_of(count.exchange_kinds, ())
        numbers["exchange-places"] = most_of(count.exchange_regions, unstated)
    met, (matched, _, alone) = [count.matches, count.met["needs"], standing["needs"]], count.contacts
    numbers["contacts"] = [matched, total, *([alone] if alone else []), *(met if count.matches else [])]
    numbers["contacts"] += [count.pairs] if count.pairs else []
    if count.chains:
        stages, gaps, alone = (sum(found[column] for found in count.chains.values()) for column in (1, 2, 4))
        numbers["links"] = [gaps, stages, *([alone] if alone else [])]
    if count.calls:
        joinable = sum(found[CALLS.index(state)] for found in count.calls.values() for state in ("closing", "open"))
        numbers["calls"] = [joinable, sum(map(sum, count.calls.values()))]
    if count.initiatives:
        under_way = sum(found[INITIATIVES.index("running")] for found in count.initiatives.values())
        numbers["initiatives"] = [under_way, sum(map(sum, count.initiatives.values()))]
    numbers["freshness"] = [count.freshness[0], total]
    if count.latest:
        numbers["freshness"] += [count.latest.day, count.latest.year]
    return numbers


def most_of(found: Mapping[str, list[int]], unstated: Any) -> list[int]:
    """Return offers and needs of the fullest row, as a sum for those that are equally full."""
    rows = [row for label, row in found.items() if label not in unstated]
    return [max(row[0] + row[1] for row in rows)] if rows else []


def said(sentence: str, name: str) -> list[int]:
    """Return the numbers of a sentence; those of an offer and a need together as their sum."""
    found = [
        int(re.sub(r"[.,]", "", one)) for one in re.findall(r"\d+(?:[.,]\d+)*", re.sub(r"«.*?»|“.*?”", "", sentence))
    ]
    return [sum(found)] if name in ("exchange-kinds", "exchange-places") and found else found


def agrees(root: Path, built: Site) -> Recount:
    """Hold the page, number by number, against the recount; return the recount."""
    language = built.language
    count = recounted(root, built.federation, language, NOW)
    seen = Seen(body(built), language)
    assert seen.tables == expected_tables(count, language)
    expected = expected_numbers(count, language)
    assert {name: said(sentence, name) for name, sentence in seen.says.items() if sentence} == {
        name: numbers for name, numbers in expected.items() if numbers
    }
    exchanges = [sum(count.course[side][state] for state in ("open", "in_talks")) for side in SIDES]
    any_exchange = any(sum(found.values()) for found in count.course.values())
    joinable = [expected["calls"][0]] if "calls" in expected else []
    assert seen.glance == [count.members, *([*exchanges, count.matches] if any_exchange else []), *joinable]
    assert said(seen.statuses, "") == [
        *(count.statuses[status.value] for status in Status if count.statuses.get(status.value)),
        *([count.ceased] if count.ceased else []),
    ]
    assert re.findall(r"\d", seen.rest) == []
    assert_drawn(seen, count)
    return count


def assert_drawn(seen: Seen, count: Recount) -> None:
    """Hold the drawings against the recount: their numbers, and how long their bars are."""
    regions = {region.name for region in VOCABULARIES.regions.values()}
    at_home = sorted(str(number) for name, number in count.regions.items() if name in regions)
    assert sorted(seen.drawn.get("mosaic", [])) == at_home
    if growth := seen.drawn.get("growth"):
        assert growth[:2] == [str(sum(count.joined.values())), str(min(count.joined))]
        assert growth[-1] == str(TODAY.year)
    for name, row in (("contacts", count.contacts), ("freshness", count.freshness)):
        assert seen.strips[name] == [[str(number) for number in row if number / sum(row) >= 0.09]]
    assert all(0 < width <= 100 for number, width, _ in seen.bars)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_the_demonstration_is_that_of_a_plain_recount(language: str, tmp_path: Path) -> None:
    built = read(ROOT, language, tmp_path)
    count = agrees(ROOT, built)
    assert count.members > 60
    assert count.matches > 0
    assert count.chains
    assert_open_data(json.loads(figures(built).files()["api/v1/figures.json"]), count)


def assert_open_data(found: Any, count: Recount) -> None:
    """Hold the open data against the recount."""
    assert found["date"] == "2026-11-25"
    members, exchanges = found["members"], found["exchanges"]
    assert (members["count"], members["ceased"]) == (count.members, count.ceased)
    assert members["by_status"] == dict(count.statuses)
    for key, rows in (("by_sector", count.sectors), ("by_kind", count.kinds), ("by_region", count.regions)):
        assert {row["label"]: row["members"] for row in members[key]} == rows
    provinces = {
        row["label"]: {one["label"]: one["members"] for one in row["provinces"]} for row in members["by_region"]
    }
    assert {name: parts for name, parts in provinces.items() if parts} == count.provinces
    assert {row["year"]: row["members"] for row in members["by_year"]} == count.joined
    assert members["undated"] == count.members - sum(count.joined.values())
    for side in SIDES:
        assert {state: exchanges[side][state] for state in COURSE} == count.course[side]
        assert exchanges[side]["standing"] == count.course[side]["open"] + count.course[side]["in_talks"]
    for key, named, rows in (
        ("by_group", "label", count.groups),
        ("by_kind", "key", count.exchange_kinds),
        ("by_region", "label", count.exchange_regions),
    ):
        assert {row[named]: [row["offers"], row["needs"], row["concluded"]] for row in exchanges[key]} == rows
    assert found["matches"] == {
        "matches": count.matches,
        "met_offers": count.met["offers"],
        "met_needs": count.met["needs"],
        "pairs": count.pairs,
        **dict(zip(("matched", "tied", "alone"), count.contacts, strict=True)),
    }
    assert {
        one["name"]: [one["members"], len(one["stages"]), one["gaps"], one["missing"], one["singles"]]
        for one in found["chains"]
    } == count.chains
    for key, states, years in (("calls", CALLS, count.calls), ("initiatives", INITIATIVES, count.initiatives)):
        assert {row["year"]: [row[state] for state in states] for row in found[key]} == years
    latest = count.latest.isoformat() if count.latest else None
    assert found["records"] == {
        **dict(zip(("fresh", "older", "never"), count.freshness, strict=True)),
        "latest": latest,
    }


SLUGS = ("aurora", "brezza", "cima", "dorsale", "eco", "faro")
PLACES = ("017029", "020030", "015146", "082053", "022205", "021008")
SERVICES = ("food.bakery", "logistics.refrigerated-transport", "care.home-care", "digital.software")
FEW = st.sampled_from
DAYS = st.dates(date(2024, 1, 1), date(2027, 6, 30)).map(str)


@st.composite
def exchanges(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw a few offers or needs."""
    return [
        {
            "id": f"{draw(FEW(['a', 'b', 'c']))}-{number}",
            "kind": draw(FEW(list(ExchangeKind))).value,
            "title": draw(FEW(["Pane fresco", "Trasporto refrigerato", "Assistenza a domicilio"])),
            "expires": draw(st.dates(date(2026, 10, 1), date(2027, 6, 30)).map(str)),
            "status": draw(FEW(["open", "open", "in_talks", "concluded"])),
            **draw(optional(service=FEW(SERVICES))),
        }
        for number in range(draw(st.integers(0, 2)))
    ]


def optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


@st.composite
def members(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the texts of a member; ids of its offers and needs differ."""
    abroad = {"country": "FR", "municipality": "Lyon"}
    texts = draw(
        optional(
            status=FEW([status.value for status in Status]),
            member_since=st.dates(date(1950, 1, 1), date(2027, 12, 31)).map(str),
            address=FEW([{"municipality": code} for code in PLACES] + [abroad]),
            activities=st.lists(FEW(["01.13.11", "56.22.01", "88.91.00", "03.11.00"]), min_size=1, max_size=2).map(
                lambda codes: [{"ateco": code} for code in codes[:-1]] + [{"ateco": codes[-1], "main": "true"}]
            ),
            social_type=FEW(["A", "B", "A+B"]),
            legal_form=FEW(["1.4.10", "1.4.30", "1.5.10"]),
            profiles=FEW([["consortium"], ["women"]]),
            services=st.lists(FEW(SERVICES), unique=True, max_size=2),
            verified=DAYS.map(lambda day: {"on": day, "by": "the office"}),
            relations=st.lists(FEW(SLUGS), max_size=1).map(
                lambda slugs: [{"kind": "partner_of", "member": slug} for slug in slugs]
            ),
        )
    )
    if texts.get("address") == abroad and "legal_form" in texts:
        texts["legal_form"] = "Société coopérative"
    offers, needs = draw(exchanges()), draw(exchanges())
    for number, need in enumerate(needs):
        need["id"] = f"need-{number}"
    return {"name": draw(FEW(["Aurora", "Brezza", "Élan"])), **texts, "offers": offers, "needs": needs}


@st.composite
def federations(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the files of a federation, by path."""
    files: dict[str, Any] = {
        f"members/{slug}.yml": one for slug, one in zip(SLUGS, draw(st.lists(members(), max_size=6)), strict=False)
    }
    present = {Path(path).stem for path in files}
    for one in files.values():
        if "relations" in one:
            one["relations"] = [tie for tie in one["relations"] if tie["member"] in present]
    for number in range(draw(st.integers(0, 3))):
        at = draw(FEW(["2026-11-26", "2026-11-25T10:00", "2026-12-02T10:00", "2027-01-31", "2024-05-05T12:00"]))
        kind = draw(FEW(["submission", "registration", "event", "opening"]))
        call = {"title": "Chi cucina?", "kind": "survey", "published": draw(DAYS)}
        files[f"calls/call-{number}.yml"] = {**call, "deadlines": [{"id": "end", "kind": kind, "at": at}]}
    files["content/programme/tracks/reti.yml"] = {"number": "1", "title": "Reti"}
    for number in range(draw(st.integers(0, 3))):
        partners = [{"member": slug} for slug in draw(st.lists(FEW(SLUGS), max_size=2, unique=True)) if slug in present]
        year, status = draw(FEW(["2023", "2026"])), draw(FEW(INITIATIVES))
        initiative = an_initiative(track="reti", status=status, partners=partners)
        files[f"content/programme/{year}/iniziativa-{number}.yml"] = initiative
    stages = [{"id": "forno", "name": "Forno", "services": ["food.bakery"], "minimum": draw(FEW(["1", "2"]))}]
    files["content/chains/pane.yml"] = {"name": "Dal grano al pane", "stages": stages}
    return files


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(files=federations(), language=FEW(LANGUAGES))
def test_every_number_of_any_federation_is_that_of_a_plain_recount(
    files: dict[str, Any], language: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("federation")
    for path, texts in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(yaml.safe_dump(texts, allow_unicode=True), encoding="utf-8")
    built = read(root, language, root)
    count = recounted(root, built.federation, built.language, NOW)
    if count.members:
        agrees(root, built)
    assert_open_data(json.loads(figures(built).files()["api/v1/figures.json"]), count)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_federation_has_a_page_that_says_so(language: str) -> None:
    built = site(NOW.isoformat(), language)
    html = body(built)
    assert parsed(html) is not None
    assert "<table" not in html
    assert "<svg" not in html.partition("</header>")[2]
    assert (language == "it") == ("Appena ci saranno associate" in html)
    assert json.loads(figures(built).files()["api/v1/figures.json"])["members"]["count"] == 0


def test_members_that_say_nothing_but_their_name_leave_out_what_is_not_known() -> None:
    html = body(woven(NOW.isoformat(), members={"aurora": a_member()}))
    seen = Seen(html, Language.load("en"))
    assert set(seen.tables) == {"places", "sectors", "kinds", "contacts", "freshness"}
    assert seen.says["contacts"] == "0 of 1 members have at least one match today. 1 has no contact to the others yet."
    assert (seen.says["places"], seen.says["freshness"]) == (
        "",
        "0 of 1 records were verified within the last year.",
    )


SAID = {
    "it": {
        "places": "Lombardia in testa, con 2 associate su 3.",
        "sectors": "Il settore più numeroso è «Ospitalità e ristorazione», con 1 associata su 3.",
        "years": "La prima delle associate di oggi è entrata nel 1990; dal 2022 se ne è aggiunta 1. "
        "1 associata non dice quando è entrata.",
        "course": "Oggi sono aperte 1 offerta e 1 richiesta, comprese quelle in trattativa. Concluse finora: 0.",
        "groups": "Si offre soprattutto in «Prodotti alimentari» (1). "
        "Si cerca soprattutto in «Prodotti alimentari» (1).",
        "contacts": "Oggi 2 associate su 3 hanno almeno un incontro possibile. 1 non ha ancora legami con le altre. "
        "Oggi 1 incontro possibile. 1 richiesta su 1 trova almeno un'offerta che le risponde.",
        "freshness": "1 scheda su 3 è stata verificata nell'ultimo anno. L'ultima verifica è del 3 novembre 2026.",
    },
    "en": {
        "places": "Lombardia leads, with 2 members of 3.",
        "sectors": "The largest sector is “Hospitality and catering”, with 1 member of 3.",
        "years": "The first of today's members joined in 1990; since 2022 there has been 1 more. "
        "1 member does not say when it joined.",
        "course": "Open today, those in talks included: 1 offer and 1 need. Concluded so far: 0.",
        "groups": "Most is offered in “Food and drink” (1). Most is sought in “Food and drink” (1).",
        "contacts": "2 of 3 members have at least one match today. 1 has no contact to the others yet. "
        "1 possible match today. 1 of 1 needs finds at least one offer that fits.",
        "freshness": "1 of 3 records was verified within the last year. The latest verification is of 3 November 2026.",
    },
}
BREAD = {"service": "food.bakery", "title": "Pane fresco", "terms": ["sale"]}
THREE = {
    "aurora": a_member(
        member_since="1990-01-01",
        address={"municipality": "017029"},
        activities=[{"ateco": "56.22.01"}],
        offers=[an_offer(**BREAD)],
        verified={"on": "2026-11-03", "by": "the office"},
    ),
    "brezza": a_member(
        "Brezza", member_since="2024-01-01", address={"municipality": "020030"}, needs=[an_offer(**BREAD)]
    ),
    "cima": a_member("Cima"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_figure_is_said_in_a_sentence(language: str) -> None:
    seen = Seen(body(site(NOW.isoformat(), language, members=THREE)), Language.load(language))
    assert {name: seen.says[name] for name in SAID[language]} == SAID[language]


def test_what_records_say_is_text_and_never_markup() -> None:
    hostile = "<script>alert(1)</script>"
    chain = {"name": hostile, "stages": [{"id": "a", "name": hostile}]}
    abroad = {"country": "FR", "municipality": hostile}
    members = {"aurora": a_member(hostile, legal_form=hostile, address=abroad, offers=[an_offer(title=hostile)])}
    built = site(NOW.isoformat(), "en", members=members, chains={"x": chain})
    html = body(built)
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_the_page_is_made_again_when_a_figure_changes_and_only_then() -> None:
    def key(**more: Any) -> bytes:
        changed = {**THREE, "cima": {**THREE["cima"], **more}}
        (page,) = figures(site(NOW.isoformat(), "en", members=changed)).pages(environment(site()))
        return page.key

    assert key() == key(summary="Another word.") == key(name="Cima!")
    assert len({key(), key(member_since="2020-01-01"), key(needs=[an_offer()]), key(status="forming")}) == 4


def test_the_page_agrees_with_the_numbers_of_the_home_page(tmp_path: Path) -> None:
    built = read(ROOT, "it", tmp_path)
    live = Live(Roll(built)).numbers()
    found = figures(built).numbers
    assert found.membership.members == live["members"]
    assert found.trade.offers.standing + found.trade.needs.standing == live["exchanges"]
    assert found.joinable == len(live["calls"])  # type: ignore[arg-type]
