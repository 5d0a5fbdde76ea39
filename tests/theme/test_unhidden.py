"""Templates are listed without the hidden ones, and all of them can be loaded."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment

from generator.theme.unhidden import Unhidden


def test_hidden_folders_are_not_listed_and_yet_loaded(tmp_path: Path) -> None:
    for name in ("base.html", "parts/nav.html", ".icons/material/home.svg", "parts/.draft/x.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    templates = Environment(loader=Unhidden(tmp_path), autoescape=True)
    assert templates.list_templates() == ["base.html", "parts/nav.html"]
    assert templates.get_template(".icons/material/home.svg").render() == ".icons/material/home.svg"


def test_a_template_in_two_folders_is_listed_once(tmp_path: Path) -> None:
    for folder in ("ours", "theirs"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "base.html").write_text(folder, encoding="utf-8")
    assert Unhidden([tmp_path / "ours", tmp_path / "theirs"]).list_templates() == ["base.html"]
