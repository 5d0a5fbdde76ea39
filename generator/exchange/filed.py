"""What became of a row of a table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.exchange.refusal import Finding
    from generator.reading.yaml_text import Tree
    from generator.writing.differences import Step


class Fate(Enum):
    """What became of a row."""

    WRITTEN = "written"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    THERE = "there"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Filed:
    """The fate of a row; `path` from the site's root with `/`; `refusals` where it was refused.

    `steps` say what is new in a file that was there, and `old` what the file said before.
    """

    fate: Fate
    path: str
    refusals: tuple[Finding, ...] = ()
    steps: tuple[Step, ...] = ()
    old: Tree = None
