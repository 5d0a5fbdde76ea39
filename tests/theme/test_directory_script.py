"""The modules of the directory's script, each by itself, in Node."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import re
import subprocess
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import pytest

from benchmarks.node import NODE, run
from benchmarks.published import FETCH, write_scripts
from generator.publishing.logo import initials, thread
from generator.publishing.members.card import cards
from generator.publishing.members.parameters import names, values
from generator.publishing.members.roll import Roll
from generator.publishing.members.ways import slug_of
from generator.publishing.search import files
from generator.publishing.search.documents import Documents
from generator.search.rotation import TURN, turns
from generator.theme import page_scripts
from tests.search.corpora import demonstration_site, shared
from tests.search.test_columns import truth

MODULES = page_scripts.HERE
PLACES = ("region", "province", "municipality")
GROUPS = (PLACES, ("sector",), ("kind",), ("services",), ("sought",), ("profiles",), ("certifications",), ("contact",))
OPEN = "Open to contact"


def asked(module: str, script: str, given: object = None) -> Any:
    return run(script, given, module=MODULES / f"{module}.js")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index and the columns of the demonstration."""
    folder = tmp_path_factory.mktemp("columns")
    for path, content in files.files(Roll(demonstration_site())).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    write_scripts(folder, "it")
    return folder


COUNTED = """
    const search = found.open(base, { fetch });
    const columns = new module.Columns(search, { labels: { contact: given.open }, values: { contact: "si" } });
    const answers = [];
    for (const choice of given.choices) {
        const everything = await columns.groups(given.names, {});
        const slugs = (facet) => (choice[facet.name] ?? []).map((label) =>
            facet.slugs[facet.column.values.findIndex((value) => value.label === label)]);
        const chosen = Object.fromEntries(everything.flat().map((facet) => [facet.name, slugs(facet)]));
        const groups = await columns.groups(given.names, chosen);
        const ids = groups[1][0].column.lists.map((_, id) => id);
        const { kept, counts, spared } = facets.sift(ids, groups);
        const told = groups.flatMap((group, at) => group.map((facet, place) => [facet.name, Object.fromEntries(
            counts[at][place].map((number, value) => [facet.column.values[value].label, number])
                .filter(([, number]) => number))]));
        answers.push({ kept, counts: Object.fromEntries(told), spared });
    }
    return answers;
"""


def rows_of_members() -> dict[str, list[set[str]]]:
    """What each member has in each facet, worked out from the records."""
    site = demonstration_site()
    rows = truth(site)
    members = [site.federation.members[card.slug] for card in Documents(site, cards(site)).members]
    reached = [one.status.value != "ceased" and one.contacts is not None and one.contacts.email for one in members]
    return {**rows, "contact": [{OPEN} if yes else set() for yes in reached]}


def choices(rows: Mapping[str, Sequence[set[str]]], number: int) -> list[dict[str, list[str]]]:
    """Combinations of up to four facets with up to three values each, most of which some member has."""
    dice = random.Random(7)  # noqa: S311
    found: list[dict[str, list[str]]] = [{}]
    everything = {name: sorted(set().union(*values)) for name, values in rows.items()}
    while len(found) < number:
        member = dice.randrange(len(rows["sector"]))
        choice = {}
        for name in dice.sample(list(rows), dice.randint(1, 4)):
            own = sorted(rows[name][member])
            more = dice.sample(everything[name], min(len(everything[name]), dice.randint(0, 2)))
            if chosen := sorted({*own[:1], *more}):
                choice[name] = chosen
        found.append(choice)
    return found


def expected(rows: Mapping[str, Sequence[set[str]]], choice: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return who stays and what is counted, by the definition and nothing else."""

    def passes(member: int, group: Sequence[str]) -> bool:
        chosen = [name for name in group if choice.get(name)]
        return not chosen or any(rows[name][member] & set(choice[name]) for name in chosen)

    everyone = range(len(rows["sector"]))
    but = {
        group: [member for member in everyone if all(passes(member, other) for other in GROUPS if other != group)]
        for group in GROUPS
    }
    kept = [member for member in everyone if all(passes(member, group) for group in GROUPS)]
    counts = {name: dict(Counter(v for m in but[group] for v in rows[name][m])) for group in GROUPS for name in group}
    return {"kept": kept, "counts": counts, "spared": [len(but[group]) - len(kept) for group in GROUPS]}


def test_facets_count_what_python_counts_for_a_thousand_combinations(folder: Path) -> None:
    rows = rows_of_members()
    asked_for = choices(rows, 1_000)
    given = {"folder": str(folder), "choices": asked_for, "names": list(rows), "open": OPEN}
    modules = {"module": MODULES / "columns.js", "facets": MODULES / "facets.js", "found": folder / "search.mjs"}
    answers = run(FETCH + COUNTED, given, **modules)
    assert sum(0 < len(answer["kept"]) < len(rows["sector"]) for answer in answers) > 500
    for choice, answer in zip(asked_for, answers, strict=True):
        order = {name: at for at, group in enumerate(GROUPS) for name in group}
        told = expected(rows, choice)
        # The script's groups stand in the order of its facets, places first.
        assert sorted(order) == sorted(answer["counts"])
        assert answer == told, choice


def test_slugs_are_those_of_the_browse_pages() -> None:
    labels = [label for values in rows_of_members().values() for row in values for label in row]
    labels += [
        "Sant'Angelo",
        "Forlì-Cesena",
        "Valle d’Aosta/Vallée d'Aoste",
        "Straße",
        "  (x)  ",
        "A" * 100,
        "Òrti & più",
    ]
    told = asked("slug", "return given.map(module.slugOf);", labels)
    assert told == [slug_of(label) for label in labels]


def test_drawn_logos_are_those_of_the_pages() -> None:
    naughty = json.loads(shared("naughty-strings.json").read_text(encoding="utf-8"))
    titles = [member.name for member in demonstration_site().federation.members.values()]
    titles += [text for text in naughty if text.isascii()]
    slugs = [*demonstration_site().federation.members, "8-marzo", "x"]
    told = asked("logo", "return [given[0].map(module.initials), given[1].map(module.thread)];", [titles, slugs])
    assert told == [[initials(title) for title in titles], [thread(slug) for slug in slugs]]


FAIR = "return given.days.map((day) => module.fairly(given.count, given.block, day));"


def fairly(count: int, block: int, days: Sequence[str]) -> list[list[int]]:
    return asked("fair", FAIR, {"count": count, "block": block, "days": days})  # type: ignore[no-any-return]


def test_the_order_of_a_day_is_the_same_all_day_and_another_tomorrow() -> None:
    today, again, tomorrow = fairly(75, 64, ["2026-11-24", "2026-11-24", "2026-11-25"])
    assert today == again
    assert today != tomorrow
    assert sorted(today) == sorted(tomorrow) == list(range(75))


def test_the_first_members_of_a_day_come_in_three_files() -> None:
    (order,) = fairly(7_272, 64, ["2026-11-24"])
    assert sorted(order) == list(range(7_272))
    assert len({number // 64 for number in order[:24]}) == 3


def test_over_the_years_every_member_stands_first_about_as_often() -> None:
    days = [str(date(2026, 1, 1) + timedelta(days=number)) for number in range(4_000)]
    first = Counter(number for order in fairly(40, 4, days) for number in order[:10])
    # Each of 40 stands among ten with a chance of a quarter: 1,000 times, give or take five standard deviations.
    assert set(first) == set(range(40))
    assert max(abs(number - 1_000) for number in first.values()) < 5 * sqrt(4_000 * 0.25 * 0.75)


TURNS = "return given.days.map((day) => module.inTurn(given.count, given.size, day));"


def in_turn(count: int, days: Sequence[str], size: int = TURN) -> list[list[dict[str, int]]]:
    return asked("fair", TURNS, {"count": count, "size": size, "days": days})  # type: ignore[no-any-return]


def test_all_members_of_a_day_come_in_the_files_that_hold_them() -> None:
    today, again, tomorrow = in_turn(1_000, ["2026-11-24", "2026-11-24", "2026-11-25"])
    assert today == again
    assert today != tomorrow
    assert sorted(one["id"] for one in today) == list(range(1_000))
    files = turns(1_000)
    assert all(one["id"] in files[one["turn"]] for one in today)
    assert len({one["turn"] for one in today[: len(files[today[0]["turn"]])]}) == 1


def test_whoever_shares_the_smallest_file_stands_first_no_more_often() -> None:
    days = [str(date(2026, 1, 1) + timedelta(days=number)) for number in range(8_000)]
    first = Counter(order[0]["id"] for order in in_turn(10, days, size=4))
    # Ten members in files of four, four and two: each stands first one day in ten.
    assert set(first) == set(range(10))
    assert max(abs(number - 800) for number in first.values()) < 5 * sqrt(8_000 * 0.1 * 0.9)


def test_a_day_begins_at_the_federations_midnight() -> None:
    script = "return given.map((moment) => module.dayOf(new Date(moment), 'Europe/Rome'));"
    moments = ["2026-11-24T22:59:59Z", "2026-11-24T23:00:00Z", "2026-07-01T22:00:00Z"]
    assert asked("fair", script, moments) == ["2026-11-24", "2026-11-25", "2026-07-02"]


def test_a_table_can_be_read_back_and_runs_nothing() -> None:
    rows = [
        ["Nome", "Luogo"],
        ['Coop "Aurora", Brescia', "due\nrighe"],
        ["=HYPERLINK(1)", "+39 030"],
        ["-1", "@cmd"],
        ["\t=1", " =1"],
        ["Città", ""],
    ]
    text = asked("csv", "return module.csv(given);", rows)
    back = list(csv.reader(io.StringIO(text, newline="")))
    assert back[:2] == rows[:2]
    assert back[2:5] == [[f"'{value}" for value in row] for row in rows[2:5]]
    assert back[5] == rows[5]
    assert text.startswith("Nome,Luogo\r\n")


ROUND = """
    const setting = { names: given.names, values: given.values };
    return given.queries.map((query) => module.query(module.asked(query, setting), setting));
"""


@pytest.mark.parametrize("language", ["it", "en"])
def test_an_address_says_what_is_asked_and_nothing_else(language: str) -> None:
    spelled, said = names(language), values(language)
    sort, view = said["sort"], said["view"]
    assert isinstance(sort, dict)
    assert isinstance(view, dict)
    whole = (
        f"?q=mensa+bio&{spelled['sector']}=a&{spelled['sector']}=b&{spelled['municipality']}=brescia.brescia"
        f"&{spelled['sort']}={sort['distance']}&{spelled['near']}=brescia.brescia&{spelled['within']}=25&{spelled['view']}={view['table']}"
    )
    given = {
        "names": spelled,
        "values": said,
        "queries": [whole, "", "?q=++", "?utm=1&q=x", f"?{spelled['sort']}=xyz", f"?{spelled['kind']}=&q=%26"],
    }
    assert asked("address", ROUND, given) == [whole, "", "", "?q=x", "", "?q=%26"]


def test_parameters_differ_from_each_other_in_every_language() -> None:
    for language in ("it", "en", "de"):
        assert len(set(names(language).values())) == len(names(language)) == 15


def test_distances_are_those_on_a_sphere() -> None:
    milan, rome, lugano = (45.4642, 9.19), (41.8931, 12.4828), (46.0037, 8.9511)

    def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
        (north, east), (south, west) = (map(radians, point) for point in (one, other))
        chord = sin((north - south) / 2) ** 2 + cos(north) * cos(south) * sin((east - west) / 2) ** 2
        return 2 * 6371 * asin(sqrt(chord))

    script = """
        const point = ([latitude, longitude]) => ({ latitude, longitude });
        return given.map(([one, other]) => module.between(point(one), point(other)));
    """
    pairs = [(milan, rome), (milan, lugano), (rome, rome)]
    told = asked("distance", script, pairs)
    assert told == pytest.approx([kilometres(one, other) for one, other in pairs])
    assert 470 < told[0] < 485


NARROWED = """
    const search = found.open(base, { fetch });
    const columns = new module.Columns(search, { labels: {}, values: {} });
    let state = { chosen: {} };
    const steps = [];
    for (const [name, slug] of given.steps) {
        const groups = await columns.groups(["region"], state.chosen);
        const facet = groups[0].find((one) => one.name === name);
        state = module.choosing(state, facet, facet.slugs.indexOf(slug), groups);
        steps.push(Object.fromEntries(Object.entries(state.chosen).filter(([, slugs]) => slugs.length)));
    }
    return steps;
"""


def test_a_place_gives_way_to_those_within_it_and_they_to_it(folder: Path) -> None:
    steps = [
        ["region", "lombardia"],
        ["province", "brescia"],
        ["province", "bergamo"],
        ["municipality", "brescia.ghedi"],
        ["region", "lombardia"],
        ["region", "lombardia"],
    ]
    given = {"folder": str(folder), "steps": steps}
    modules = {"module": MODULES / "columns.js", "found": folder / "search.mjs"}
    assert run(FETCH + NARROWED, given, **modules) == [
        {"region": ["lombardia"]},
        {"province": ["brescia"]},
        {"province": ["brescia", "bergamo"]},
        {"province": ["bergamo"], "municipality": ["brescia.ghedi"]},
        {"region": ["lombardia"]},
        {},
    ]


@pytest.mark.parametrize("language", ["it", "en", "xx"])
def test_the_scripts_of_pages_are_whole_and_name_nothing_twice(language: str, tmp_path: Path) -> None:
    for name, content in page_scripts.page_scripts(language).items():
        path = tmp_path / name.replace(".js", ".mjs")
        path.write_bytes(content)
        done = subprocess.run([NODE, "--check", path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert not re.search(rb"^import ", content, re.MULTILINE), name


def test_the_directorys_script_is_small() -> None:
    scripts = page_scripts.page_scripts("it")
    assert len(gzip.compress(scripts["directory.js"], 9)) <= 10_800
    assert len(gzip.compress(scripts["directory-extras.js"], 9)) <= 3_500
