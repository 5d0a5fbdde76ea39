"""Days, times and deadlines in words that stay true however old the page is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from generator.records.call import Deadline, DeadlineKind

if TYPE_CHECKING:
    from generator.languages.language import Language
    from generator.records.initiative import Period

_WAYS_IN = (DeadlineKind.QUESTIONS, DeadlineKind.REGISTRATION, DeadlineKind.SUBMISSION)


def instant(moment: datetime) -> str:
    """Return an instant as browsers read it: `2026-11-24T11:00:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def said(deadline: Deadline, language: Language) -> str:
    """Return «martedì 24 novembre 2026 alle 12:00 (ora di Roma)», or a day, with its end where something ends then."""
    return _said(deadline.at, deadline, language)


def said_before(deadline: Deadline, language: Language) -> str:
    """Return the date from which it was put off, empty when it was not."""
    return _said(deadline.extended_from, deadline, language) if deadline.extended_from else ""


def day_of(deadline: Deadline) -> date:
    """Return the day on which it is in its own time zone."""
    return _local(deadline.at, deadline).date() if isinstance(deadline.at, datetime) else deadline.at


def hour(deadline: Deadline, language: Language) -> str:
    """Return «12:00 (ora di Roma)», empty for a whole day."""
    if not isinstance(deadline.at, datetime):
        return ""
    return f"{language.time(_local(deadline.at, deadline))} {_zone(deadline.zone, language)}"


def _local(at: datetime, deadline: Deadline) -> datetime:
    zone = ZoneInfo(deadline.zone)
    return at.astimezone(zone) if at.tzinfo else at.replace(tzinfo=zone)


def _said(at: date | datetime, deadline: Deadline, language: Language) -> str:
    if isinstance(at, datetime):
        local = _local(at, deadline)
        text = language.gettext("{day} at {time}").format(day=language.date(local, "full"), time=language.time(local))
        return f"{text} {_zone(deadline.zone, language)}"
    day = language.date(at, "full")
    if deadline.kind not in _WAYS_IN:
        return day
    text = language.gettext("{day}, until the end of the day").format(day=day)
    return f"{text} {_zone(deadline.zone, language)}"


def period(period: Period, language: Language) -> str:
    """Return «dal 1° marzo al 31 ottobre 2023», or only when it begins."""
    begins = language.date(period.begins)
    if period.ends is None:
        return language.gettext("since {day}").format(day=begins)
    if period.begins == period.ends:
        return begins
    return language.gettext("from {begins} to {ends}").format(begins=begins, ends=language.date(period.ends))


def _zone(zone: str, language: Language) -> str:
    """Return «(ora di Roma)», which no line break parts."""
    text = language.gettext("({city} time)").format(city=_city(zone, language.code))
    return text.replace(" ", "\N{NO-BREAK SPACE}")


@cache
def _city(zone: str, code: str) -> str:
    """Return the name of a zone's city in a language: «Roma» for Europe/Rome."""
    from babel.dates import get_timezone_location

    return get_timezone_location(zone, locale=code, return_city=True)
