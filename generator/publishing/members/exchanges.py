"""Offers and needs in words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from generator.languages import N_
from generator.records.offer import ExchangeStatus, Need, Offer

if TYPE_CHECKING:
    from datetime import date

    from generator.publishing.places import Places
    from generator.publishing.site import Site
    from generator.records.offer import Quantity

Exchange = Offer | Need


class Exchanges(NamedTuple):
    """A member's offers and needs that stand on a day, and those that are over."""

    offers: tuple[Offer, ...]
    needs: tuple[Need, ...]
    past: tuple[Exchange, ...]


def sorted_out(offers: Iterable[Offer], needs: Iterable[Need], today: date) -> Exchanges:
    """Return what stands in the record's order, and what is over, the last first."""
    offers, needs = tuple(offers), tuple(needs)
    if not offers and not needs:
        return Exchanges((), (), ())
    everything: tuple[Exchange, ...] = (*offers, *needs)
    past = [one for one in everything if not one.stands(today)]
    past.sort(key=lambda one: (-one.expires.toordinal(), one.id))
    return Exchanges(
        tuple(one for one in offers if one.stands(today)),
        tuple(one for one in needs if one.stands(today)),
        tuple(past),
    )


class ExchangeWords:
    """Says what an offer or a need holds."""

    def __init__(self, site: Site, places: Places) -> None:
        self._site = site
        self._places = places
        self._say = site.language.gettext
        self._date, self._number = cache(site.language.date), cache(site.language.number)

    def facts(self, exchange: Exchange, root: str) -> list[tuple[str, str]]:
        """Return what is known beside title and description, as pairs of a term and its value."""
        known = (
            (N_("Terms"), ", ".join(self._say(terms.label) for terms in exchange.terms)),
            (N_("Quantity"), self.quantity(exchange.quantity) if exchange.quantity else ""),
            (N_("Area"), self._places.areas(exchange.area)),
            (N_("Available"), self.span(exchange)),
            (N_("Supply chain"), self.chain(exchange, root)),
        )
        return [(self._say(term), value) for term, value in known if value]

    def quantity(self, quantity: Quantity) -> str:
        """Return «24 bancali per giorno»."""
        amount = f"{self._number(quantity.value)} {quantity.unit}"
        if not quantity.period:
            return amount
        return self._say(N_("{amount} per {period}")).format(amount=amount, period=quantity.period)

    def span(self, exchange: Exchange) -> str:
        """Return «dal 7 gennaio al 30 giugno 2027», or only the last day: dates stay true on a page that is old."""
        until = self._date(exchange.expires)
        if exchange.begins is None:
            return self._say(N_("until {day}")).format(day=until)
        begins = self._date(exchange.begins)
        return self._say(N_("from {begins} to {ends}")).format(begins=begins, ends=until)

    def end(self, exchange: Exchange) -> str:
        """Return how it came to its end: concluded, or past its last day."""
        if exchange.status is ExchangeStatus.CONCLUDED:
            return self._say(N_("Concluded"))
        return self._say(N_("Expired on {day}")).format(day=self._date(exchange.expires))

    def chain(self, exchange: Exchange, root: str) -> str:
        """Return a link to the supply chain that it is part of, with the stage's name."""
        chain = self._site.federation.chains.get(exchange.chain or "")
        if chain is None:
            return ""
        link = Markup('<a href="{}{}">{}</a>').format(
            root, self._site.addresses.chain(exchange.chain or ""), chain.name
        )
        stage = next((stage.name for stage in chain.stages if stage.id == exchange.stage), "")
        return link + (f" ({stage})" if stage else "")
