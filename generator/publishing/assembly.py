"""The whole of what a federation publishes: every page, and the proof that each record has one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.languages import N_
from generator.publishing import blocks
from generator.publishing.calls import call
from generator.publishing.chains import chain
from generator.publishing.document.documents import documents
from generator.publishing.figures.page import Figures
from generator.publishing.following.calendars import Calendars
from generator.publishing.following.feeds import Feeds
from generator.publishing.handwritten import Block
from generator.publishing.making import Making
from generator.publishing.map import page as map_page
from generator.publishing.members import directory, member
from generator.publishing.members.roll import Roll
from generator.publishing.newsletter import archive
from generator.publishing.open_data.members import OpenData
from generator.publishing.page import Page
from generator.publishing.programme import initiative, programme, track
from generator.publishing.programme.track_colours import stylesheet
from generator.publishing.proposing import files as form_files
from generator.publishing.proposing import page as proposing
from generator.publishing.templates import environment

if TYPE_CHECKING:
    from jinja2 import Environment

    from generator.processes.sharing import Outcome
    from generator.publishing.document.fonts import Fonts
    from generator.publishing.search.pages import Handwritten
    from generator.publishing.site import Site


class RecordWithoutPage(AssertionError):
    """A record has no page: the generator is wrong, and must not publish as if nothing were missing."""


@dataclass(frozen=True)
class Section:
    """A part of the site with its own tab: its address, its name, and its pages."""

    address: str
    title: str


@dataclass(frozen=True)
class Assembly:
    """All pages and blocks of a site; `roll` holds its members as lists show them."""

    site: Site
    roll: Roll

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """The sections by the names that pages use for their frames."""
        at, said = self.site.addresses, self.site.language.gettext
        return {
            "members": Section(f"{at.members}/", said(N_("Members"))),
            "programme": Section(f"{at.programme}/", said(N_("Programme"))),
            "tracks": Section(f"{at.tracks}/", said(N_("Tracks"))),
            "calls": Section(f"{at.calls}/", said(N_("Calls"))),
            "chains": Section(f"{at.chains}/", said(N_("Supply chains"))),
            "figures": Section(f"{at.figures}/", said(N_("Figures"))),
            "newsletter": Section(f"{at.newsletter}/", said(archive.TITLE)),
            "proposals": Section(f"{at.propose}/", said(N_("Propose"))),
        }

    @cached_property
    def templates(self) -> Environment:
        """The templates in the site's language."""
        return environment(self.site)

    def prepare(self) -> None:
        """Make all pages known, and compile the templates that most of them use, before the work is shared out."""
        for section in self.sections:
            page = next((page for page in self.pages if page.section == section and page.origin), None)
            if page is not None:
                page.body()

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every page; raise `RecordWithoutPage` when a record has none."""
        pages = tuple(self._pages())
        addresses = {page.address for page in pages}
        missing = [address for address in self._expected() if address not in addresses]
        if missing:
            raise RecordWithoutPage(f"{len(missing)} records have no page, the first {missing[0]!r}")
        return pages

    @cached_property
    def blocks(self) -> Mapping[str, Block]:
        """What hand-written pages may name as `{{ name }}`."""
        return blocks.blocks(self.roll, self.templates)

    @cached_property
    def figures(self) -> Figures:
        """The federation in figures."""
        return Figures(self.roll)

    @cached_property
    def stylesheet(self) -> str:
        """The colours of the tracks."""
        return stylesheet(self.site.federation.tracks.values())

    def makings(self, root: Path) -> dict[str, Making]:
        """Return calendars, feeds, the calls' file, open data and what the form reads by path.

        The first two need the records' history, the last the files below `root`.
        """
        channels = self.site.channels
        made = [*Calendars(channels).makings(), *Feeds(channels, self.templates).makings()]
        made += call.makings(self.site, self.templates)
        made += form_files.makings(self.site, root)
        return dict(made + list(OpenData(self.roll).makings()) if self.site.settings.open_data else made)

    def files(self) -> dict[str, bytes]:
        """Return the figures as open data, and the page on which the office edits where the site has one, by path."""
        if not self.site.settings.admin:
            return self.figures.files()
        # Most sites do without, and schemas take their time.
        from generator.publishing.admin.page import files

        return self.figures.files() | files(self.site)

    def paths(self) -> Iterator[str]:
        """Yield the paths of files that somebody may link to: documents, calendars, open data, logos."""
        site, at = self.site, self.site.addresses
        yield from ("sitemap.xml", "robots.txt", *self.files(), *map(at.document, site.federation.years))
        yield from (channel.calendar for slug in site.calls_fitting if (channel := site.channels.of_member(slug)))
        yield from (f"{at.members}/logos/{card.logo}" for card in self.roll.cards if card.logo)
        if site.settings.open_data:
            yield from OpenData(self.roll).paths()

    def documents(self, vision: str, fonts: Fonts, kept: Path) -> Outcome[dict[str, Path]]:
        """Return where each year's document lies by its path on the site, as soon as all are set."""
        return documents(self.site, vision, fonts, kept)

    def search_files(self, handwritten: Iterable[Handwritten]) -> dict[str, bytes]:
        """Return the files of the search by path: index, columns, what results show."""
        # Imported where the index is made, which is beside the rest of the work.
        from generator.publishing.search.files import files as searched

        return searched(self.roll, (*handwritten, self.figures.document()))

    def _pages(self) -> Iterator[Page]:
        yield from directory.pages(self.roll, self.templates)
        yield from map_page.pages(self.roll, self.templates)
        for kind in (member, programme, track, initiative, chain, archive):
            yield from kind.pages(self.site, self.templates)
        yield from call.pages(self.site, self.templates, self.roll)
        yield from self.figures.pages(self.templates)
        yield from proposing.pages(self.site, self.templates)

    def _expected(self) -> Iterator[str]:
        federation, at = self.site.federation, self.site.addresses
        yield from map(at.member, federation.members)
        yield from map(at.call, federation.calls)
        yield from map(at.initiative, federation.initiatives)
        yield from map(at.track, federation.tracks)
        yield from map(at.chain, federation.chains)
        yield from map(at.issue, federation.issues)
