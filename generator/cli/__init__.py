"""The command `coop-restart`: one command a module, loaded only when it is called."""

from __future__ import annotations

import errno
from importlib import import_module
from typing import Any

import click

from generator import __version__
from generator.clock import WrongEpoch

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

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what the disk refuses it is told in a sentence."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            # Whoever reads the output has gone: click ends quietly then.
            if error.errno == errno.EPIPE:
                raise
            raise click.ClickException(_told(error, ctx)) from None
        except WrongEpoch as error:
            raise click.UsageError(_told(error, ctx)) from None


def _told(error: OSError | WrongEpoch, ctx: click.Context) -> str:
    # What most commands never need is imported here.
    from generator.cli.site_language import spoken
    from generator.languages.system import refusal, wrong_epoch

    return spoken(ctx).say(refusal(error) if isinstance(error, OSError) else wrong_epoch(error))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="coop-restart")
def main() -> None:
    """The site of a federation of co-operatives, from YAML files.

    The site itself is built with `mkdocs build` and previewed with `mkdocs serve`.
    """
