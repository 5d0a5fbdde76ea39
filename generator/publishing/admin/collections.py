"""The records that the office edits in the browser, folder by folder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.languages import N_
from generator.publishing.admin.questions import Collection, questions
from generator.records.schemas import schema

if TYPE_CHECKING:
    from generator.languages.language import Language
    from generator.records.federation import Federation, Kind
    from generator.vocabularies import Vocabularies


def collections(federation: Federation, vocabularies: Vocabularies, language: Language) -> tuple[Collection, ...]:
    """Return members, calls, initiatives year by year, the latest first, tracks, chains and the newsletter's issues."""

    def made(kind: Kind, name: str, label: str, folder: str) -> Collection:
        whole = schema(kind, language, vocabularies)
        return Collection(name, label, whole["title"], folder, questions(whole))

    def each() -> Iterator[Collection]:
        say = language.gettext
        yield made("member", "members", say(N_("Members")), "members")
        yield made("call", "calls", say(N_("Calls")), "calls")
        for year in federation.years:
            label = say(N_("Initiatives of {year}")).format(year=year)
            yield made("initiative", f"initiatives-{year}", label, f"content/programme/{year}")
        yield made("track", "tracks", say(N_("Tracks")), "content/programme/tracks")
        yield made("chain", "chains", say(N_("Supply chains")), "content/chains")
        yield made("issue", "newsletter", say(N_("Issues of the newsletter")), "content/newsletter")

    return tuple(each())
