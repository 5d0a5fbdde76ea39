"""`coop-restart intake`: the service that takes proposals from people without an account."""

from __future__ import annotations

import os
import sys

import click

from generator.languages import N_
from generator.languages.language import Language

EXTRA = ("starlette", "uvicorn", "httpx", "altcha", "multipart", "python_multipart", "anyio")


@click.command()
@click.option("--list", "listing", is_flag=True, help="Print what is in the outbox, with notes, and end.")
@click.option("--language", "code", default="it", show_default=True, help="The language of this command's messages.")
def command(*, listing: bool, code: str) -> None:
    """Take proposals from the site's form, and make each one a branch for the office.

    It is set up by variables of the environment: INTAKE_REPOSITORY and INTAKE_DATA are needed, docs/intake.md
    tells of all. It runs until it is stopped.

    \b
    Examples:
      INTAKE_REPOSITORY=https://git.example.org/rete/sito.git INTAKE_DATA=/var/lib/intake coop-restart intake
      coop-restart intake --list
    """
    from generator.intake.settings import SettingError, read_settings

    language = Language.load(code)
    try:
        settings = read_settings(os.environ)
        from generator.intake.house import House

        house = House.built(settings)
    except SettingError as error:
        raise click.UsageError(language.say(error.message)) from None
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in EXTRA:
            raise
        raise click.UsageError(language.gettext(N_("install what the service runs on: coop-restart[intake]"))) from None
    if listing:
        from generator.intake.listing import listed

        for line in listed(house.outbox, language):
            click.echo(line)
        house.outbox.close()
        return
    from generator.intake.server import server
    from generator.intake.service import application

    running = server(application(house), settings)
    running.run()
    sys.exit(0 if running.started else 1)
