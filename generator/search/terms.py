"""The files of terms: postings of neighbours in their order, and the documents that searches for them put first.

A file holds

- `terms` and their `postings`, which are the `first` of all and those after it; `words`, those of a term that are
  longer than it (`generator.search.beginnings`), and `near`, the words that it may have been mistyped for
  (`generator.search.neighbours`), each by the term's place in the file, with blanks between them;
- `begun`: the postings of beginnings of words that are terms of their own;
- `documents`: what results show of those that travel with all these.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.processes.sharing import in_order
from generator.search.beginnings import STAR, Spelled, units
from generator.search.inverted import Inverted, Packed, entries, holding, scored
from generator.search.neighbours import Neighbours
from generator.search.shard import Shard, least, order, written
from generator.search.together import first, travelling

SIZE = 16_000
"""Characters of a file, which gzip makes a third of: small ones bring less that nobody asked for."""

BESIDE = 4_000
"""Characters of terms that share a file with one that is larger than a file by itself."""

DIGITS = 6
"""Characters of a posting, on average."""

FEW = 128
"""Documents that travel with a term that has no more: whatever else is asked for, results need no file of their own."""

SHOWN = 64
"""Documents that travel with any other term: the first results of a search for it alone."""

ALONE = 32
"""The same, of the most common terms, with which documents travel for pairs of them as well."""

COMMON, STARTS = 100, 48
"""Terms and beginnings of which pairs are thought of: those that most documents hold."""


PART = 16
"""So many files are made at a time by one process."""


@dataclass
class _File:
    """A file that is being filled: the place of its first term, the key before it, and what it holds."""

    first: int = 0
    after: str = ""
    keys: list[str] = field(default_factory=list)
    shown: set[int] = field(default_factory=set)
    size: int = 0

    def add(self, run: Sequence[str], shown: set[int], size: int) -> None:
        """Take in a run of terms with the documents that it brings along."""
        self.keys += run
        self.shown |= shown
        self.size += size


@dataclass(frozen=True)
class Terms:
    """All terms, ready to be cut into files: `shown` is what results show of each document, `sizes` its characters."""

    inverted: Inverted
    spelled: Spelled
    neighbours: Neighbours
    sizes: Sequence[int]
    shown: Sequence[object]
    known: dict[tuple[str, ...], Packed] = field(default_factory=dict)

    def shards(self) -> list[Shard]:
        """Return the files in their order."""
        files = list(self._cut(self._travelling()))
        begins = [least(file.after, file.keys[0] if file.keys else "") for file in files]
        torn = self._torn([order(text) for text in begins])
        contents = in_order(self._written, [(file, torn.get(place, {})) for place, file in enumerate(files)], PART)
        return [Shard(text, content) for text, content in zip(begins, contents, strict=True)]

    def _written(self, files: Sequence[tuple[_File, Mapping[str, Sequence[str]]]]) -> list[bytes]:
        return [written(self._content(file, torn)) for file, torn in files]

    @cached_property
    def _runs(self) -> list[tuple[str, ...]]:
        """Terms and beginnings in their order, in runs that share a file."""
        return list(units(sorted(self.inverted.packed, key=order), self._fits))

    @cached_property
    def _begun(self) -> Mapping[str, Sequence[str]]:
        """The beginnings that are terms of their own, with their stars, each with the terms of its words."""
        starts = [run[0][:-1] for run in self._runs if run[0].endswith(STAR)]
        return {start + STAR: terms for start, terms in self.spelled.beginning(starts).items()}

    def _torn(self, begins: Sequence[bytes]) -> Mapping[int, Mapping[str, Sequence[str]]]:
        """Return, by the file that they are looked for in, further beginnings: their words' terms are in others."""
        found: dict[int, dict[str, Sequence[str]]] = {}
        torn = self.spelled.torn(lambda key: bisect_right(begins, order(key)))
        for start, terms in self.spelled.beginning(torn).items():
            if start + STAR not in self._begun:
                found.setdefault(bisect_right(begins, order(start + STAR)) - 1, {})[start] = terms
        return found

    def _fits(self, terms: Sequence[str]) -> bool:
        """Tell whether terms fit into one file, or but one of them is too large for that."""
        if self._size(terms) <= SIZE:
            return True
        most = max(terms, key=lambda term: len(self.inverted.packed[term]))
        return self._size([term for term in terms if term != most]) <= BESIDE

    def _size(self, terms: Sequence[str]) -> int:
        """Return the characters of a file of these terms alone, or of a part of it that is too large already."""
        size = sum(len(term) + DIGITS * len(self.inverted.packed[term]) for term in terms)
        if size > SIZE:
            return size
        shown = set[int]().union(*(self._few.get(term, ()) for term in terms))
        return size + sum(self.sizes[document] for document in shown)

    @cached_property
    def _few(self) -> Mapping[str, frozenset[int]]:
        """The documents of each term that has few: they all travel with it."""
        found = ((term, holding(self.inverted.numbers(term))) for term in self.inverted.packed)
        return {term: frozenset(documents.tolist()) for term, documents in found if len(documents) <= FEW}

    def _packed(self, key: str) -> Packed:
        return self._once(self._begun[key]) if key in self._begun else self.inverted.numbers(key)

    def _once(self, terms: Sequence[str]) -> Packed:
        """Return the packed postings of a beginning, which are worked out once."""
        words = tuple(terms)
        if words not in self.known:
            self.known[words] = self.inverted.once(words)
        return self.known[words]

    def _travelling(self) -> Mapping[str, set[int] | frozenset[int]]:
        """Return the documents that travel with each term and each beginning."""
        shown: dict[str, set[int] | frozenset[int]] = dict(self._few)
        many: dict[str, int] = {}
        for key in (*(term for term in self.inverted.packed if term not in self._few), *self._begun):
            documents = holding(self._packed(key))
            if len(documents) <= FEW:
                shown[key] = set(documents.tolist())
            else:
                many[key] = len(documents)
        weighing = self.inverted.weighing()
        ranked = sorted(many, key=lambda key: (-many[key], key))
        common = [key for key in ranked if key not in self._begun][:COMMON]
        starts = [key for key in ranked if key in self._begun][:STARTS]
        for key in many.keys() - {*common, *starts}:
            shown[key] = set(first(scored(self._packed(key), weighing), SHOWN).tolist())
        terms, beginnings = ({key: scored(self._packed(key), weighing) for key in some} for some in (common, starts))
        return {**shown, **travelling(terms, beginnings, ALONE, FEW)}

    def _cut(self, travelling: Mapping[str, set[int] | frozenset[int]]) -> Iterator[_File]:
        file, place = _File(), 0
        for run in self._runs:
            shown = set[int]().union(*(travelling[key] for key in run))
            entries = sum(len(key) + DIGITS * len(self._packed(key)) for key in run)
            size = entries + sum(self.sizes[document] for document in shown - file.shown)
            if file.keys and file.size + size > SIZE:
                yield file
                file = _File(place, file.keys[-1])
                size = entries + sum(self.sizes[document] for document in shown)
            file.add(run, shown, size)
            place += sum(1 for key in run if key not in self._begun)
        yield file

    def _content(self, file: _File, torn: Mapping[str, Sequence[str]]) -> Mapping[str, object]:
        terms = [key for key in file.keys if key not in self._begun]
        begun = {**{key[:-1]: self._begun[key] for key in file.keys if key in self._begun}, **torn}
        names = _names(begun)
        apart = [start for start, name in names.items() if start == name]
        postings = entries([*map(self.inverted.numbers, terms), *(self._once(begun[start]) for start in apart)])
        of_begun: dict[str, object] = {**names, **dict(zip(apart, postings[len(terms) :], strict=True))}
        longer = {str(place): words for place, term in enumerate(terms) if (words := self.spelled.longer(term))}
        near = {str(place): " ".join(some) for place, term in enumerate(terms) if (some := self._near(term))}
        return {
            "first": file.first,
            "terms": terms,
            "words": longer,
            "near": near,
            "postings": postings[: len(terms)],
            "begun": of_begun,
            "documents": {str(number): self.shown[number] for number in sorted(file.shown)},
        }

    def _near(self, term: str) -> list[str]:
        return self.neighbours.near(self.spelled.words(term))


def _names(starts: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return for each beginning the first one that has the same terms, which for most is itself."""
    names: dict[frozenset[str], str] = {}
    return {start: names.setdefault(frozenset(terms), start) for start, terms in starts.items()}
