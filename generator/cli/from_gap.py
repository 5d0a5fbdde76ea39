"""The call that a gap of a supply chain asks for, as `coop-restart new call --from-gap` writes it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.cli.asking import Asked
from generator.languages import N_, Message
from generator.languages.language import Language
from generator.matching.chains import FilledChain, filled_chains
from generator.matching.gaps import Gap, gaps
from generator.publishing.chains.chain_words import ChainWords
from generator.publishing.chains.gap_call import GapCalls, file_name
from generator.publishing.site import Site
from generator.reading.guessing import closest, guessed
from generator.reading.problem import Severity
from generator.reading.settings import read_settings
from generator.reading.site import read_site


def call_from_gap(root: Path, named: str, language: Language, now: dt.datetime) -> tuple[str, Asked]:
    """Return the file name of the call for the gap `CHAIN/STAGE`, and its fields.

    Raise `click.UsageError` when there is no such gap, or when records are wrong, so that nobody can tell.
    """
    reading = read_site(root)
    if any(problem.severity is Severity.ERROR for problem in reading.problems):
        raise _refused(language, N_("some records are wrong, so nobody can tell what is missing: coop-restart check"))
    site = Site(reading.federation, reading.vocabularies, language, read_settings(root).settings, now)
    gap = _gap(named, site)
    return file_name(gap), dict(GapCalls(site, ChainWords(site)).tree(gap))


def _gap(named: str, site: Site) -> Gap:
    slug, _, stage = named.partition("/")
    chains = filled_chains(site.federation, site.vocabularies, site.today)
    if slug not in chains:
        message = Message(N_("there is no supply chain '{slug}'"), {"slug": slug})
        raise click.UsageError(site.language.say(guessed(message, closest(slug, chains))))
    chain = chains[slug]
    found = {gap.filled.stage.id: gap for gap in gaps(chain, site.federation, site.vocabularies, site.today)}
    if stage not in found:
        raise click.UsageError(site.language.say(_no_gap(chain, stage, list(found))))
    return found[stage]


def _no_gap(chain: FilledChain, stage: str, open_ones: list[str]) -> Message:
    filled = next((one for one in chain.stages if one.stage.id == stage), None)
    if filled is None:
        message = Message(
            N_("the supply chain '{chain}' has no stage '{stage}'"), {"chain": chain.slug, "stage": stage}
        )
        return guessed(message, closest(stage, [one.stage.id for one in chain.stages]))
    values: dict[str, object] = {"stage": stage, "n": len(filled.fillers), "minimum": filled.stage.minimum}
    if not open_ones:
        return Message(N_("nobody is missing in '{stage}': members {n}, at least {minimum}"), values)
    text = N_("nobody is missing in '{stage}': members {n}, at least {minimum}. Gaps: {gaps}")
    return Message(text, {**values, "gaps": ", ".join(open_ones)})


def _refused(language: Language, message: str) -> click.UsageError:
    return click.UsageError(language.gettext(message))
