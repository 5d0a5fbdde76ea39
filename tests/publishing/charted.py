"""The map's ground as the browser reads it, in Python."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from generator.publishing.map.ground import ground
from generator.theme.map_script import VENDOR
from generator.vocabularies import Vocabularies

RUN = re.compile(r"(\d*)([a-zA-Z.])")


def made(*homes: str, language: str = "it") -> dict[str, bytes]:
    """Make the ground's files for some countries."""
    return ground(VENDOR, homes, Vocabularies.load(), language)


def content(files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return what `ground.json` says."""
    found: dict[str, Any] = json.loads(files["ground.json"])
    return found


def tones(sheet: Mapping[str, Any]) -> dict[tuple[int, int], str]:
    """Return the letter of each cell that is not sea, by column and row."""
    found = {}
    for row, line in enumerate(sheet["rows"].split(","), sheet["row"]):
        column = sheet["column"]
        for length, letter in RUN.findall(line):
            count = int(length or 1)
            if letter != ".":
                found.update({(column + step, row): letter for step in range(count)})
            column += count
    return found
