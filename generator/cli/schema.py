"""`coop-restart schema`: JSON Schemas of the records, for editors."""

from __future__ import annotations

from pathlib import Path

import click
import yaml

from generator.cli.site_folder import require_site
from generator.cli.site_language import site_language
from generator.cli.site_option import site_option
from generator.exchange.placing import place, place_all
from generator.languages import N_
from generator.languages.language import Language, available
from generator.publishing.admin.collections import collections
from generator.publishing.admin.pages_cms import configuration
from generator.reading.own_services import own_services
from generator.reading.site import read_site
from generator.records.federation import MODELS, Kind
from generator.records.schemas import schema, written
from generator.vocabularies import Vocabularies

PAGES = ".pages.yml"


@click.command()
@click.argument("kind", type=click.Choice(list(MODELS)), required=False)
@click.option("--language", "code", type=click.Choice(available()), help="Instead of the site's language.")
@click.option("--pages-cms", is_flag=True, help="Write .pages.yml instead, the configuration of Pages CMS.")
@site_option
def command(*, kind: Kind | None, code: str | None, pages_cms: bool, root: Path) -> None:
    """Write the JSON Schema of each kind of record into schemas/, or print that of one KIND.

    \b
    Examples:
      coop-restart schema
      coop-restart schema member --language en
      coop-restart schema --pages-cms

    The federation's own services (content/vocabularies/services.yml) are among the choices.
    """
    language = Language.load(code) if code else site_language(root)
    require_site(root, language)
    vocabularies = own_services(root, Vocabularies.load()).vocabularies
    if pages_cms:
        place(root / PAGES, _pages(root, vocabularies, language))
        click.echo(PAGES)
        return
    if kind is not None:
        click.echo(written(schema(kind, language, vocabularies)), nl=False)
        return
    texts = {f"schemas/{one}.json": written(schema(one, language, vocabularies)) for one in MODELS}
    place_all({root / path: text.encode() for path, text in texts.items()})
    for path in texts:
        click.echo(path)
    click.echo(language.gettext(N_("editors find them by the first line of each record")), err=True)


def _pages(root: Path, vocabularies: Vocabularies, language: Language) -> str:
    found = collections(read_site(root).federation, vocabularies, language)
    return yaml.safe_dump(configuration(found), allow_unicode=True, sort_keys=False, width=120)
