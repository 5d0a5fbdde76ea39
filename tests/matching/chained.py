"""Federations with one supply chain, for tests: members by slug, the stages' texts, and what is found in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from generator.matching.chains import FilledChain, filled_chains
from generator.records.federation import Federation
from tests.publishing.woven import VOCABULARIES, a_member, an_offer, woven

TODAY = date(2026, 11, 22)
BRESCIA, MANTOVA, BERGAMO, BOLOGNA, PALERMO = "017029", "020030", "016024", "037006", "082053"


def at(municipality: str, **more: Any) -> dict[str, Any]:
    """Return the texts of a member with its office there."""
    return a_member(**{"name": more.pop("name", "Aurora"), **more}, address={"municipality": municipality})


def offering(**more: Any) -> tuple[dict[str, Any], ...]:
    """Return an offer for the mill of the chain."""
    return (an_offer(**{"chain": "grain", "stage": "mill", **more}),)


def stage(name: str, **more: Any) -> dict[str, Any]:
    """Return the texts of a stage."""
    return {"id": name, "name": name.capitalize(), **more}


FIELD = stage("field", services=["farming.cereals"], gives=["grain"])
MILL = stage("mill", services=["food.pasta-flour"], ateco=["10.61"], takes=["grain"], gives=["flour", "bran"])
OVEN = stage("oven", services=["food.bakery"], takes=["flour"])


def federation(members: dict[str, Any], *stages: dict[str, Any], **chain: Any) -> Federation:
    """Return a federation with a chain `grain`; three stages where none are given."""
    texts = {"name": "Grain to bread", "stages": stages or (FIELD, MILL, OVEN), **chain}
    return woven(members=members, chains={"grain": texts}).federation


def filled(members: dict[str, Any], *stages: dict[str, Any], **chain: Any) -> FilledChain:
    """Return that chain with its members."""
    return filled_chains(federation(members, *stages, **chain), VOCABULARIES, TODAY)["grain"]


def held(chain: FilledChain) -> dict[str, list[str]]:
    """Return the members of each stage that has any."""
    return {one.stage.id: [filler.slug for filler in one.fillers] for one in chain.stages if one.fillers}
