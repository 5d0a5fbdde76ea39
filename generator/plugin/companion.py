"""What is found out from the records beside the making of pages: mostly by a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.clock import day_of
from generator.processes.sharing import Outcome, Postponed, in_turn, pays
from generator.reading.history import History, read_history
from generator.reading.site import Reading, read_gathered

if TYPE_CHECKING:
    from datetime import datetime

    from generator.languages.language import Language
    from generator.reading.gathering import Gathered
    from generator.reading.problem import Problem
    from generator.reading.settings import Settings


class Findings(NamedTuple):
    """When the records changed, what is wrong with them, and the files of the map and of the form by path."""

    history: Outcome[History]
    problems: Outcome[list[Problem]]
    files: Outcome[dict[str, bytes]]


class Companion(NamedTuple):
    """Finds out; `kept` is a folder that stays from build to build."""

    root: Path
    kept: Path
    language: Language
    settings: Settings
    now: datetime

    def begin(self, gathered: Gathered) -> tuple[Reading, Findings]:
        """Return what was gathered as records, and what is found out from them, mostly by one process beside.

        That process also keeps the files' trees for the next build. It is one alone, and begins before there are
        pages: whatever lies there as a process is forked has to be copied where either of the two touches it.
        """
        reading = read_gathered(gathered)
        if not pays(len(gathered.found)):
            gathered.save()
            return reading, self.later(reading)
        history, problems, files, _ = in_turn([*self._works(reading), gathered.save])
        return reading, Findings(history, problems, files)

    def later(self, reading: Reading) -> Findings:
        """Return what is found out when it is asked for."""
        return Findings(*map(Postponed, self._works(reading)))

    def _works(self, reading: Reading) -> list[Callable[[], Any]]:
        return [partial(work, reading) for work in (self._history, self._problems, self._files)]

    def _history(self, reading: Reading) -> History:
        return read_history(self.root, reading.federation.dated_in_parts)

    def _problems(self, reading: Reading) -> list[Problem]:
        # What does the work is imported where it is done.
        from generator.checking.rulebook import check_site

        return check_site(reading, day_of(self.now))

    def _files(self, reading: Reading) -> dict[str, bytes]:
        from generator.publishing.map import data
        from generator.publishing.proposing import known
        from generator.publishing.site import Site

        site = Site(reading.federation, reading.vocabularies, self.language, self.settings, self.now)
        return data.files(site, self.kept) | known.files(site)
