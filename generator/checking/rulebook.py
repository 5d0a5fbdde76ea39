"""All rules across records, and the check that applies them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from generator.checking import (
    addresses,
    calendar,
    deadlines,
    exchanges,
    identities,
    intricacy,
    logos,
    namesakes,
    parts,
    places,
    privacy,
    programme,
    references,
    repeats,
    social,
    tracks,
)
from generator.checking.finding import Finding, Locate, RecordKey
from generator.checking.inspection import Inspection, LogoFile
from generator.checking.locating import located
from generator.reading.logos import FOLDER as LOGOS
from generator.reading.logos import read_logos
from generator.reading.problem import Problem
from generator.reading.record import unreadable
from generator.records.federation import Federation

if TYPE_CHECKING:
    from generator.reading.site import Reading
    from generator.vocabularies import Vocabularies

Rule = Callable[[Inspection], Iterable[Finding]]

LOGO_RULES: tuple[Rule, ...] = (logos.missing, logos.unfit, logos.unused)
RULES: tuple[Rule, ...] = (
    references.nowhere,
    references.itself,
    references.one_sided,
    parts.stages,
    parts.goals,
    parts.ids,
    repeats.repeats,
    addresses.former_names,
    identities.tax_code_shapes,
    identities.same_tax_code,
    identities.same_vat_number,
    namesakes.doubles,
    exchanges.expiries,
    calendar.future,
    calendar.certificates,
    programme.years,
    programme.milestones,
    programme.left_open,
    deadlines.deadlines,
    places.postcodes,
    places.coordinates,
    privacy.personal_data,
    intricacy.intricate,
    social.social_types,
    tracks.numbers,
    tracks.colours,
    *LOGO_RULES,
)


def check_site(reading: Reading, today: date) -> list[Problem]:
    """Return every problem of a site, of single files and across them, in the order of its place."""
    closed: list[Problem] = []
    files: Mapping[str, LogoFile] = {}
    rules = RULES
    try:
        files = read_logos(reading.root)
    except OSError as error:
        # Whether a logo is there cannot be known then. Whoever looked for records may have met the closed door before.
        closed = [unreadable(error).at(LOGOS)]
        rules = tuple(rule for rule in RULES if rule not in LOGO_RULES)
    told = {problem.path for problem in reading.problems if problem.rule == "unreadable"}
    across = check(
        reading.federation,
        vocabularies=reading.vocabularies,
        logos=files,
        today=today,
        locate=reading.locate,
        unread=reading.unread,
        rules=rules,
    )
    closed = [] if told & {LOGOS, LOGOS.partition("/")[0]} else closed
    return sorted((*reading.problems, *closed, *across), key=lambda problem: problem.place)


def check(
    federation: Federation,
    *,
    vocabularies: Vocabularies,
    logos: Mapping[str, LogoFile],
    today: date,
    locate: Locate,
    unread: Collection[RecordKey] = frozenset(),
    rules: Iterable[Rule] = RULES,
) -> list[Problem]:
    """Return every problem across the records, in the order of its place.

    `federation.sources` must name the file of each record. `logos` are the files of `members/logos/` by name;
    `locate` finds a field in a file; `unread` are records that exist and could not be read. `rules`: those to apply.
    """
    inspection = Inspection(federation, vocabularies, logos, today, unread)
    findings = chain.from_iterable(rule(inspection) for rule in rules)
    return sorted(located(findings, federation, locate), key=lambda problem: problem.place)
