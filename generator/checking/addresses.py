"""Former slugs, which shall lead on to a record's page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.finding import Finding, RecordKey, Spot
from generator.checking.inspection import Inspection, former_slugs
from generator.languages import N_, Message
from generator.reading.folders import is_reserved


def former_names(inspection: Inspection) -> Iterator[Finding]:
    """Former slugs that no record can have, that are some record's slug today, or that two records claim."""
    claimed: dict[RecordKey, Spot] = {}
    for key, record in inspection.records:
        for at, former in enumerate(former_slugs(key, record)):
            kind, slug = key
            spot = Spot(key, ("former_slugs", at))
            if is_reserved(kind, former):
                message = Message(N_("'{slug}' is the name of a page of the site: no record had it"), {"slug": former})
                yield Finding("reserved-name", spot, message)
            elif inspection.knows(kind, former):
                yield Finding("former-slug-in-use", spot, _in_use(slug, former))
            elif (kind, former) in claimed:
                values = {"slug": former, "other": claimed[kind, former]}
                message = Message(N_("the former name '{slug}' is already claimed at {other}"), values)
                yield Finding("former-slug-twice", spot, message)
            else:
                claimed[kind, former] = spot


def _in_use(slug: str, former: str) -> Message:
    if slug == former:
        return Message(N_("'{slug}' is this file's name today, not a former one"), {"slug": former})
    return Message(N_("'{slug}' is another file's name today: its address cannot lead here"), {"slug": former})
