"""`make bench`: run all benchmarks, or the one that is named."""

from __future__ import annotations

import importlib
import json
import platform
import sys
from importlib.metadata import version
from pathlib import Path

from benchmarks.figure import Figure

NAMES = ("build", "serve", "search", "directory", "matching", "calls", "intake")
PACKAGES = ("mkdocs", "mkdocs-material", "pydantic", "hugo", "lunr", "pagefind-bin", "playwright")
RESULTS = Path(__file__).parent / "results"


def main(names: list[str]) -> int:
    """Run the benchmarks; return 2 for an unknown name, else 0: a bound that is missed is shown, not hidden."""
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        print(f"no benchmark is called {unknown[0]!r}; there are {', '.join(NAMES)}", file=sys.stderr)
        return 2
    print(machine())
    for name in names or NAMES:
        figures: list[Figure] = []
        for figure in importlib.import_module(f"benchmarks.{name}").figures():
            print(figure, flush=True)
            figures.append(figure)
        RESULTS.mkdir(exist_ok=True)
        content = {"machine": machine(), "figures": [figure._asdict() for figure in figures]}
        (RESULTS / f"{name}.json").write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    return 0


def machine() -> str:
    """Return what the figures were measured on."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"{platform.machine()}, Python {platform.python_version()}, {packages}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
