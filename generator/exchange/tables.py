"""Tables read from files: CSV, XLSX, JSON lines or a JSON list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.exchange.table import Table, TableError
from generator.languages import N_, Message
from generator.languages.system import reason

LARGEST = 256 * 2**20


def read_table(path: Path) -> Table:
    """Return the table in a file, told by the end of its name. Rows are read as they are asked for.

    Raise `TableError` for a file that is missing, too large, of another kind or not what its name says;
    a single row that is wrong has `faults` instead.
    """
    read = _reader(path.suffix.lower())
    try:
        if path.stat().st_size > LARGEST:
            values = {"path": path, "limit": LARGEST // 2**20}
            raise TableError(Message(N_("{path} is larger than {limit} MiB"), values))
        return read(path)
    except OSError as problem:
        values = {"path": path, "reason": reason(problem)}
        raise TableError(Message(N_("{path} cannot be read: {reason}"), values)) from None


def _reader(suffix: str) -> Callable[[Path], Table]:
    from generator.exchange.json_rows import read_json, read_json_lines
    from generator.exchange.separated import read_separated
    from generator.exchange.spreadsheet import read_spreadsheet

    readers: dict[str, Callable[[Path], Table]] = {
        ".csv": read_separated,
        ".tsv": read_separated,
        ".txt": read_separated,
        ".xlsx": read_spreadsheet,
        ".jsonl": read_json_lines,
        ".ndjson": read_json_lines,
        ".json": read_json,
    }
    if suffix not in readers:
        values = {"found": suffix, "known": " ".join(sorted(readers))}
        raise TableError(Message(N_("no table ends in '{found}'; expected one of {known}"), values))
    return readers[suffix]
