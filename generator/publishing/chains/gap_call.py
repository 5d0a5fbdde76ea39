"""The call that a gap asks for, ready to be looked through: the same on the page and from `new call --from-gap`."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from generator.languages import N_
from generator.publishing.chains.chain_words import ChainWords
from generator.writing.record_file import written
from generator.writing.template import FOLDERS, schema_line, template

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.matching.gaps import Gap
    from generator.publishing.site import Site
    from generator.writing.record_file import Tree
    from generator.writing.template import Field

OPEN_FOR = timedelta(weeks=6)
"""How long a call stays open, unless somebody writes another day."""
WEEKEND = 5
LONGEST_TITLE, LONGEST_SUMMARY = 200, 300


def file_name(gap: Gap) -> str:
    """Return the slug of the call of a gap: the chain's and the stage's."""
    return f"{gap.chain.slug}-{gap.filled.stage.id}"[:80].rstrip("-")


class GapCalls:
    """Writes calls of gaps, in the site's language."""

    def __init__(self, site: Site, words: ChainWords) -> None:
        self._site = site
        self._words = words
        self._say = site.language.gettext

    def path(self, gap: Gap) -> str:
        """Return where the call's file belongs, from the site's root."""
        return f"{FOLDERS['call']}/{file_name(gap)}.yml"

    def command(self, gap: Gap) -> str:
        """Return the command that writes the file."""
        return f"coop-restart new call --from-gap {gap.chain.slug}/{gap.filled.stage.id}"

    def text(self, gap: Gap) -> str:
        """Return the call's file as YAML."""
        return written(self.tree(gap), self._fields, schema_line("call"))

    def title(self, gap: Gap) -> str:
        """Return the call's title."""
        text = N_("“{stage}”: who can take on this stage of “{chain}”?")
        return _cut(self._say(text).format(stage=gap.filled.stage.name, chain=gap.chain.chain.name), LONGEST_TITLE)

    def tree(self, gap: Gap) -> dict[str, Tree]:
        """Return the call as a tree of texts."""
        services, missing = dict.fromkeys(gap.filled.stage.services), str(gap.filled.missing)
        # Where several services fill the stage, any of them will do: no number is asked of each.
        number = {"number": missing} if len(services) == 1 and gap.filled.missing > 1 else {}
        found: dict[str, Tree] = {
            "title": self.title(gap),
            "kind": "partnership",
            "theme": self._say(N_("Supply chains")),
            "summary": self._summary(gap),
            "description": self._description(gap),
            "published": self._site.today.isoformat(),
            "deadlines": [{"id": "answers", "kind": "registration", "at": closing(self._site.today).isoformat()}],
            "criteria": {"area": gap.areas} if gap.areas else {},
            "seeks": [{"service": service, **number} for service in services],
            "how_to_join": self._how_to_join(gap),
        }
        return {name: value for name, value in found.items() if value}

    @cached_property
    def _fields(self) -> Mapping[str, Field]:
        return template("call", self._site.language)

    def _summary(self, gap: Gap) -> str:
        text = self._site.language.ngettext(
            "The supply chain “{chain}” lacks a member for the stage “{stage}”.",
            "The supply chain “{chain}” lacks {n} members for the stage “{stage}”.",
            gap.filled.missing,
        )
        told = text.format(chain=gap.chain.chain.name, stage=gap.filled.stage.name, n=gap.filled.missing)
        return _cut(told, LONGEST_SUMMARY)

    def _description(self, gap: Gap) -> str:
        listed = "\n".join(f"- {self._say(term)}: {value}" for term, value in self._facts(gap) if value)
        return f"{self._summary(gap)}\n\n{listed}"

    def _facts(self, gap: Gap) -> Iterator[tuple[str, str]]:
        stage, join = gap.filled.stage, self._site.language.join
        today = [filler.name for filler in gap.filled.fillers]
        beside = dict.fromkeys(
            filler.name
            for place in gap.chain.neighbours(gap.filled.place)
            for filler in gap.chain.stages[place].fillers
        )
        yield N_("Supply chain"), gap.chain.chain.name
        yield N_("Stage"), stage.name
        yield N_("Takes"), ", ".join(stage.takes)
        yield N_("Gives"), ", ".join(stage.gives)
        yield N_("Activities"), ", ".join(f"{self._words.activity(code)} ({code})" for code in stage.ateco)
        yield N_("Where"), self._words.where(gap.areas)
        yield N_("In this stage today"), join(today) if today else self._say(N_("nobody"))
        yield N_("It would work with"), join(list(beside))

    def _how_to_join(self, gap: Gap) -> str:
        text = N_(
            "Whoever can take on the stage, wholly or in part, writes to the office by the day above. The offer then "
            "goes into the member's record with `chain: {chain}` and `stage: {stage}`."
        )
        return self._say(text).format(chain=gap.chain.slug, stage=gap.filled.stage.id)


def closing(day: date) -> date:
    """Return the day on which a call of today closes: six weeks on, and never on a weekend."""
    end = day + OPEN_FOR
    return end + timedelta(days=7 - end.weekday()) if end.weekday() >= WEEKEND else end


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
