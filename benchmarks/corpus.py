"""A federation of real co-operatives, of any size: the real ones first, then the same under new names."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from benchmarks.process import run

SHARED = Path(__file__).parents[2] / "shared" / "data"
SOURCE = SHARED / "coops-uk.csv"


def federation(folder: Path, members: int) -> Path:
    """Make a federation of `members` records in `folder` through the project's own commands, and return it."""
    command = [Path(sys.executable).parent / "coop-restart"]
    run([*command, "init", folder, "--empty"], folder.parent)
    table = folder.parent / "members.csv"
    _write(table, members)
    run([*command, "import", "members", table, "--mapping", "coops-uk", "-C", folder], folder.parent)
    written = sum(1 for _ in (folder / "members").glob("*.yml"))
    if written != members:
        raise RuntimeError(f"{written} of {members} records were written")
    return folder


def _write(table: Path, members: int) -> None:
    with SOURCE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        for number in range(members):
            row, again = rows[number % len(rows)], number // len(rows)
            writer.writerow({**row, "Name": f"{row['Name']} {again + 1}"} if again else row)
