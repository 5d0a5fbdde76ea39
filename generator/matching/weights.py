"""The weights of the evidence, as `weights.toml` holds and explains them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from generator.records.offer import ExchangeKind, Terms

FILE = Path(__file__).with_name("weights.toml")


class WeightsError(ValueError):
    """The file of weights lacks a value, has one too many, or one out of its range."""


@dataclass(frozen=True)
class Weights:
    """Every value of the file, named `table_key`; see there for what each means.

    kinds: what a pair of kinds, offered and sought, counts; 0 for those that never meet.
    near: pairs of terms, either way round, that people easily bring together.
    """

    threshold: float
    kept: int
    considered: int
    subject_service: float
    subject_text: float
    subject_text_against_codes: float
    strength_code: float
    strength_broader: float
    strength_phrase: float
    strength_word: float
    strength_part: float
    strength_profile: float
    strength_group: float
    strength_akin: float
    strength_alien: float
    strength_later: float
    strength_description: float
    strength_doubted: float
    strength_least: float
    strength_lead: float
    words_description: float
    words_unknown: float
    words_letters: int
    terms_unsaid: float
    terms_near: float
    terms_other: float
    time_enough_days: int
    time_shortest: float
    place_within: float
    place_half_km: int
    place_unknown: float
    place_far: float
    place_far_half_km: int
    place_far_km: int
    state_in_talks: float
    raise_same_stage: float
    raise_next_stage: float
    raise_reciprocal: float
    kinds: Mapping[tuple[str, str], float]
    near: frozenset[tuple[str, str]]


@cache
def weights() -> Weights:
    """Return the package's weights, read on first use."""
    return parsed(FILE.read_text(encoding="utf-8"))


def parsed(text: str) -> Weights:
    """Return the weights that a file's text holds. Raise WeightsError for what is missing, unknown or out of range."""
    content = tomllib.loads(text)
    kinds = _kinds(content.pop("kind", {}))
    near = _pairs(content.get("terms", {}).pop("near_pairs", []), {str(term) for term in Terms})
    found = {
        f"{name}_{key}" if isinstance(value, dict) else name: inner
        for name, value in content.items()
        for key, inner in (value.items() if isinstance(value, dict) else [("", value)])
    }
    wanted = {field.name: str(field.type) for field in fields(Weights) if field.name not in {"kinds", "near"}}
    if found.keys() != wanted.keys():
        missing, unknown = sorted(wanted.keys() - found.keys()), sorted(found.keys() - wanted.keys())
        raise WeightsError(f"weights: missing {missing}, unknown {unknown}")
    for name, value in found.items():
        _check(name, value, wanted[name])
    return Weights(**found, kinds=kinds, near=near)


def _check(name: str, value: Any, kind: str) -> None:
    right = type(value) is int and value > 0 if kind == "int" else type(value) in {int, float} and 0 <= value <= 1
    if not right:
        raise WeightsError(f"weights: {name} is {value!r}, expected " + ("a count" if kind == "int" else "0 to 1"))


def _kinds(table: Mapping[str, Any]) -> dict[tuple[str, str], float]:
    known = {str(kind) for kind in ExchangeKind}
    found = {(one, other): float(one == other) for one, other in product(sorted(known), repeat=2)}
    for names, value in table.items():
        _check(f"kind {names}", value, "float")
        for pair in _pairs([names], known):
            found[pair] = float(value)
    return found


def _pairs(texts: list[str], known: set[str]) -> frozenset[tuple[str, str]]:
    pairs = [text.split() for text in texts]
    wrong = [pair for pair in pairs if len(pair) != 2 or not known.issuperset(pair)]
    if wrong:
        raise WeightsError(f"weights: {wrong[0]} is not a pair of {sorted(known)}")
    return frozenset(pair for one, other in pairs for pair in ((one, other), (other, one)))
