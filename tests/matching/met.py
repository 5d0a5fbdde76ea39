"""Small federations for the tests of matching: plain texts in, matches out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from generator.matching.matches import Matches, matches
from generator.matching.subjects import Subjects
from generator.matching.weights import weights
from generator.records.chain import Chain
from generator.records.federation import Federation
from generator.records.member import Member
from generator.search.analysis import Analysis
from generator.vocabularies import Vocabularies

TODAY = date(2026, 11, 25)
VOCABULARIES = Vocabularies.load()
ITALIAN = Analysis("it")
SUBJECTS = Subjects(VOCABULARIES, ITALIAN, weights())
BRESCIA, MANTOVA, MILANO, PALERMO = "017029", "020030", "015146", "082053"


def exchange(**more: Any) -> dict[str, Any]:
    """Return the texts of an offer or a need: refrigerated transport until June unless it is said otherwise."""
    return {
        "id": "cold",
        "kind": "service",
        "service": "logistics.refrigerated-transport",
        "title": "Trasporto refrigerato di verdure",
        "terms": ["sale"],
        "expires": "2027-06-30",
        "area": ["IT-25"],
        **more,
    }


def member(municipality: str = BRESCIA, **more: Any) -> dict[str, Any]:
    """Return the texts of a member."""
    return {"name": "Aurora", "address": {"municipality": municipality}, **more}


def federation(chains: Mapping[str, Any] | None = None, **members: Mapping[str, Any]) -> Federation:
    """Return a federation of members by slug, `_` for `-`, in the given order."""
    return Federation(
        members={slug.replace("_", "-"): Member.model_validate(texts) for slug, texts in members.items()},
        chains={slug: Chain.model_validate(texts) for slug, texts in (chains or {}).items()},
    )


def met(chains: Mapping[str, Any] | None = None, **members: Mapping[str, Any]) -> Matches:
    """Return the matches of such a federation on the day of the tests."""
    return matches(federation(chains, **members), VOCABULARIES, ITALIAN, TODAY, subjects=SUBJECTS)


def pair(offer: Mapping[str, Any] | None = None, need: Mapping[str, Any] | None = None) -> Matches:
    """Return the matches of a member in Brescia that offers with one in Mantova that seeks."""
    return met(
        giver=member(BRESCIA, offers=[exchange(**(offer or {}))]),
        seeker=member(MANTOVA, needs=[exchange(**(need or {}))]),
    )
