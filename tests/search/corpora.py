"""Real texts to index: the demonstration federation, real co-operatives, real calls."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from generator.languages.language import Language
from generator.publishing.members.card import cards
from generator.publishing.search.documents import Documents, short
from generator.publishing.site import Site
from generator.reading.settings import Settings
from generator.reading.site import read_site
from generator.search.document import Document, Texts
from tests.project.project import ROOT

SHARED = ROOT.parent / "shared" / "data"
NOW = datetime(2026, 11, 24, tzinfo=UTC)


@cache
def demonstration_site() -> Site:
    reading = read_site(ROOT, cache=Path("/dev/null"))
    return Site(reading.federation, reading.vocabularies, Language.load("it"), Settings("Federazione"), NOW)


@cache
def demonstration() -> tuple[Document, ...]:
    site = demonstration_site()
    return Documents(site, cards(site)).all()


@cache
def cooperatives(number: int = 7_272) -> tuple[Document, ...]:
    with shared("coops-uk.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(
            csv.DictReader(file), key=lambda row: (row["Region"], row["Locality"], row["Sector"], row["Name"])
        )
    return tuple(_cooperative(row, place) for place, row in enumerate(rows[:number]))


@cache
def calls() -> tuple[Document, ...]:
    lines = shared("bandi.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_call(json.loads(line), place) for place, line in enumerate(lines))


def shared(name: str) -> Path:
    """Return the path of a file of real data; skip the test, by its name, where it is missing."""
    path = SHARED / name
    if not path.is_file():
        pytest.skip(f"{name} is not there")
    return path


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
