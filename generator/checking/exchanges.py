"""The life of offers and needs: twelve months ahead at most, and then settled or confirmed again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.checking.finding import Finding, Spot, warning
from generator.checking.inspection import Inspection
from generator.languages import N_, Message
from generator.records.offer import ExchangeStatus


def expiries(inspection: Inspection) -> Iterator[Finding]:
    """Offers and needs past their last day and still open, or meant to last more than twelve months from today."""
    latest = a_year_after(inspection.today)
    for slug, member in inspection.federation.engaged.items():
        for name, exchanges in (("offers", member.offers), ("needs", member.needs)):
            for at, exchange in enumerate(exchanges):
                if exchange.expires > latest:
                    yield Finding("expires-too-late", _spot(slug, name, at), _too_late(exchange.expires, latest))
                elif exchange.expires < inspection.today and exchange.status is ExchangeStatus.OPEN:
                    yield warning("expired", _spot(slug, name, at), _expired(exchange.expires))


def a_year_after(day: date) -> date:
    """Return the same day of the next year; for 29 February the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return (day + timedelta(days=1)).replace(year=day.year + 1) - timedelta(days=1)


def _spot(slug: str, name: str, at: int) -> Spot:
    return Spot(("member", slug), (name, at, "expires"))


def _expired(day: date) -> Message:
    return Message(N_("expired on {date}: confirm it with a new date, or conclude it"), {"date": day})


def _too_late(day: date, latest: date) -> Message:
    values = {"date": day, "latest": latest}
    return Message(N_("found {date}, expected at most twelve months ahead: {latest}"), values)
