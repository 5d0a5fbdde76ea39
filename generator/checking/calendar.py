"""Days that have not come yet, and certificates that have run out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checking.finding import Finding, Spot, warning
from generator.checking.inspection import Inspection
from generator.clock import YEAR, months_before
from generator.languages import N_, Message
from generator.records.federation import Federation
from generator.records.initiative import Initiative
from generator.records.member import Member


def future(inspection: Inspection) -> Iterator[Finding]:
    """Days on which something is said to have happened, and that are still to come."""
    for spot, day in _past_days(inspection.federation):
        if day > inspection.today:
            message = Message(N_("{date} is still to come: this tells what has happened"), {"date": day})
            yield Finding("in-the-future", spot, message)


def certificates(inspection: Inspection) -> Iterator[Finding]:
    """Certificates past their last day."""
    for slug, member in inspection.federation.members.items():
        for at, certificate in enumerate(member.certifications):
            if certificate.expires is not None and certificate.expires < inspection.today:
                spot = Spot(("member", slug), ("certifications", at, "expires"))
                message = Message(N_("this certificate expired on {date}"), {"date": certificate.expires})
                yield warning("certificate-expired", spot, message)


def unverified(federation: Federation, today: date) -> int:
    """Return how many members nobody has confirmed for a year: told as one figure, not as a warning for each."""
    since = months_before(today, YEAR)
    return sum(member.verified is None or member.verified.on < since for member in federation.members.values())


def _past_days(federation: Federation) -> Iterator[tuple[Spot, date]]:
    for slug, member in federation.members.items():
        for field, day in _of_member(member):
            yield Spot(("member", slug), field), day
    for slug, initiative in federation.initiatives.items():
        for path, day in _of_initiative(initiative):
            yield Spot(("initiative", slug), path), day
    for slug, call in federation.calls.items():
        if call.cancelled is not None:
            yield Spot(("call", slug), ("cancelled", "on")), call.cancelled.on


def _of_member(member: Member) -> Iterator[tuple[tuple[str, ...], date]]:
    if member.member_since is not None:
        yield ("member_since",), member.member_since
    if member.consent is not None:
        yield ("consent", "date"), member.consent.date
    if member.verified is not None:
        yield ("verified", "on"), member.verified.on


def _of_initiative(initiative: Initiative) -> Iterator[tuple[tuple[str | int, ...], date]]:
    for at, milestone in enumerate(initiative.milestones):
        if milestone.done_on is not None:
            yield ("milestones", at, "done_on"), milestone.done_on
    for at, result in enumerate(initiative.results):
        yield ("results", at, "date"), result.date
