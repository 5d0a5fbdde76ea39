"""Fields that must make sense together."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.finding import Finding, Spot, warning
from generator.checking.inspection import Inspection
from generator.languages import N_, Message

SOCIAL_COOPERATIVE = "1.4.30"


def social_types(inspection: Inspection) -> Iterator[Finding]:
    """Types of law 381 of 1991 given to what is, by its legal form, no social co-operative."""
    forms = inspection.vocabularies.legal_forms
    for slug, member in inspection.federation.members.items():
        if member.social_type is None:
            continue
        if member.legal_form in forms and member.legal_form != SOCIAL_COOPERATIVE:
            message = Message(
                N_("only social co-operatives (legal form {code}) have a type"), {"code": SOCIAL_COOPERATIVE}
            )
            yield warning("social-type", Spot(("member", slug), ("social_type",)), message)
