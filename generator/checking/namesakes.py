"""Members that are probably one and the same: nearly the same name in the same place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from generator.checking.finding import Finding, Spot, Spots, warning
from generator.checking.inspection import Inspection
from generator.checking.locality import locality
from generator.checking.near_names import Words, near_pairs
from generator.languages import N_, Message
from generator.languages.legal_words import legal_words
from generator.records.member import Member
from generator.vocabularies.guessing import folded

INITIALS = re.compile(r"\b[a-z](?: [a-z]\b)+")

Pair = tuple[str, str]


def doubles(inspection: Inspection) -> Iterator[Finding]:
    """One warning for each group of members of nearly the same name in one place."""
    members = inspection.federation.members
    names = _core_names(members.items())
    fold = cache(folded)
    places = {slug: locality(member, fold) for slug, member in members.items()}
    for group in _groups(names, places):
        first, *others = (Spot(("member", slug), ("name",)) for slug in group)
        message = Message(
            N_("nearly the same name and place as {others}: is it the same co-operative?"),
            {"others": Spots(tuple(others))},
        )
        yield warning("same-name", first, message)


def parts_of(word: str) -> Words:
    """Return the words that are left of one without case, accents and marks: "Co-operative" gives two."""
    return tuple(folded(word).split())


def core(name: str, dropped: frozenset[str], parts: Callable[[str], Words] = parts_of) -> Words:
    """Return a name's words without its legal form: "Il Sole Soc. Coop. Soc. a r.l. ONLUS" gives ("sole",).

    Of a name that is nothing but legal form, all words stay; one without Latin letters stays as it is.
    """
    words = [part for word in name.split() for part in parts(word)]
    if 1 in map(len, words):
        words = INITIALS.sub(lambda run: run[0].replace(" ", ""), " ".join(words)).split()
    return tuple([word for word in words if word not in dropped]) or tuple(words) or (name.casefold(),)


def _core_names(members: Iterable[tuple[str, Member]]) -> dict[str, list[Words]]:
    # Names share most of their words.
    dropped, parts = legal_words(trades=True), cache(parts_of)
    return {
        slug: [core(name, dropped, parts) for name in (member.name, member.legal_name) if name is not None]
        for slug, member in members
    }


def _groups(names: dict[str, list[Words]], places: dict[str, str]) -> list[list[str]]:
    """Return the sets of slugs that pairs join, each sorted."""
    above: dict[str, str] = {}

    def top(slug: str) -> str:
        while (over := above.setdefault(slug, slug)) != slug:
            above[slug] = slug = above[over]
        return slug

    for one, other in (*_equal(names, places), *_similar(names, places)):
        above[top(one)] = top(other)
    groups: dict[str, list[str]] = defaultdict(list)
    for slug in sorted(above):
        groups[top(slug)].append(slug)
    return sorted(groups.values())


def _equal(names: dict[str, list[Words]], places: dict[str, str]) -> Iterator[Pair]:
    """Yield pairs of the same words in any order in one place, or of which one has no known place."""
    bearers: dict[Words, list[str]] = defaultdict(list)
    for slug, cores in names.items():
        for words in {tuple(sorted(words)) for words in cores}:
            bearers[words].append(slug)
    for slugs in bearers.values():
        if len(slugs) > 1:
            yield from _in_one_place(slugs, places)


def _in_one_place(slugs: list[str], places: dict[str, str]) -> Iterator[Pair]:
    anywhere = next((slug for slug in slugs if not places[slug]), None)
    first: dict[str, str] = {}
    for slug in slugs:
        twin = anywhere or first.setdefault(places[slug], slug)
        if twin != slug:
            yield twin, slug


def _similar(names: dict[str, list[Words]], places: dict[str, str]) -> Iterator[Pair]:
    """Yield pairs of names in one place that a few slips set apart."""
    shared = {one for one, members in Counter(places.values()).items() if one and members > 1}
    bearers: dict[str, dict[Words, list[str]]] = defaultdict(lambda: defaultdict(list))
    for slug, cores in names.items():
        if places[slug] in shared:
            bearers[places[slug]][cores[0]].append(slug)
    for named in bearers.values():
        yield from near_pairs(named)
