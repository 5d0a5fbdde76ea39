"""A sheet of cells: which tone each cell of a part of the grid has, written as short as it is simple to read.

A row is written as runs: how many cells (nothing for one), and a letter for their tone, `.` for sea; what is sea at
its end is left out. Rows are separated by commas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.publishing.map.grid import Cell, Span

SEA = ord(".")
_RUN = re.compile(rb"(.)\1*", re.DOTALL)


@dataclass
class Sheet:
    """Cells of a level from the north-western one on."""

    level: int
    corner: Cell
    width: int
    height: int
    rows: list[bytearray] = field(init=False)

    def __post_init__(self) -> None:
        self.rows = [bytearray(b"." * self.width) for _ in range(self.height)]

    @classmethod
    def around(cls, level: int, cells: Iterable[Cell], margin: int = 0) -> Sheet:
        """Return an empty sheet that reaches some cells beyond these."""
        columns, rows = zip(*cells, strict=True)
        west, north = min(columns) - margin, min(rows) - margin
        return cls(level, Cell(west, north), max(columns) + margin + 1 - west, max(rows) + margin + 1 - north)

    def holds(self, span: Span) -> bool:
        """Whether any cell of a span lies on the sheet."""
        column, row = self.corner
        return row <= span.row < row + self.height and span.start < column + self.width and span.end > column

    def paint(self, spans: Iterable[Span], tone: str) -> None:
        """Give cells a tone, a letter; those beyond the sheet are left out."""
        for span in spans:
            if self.holds(span):
                start, end = max(span.start - self.corner.column, 0), min(span.end - self.corner.column, self.width)
                self.rows[span.row - self.corner.row][start:end] = tone.encode() * (end - start)

    def content(self) -> dict[str, object]:
        """Return the sheet as it is written."""
        return {
            "level": self.level,
            "column": self.corner.column,
            "row": self.corner.row,
            "width": self.width,
            "rows": ",".join(_written(row) for row in self.rows),
        }


def _written(row: bytearray) -> str:
    runs = ((found[0], found[1].decode()) for found in _RUN.finditer(bytes(row).rstrip(b".")))
    return "".join(tone if len(cells) == 1 else f"{len(cells)}{tone}" for cells, tone in runs)
