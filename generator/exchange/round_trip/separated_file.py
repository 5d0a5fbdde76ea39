"""The table as CSV, as spreadsheets on this side of the Alps open it: semicolons, and a mark that says UTF-8."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from generator.exchange.round_trip.cells import guarded

if TYPE_CHECKING:
    from generator.exchange.round_trip.table import RecordTable


def separated_file(table: RecordTable) -> bytes:
    """Return the table as CSV; no cell is taken for a formula."""
    told = StringIO()
    writer = csv.writer(told, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.header)
    writer.writerows([guarded(cell) for cell in table.row(slug)] for slug in table.trees)
    return told.getvalue().encode("utf-8-sig")
