"""An offer and a need that meet, as pages show them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from generator.languages import N_
from generator.publishing import contact
from generator.publishing.collaborating.reference import reference
from generator.publishing.members.exchange_board import Notice

if TYPE_CHECKING:
    from datetime import date

    from generator.matching.matches import Match, Matches
    from generator.matching.reasons import Ref
    from generator.publishing.collaborating.line import Lines
    from generator.publishing.places import Places
    from generator.publishing.site import Site

STRENGTHS = ((0.85, 3), (0.65, 2), (0.0, 1))
"""From which score on a meeting has so many knots."""
KNOTS = {3: N_("strong match"), 2: N_("good match"), 1: N_("match worth a look")}


class Meeting(NamedTuple):
    """A match with the records that it joins; `code` stands for the pair."""

    match: Match
    offer: Notice
    need: Notice
    code: str

    @property
    def anchor(self) -> str:
        """Its place on a page."""
        return f"match-{self.code.lower()}"

    @property
    def until(self) -> date:
        """The last day on which both stand."""
        return self.match.until

    @property
    def knots(self) -> int:
        """Its score as 1, 2 or 3 knots on a thread."""
        return next(knots for least, knots in STRENGTHS if self.match.score >= least)

    def of(self, slug: str) -> Notice:
        """Return the side that a member brings."""
        return self.offer if self.offer.slug == slug else self.need

    def other(self, slug: str) -> Notice:
        """Return the side that the other member brings."""
        return self.need if self.offer.slug == slug else self.offer


class Meetings:
    """The meetings of a site, and what is said of them; none where the site has no matches."""

    def __init__(self, site: Site, places: Places) -> None:
        self._site = site
        self._places = places
        self._say = site.language.gettext

    @property
    def matches(self) -> Matches | None:
        """The matches themselves."""
        return self._site.matches

    def of(self, match: Match) -> Meeting:
        """Return a match with its records."""
        return Meeting(
            match,
            self._notice(match.offer, "offers"),
            self._notice(match.need, "needs"),
            reference(match.offer, match.need),
        )

    def strength(self, meeting: Meeting) -> str:
        """Return «intesa forte»."""
        return self._say(KNOTS[meeting.knots])

    def reason(self, meeting: Meeting, slug: str = "") -> str:
        """Return why they meet, in one line, as the member `slug` reads it of the other; else as anybody does."""
        return self._lines.line(meeting.match, slug)

    def missing(self, meeting: Meeting) -> list[str]:
        """Return what would make it better."""
        return self._lines.words.missing(meeting.match)

    def place(self, notice: Notice) -> str:
        """Return where a member is: «Brescia (BS)»."""
        return self._places.of(notice.member.address)

    def contact(self, meeting: Meeting) -> str:
        """Return a link that begins the talk; empty where nobody can be written to."""
        return contact.introduction(meeting.offer, meeting.need, meeting.code, self._site)

    def _notice(self, ref: Ref, side: str) -> Notice:
        slug, id_ = ref
        member = self._site.federation.members[slug]
        exchanges = member.offers if side == "offers" else member.needs
        return Notice(slug, member, next(one for one in exchanges if one.id == id_))

    @cached_property
    def _lines(self) -> Lines:
        # A federation without exchanges does without.
        from generator.publishing.collaborating.line import Lines

        return Lines(self._site, self._places)
