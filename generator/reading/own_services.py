"""The federation's own services, in `content/vocabularies/services.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.languages import N_, Message
from generator.reading.content import digest, read
from generator.reading.encoding import decoded
from generator.reading.fault import Fault, dotted
from generator.reading.places import Places
from generator.reading.problem import Problem
from generator.reading.record import unreadable
from generator.reading.yaml_text import parse
from generator.vocabularies import Vocabularies, VocabularyError

PATH = "content/vocabularies/services.yml"


@dataclass(frozen=True)
class OwnServices:
    """The vocabularies with the federation's services in them; `digest` stands for the file's bytes."""

    vocabularies: Vocabularies
    digest: bytes = b""
    problems: tuple[Problem, ...] = ()


def own_services(root: Path, vocabularies: Vocabularies) -> OwnServices:
    """Return the vocabularies extended by the file, or as they are where there is none or it is wrong."""
    try:
        data = read(f"{root}/{PATH}")
    except FileNotFoundError:
        return OwnServices(vocabularies)
    except OSError as error:
        return OwnServices(vocabularies, b"?", (unreadable(error).at(PATH),))
    parsed = parse(data)
    if parsed.faults or parsed.tree is None:
        return OwnServices(vocabularies, digest(data), tuple(one.at(PATH) for one in parsed.faults))
    try:
        return OwnServices(vocabularies.extended(_plain(parsed.tree)), digest(data))
    except VocabularyError as error:
        return OwnServices(vocabularies, digest(data), _problems(error, str(decoded(data))))


def _plain(tree: Any) -> Any:
    """Return the tree with truth values under `hidden`, without keys that were left empty."""
    if not isinstance(tree, dict):
        return tree
    return {
        key: _TRUTH.get(value, value) if key == "hidden" and isinstance(value, str) else _plain(value)
        for key, value in tree.items()
        if value is not None
    }


def _problems(error: VocabularyError, text: str) -> tuple[Problem, ...]:
    places = Places(text)
    return tuple(
        Fault(*places.key(one.path), "services", Message(_WRONG, {"reason": one.reason}), dotted(one.path)).at(PATH)
        for one in error.all
    )


_TRUTH = {"true": True, "false": False}
_WRONG = N_("this list of services cannot be read: {reason}")
