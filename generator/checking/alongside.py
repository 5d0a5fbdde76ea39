"""The check beside the rest of a build."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from generator.processes.sharing import Outcome, Postponed, beside, pays

if TYPE_CHECKING:
    from generator.reading.problem import Problem
    from generator.reading.site import Begun, Reading

Checked = tuple[bytes, "list[Problem]"]
"""What was read, by its digest, and what is wrong with it."""


def early(begun: Begun, today: date) -> Outcome[Checked] | None:
    """Begin to check in a process that reads for itself, while this one reads too; None where that would not pay.

    Where hardly any file has to be parsed, two readings at a time are ready sooner than one and a check after it: the
    processes would wait for each other while the system copies for both what either touches of the records.
    """
    if not (begun.nearly_done and pays(len(begun.folders.found))):
        return None
    unsaved: list[Callable[[], None]] = []
    return beside(partial(_read_and_checked, begun, today, unsaved), len(begun.folders.found), partial(_save, unsaved))


def begun_to_check(
    reading: Reading, today: date, begun: Outcome[Checked] | None, unsaved: list[Callable[[], None]]
) -> Outcome[list[Problem]]:
    """Return what is wrong with what was read: what `early` found, if it read the same, else what is found now.

    `unsaved` is what `read` left to be saved; whoever checks saves it.
    """
    if begun is not None:
        return Postponed(partial(_confirmed, begun, reading, today))
    return beside(partial(checked, reading, today), len(reading.federation.members), partial(_save, unsaved))


def checked(reading: Reading, today: date) -> list[Problem]:
    """Check."""
    # The rules are imported where they are applied, which is beside the rest of the work.
    from generator.checking.rulebook import check_site

    return check_site(reading, today)


def _read_and_checked(begun: Begun, today: date, unsaved: list[Callable[[], None]]) -> Checked:
    reading = begun.read(workers=1, saving=unsaved.append)
    return reading.digest, checked(reading, today)


def _confirmed(begun: Outcome[Checked], reading: Reading, today: date) -> list[Problem]:
    digest, problems = begun.result()
    # A file may have been edited between the two readings.
    return problems if digest == reading.digest else checked(reading, today)


def _save(unsaved: list[Callable[[], None]]) -> None:
    for save in unsaved:
        save()
