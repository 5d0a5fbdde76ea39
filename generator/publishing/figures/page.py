"""The page of figures, and the same as open data."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.languages import N_
from generator.publishing.addresses import root_of
from generator.publishing.figures.drawing import growth, length, strip
from generator.publishing.figures.figure_words import FigureWords
from generator.publishing.figures.mosaic import mosaic
from generator.publishing.figures.numbers import numbers
from generator.publishing.figures.open_data import PATH, figures_json
from generator.publishing.figures.row import Row
from generator.publishing.figures.works import STATUSES
from generator.publishing.open_data.members import LIST as MEMBERS
from generator.publishing.page import Page, key_of
from generator.publishing.search.pages import Handwritten
from generator.publishing.weave import STATES

if TYPE_CHECKING:
    from jinja2 import Environment

    from generator.publishing.figures.numbers import Numbers
    from generator.publishing.members.roll import Roll
    from generator.publishing.site import Site

TITLE = N_("Figures")
DESCRIPTION = N_("The federation in figures: members, offers and needs, matches, supply chains, calls and initiatives.")


class Figures:
    """What a site tells of itself in figures, counted once for its page and its open data."""

    def __init__(self, roll: Roll) -> None:
        self.site = roll.site
        self.numbers = numbers(roll)

    def pages(self, templates: Environment) -> Iterator[Page]:
        """Return the one page, which an empty federation has too."""
        say, address = self.site.language.gettext, f"{self.site.addresses.figures}/"
        yield Page(
            address=address,
            section="figures",
            title=say(TITLE),
            description=say(DESCRIPTION),
            key=key_of(self.numbers),
            body=partial(_body, self.numbers, self.site, templates),
        )

    def document(self) -> Handwritten:
        """Return the page as the search takes it."""
        say = self.site.language.gettext
        return Handwritten(f"{self.site.addresses.figures}/", say(TITLE), say(DESCRIPTION), say(N_("Statistics, data")))

    def files(self) -> dict[str, bytes]:
        """Return the open data by path."""
        return {PATH: figures_json(self.numbers)}


def _body(found: Numbers, site: Site, templates: Environment) -> str:
    return templates.get_template("figures.html").render(
        numbers=found,
        says=FigureWords(found, site.language),
        mosaic=mosaic(found.membership.regions, site.vocabularies),
        growth=growth(found.membership.years, found.day.year),
        calls=[(row.label, row.counts, row.address) for row in found.calls],
        initiatives=[(row.label, row.counts, row.address) for row in found.initiatives],
        states=[state.value for state in STATES],
        statuses=[status.value for status in STATUSES],
        state_names=[site.language.gettext(state.label) for state in STATES],
        status_names=[site.language.gettext(status.label) for status in STATUSES],
        longest=_longest,
        length=length,
        strip=strip,
        open_data=PATH,
        members_data=MEMBERS if site.settings.open_data else "",
        root=root_of(f"{site.addresses.figures}/"),
    )


def _longest(rows: tuple[Row, ...], columns: int) -> int:
    """Return the largest number of the first columns."""
    return max((number for row in rows for number in row.counts[:columns]), default=0)
