"""Real texts to index; a test is skipped, by name, where a file of real data is missing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from benchmarks import documents
from generator.publishing.site import Site
from generator.search.document import Document
from tests.project.project import ROOT

SHARED = ROOT.parent / "shared" / "data"


@cache
def demonstration_site() -> Site:
    return documents.demonstration_site()


@cache
def demonstration() -> tuple[Document, ...]:
    return documents.records_of(demonstration_site())


@cache
def cooperatives(number: int = 7_272) -> tuple[Document, ...]:
    return tuple(documents.cooperatives(shared("coops-uk.csv"), number))


@cache
def calls() -> tuple[Document, ...]:
    return tuple(documents.calls(shared("bandi.jsonl")))


def shared(name: str) -> Path:
    """Return the path of a file of real data."""
    path = SHARED / name
    if not path.is_file():
        pytest.skip(f"{name} is not there")
    return path
