"""Read the tables that travel with the package: tab-separated text, one header line, `#` lines skipped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files

from generator.vocabularies.labels import Labels

FOLDER = files("generator.vocabularies") / "tables"
NAMES = (
    "ateco_en",
    "former_municipalities",
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
    lines = [line for line in text(name).splitlines() if not line.startswith("#")]
    header = lines[0].split("\t")
    for line in lines[1:]:
        yield dict(zip(header, line.split("\t"), strict=True))


def labels(row: dict[str, str]) -> Labels:
    """Return the cells whose column is a language: two letters, as in `it`, `en`, `de`."""
    return Labels.of({column: cell for column, cell in row.items() if len(column) == 2})


def written(header: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Return the text of a table, the reverse of `rows`."""
    return "".join("\t".join(cells) + "\n" for cells in (header, *lines))
