"""`-C DIR`, by which each command is told the site that it works on."""

from __future__ import annotations

from pathlib import Path

import click

site_option = click.option(
    "-C", "root", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".", help="The site."
)
