"""Where things stand on the site, in each language; addresses are relative to its root and end in `/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SEARCH, DATA = "search", "api"
"""The folders of the search's files and of the open data, the same in each language: programs read them."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The first segments of the generator's own trees, and of the lists below the directory."""

    members: str
    programme: str
    tracks: str
    calls: str
    chains: str
    figures: str
    sector: str
    region: str
    province: str
    kind: str
    service: str
    letter: str
    page: str
    map_page: str
    calendars: str
    feeds: str
    everything: str
    theme: str
    exchanges: str
    calendar: str
    newsletter: str
    propose: str
    browse: str
    state: str
    of_track: str
    for_whom: str
    everywhere: str

    @property
    def trees(self) -> tuple[str, ...]:
        """The folders of the site that belong to the generator alone."""
        own = (self.members, self.programme, self.tracks, self.calls, self.chains, self.figures)
        return (*own, self.calendars, self.feeds, self.newsletter, self.propose, SEARCH, DATA)

    @property
    def map(self) -> str:
        """The address of the map of the members."""
        return f"{self.members}/{self.map_page}/"

    def member(self, slug: str) -> str:
        """Return the address of a member's page."""
        return f"{self.members}/{slug}/"

    def year(self, year: int) -> str:
        """Return the address of a year's programme."""
        return f"{self.programme}/{year}/"

    def year_calendar(self, year: int) -> str:
        """Return the address of a year's dates month by month; no initiative can stand there."""
        return f"{self.programme}/{self.calendar}-{year}/"

    def document(self, year: int) -> str:
        """Return the path of a year's programme as a document."""
        return f"{self.year(year)}{self.programme}-{year}.pdf"

    def initiative(self, key: str) -> str:
        """Return the address of an initiative, given as `year/slug`."""
        return f"{self.programme}/{key}/"

    def track(self, slug: str) -> str:
        """Return the address of a track."""
        return f"{self.tracks}/{slug}/"

    def call(self, slug: str) -> str:
        """Return the address of a call."""
        return f"{self.calls}/{slug}/"

    def calls_by(self, *segments: str) -> str:
        """Return the address of a list of calls below the page of all ways to browse them."""
        return "/".join((self.calls, self.browse, *segments, ""))

    def chain(self, slug: str) -> str:
        """Return the address of a supply chain."""
        return f"{self.chains}/{slug}/"

    def issue(self, slug: str) -> str:
        """Return the address of an issue of the newsletter."""
        return f"{self.newsletter}/{slug}/"

    def numbered(self, address: str, page: int) -> str:
        """Return the address of the n-th page of a list, whose first page is the list's own address."""
        return address if page == 1 else f"{address}{self.page}/{page}/"


ADDRESSES: Mapping[str, Addresses] = {
    "it": Addresses(
        "associate", "programma", "piste", "call", "filiere", "cifre",
        "settore", "regione", "provincia", "forma", "servizio", "lettera", "pagina", "mappa",
        "calendari", "feed", "tutto", "tema", "offerte-e-richieste", "calendario",
        "resta-informato/newsletter", "proponi",
        "sfoglia", "stato", "pista", "per", "ovunque",
    ),
    "en": Addresses(
        "members", "programme", "tracks", "calls", "chains", "figures",
        "sector", "region", "province", "kind", "service", "letter", "page", "map",
        "calendars", "feeds", "all", "theme", "offers-and-needs", "calendar",
        "stay-informed/newsletter", "propose",
        "browse", "state", "track", "for", "everywhere",
    ),
}  # fmt: skip


def root_of(address: str) -> str:
    """Return the way from a page back to the site's root: `../../` for `associate/aurora/`."""
    return "../" * address.count("/")
