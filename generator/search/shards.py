"""The index cut into files, so that a search loads only what it needs.

All are JSON below one folder:

- `index.json`, the manifest: fields, weights and totals, the kinds of documents, the language's small words, which
  terms there are (`generator.search.bloom`), and where each kind of shard begins, so that one look finds the file of a
  term, a word or a document.
- `terms/N.json`: the postings of neighbouring terms, and the documents that searches for them put first
  (`generator.search.terms`).
- `documents/N.json`: what results show, so many documents a file.
- `words/N.json`, `endings/N.json`: all words with how often they occur, in the order of their beginnings and of their
  endings, for slips of words that stand nowhere (`generator.search.lists`).
- `columns/NAME.json`: by what documents are filtered and sorted (`generator.search.columns`); columns that are used
  together share a file, which is named after the first of them.
- `turns/N.json`: what results show of a few documents that take turns to stand first (`generator.search.rotation`).

A posting holds numbers from which lunr's weights follow, not the weights: those change with every document. Each
file repeats the `generation` of the manifest, so that what was cached from another build is recognised.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import blake2b
from itertools import groupby
from types import MappingProxyType

from generator.processes.sharing import beside as share
from generator.search.analysis import Analysis
from generator.search.beginnings import Spelled
from generator.search.bloom import bloom
from generator.search.columns import Column
from generator.search.definition import FIELDS
from generator.search.document import Document
from generator.search.folding import bare
from generator.search.inverted import Inverted
from generator.search.lists import by_beginning, by_ending
from generator.search.neighbours import Neighbours
from generator.search.rotation import TURN, turns
from generator.search.shard import Shard, written
from generator.search.terms import Terms

FOLDER = "search"
"""Where the files lie below the site's root."""

BLOCK = 64
"""Documents of a block."""

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
        others = share(partial(self._others, beside), len(self.documents))
        words = self._words()
        shards = {
            "terms": self._terms(words),
            "words": list(by_beginning(words)),
            "endings": list(by_ending(words)),
        }
        manifest = written(self._manifest(shards))
        files = {
            f"{kind}/{number}": shard.written for kind, found in shards.items() for number, shard in enumerate(found)
        }
        files |= others.result()
        generation = _generation([manifest, *files.values()])
        head = f'{{"generation":"{generation}",'.encode()
        named = {f"{FOLDER}/{path}.json": head + content[1:] for path, content in files.items()}
        return {f"{FOLDER}/index.json": head + manifest[1:], **named}

    def _others(self, beside: Mapping[str, Mapping[str, object]]) -> dict[str, bytes]:
        """Return the files that hold no words: what results show, columns, and what lies beside them."""
        blocks = [[self._shown[number] for number in numbers] for numbers in _blocks(len(self.documents))]
        contents: dict[str, Mapping[str, object]] = {}
        contents.update({f"documents/{number}": {"documents": block} for number, block in enumerate(blocks)})
        contents.update(beside)
        for name, some in self.columns.items():
            contents[f"columns/{name}"] = {"columns": {one: column.content() for one, column in some.items()}}
        for number, turn in enumerate(turns(self._taking_turns)):
            contents[f"turns/{number}"] = {"documents": {str(one): self._shown[one] for one in turn}}
        return {path: written(content) for path, content in contents.items()}

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

    @cached_property
    def _shown(self) -> list[list[str]]:
        """What results show of each document."""
        return [_parts(document) for document in self.documents]

    def _terms(self, words: Sequence[tuple[str, int]]) -> list[Shard]:
        sizes = [len(written(shown)) + 8 for shown in self._shown]
        spelled = Spelled((word for word, _ in words), lambda word: self.analysis.word(word).term)
        return Terms(self.inverted, spelled, Neighbours(words), sizes, self._shown).shards()

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


def _parts(document: Document) -> list[str]:
    shown = [getattr(document, name) for name in PARTS]
    while not shown[-1]:
        shown.pop()
    return shown


def _blocks(count: int) -> Iterator[range]:
    for start in range(0, count, BLOCK):
        yield range(start, min(start + BLOCK, count))


def _kinds(documents: Sequence[Document]) -> list[tuple[str, int]]:
    """Return each kind with the number of its first document."""
    places = enumerate(documents)
    return [(kind, next(group)[0]) for kind, group in groupby(places, key=lambda item: item[1].kind)]


def _generation(contents: Iterable[bytes]) -> str:
    digest = blake2b(digest_size=5)
    for content in contents:
        digest.update(content)
    return digest.hexdigest()
