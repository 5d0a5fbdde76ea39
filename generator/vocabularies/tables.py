"""Read the tables that travel with the package: tab-separated text, one header line, `#` lines skipped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.vocabularies.labels import Labels

# Not importlib.resources: it takes longer to import than the tables to read, and wheels are unpacked anyway.
FOLDER = Path(__file__).with_name("tables")
NAMES = (
    "ateco",
    "ateco_en",
    "countries",
    "former_municipalities",
    "languages",
    "legal_forms",
    "municipalities",
    "provinces",
    "regions",
    "register_categories",
    "register_sections",
    "sdgs",
    "sectors",
    "service_groups",
    "services",
)


def text(name: str) -> str:
    """Return the whole text of a table."""
    return (FOLDER / f"{name}.tsv").read_text(encoding="utf-8")


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield each line as column → cell. Every cell is text: `NA`, `NO` and `001272` stay as written."""
    header, *lines = uncommented(name)
    columns = header.split("\t")
    for line in lines:
        yield row(columns, line)


def uncommented(name: str) -> list[str]:
    """Return the lines of a table, its header first, without its comments."""
    return [line for line in text(name).splitlines() if not line.startswith("#")]


def row(columns: Sequence[str], line: str) -> dict[str, str]:
    """Return a line as column → cell. Raise ValueError when it has more or fewer cells than columns."""
    return dict(zip(columns, line.split("\t"), strict=True))


def labels(cells: dict[str, str]) -> Labels:
    """Return the cells whose column is a language: two letters, as in `it`, `en`, `de`."""
    return Labels.of({column: cell for column, cell in cells.items() if len(column) == 2})


def written(header: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Return the text of a table, the reverse of `rows`."""
    return "".join("\t".join(cells) + "\n" for cells in (header, *lines))
