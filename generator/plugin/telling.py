"""What a build tells: what is wrong with the records, and what it wrote."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from generator.reading.problem import Problem, Severity

if TYPE_CHECKING:
    from generator.languages.language import Language
    from generator.processes.sharing import Outcome
    from generator.publishing.output import Written

log = logging.getLogger("mkdocs.plugins.coop-restart")


def tell(problems: Sequence[Problem], language: Language) -> None:
    """Say what is wrong; raise `PluginError` when anything stops the build."""
    say(problems, language)
    if number := errors(problems):
        told = language.ngettext(
            "{n} error in the records: nothing was built", "{n} errors in the records: nothing was built", number
        )
        raise PluginError(told.format(n=number))


def say_found(checking: Outcome[list[Problem]], language: Language) -> None:
    """Say what a check found, when it has ended."""
    say(checking.result(), language)


def say(problems: Sequence[Problem], language: Language) -> None:
    """Say every problem."""
    for problem in problems:
        level = logging.ERROR if problem.severity is Severity.ERROR else logging.INFO
        log.log(level, problem.said(language))


def errors(problems: Sequence[Problem]) -> int:
    """Return how many problems stop a build."""
    return sum(problem.severity is Severity.ERROR for problem in problems)


def report(written: Written, seconds: float) -> None:
    """Say what was written in how many seconds."""
    log.info(
        "Wrote %d files in %.1f s; %d stayed as they were, %d were removed",
        written.written, seconds, written.kept, written.removed,
    )  # fmt: skip
