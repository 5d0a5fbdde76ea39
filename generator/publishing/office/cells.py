"""Cells of a table that a spreadsheet opens."""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Spreadsheets take a text that begins so for a formula."""


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe stands before one that it would."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
