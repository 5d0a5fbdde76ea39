"""`-C DIR`, by which each command is told the site that it works on."""

from __future__ import annotations

from pathlib import Path

import click

ROOT = f"{__name__}.root"
"""Where the context of commands says the site's folder, for what is told after the command has failed."""


def _noted(ctx: click.Context, _: click.Parameter, root: Path) -> Path:
    ctx.meta[ROOT] = root
    return root


site_option = click.option(
    "-C",
    "root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=".",
    is_eager=True,
    callback=_noted,
    help="The site.",
)
