"""The skin's files, and what its templates are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from generator.publishing.addresses import SEARCH
from generator.publishing.frame import slot
from generator.theme import assets
from generator.theme.board_script import board_script
from generator.theme.calls_script import calls_script
from generator.theme.editing_script import editing_script
from generator.theme.page_scripts import page_scripts
from generator.theme.proposing_script import propose_script, propose_styles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from generator.publishing.assembly import Assembly


def add_skin(files: Files, config: MkDocsConfig, assembly: Assembly, policy: str) -> None:
    """Add styles and scripts to the site's files, and say to the templates where they are; `policy` is every page's."""
    site = assembly.site
    sheets = {"coop-restart.css": assets.stylesheet(), "tracks.css": assembly.stylesheet.encode()}
    styles = _generated(files, config, "assets/stylesheets", sheets)
    scripts = _generated(files, config, "assets/javascripts", assets.scripts())
    boards = {"board.js": board_script(), "call-board.js": calls_script(), "propose.js": propose_script()}
    _generated(files, config, "assets/javascripts", boards)
    _generated(files, config, "assets/stylesheets", {"propose.css": propose_styles()})
    editing = editing_script()
    if editing:
        _generated(files, config, "assets/javascripts", {"editing.js": editing})
    if site.scripts:
        _generated(files, config, "assets/javascripts", page_scripts(site.language.code))
    chart = site.chart
    for path, content in chart.files.items() if chart else ():
        files.append(File.generated(config, path, content=content))
    config.extra["coop_restart"] = {
        "policy": policy,
        "font": assets.font(),
        "styles": styles,
        "scripts": scripts,
        "search": {
            "script": site.scripts["search.js"],
            "lookup": site.scripts["lookup.js"],
            "index": f"{SEARCH}/",
        }
        if site.scripts
        else None,
        "map": {"script": chart.script, "styles": chart.styles} if chart else None,
        "feed": site.channels.of("all"),
        "head_slot": slot("head"),
        "entrances": [assembly.sections[name] for name in ("members", "programme", "calls")],
    }


def _generated(files: Files, config: MkDocsConfig, folder: str, contents: Mapping[str, bytes]) -> list[str]:
    paths = {assets.named(folder, name, content): content for name, content in contents.items()}
    for path, content in paths.items():
        files.append(File.generated(config, path, content=content))
    return list(paths)
