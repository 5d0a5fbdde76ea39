"""A site's folder as text, turned into what rules look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from generator.checking.rulebook import check
from generator.languages.language import Language
from generator.reading.places import Places
from generator.records.federation import MODELS, Federation, Kind, Source
from generator.vocabularies import Vocabularies

TODAY = date(2026, 11, 22)
ENGLISH = Language.load("en")
VOCABULARIES = Vocabularies.load()
FOLDERS: Mapping[str, Kind] = {
    "members": "member",
    "calls": "call",
    "content/programme/tracks": "track",
    "content/chains": "chain",
}


@dataclass(frozen=True)
class Bytes:
    """A logo in memory."""

    content: bytes

    @property
    def size(self) -> int:
        return len(self.content)

    def read(self) -> bytes:
        return self.content


def federation(files: Mapping[str, str]) -> Federation:
    """Return the records of files by path; each must be right in itself."""
    shelves: dict[Kind, dict[str, Any]] = {kind: {} for kind in MODELS}
    sources = {}
    for path, text in sorted(files.items()):
        kind, slug = named(path)
        shelves[kind][slug] = MODELS[kind].model_validate(yaml.load(text, yaml.BaseLoader))  # noqa: S506 - texts only
        sources[kind, slug] = Source(path, b"")
    return Federation(**{f"{kind}s": shelf for kind, shelf in shelves.items()}, sources=sources)


def named(path: str) -> tuple[Kind, str]:
    """Return the kind and slug of the record at a path."""
    folder, _, file = path.removesuffix(".yml").rpartition("/")
    return (FOLDERS[folder], file) if folder in FOLDERS else ("initiative", f"{folder[-4:]}/{file}")


def checked(files: Mapping[str, str], logos: Mapping[str, bytes] | None = None, **options: Any) -> list[str]:
    """Return all problems as `severity rule path:line:column: field: message`."""
    problems = check(
        federation(files),
        vocabularies=VOCABULARIES,
        logos={name: Bytes(content) for name, content in (logos or {}).items()},
        locate=lambda path, field: Places(files[path]).value(field),
        **{"today": TODAY, **options},
    )
    return [f"{problem.severity} {problem.rule} {problem.said(ENGLISH)}" for problem in problems]
