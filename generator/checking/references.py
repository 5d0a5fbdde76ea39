"""References from record to record: where they lead, and whether both sides know of each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.checking.finding import FieldPath, Finding, RecordKey, Spot, warning
from generator.checking.inspection import Inspection
from generator.languages import N_, Message
from generator.reading.guessing import guessed
from generator.records.call import Call
from generator.records.federation import Kind
from generator.records.initiative import Initiative
from generator.records.member import Member

NOWHERE: Mapping[Kind, str] = {
    "member": N_("there is no member '{slug}'"),
    "call": N_("there is no call '{slug}'"),
    "initiative": N_("there is no initiative '{slug}'"),
    "track": N_("there is no track '{slug}'"),
    "chain": N_("there is no supply chain '{slug}'"),
    "issue": N_("there is no issue '{slug}'"),
}

Reference = tuple[FieldPath, Kind, str]
"""A field, and the kind and slug that it names."""


def nowhere(inspection: Inspection) -> Iterator[Finding]:
    """References to records that no file describes."""
    for key, references in _all_references(inspection):
        for field, kind, slug in references:
            if not inspection.knows(kind, slug):
                message = guessed(Message(NOWHERE[kind], {"slug": slug}), inspection.likely(kind, slug))
                yield Finding("no-such-record", Spot(key, field), message)


def itself(inspection: Inspection) -> Iterator[Finding]:
    """Ties of a member to itself, and initiatives that do not continue an earlier year's."""
    for slug, member in inspection.federation.engaged.items():
        for at, relation in enumerate(member.relations):
            if relation.member == slug:
                spot = Spot(("member", slug), ("relations", at, "member"))
                yield Finding("tie-to-itself", spot, Message(N_("a member has no tie to itself")))
    for slug, initiative in inspection.federation.initiatives.items():
        if initiative.continues is not None and initiative.continues[:4] >= slug[:4]:
            spot = Spot(("initiative", slug), ("continues",))
            message = Message(
                N_("'{slug}' is not of an earlier year: what is continued was begun before"),
                {"slug": initiative.continues},
            )
            yield Finding("continues-no-earlier-year", spot, message)


def one_sided(inspection: Inspection) -> Iterator[Finding]:
    """Calls and initiatives of which one names the other in vain."""
    calls, initiatives = inspection.federation.calls, inspection.federation.initiatives
    for slug, call in calls.items():
        initiative = initiatives.get(call.initiative or "")
        if initiative is not None and slug not in initiative.calls:
            message = Message(
                N_("the initiative '{slug}' does not list this call among its calls"), {"slug": call.initiative}
            )
            yield warning("one-sided", Spot(("call", slug), ("initiative",)), message)
    for year_slug, one in initiatives.items():
        for at, slug in enumerate(one.calls):
            if slug in calls and calls[slug].initiative != year_slug:
                message = Message(N_("the call '{slug}' does not name this initiative as its own"), {"slug": slug})
                yield warning("one-sided", Spot(("initiative", year_slug), ("calls", at)), message)


def _all_references(inspection: Inspection) -> Iterator[tuple[RecordKey, Iterable[Reference]]]:
    federation = inspection.federation
    for slug, member in federation.engaged.items():
        yield ("member", slug), _of_member(member)
    for slug, call in federation.calls.items():
        yield ("call", slug), _of_call(call)
    for slug, initiative in federation.initiatives.items():
        yield ("initiative", slug), _of_initiative(initiative)
    for slug, chain in federation.chains.items():
        if chain.lead is not None:
            yield ("chain", slug), ((("lead",), "member", chain.lead),)


def _of_member(member: Member) -> Iterator[Reference]:
    for at, relation in enumerate(member.relations):
        yield ("relations", at, "member"), "member", relation.member
    for name, exchanges in (("offers", member.offers), ("needs", member.needs)):
        for at, exchange in enumerate(exchanges):
            if exchange.chain is not None:
                yield (name, at, "chain"), "chain", exchange.chain


def _of_call(call: Call) -> Iterator[Reference]:
    if call.track is not None:
        yield ("track",), "track", call.track
    if call.initiative is not None:
        yield ("initiative",), "initiative", call.initiative
    for at, slug in enumerate(call.participants):
        yield ("participants", at), "member", slug


def _of_initiative(initiative: Initiative) -> Iterator[Reference]:
    yield ("track",), "track", initiative.track
    if initiative.continues is not None:
        yield ("continues",), "initiative", initiative.continues
    for at, slug in enumerate(initiative.calls):
        yield ("calls", at), "call", slug
    for at, partner in enumerate(initiative.partners):
        if partner.member is not None:
            yield ("partners", at, "member"), "member", partner.member
