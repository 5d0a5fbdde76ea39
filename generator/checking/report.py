"""How problems are told: to people, to programs, and to a forge that shows them at the lines of a proposal."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from generator.languages import N_
from generator.reading.problem import Problem, Severity

if TYPE_CHECKING:
    from generator.languages.language import Language
    from generator.records.federation import Federation

MARKS = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning")}


def text_line(problem: Problem, language: Language) -> str:
    """Return `path:line:column: field: message [error, rule]`."""
    return f"{problem.said(language)} [{language.gettext(MARKS[problem.severity])}, {problem.rule}]"


def as_json(problems: Iterable[Problem], language: Language) -> str:
    """Return a JSON list of objects with the keys path, line, column, field, rule, severity, message.

    `line` and `column` are numbers from 1; `field` is "" for a whole file; `severity` is "error" or "warning".
    Keys, rules and severities stay the same in all languages and versions; rules and keys may be added.
    """
    listed = [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "field": problem.field,
            "rule": problem.rule,
            "severity": str(problem.severity),
            "message": language.say(problem.message),
        }
        for problem in problems
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2)


def annotation(problem: Problem, language: Language, folder: str = "") -> str:
    """Return GitHub's workflow command that shows the problem at its line.

    `folder` leads from the repository's root to the site's. Escapes as in GitHub's `actions/toolkit`, `command.ts`.
    """
    properties = {
        "file": f"{folder}/{problem.path}" if folder else problem.path,
        "line": problem.line,
        "col": problem.column,
        "title": problem.rule,
    }
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = language.say(problem.message)
    return f"::{problem.severity} {listed}::{_data(f'{problem.field}: {message}' if problem.field else message)}"


def summary(federation: Federation, problems: Iterable[Problem], unverified: int, language: Language) -> str:
    """Return «64 members, 16 calls: no problems», and how many members nobody has confirmed for a year."""
    found = Counter(problem.severity for problem in problems)
    told = f"{', '.join(_records(federation, language))}: {', '.join(_found(found, language))}"
    if not unverified:
        return told
    stale = language.ngettext(
        "{number} member was not confirmed for a year", "{number} members were not confirmed for a year", unverified
    )
    return f"{told}; {stale.format(number=language.number(unverified))}"


def _records(federation: Federation, language: Language) -> Iterator[str]:
    of, ngettext = federation, language.ngettext
    counted = (
        (ngettext("{number} member", "{number} members", len(of.members)), len(of.members)),
        (ngettext("{number} call", "{number} calls", len(of.calls)), len(of.calls)),
        (ngettext("{number} initiative", "{number} initiatives", len(of.initiatives)), len(of.initiatives)),
        (ngettext("{number} track", "{number} tracks", len(of.tracks)), len(of.tracks)),
        (ngettext("{number} supply chain", "{number} supply chains", len(of.chains)), len(of.chains)),
    )
    return (text.format(number=language.number(number)) for text, number in counted)


def _found(found: Counter[Severity], language: Language) -> Iterator[str]:
    errors, warnings = found[Severity.ERROR], found[Severity.WARNING]
    if errors:
        yield language.ngettext("{number} error", "{number} errors", errors).format(number=language.number(errors))
    if warnings:
        told = language.ngettext("{number} warning", "{number} warnings", warnings)
        yield told.format(number=language.number(warnings))
    if not errors and not warnings:
        yield language.gettext("no problems")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
