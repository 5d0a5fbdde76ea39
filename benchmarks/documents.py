"""Real texts as documents to find: the demonstration federation, co-operatives, calls, activities."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from generator.languages.language import Language
from generator.publishing.members.card import cards
from generator.publishing.search.documents import Documents, short
from generator.publishing.site import Site
from generator.reading.settings import Settings
from generator.reading.site import read_site
from generator.search.document import Document, Texts
from generator.vocabularies.activities import EDITIONS, packaged

ROOT = Path(__file__).parents[1]
SEED = 2026
NOW = datetime(2026, 11, 24, tzinfo=UTC)


def demonstration_site() -> Site:
    """Return the demonstration federation on a day that does not change."""
    return site_of(ROOT)


def site_of(root: Path) -> Site:
    """Return the federation below a folder."""
    reading = read_site(root, cache=Path("/dev/null"))
    return Site(reading.federation, reading.vocabularies, Language.load("it"), Settings("Federazione"), NOW)


def records_of(site: Site) -> tuple[Document, ...]:
    """Return the documents of a federation."""
    return Documents(site, cards(site)).all()


def cooperatives(table: Path, number: int) -> Iterator[Document]:
    """Yield so many co-operatives in the order of their places: those of a CSV file, then such as are made of them.

    A made one has the first half of one real name and the second of another, and the place of a third.
    """
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    dice = random.Random(SEED)  # noqa: S311
    found = rows[:number]
    found += [_mixed(*dice.choices(rows, k=3)) for _ in range(number - len(found))]
    found.sort(key=lambda row: [row[name] for name in ("Region", "Locality", "Sector", "Name")])
    for place, row in enumerate(found):
        yield _cooperative(row, place)


def _mixed(one: dict[str, str], other: dict[str, str], place: dict[str, str]) -> dict[str, str]:
    first, second = one["Name"].split(), other["Name"].split()
    name = " ".join(first[: len(first) // 2 + 1] + second[len(second) // 2 :])
    return {**other, "Name": name, "Locality": place["Locality"], "Region": place["Region"]}


def calls(lines: Path) -> Iterator[Document]:
    """Yield the calls of a file of JSON lines."""
    for place, line in enumerate(lines.read_text(encoding="utf-8").splitlines()):
        yield _call(json.loads(line), place)


def activities() -> Iterator[Document]:
    """Yield the classes of ATECO 2025 with their notes."""
    nodes: Sequence[dict[str, object]] = packaged(EDITIONS[0], "nodes.json")["nodes"]
    for node in nodes:
        notes = node["notes"]
        if node["level"] == "class" and isinstance(notes, dict):
            code, title = str(node["code"]), str(node["title"])
            texts = Texts(name=title, keywords=code, description="\n".join(map(str, notes.values())))
            yield Document("page", f"ateco/{code}/", title, code, "", texts)


def _cooperative(row: dict[str, str], place: int) -> Document:
    texts = Texts(
        name=row["Name"],
        keywords=row["Ownership Classification"],
        services=row["Sector"],
        place=f"{row['Locality']}\n{row['Region']}",
        summary=row["Sector"],
        description=row["Legal Form"],
    )
    return Document("member", f"members/{place}/", row["Name"], row["Locality"], row["Sector"], texts)


def _call(row: dict[str, str | None], place: int) -> Document:
    title, summary, body, issuer, region = (
        row.get(name) or "" for name in ("title", "summary", "eligibility_text", "issuer_name", "region")
    )
    texts = Texts(name=title, keywords=issuer, place=region, summary=summary, description=body)
    return Document("call", f"calls/{place}/", title, region, short(summary), texts)
