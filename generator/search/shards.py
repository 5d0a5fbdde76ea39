"""The index cut into files, so that a search loads only what it needs.

All are JSON below one folder:

- `index.json`, the manifest: fields, weights and totals, the kinds of documents, the language's small words, which
  terms there are (`generator.search.bloom`), and where each kind of shard begins, so that one look finds the file of a
  term, a word or a document.
- `terms/N.json`: the postings of neighbouring terms, and the documents that a search for each of them puts first.
- `documents/N.json`: what results show, so many documents a file.
- `words/N.json`, `endings/N.json`: all words with how often they occur, in the order of their beginnings and of their
  endings: for what is typed so far, and for slips.
- `columns/NAME.json`: by what documents are filtered and sorted (`generator.search.columns`); columns that are used
  together share a file, which is named after the first of them.
- `turns/N.json`: what results show of a few documents that take turns to stand first (`generator.search.rotation`).

A posting holds numbers from which lunr's weights follow, not the weights: those change with every document. Each
file repeats the `generation` of the manifest, so that what was cached from another build is recognised.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from generator.search.analysis import Analysis
from generator.search.bloom import bloom
from generator.search.columns import Column
from generator.search.definition import FIELDS
from generator.search.document import Document
from generator.search.folding import bare
from generator.search.inverted import Inverted, Posting, best
from generator.search.rotation import TURN, turns

FOLDER = "search"
"""Where the files lie below the site's root."""

TERMS_SIZE = 16_000
"""Characters of a shard of terms, which gzip makes a third of: small ones bring less that nobody asked for."""

DIGITS = 3
"""Characters of a number in a shard with its comma, on average."""

WORDS_SIZE = 1_000
"""Words of a shard of words."""

BLOCK = 64
"""Documents of a block."""

FEW = 128
"""Documents that travel with a term that has no more: whatever else is asked for, results need no file of their own."""

SHOWN = 64
"""Documents that travel with any other term: the first results of a search for it alone."""

PARTS = ("address", "title", "place", "line", "seeks", "logo", "status")
"""What results show of a document, in the order in which it is written; empty ones at the end are left out."""

FORMAT = 1


def files(
    documents: Sequence[Document],
    analysis: Analysis,
    columns: Mapping[str, Column] | None = None,
    together: Iterable[Sequence[str]] = (),
    beside: Mapping[str, Mapping[str, object]] | None = None,
) -> dict[str, bytes]:
    """Return the whole index as files by their path below the site's root, and what lies `beside` it by name.

    The documents of a kind must stand together; their numbers are their places. Columns are of the first documents,
    which take turns; `together` names those that share a file.
    """
    return Shards.of(documents, analysis, columns or {}, together).files(beside or {})


class Shard(NamedTuple):
    """A file that is found by the least key that it may hold."""

    begins: str
    content: Mapping[str, object]


@dataclass
class _Terms:
    """A shard of terms that is being filled: the place of its first term, the term before it, and what it holds."""

    first: int = 0
    after: str = ""
    postings: dict[str, list[int]] = field(default_factory=dict)
    shown: set[int] = field(default_factory=set)
    size: int = 0

    def more(self, term: str, entry: Sequence[int], shown: Sequence[int], sizes: Sequence[int]) -> int:
        """Return how many characters a term would add, about."""
        return len(term) + DIGITS * len(entry) + sum(sizes[number] for number in shown if number not in self.shown)

    def add(self, term: str, entry: list[int], shown: Sequence[int], sizes: Sequence[int]) -> None:
        """Take in a term with its postings, and the documents that it brings along."""
        self.size += self.more(term, entry, shown, sizes)
        self.postings[term] = entry
        self.shown.update(shown)


@dataclass(frozen=True)
class Shards:
    """An index that is ready to be cut."""

    documents: Sequence[Document]
    analysis: Analysis
    inverted: Inverted
    columns: Mapping[str, Mapping[str, Column]] = field(default_factory=dict)
    """By the file that they share."""

    @classmethod
    def of(
        cls,
        documents: Sequence[Document],
        analysis: Analysis,
        columns: Mapping[str, Column] | None = None,
        together: Iterable[Sequence[str]] = (),
    ) -> Shards:
        """Index the documents; what the analysis knows of accents, it learns from them."""
        knowing = analysis.knowing(text for document in documents for text in document.texts)
        return cls(documents, knowing, Inverted.of(documents, knowing), _filed(columns or {}, together))

    def files(self, beside: Mapping[str, Mapping[str, object]] = MappingProxyType({})) -> dict[str, bytes]:
        """Return all files by path, and contents that lie beside them by name."""
        words = self._words()
        shards = {
            "terms": list(self._terms()),
            "words": list(_word_shards(words, _forward)),
            "endings": list(_word_shards(words, _backward)),
        }
        blocks = [[self._shown(number) for number in numbers] for numbers in _blocks(len(self.documents))]
        contents: dict[str, Mapping[str, object]] = {
            f"{kind}/{number}": shard.content for kind, found in shards.items() for number, shard in enumerate(found)
        }
        contents.update({f"documents/{number}": {"documents": block} for number, block in enumerate(blocks)})
        contents.update(beside)
        for name, some in self.columns.items():
            contents[f"columns/{name}"] = {"columns": {one: column.content() for one, column in some.items()}}
        for number, turn in enumerate(turns(self._taking_turns)):
            contents[f"turns/{number}"] = {"documents": {str(one): self._shown(one) for one in turn}}
        manifest = self._manifest(shards)
        written = {path: _json(content) for path, content in contents.items()}
        generation = _generation([_json(manifest), *written.values()])
        head = f'{{"generation":"{generation}",'.encode()
        named = {f"{FOLDER}/{path}.json": head + content[1:] for path, content in written.items()}
        return {f"{FOLDER}/index.json": head + _json(manifest)[1:], **named}

    def _manifest(self, shards: Mapping[str, Sequence[Shard]]) -> Mapping[str, object]:
        weighing = self.inverted.weighing()
        return {
            "format": FORMAT,
            "language": self.analysis.language,
            "lists": {**self.analysis.lists.plain(), "accents": list(self.analysis.accents.values())},
            "fields": list(FIELDS.items()),
            "b": weighing.b,
            "k1": weighing.k1,
            "count": self.inverted.count,
            "totals": self.inverted.totals,
            "kinds": _kinds(self.documents),
            "block": BLOCK,
            "known": bloom(self.inverted.packed),
            "columns": {name: file for file, some in self.columns.items() for name in some},
            "turn": TURN,
            **{kind: [shard.begins for shard in found] for kind, found in shards.items()},
        }

    @property
    def _taking_turns(self) -> int:
        """How many documents have columns."""
        return next((len(column.rows) for some in self.columns.values() for column in some.values()), 0)

    def _shown(self, number: int) -> list[str]:
        document = self.documents[number]
        shown = [getattr(document, name) for name in PARTS]
        while not shown[-1]:
            shown.pop()
        return shown

    def _terms(self) -> Iterator[Shard]:
        weighing = self.inverted.weighing()
        sizes = [len(_json(self._shown(number))) + 8 for number in range(len(self.documents))]
        shard = _Terms()
        for place, term in enumerate(sorted(self.inverted.packed, key=_order)):
            postings = self.inverted.postings(term)
            entry, shown = _entry(postings), best(postings, SHOWN, weighing, FEW)
            if shard.postings and shard.size + shard.more(term, entry, shown, sizes) > TERMS_SIZE:
                yield self._term_shard(shard)
                shard = _Terms(place, next(reversed(shard.postings)))
            shard.add(term, entry, shown, sizes)
        yield self._term_shard(shard)

    def _term_shard(self, shard: _Terms) -> Shard:
        return Shard(
            _least(shard.after, next(iter(shard.postings), "")),
            {
                "first": shard.first,
                "terms": list(shard.postings),
                "postings": list(shard.postings.values()),
                "documents": {str(number): self._shown(number) for number in sorted(shard.shown)},
            },
        )

    def _words(self) -> list[tuple[str, int]]:
        """Return each word, in its most frequent spelling, and how often it occurs in any."""
        spellings: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for spelled, number in self.inverted.spellings.items():
            spellings[bare(spelled)].append((-number, spelled))
        return [(min(found)[1], -sum(number for number, _ in found)) for found in spellings.values()]


def _filed(columns: Mapping[str, Column], together: Iterable[Sequence[str]]) -> Mapping[str, Mapping[str, Column]]:
    """Return the columns by the file that they share: the first of those that are used together, or their own."""
    files = {name: names[0] for names in together for name in names}
    filed: dict[str, dict[str, Column]] = {}
    for name, column in columns.items():
        filed.setdefault(files.get(name, name), {})[name] = column
    return filed


def _entry(postings: Iterable[Posting]) -> list[int]:
    """Return a term's postings as numbers: for each field its place, how many follow, and these.

    A posting is the document as the step from the one before, then the field's length; before it, where the term
    stands there more than once, how often as a negative number.
    """
    fields: dict[int, list[int]] = {}
    counts: dict[int, int] = {}
    last: dict[int, int] = {}
    for document, place, times, length in postings:
        if place not in fields:
            fields[place], counts[place], last[place] = [], 0, 0
        step = document - last[place]
        fields[place] += (step, length) if times == 1 else (step, -times, length)
        counts[place] += 1
        last[place] = document
    return [number for place in sorted(fields) for number in (place, counts[place], *fields[place])]


def _blocks(count: int) -> Iterator[range]:
    for start in range(0, count, BLOCK):
        yield range(start, min(start + BLOCK, count))


def _kinds(documents: Sequence[Document]) -> list[tuple[str, int]]:
    """Return each kind with the number of its first document."""
    places = enumerate(documents)
    return [(kind, next(group)[0]) for kind, group in groupby(places, key=lambda item: item[1].kind)]


Key = Callable[[str], str]


def _word_shards(words: Iterable[tuple[str, int]], key: Key) -> Iterator[Shard]:
    ordered = sorted(words, key=lambda item: _order(key(item[0])))
    for start in range(0, len(ordered) or 1, WORDS_SIZE):
        some = ordered[start : start + WORDS_SIZE]
        begins = _least(key(ordered[start - 1][0]), key(some[0][0])) if start else ""
        yield Shard(begins, {"words": " ".join(word for word, _ in some), "counts": [number for _, number in some]})


def _forward(word: str) -> str:
    return bare(word)


def _backward(word: str) -> str:
    return bare(word)[::-1]


def _least(before: str, first: str) -> str:
    """Return the shortest text that stands behind `before` and not behind `first`."""
    if not before:
        return ""
    same = next((at for at, pair in enumerate(zip(before, first, strict=False)) if pair[0] != pair[1]), len(before))
    return first[: same + 1]


def _order(text: str) -> bytes:
    """Return the key that puts texts in the order of JavaScript, which compares halves of rare letters."""
    return text.encode("utf-16-be", "surrogatepass")


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _generation(contents: Iterable[bytes]) -> str:
    digest = blake2b(digest_size=5)
    for content in contents:
        digest.update(content)
    return digest.hexdigest()
