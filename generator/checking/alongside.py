"""The check beside the rest of a build."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from generator.processes.sharing import Outcome, beside

if TYPE_CHECKING:
    from generator.reading.problem import Problem
    from generator.reading.site import Reading


def begun_to_check(reading: Reading, today: date, unsaved: list[Callable[[], None]]) -> Outcome[list[Problem]]:
    """Return what is wrong with what was read; `unsaved` is what `read_site` left to be saved, after the check."""
    return beside(partial(checked, reading, today), len(reading.federation.members), partial(_save, unsaved))


def checked(reading: Reading, today: date) -> list[Problem]:
    """Check."""
    # The rules are imported where they are applied, which is beside the rest of the work.
    from generator.checking.rulebook import check_site

    return check_site(reading, today)


def _save(unsaved: list[Callable[[], None]]) -> None:
    for save in unsaved:
        save()
