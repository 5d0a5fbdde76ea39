"""The command `coop-restart`: one command a module, loaded only when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from generator import __version__

MODULES = {
    "changes": "changes",
    "check": "check",
    "digest": "digest",
    "export": "export",
    "import": "import_records",
    "init": "init",
    "intake": "intake",
    "new": "new",
    "programme": "programme",
    "remind": "remind",
    "report": "report",
    "schema": "schema",
}
"""The module below this package that holds each command as `command`."""


class Commands(click.Group):
    """Commands by name; a command's module, and all that it needs, is imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in MODULES:
            return None
        command: click.Command = import_module(f"generator.cli.{MODULES[cmd_name]}").command
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="coop-restart")
def main() -> None:
    """The site of a federation of co-operatives, from YAML files.

    The site itself is built with `mkdocs build` and previewed with `mkdocs serve`.
    """
