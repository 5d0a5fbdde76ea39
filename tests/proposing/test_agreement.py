"""The form's script and `check` judge alike: one shared set of records runs through both."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from benchmarks.node import run
from generator.checking.rulebook import check
from generator.languages.language import Language
from generator.publishing.proposing.data import rules
from generator.publishing.proposing.sentences import HERE
from generator.publishing.proposing.tables import activities, places
from generator.publishing.site import Site
from generator.reading.codes import Codes
from generator.reading.problem import Problem
from generator.reading.record import read_record
from generator.records.federation import Federation, Kind, Source
from generator.writing.record_file import written
from generator.writing.template import schema_line, template
from tests.proposing.records import Case, shared_set
from tests.search.corpora import demonstration_site

CASES = shared_set()
Verdict = list[list[str]]


@cache
def site(language: str) -> Site:
    return replace(demonstration_site(), language=Language.load(language))


@cache
def texts(language: str) -> list[str]:
    """Each case as the project writes it."""
    fields = {kind: template(kind, Language.load(language)) for kind in ("member", "call")}
    return [written(case.tree, fields[case.kind], schema_line(case.kind)) for case in CASES]


@cache
def codes() -> Codes:
    """Their guesses take their time, and are kept."""
    return Codes(site("en").vocabularies)


@cache
def in_python(language: str) -> list[Verdict]:
    return [
        _verdict(_problems(case, text, codes(), site(language)), language)
        for case, text in zip(CASES, texts(language), strict=True)
    ]


def _problems(case: Case, text: str, codes: Codes, site: Site) -> Iterator[Problem]:
    path = f"{case.kind}s/proposed.yml"
    result = read_record(case.kind, text.encode(), path, codes)
    if result.record is None:
        yield from result.problems
        return
    others = {kind: getattr(site.federation, f"{kind}s") for kind in ("track", "chain", "initiative")}
    alone = Federation(
        **{f"{kind}s": records for kind, records in others.items()},
        **{f"{case.kind}s": {"proposed": result.record}},
        sources={**site.federation.sources, (case.kind, "proposed"): Source(path, b"")},
    )
    unread = [key for key in site.federation.sources if key[0] in ("member", "call")]
    found = check(
        alone, vocabularies=site.vocabularies, logos={}, today=site.today, locate=lambda *_: (1, 1), unread=unread
    )
    # The logo's file travels with the form; that it is not there yet is no news.
    yield from (one for one in found if one.path == path and one.rule != "logo-missing")


def _verdict(problems: Iterator[Problem], language: str) -> Verdict:
    say = Language.load(language)
    # What a wrong code was most likely meant for is left to `check`: in the form codes are picked, not typed.
    guess = say.gettext("{problem}. Did you mean '{guess}'?").partition("{guess}")[0].removeprefix("{problem}")
    return sorted(
        [
            one.field,
            one.rule,
            str(one.severity),
            _cut(say.say(one.message), guess if one.rule == "unknown-code" else ""),
        ]
        for one in problems
    )


def _cut(words: str, guess: str) -> str:
    return words.partition(guess)[0] if guess else words


@cache
def in_browser(language: str) -> list[dict[str, Any]]:
    here = site(language)
    kinds: tuple[Kind, ...] = ("member", "call")
    given = {
        "cases": [case._asdict() for case in CASES],
        "rules": {kind: json.loads(rules(kind, here)) for kind in kinds},
        "places": json.loads(places(here.vocabularies)),
        "activities": json.loads(activities(here.vocabularies)),
        "today": here.today.isoformat(),
        "members": [*here.federation.members],
    }
    script = """
        const places = new places_.Places(given.places);
        const members = new Set(given.members);
        return given.cases.map(({ kind, tree }) => {
            const rules = given.rules[kind];
            const world = world_.worldOf(rules, { ...given, places, members });
            const found = verdict_.verdict(kind, tree, { ...rules.shape, messages: rules.messages }, world);
            return {
                verdict: found.map(({ field, rule, severity, message }) => [field, rule, severity, message]).sort(),
                text: file_.written(tree, rules.fields, rules.header),
            };
        });
    """
    modules = {"places_": "places", "world_": "world", "verdict_": "verdict", "file_": "record_file"}
    return run(script, given, **{name: HERE / f"{module}.js" for name, module in modules.items()})  # type: ignore[no-any-return]


def test_the_shared_set_has_at_least_five_hundred_records_good_and_bad() -> None:
    verdicts = in_python("en")
    bad = sum(any(severity == "error" for _, _, severity, _ in verdict) for verdict in verdicts)
    assert len(CASES) >= 500
    assert bad >= 250
    assert len(CASES) - bad >= 150


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_form_gives_the_verdict_of_check_with_field_and_words(language: str) -> None:
    differing = [
        f"{case.name}:\n  check {ours}\n  form  {theirs['verdict']}"
        for case, ours, theirs in zip(CASES, in_python(language), in_browser(language), strict=True)
        if sorted(theirs["verdict"]) != ours
    ]
    assert not differing, f"{len(differing)} of {len(CASES)} differ\n" + "\n".join(differing[:40])


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_form_writes_the_bytes_that_the_project_writes(language: str) -> None:
    pairs = zip(CASES, texts(language), in_browser(language), strict=True)
    differing = [case.name for case, ours, theirs in pairs if theirs["text"] != ours]
    assert not differing, differing
