"""From findings to problems: each gets the line and column at which its field stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.checking.finding import Finding, Locate, Spot, Spots
from generator.languages import Message
from generator.reading.fault import dotted
from generator.reading.problem import Problem
from generator.records.federation import Federation

CROWD = 3


def located(findings: Iterable[Finding], federation: Federation, locate: Locate) -> Iterator[Problem]:
    """Return each finding as a problem; files are asked for positions only where there is a finding."""
    for finding in findings:
        at = finding.at if isinstance(finding.at, Spot) else None
        path = str(finding.at) if at is None else _path(at, federation)
        line, column = (1, 1) if at is None else locate(path, at.field)
        yield Problem(
            path=path,
            line=line,
            column=column,
            field=dotted(at.field) if at else "",
            rule=finding.rule,
            message=_told(finding.message, federation, locate),
            severity=finding.severity,
        )


def _told(message: Message, federation: Federation, locate: Locate) -> Message:
    """Return the message with `path:line` wherever a value is a field of some record."""

    def told(value: object) -> object:
        if isinstance(value, Spot):
            path = _path(value, federation)
            return f"{path}:{locate(path, value.field)[0]}"
        if isinstance(value, Spots):
            rest = ", …" if len(value.spots) > CROWD else ""
            return ", ".join(str(told(spot)) for spot in value.spots[:CROWD]) + rest
        return value

    return Message(message.text, {name: told(value) for name, value in message.values.items()})


def _path(spot: Spot, federation: Federation) -> str:
    return federation.sources[spot.record].path
