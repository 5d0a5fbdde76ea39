"""Members that are probably one and the same: nearly the same name in the same place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from generator.checking.finding import Finding, Spot, Spots, warning
from generator.checking.inspection import Inspection
from generator.languages import N_, Message
from generator.languages.legal_words import legal_words
from generator.records.member import Member
from generator.vocabularies.guessing import folded

SLIP_EVERY = 10
"""One slip of the pen in ten letters still makes the same name: a likeness of about 0.9."""

SLIP_IN_WORD = 5
"""A word may have one slip, a longer one as many as it has times five letters."""

EDGE = 5
"""Names are compared when their first or last five letters agree: a few slips seldom spoil both ends."""

INITIALS = re.compile(r"\b[a-z](?: [a-z]\b)+")
DIGITS = re.compile(r"[0-9]+")

Pair = tuple[str, str]
Words = tuple[str, ...]


def doubles(inspection: Inspection) -> Iterator[Finding]:
    """One warning for each group of members of nearly the same name in one place."""
    members = inspection.federation.members
    names = _core_names(members.items())
    fold = cache(folded)
    places = {slug: place(member, fold) for slug, member in members.items()}
    for group in _groups(names, places):
        first, *others = (Spot(("member", slug), ("name",)) for slug in group)
        message = Message(
            N_("nearly the same name and place as {others}: is it the same co-operative?"),
            {"others": Spots(tuple(others))},
        )
        yield warning("same-name", first, message)


def place(member: Member, fold: Callable[[str], str] = folded) -> str:
    """Return what tells places apart: the municipality's code, abroad its name; nothing where it is unknown."""
    address = member.address
    if address is None:
        return ""
    return address.municipality if address.country == "IT" else f"{address.country} {fold(address.municipality)}"


def parts_of(word: str) -> Words:
    """Return the words that are left of one without case, accents and marks: "Co-operative" gives two."""
    return tuple(folded(word).split())


def core(name: str, dropped: frozenset[str], parts: Callable[[str], Words] = parts_of) -> Words:
    """Return a name's words without its legal form: "Il Sole Soc. Coop. Soc. a r.l. ONLUS" gives ("sole",).

    Of a name that is nothing but legal form, all words stay; one without Latin letters stays as it is.
    """
    words = [part for word in name.split() for part in parts(word)]
    if words and len(min(words, key=len)) == 1:
        words = INITIALS.sub(lambda run: run[0].replace(" ", ""), " ".join(words)).split()
    return tuple([word for word in words if word not in dropped]) or tuple(words) or (name.casefold(),)


def within(one: str, other: str, slips: int) -> bool:
    """Return whether `one` becomes `other` by so many letters lost, added, changed or swapped with the next."""
    same = 0
    for letter, twin in zip(one, other, strict=False):
        if letter != twin:
            break
        same += 1
    one, other = one[same:], other[same:]
    if not one or not other or not slips:
        return len(one) + len(other) <= slips
    swapped = one[:2] == other[1::-1] and within(one[2:], other[2:], slips - 1)
    return (
        swapped
        or within(one[1:], other[1:], slips - 1)
        or within(one[1:], other, slips - 1)
        or within(one, other[1:], slips - 1)
    )


def similar(one: Words, other: Words, slips: int) -> bool:
    """Return whether only spaces, or so many slips, set two names apart: none in numbers, and few in any one word.

    North and South, Harrington and Workington are not slips of each other, however long the name around them.
    """
    if len(one) != len(other):
        return "".join(one) == "".join(other)
    differing = [(word, twin) for word, twin in zip(one, other, strict=True) if word != twin]
    return len(differing) <= slips and all(_slipped(word, twin, slips) for word, twin in differing)


def _slipped(word: str, twin: str, slips: int) -> bool:
    allowed = min(slips, max(1, len(word) // SLIP_IN_WORD))
    if abs(len(word) - len(twin)) > allowed:
        return False
    return within(word, twin, allowed) and DIGITS.findall(word) == DIGITS.findall(twin)


def _core_names(members: Iterable[tuple[str, Member]]) -> dict[str, list[Words]]:
    # Names share most of their words.
    dropped, parts = legal_words(trades=True), cache(parts_of)
    return {
        slug: [core(name, dropped, parts) for name in (member.name, member.legal_name) if name is not None]
        for slug, member in members
    }


def _groups(names: dict[str, list[Words]], places: dict[str, str]) -> list[list[str]]:
    """Return the sets of slugs that pairs join, each sorted."""
    group_of: dict[str, list[str]] = {}
    for one, other in (*_equal(names, places), *_similar(names, places)):
        left, right = group_of.get(one, [one]), group_of.get(other, [other])
        if left is right:
            continue
        merged = sorted(left + right)
        group_of.update(dict.fromkeys(merged, merged))
    return sorted({id(group): group for group in group_of.values()}.values())


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
    """Yield pairs of names in one place that a few slips set apart.

    Only names that share place and edge are compared, which spares all but a few of the fifty million pairs that
    ten thousand members make.
    """
    blocks: dict[tuple[str, str, str], list[tuple[int, str, Words]]] = defaultdict(list)
    shared = {one for one, members in Counter(places.values()).items() if one and members > 1}
    for slug, cores in names.items():
        name = "".join(cores[0])
        if places[slug] in shared and len(name) >= SLIP_EVERY - 1:
            blocks[places[slug], "begins", name[:EDGE]].append((len(name), slug, cores[0]))
            blocks[places[slug], "ends", name[-EDGE:]].append((len(name), slug, cores[0]))
    for block in blocks.values():
        if len(block) > 1:
            yield from _similar_in(sorted(block))


def _similar_in(block: list[tuple[int, str, Words]]) -> Iterator[Pair]:
    for at, (length, slug, words) in enumerate(block):
        for longer, twin, other in block[at + 1 :]:
            if longer - length > longer // SLIP_EVERY:
                break
            if similar(words, other, longer // SLIP_EVERY):
                yield slug, twin
