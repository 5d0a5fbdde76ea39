"""The dates of calls: after their publication, put off and never brought forward."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from generator.checking.finding import Finding, Spot, warning
from generator.checking.inspection import Inspection
from generator.languages import N_, Message
from generator.records.call import Deadline


def deadlines(inspection: Inspection) -> Iterator[Finding]:
    """Dates before the call's publication (warnings), or put off to before they were."""
    for slug, call in inspection.federation.calls.items():
        for at, deadline in enumerate(call.deadlines):
            spot = Spot(("call", slug), ("deadlines", at, "at"))
            if day(deadline.at) < call.published:
                values = {"date": day(deadline.at), "published": call.published}
                message = Message(N_("{date} is before the publication on {published}"), values)
                yield warning("before-publication", spot, message)
            elif brought_forward(deadline):
                message = Message(N_("a date is put off to a later one: this is before 'extended_from'"))
                yield Finding("brought-forward", spot, message)


def brought_forward(deadline: Deadline) -> bool:
    """Return whether the date is earlier than the one that it was put off from."""
    before = deadline.extended_from
    if before is None:
        return False
    if day(before) == day(deadline.at) and isinstance(before, datetime) and isinstance(deadline.at, datetime):
        return deadline.model_copy(update={"at": before}).moment > deadline.moment
    return day(before) > day(deadline.at)


def day(moment: date | datetime) -> date:
    """Return the day of a day or a time, in the time's own zone."""
    return moment.date() if isinstance(moment, datetime) else moment
