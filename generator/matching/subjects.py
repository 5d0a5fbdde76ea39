"""What a text is about: its telling words, and the services that it names.

How telling a word is follows from the list of services alone, never from the offers themselves: one offer more must
not change what another is worth.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from importlib.resources import files
from math import log, sqrt
from typing import TYPE_CHECKING, NamedTuple

from generator.search.folding import bare, folded
from generator.vocabularies.tables import row

if TYPE_CHECKING:
    from generator.matching.weights import Weights
    from generator.records.offer import Need, Offer
    from generator.search.analysis import Analysis
    from generator.vocabularies import Vocabularies
    from generator.vocabularies.services import Service

_LIST = re.compile(r",| (?:e|ed|o|and|or|und|et) ")
"""A label such as «Mense e ristorazione collettiva» names its service in two ways."""

_VOWELS = "aeiou"
"""Where stems end is not always the same for a noun, its verb and who does it."""

MOST = 4
"""An exchange is about so many services at most, the surest."""


class Text(NamedTuple):
    """What a text says.

    named: services that it names, each with how surely it does. words: telling terms, the most telling first, a vector
    of length 1.
    """

    named: Mapping[str, float]
    words: Mapping[str, float]


class Subjects:
    """Knows the words by which the services are named, in one language."""

    def __init__(self, vocabularies: Vocabularies, analysis: Analysis, weights: Weights) -> None:
        self._services = vocabularies.services
        self._vocabularies = vocabularies
        self._analysis = analysis
        self._weights = weights
        self._terms: dict[str, str] = {}
        self._telling: dict[str, float] = {}

    def read(self, title: str, description: str) -> Text:
        """Return what the title and the description of an offer or a need say."""
        main, rest = self.parts(title, description)
        return Text(self.named(main, rest), self.words(main, rest))

    def terms(self, text: str) -> list[str]:
        """Return the telling words of a text as terms, in their order: stems, cut to a few letters."""
        known, learn = self._terms, self._learn
        found = [known[word] if word in known else learn(word) for word in self._analysis.cut(text)]
        if any(found):
            return [term for term in found if term]
        # A text of small words alone tells by them.
        terms = (self._term(word.bare, word.term) for word in self._analysis.told(text))
        return [term for term in terms if term]

    def parts(self, title: str, description: str) -> tuple[list[str], list[str]]:
        """Return the terms of what a text is mainly about, and of the rest.

        «Corso per falegnami» is about a course: what follows `per` counts with the description, unless nothing
        telling stands before it.
        """
        head, *tail = self._aside.split(title, maxsplit=1) if self._aside else [title]
        terms, rest = self.terms(head), self.terms(" ".join((*tail, description)))
        return (terms, rest) if terms else (self.terms(title), self.terms(description))

    def words(self, title: Iterable[str], description: Iterable[str]) -> dict[str, float]:
        """Return how telling each term of a text is, as a vector of length 1, the most telling first."""
        weigh, aside = self._weight, self._weights.words_description
        found = {term: weigh(term) * aside for term in description}
        for term in title:
            found[term] = weigh(term)
        length = sqrt(sum([value * value for value in found.values()]))
        if not length:
            return {}
        return {term: -value / length for value, term in sorted([(-value, term) for term, value in found.items()])}

    def named(self, title: Iterable[str], description: Iterable[str]) -> dict[str, float]:
        """Return the services that a text names, each with how surely it does; the description says it less surely."""
        found = self._named(set(title))
        # «Fotografie di cantieri» are photographs: what a text is about stands first.
        first = {service for service, _ in self._single.get(next(iter(title), ""), ())}
        if not first.isdisjoint(found):
            later = self._weights.strength_later
            found = {service: sure if service in first else sure * later for service, sure in found.items()}
        aside = self._weights.strength_description
        for service, sure in self._named(set(description)).items():
            found[service] = max(found.get(service, 0.0), sure * aside)
        least = self._weights.strength_least
        surest = sorted((-value, service) for service, value in found.items() if value >= least)
        return {service: -value for value, service in surest[:MOST]}

    def written(self, exchange: Offer | Need) -> dict[str, str]:
        """Return how an exchange writes each of its terms where it first uses it."""
        found: dict[str, str] = {}
        for word in self._analysis.told(f"{exchange.title} {exchange.description or ''}"):
            if term := self._term(word.bare, word.term):
                found.setdefault(term, word.spelled)
        return found

    @cached_property
    def broader(self) -> Mapping[str, tuple[str, ...]]:
        """The services that each service is a part of, as `broader.tsv` holds them and the list still has both."""
        found: dict[str, tuple[str, ...]] = {}
        for cells in _rows("broader.tsv"):
            if cells["service"] in self._services and cells["broader"] in self._services:
                found[cells["service"]] = (*found.get(cells["service"], ()), cells["broader"])
        return found

    def group(self, service: str) -> str:
        """Return the group of a service; empty for one that the list does not have."""
        known = self._services.get(service)
        return known.group if known else ""

    def _learn(self, spelled: str) -> str:
        """Return the term of a word as it is written; empty for one that tells nothing, here or anywhere."""
        word = self._analysis.word(spelled)
        term = "" if word.bare in self._analysis.lists.silent else self._term(word.bare, word.term)
        self._terms[spelled] = term
        return term

    def _term(self, plain: str, stem: str) -> str:
        if plain in self._silent or len(plain) < 3 or any(letter.isdigit() for letter in plain):
            return ""
        short = stem[: self._weights.words_letters]
        return short.rstrip(_VOWELS) or short

    @cached_property
    def _silent(self) -> frozenset[str]:
        """Words that tell nothing of a subject: small ones, those of every offer, and names of places."""
        names = {word.bare for name in self._place_names for word in self._analysis.told(name)}
        return frozenset(self._listed["silent"] | names | self._analysis.lists.legal)

    @cached_property
    def _listed(self) -> Mapping[str, frozenset[str]]:
        """The lists of `words/LANGUAGE.txt`, without accents."""
        found: dict[str, set[str]] = {"silent": set(), "aside": set()}
        file = files("generator.matching") / "words" / f"{self._analysis.language}.txt"
        for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
            if not line.startswith("#"):
                name, _, words = line.partition(":")
                found[name].update(bare(folded(word)) for word in words.split())
        return {name: frozenset(words) for name, words in found.items()}

    @cached_property
    def _aside(self) -> re.Pattern[str] | None:
        words = "|".join(sorted(self._listed["aside"]))
        return re.compile(rf"(?<=\S)\s+(?:{words})\s+", re.IGNORECASE) if words else None

    @property
    def _place_names(self) -> Iterator[str]:
        for region in self._vocabularies.regions.values():
            yield from region.names()
        for province in self._vocabularies.provinces.values():
            yield from province.names()

    @cached_property
    def _phrases(self) -> Mapping[frozenset[str], tuple[str, ...]]:
        """What names services, as sets of terms, and which services each names."""
        found: dict[frozenset[str], dict[str, None]] = defaultdict(dict)
        for code, service in self._services.items():
            for name in self._names(service):
                if terms := frozenset(self.terms(name)):
                    found[terms][code] = None
        return {terms: tuple(sorted(codes)) for terms, codes in found.items()}

    def _names(self, service: Service) -> Iterator[str]:
        label = service.labels.get(self._analysis.language)
        yield label
        yield from _LIST.split(label)
        yield from service.synonyms_in(self._analysis.language)
        yield from self._further.get(service.code, ())

    @cached_property
    def _further(self) -> Mapping[str, list[str]]:
        """Further words for services, of `words/LANGUAGE_services.tsv`."""
        rows = _rows(f"words/{self._analysis.language}_services.tsv")
        return {cells["service"]: cells["words"].split("; ") for cells in rows}

    @cached_property
    def _users(self) -> Mapping[str, frozenset[str]]:
        """The services that are named with each term."""
        users: dict[str, set[str]] = defaultdict(set)
        for terms, codes in self._phrases.items():
            for term in terms:
                users[term].update(codes)
        return {term: frozenset(codes) for term, codes in users.items()}

    @cached_property
    def _single(self) -> Mapping[str, tuple[tuple[str, float], ...]]:
        """The services that one term says something of, and how surely: it names them, or is a part of their names."""
        weights, found = self._weights, {}
        for term, users in self._users.items():
            names = self._phrases.get(frozenset((term,)), ())
            whole, part = weights.strength_word / sqrt(sqrt(len(users) * len(names) or 1)), weights.strength_part
            found[term] = tuple((code, whole if code in names else part / len(users)) for code in sorted(users))
        return found

    @cached_property
    def _several(self) -> Mapping[str, tuple[frozenset[str], ...]]:
        """The phrases of several terms under that of their terms which the fewest services use."""
        found: dict[str, list[frozenset[str]]] = defaultdict(list)
        for terms in self._phrases:
            if len(terms) > 1:
                found[min(terms, key=lambda term: (len(self._users[term]), term))].append(terms)
        return {term: tuple(phrases) for term, phrases in found.items()}

    def _named(self, terms: set[str]) -> dict[str, float]:
        """Return the services that terms name, each with how surely: evidence adds up as independent chances do."""
        unsure: dict[str, float] = {}
        single = self._single
        for term in sorted([term for term in terms if term in single]):
            for service, sure in single[term]:
                unsure[service] = unsure.get(service, 1.0) * (1.0 - sure)
            for phrase in self._several.get(term, ()):
                if phrase <= terms:
                    services = self._phrases[phrase]
                    for service in services:
                        unsure[service] = unsure.get(service, 1.0) * (
                            1.0 - self._weights.strength_phrase / len(services)
                        )
        return {service: min(1.0 - left, self._weights.strength_phrase) for service, left in unsure.items()}

    def _weight(self, term: str) -> float:
        """Return how telling a term is: 1 for one service's own, less the more services use it."""
        known = self._telling.get(term)
        if known is not None:
            return known
        users = len(self._users.get(term, ()))
        self._telling[term] = found = self._weighed(users)
        return found

    def _weighed(self, users: int) -> float:
        return 1.0 - log(users) / log(len(self._services) + 1) if users else self._weights.words_unknown


def _rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the lines of a table of this room as column → cell; none where there is no such table."""
    file = files("generator.matching") / name
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    header, *rest = [line for line in lines if not line.startswith("#")] or [""]
    for line in rest:
        yield row(header.split("\t"), line)
