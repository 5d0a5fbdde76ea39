"""Addresses of pages: names that the site needs itself, and former slugs that shall lead on to a record's page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.finding import Finding, RecordKey, Spot
from generator.checking.inspection import Inspection, former_slugs
from generator.languages import N_, Message

RESERVED = {"call": frozenset({"browse", "sfoglia"})}
"""Names that no record of a kind can have: the site's own pages stand there, in one language or another."""


def reserved_names(inspection: Inspection) -> Iterator[Finding]:
    """Records that are named as a page of the site's own."""
    for key, _ in inspection.records:
        kind, slug = key
        if slug in RESERVED.get(kind, ()):
            text = N_("the site has a page of its own at '{slug}': give the file another name")
            yield Finding("reserved-name", Spot(key), Message(text, {"slug": slug}))


def former_names(inspection: Inspection) -> Iterator[Finding]:
    """Former slugs that are some record's slug today, or that two records claim."""
    claimed: dict[RecordKey, Spot] = {}
    for key, record in inspection.records:
        for at, former in enumerate(former_slugs(key, record)):
            kind, slug = key
            spot = Spot(key, ("former_slugs", at))
            if inspection.knows(kind, former):
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
