"""The columns hold what the records say, and the script counts what Python counts."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from benchmarks.published import searched, write_scripts
from generator.publishing.members.card import cards
from generator.publishing.members.roll import Roll
from generator.publishing.search import files
from generator.publishing.search.documents import Documents
from generator.publishing.site import Site
from tests.publishing.enrolled import RICH
from tests.publishing.woven import site as a_site
from tests.search.corpora import demonstration_site

SINGLE = ("sector", "region", "province", "municipality", "kind")
SEVERAL = ("services", "sought", "profiles", "certifications")
COLUMNS = """
    const search = found.open(base, { fetch });
    const columns = {};
    for (const name of given.names) {
        const { values, within, lists, numbers } = await search.column(name);
        columns[name] = { values, within, lists, numbers };
    }
    return columns;
"""


def written(folder: Path, site: Site) -> Path:
    for path, content in files.files(Roll(site)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    write_scripts(folder, site.language.code)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("columns"), demonstration_site())


def truth(site: Site) -> dict[str, list[set[str]]]:
    """Return what each member has in each column, in the order of documents, worked out without the columns."""
    services = site.vocabularies.services
    found: dict[str, list[set[str]]] = {name: [] for name in (*SINGLE, *SEVERAL)}
    for card in Documents(site, cards(site)).members:
        member = site.federation.members[card.slug]
        found["sector"].append({card.sector.label})
        found["region"].append({card.region.label})
        found["province"].append({card.province.label} if card.province else set())
        found["municipality"].append({card.place.rpartition(" (")[0]} if card.province else set())
        found["kind"].append({card.kind.label})
        found["services"].append({services[code].labels.get("it") for code in member.services})
        needs = [need for need in member.needs if need.stands(site.today)]
        found["sought"].append({services[need.service].labels.get("it") for need in needs if need.service})
        found["profiles"].append({site.language.gettext(profile.label) for profile in member.profiles})
        found["certifications"].append({one.name for one in member.certifications})
    return found


def test_columns_hold_what_the_records_say(folder: Path) -> None:
    expected = truth(demonstration_site())
    columns = searched(folder, COLUMNS, names=list(expected))
    for name, rows in expected.items():
        labels = [value["label"] for value in columns[name]["values"]]
        assert [{labels[place] for place in row} for row in columns[name]["lists"]] == rows, name
        assert any(rows), name
        assert labels == list(dict.fromkeys(labels)), name


def test_towns_lie_within_provinces_and_provinces_within_regions(folder: Path) -> None:
    columns = searched(folder, COLUMNS, names=SINGLE)
    for inner, outer in (("municipality", "province"), ("province", "region")):
        assert columns[inner]["within"] == outer
        for own, above in zip(columns[inner]["lists"], columns[outer]["lists"], strict=True):
            assert [columns[inner]["values"][place]["above"] for place in own] == (above if own else [])


def test_members_abroad_have_a_country_and_no_province(tmp_path: Path) -> None:
    abroad = {"name": "Trebanog", "address": {"municipality": "Cardiff", "country": "GB"}}
    site = a_site(members={"aurora": RICH, "trebanog": abroad, "vaga": {"name": "Vaga"}})
    columns = searched(written(tmp_path, site), COLUMNS, names=[*SINGLE, "latitude", "longitude", "contact", "since"])
    order = [card.slug for card in Documents(site, cards(site)).members]
    assert order == ["aurora", "trebanog", "vaga"]
    regions = [value["label"] for value in columns["region"]["values"]]
    assert [[regions[place] for place in row] for row in columns["region"]["lists"]] == [
        ["Lombardia"], ["United Kingdom"], ["No place stated"],
    ]  # fmt: skip
    assert columns["municipality"]["lists"] == columns["province"]["lists"] == [[0], [], []]
    latitude, *nowhere = columns["latitude"]["numbers"]
    assert abs(latitude / 10_000 - 45.54) < 0.05
    assert nowhere == [None, None]
    assert columns["contact"]["numbers"] == [1, 0, 0]
    assert columns["since"]["numbers"] == [(date(2001, 2, 3) - date(1970, 1, 1)) // timedelta(days=1), None, None]


COUNTED = """
    const search = found.open(base, { fetch });
    const columns = {};
    for (const name of given.names) columns[name] = await search.column(name);
    const labelled = (column, ids) => Object.fromEntries(
        column.count(ids).map((number, place) => [column.values[place].label, number]).filter(([, number]) => number));
    return given.choices.map((choice) => {
        let ids = columns.sector.lists.map((_, id) => id);
        for (const [name, label] of choice) {
            const place = columns[name].values.findIndex((value) => value.label === label);
            ids = ids.filter((id) => columns[name].of(id).includes(place));
        }
        return Object.fromEntries(given.names.map((name) => [name, labelled(columns[name], ids)]));
    });
"""


def test_counts_are_those_of_python_for_a_thousand_choices(folder: Path) -> None:
    rows, dice = truth(demonstration_site()), random.Random(11)  # noqa: S311
    names = list(rows)
    choices: list[list[tuple[str, str]]] = [[]]
    while len(choices) < 1_000:
        member = dice.randrange(len(rows["sector"]))
        stated = [name for name in names if rows[name][member]]
        choices.append(
            [(name, dice.choice(sorted(rows[name][member]))) for name in dice.sample(stated, dice.randint(1, 3))]
        )
    answers: list[Any] = searched(folder, COUNTED, names=names, choices=choices)
    for choice, answer in zip(choices, answers, strict=True):
        left = [at for at in range(len(rows["sector"])) if all(label in rows[name][at] for name, label in choice)]
        assert left, choice
        for name in names:
            assert answer[name] == Counter(label for at in left for label in rows[name][at]), choice
