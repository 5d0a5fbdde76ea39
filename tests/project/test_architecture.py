"""Rooms import downward only, and one module alone knows MkDocs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.project.project import imported, modules

ORDER = (
    "clock",
    "processes",
    "languages",
    "vocabularies",
    "records",
    "reading",
    "writing",
    "checking",
    "search",
    "matching",
    "theme",
    "publishing",
    "exchange",
    "intake",
    "preview",
    "plugin",
    "cli",
)
HEIGHT = {room: height for height, room in enumerate(ORDER)}
ENGINES = ("mkdocs", "material")
MODULES = dict(modules())


def room_of(module: str) -> str | None:
    """Return the room below `generator`, or nothing for other packages and for `generator` itself."""
    parts = module.split(".")
    return parts[1] if parts[0] == "generator" and len(parts) > 1 else None


def test_each_room_has_a_height() -> None:
    rooms = {room for module in MODULES if (room := room_of(module))}
    assert rooms <= set(ORDER), f"say in ORDER where these rooms stand: {sorted(rooms - set(ORDER))}"


@pytest.mark.parametrize("module", [module for module in MODULES if room_of(module)])
def test_a_module_imports_from_its_own_room_or_a_lower_one(module: str) -> None:
    room = room_of(module)
    assert room is not None
    upward = {
        name
        for name in imported(MODULES[module])
        if (other := room_of(name)) in HEIGHT and other is not None and HEIGHT[other] > HEIGHT[room]
    }
    assert not upward, f"{module} imports from above: {sorted(upward)}"


def test_only_the_plugin_knows_mkdocs() -> None:
    knowing = {
        module
        for module, path in MODULES.items()
        if any(name.split(".")[0] in ENGINES for name in imported(path)) and room_of(module) != "plugin"
    }
    assert not knowing, f"only generator/plugin may import {ENGINES}: {sorted(knowing)}"


def test_only_the_clock_asks_the_machine_for_the_day() -> None:
    asks = re.compile(r"\b(?:date|dt)(?:time)?\.(?:now|today)\(|\.astimezone\(\)")
    asking = {module for module, path in MODULES.items() if asks.search(path.read_text(encoding="utf-8"))}
    # A proof of work expires by the service's own clock: no day is meant.
    assert asking == {"generator.clock", "generator.intake.proof"}


def test_an_import_from_above_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "records.py"
    path.write_text("def late():\n    from generator.cli import main\n    import mkdocs.plugins\n", encoding="utf-8")
    assert list(imported(path)) == ["generator.cli", "generator.cli.main", "mkdocs.plugins"]
