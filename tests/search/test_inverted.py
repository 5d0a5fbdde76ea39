"""What is worked out of many postings at once is what follows from each of them."""

from __future__ import annotations

import random
from itertools import groupby

import pytest

from generator.search.analysis import Analysis
from generator.search.document import Document, Texts
from generator.search.inverted import Inverted, Posting, entries, holding, scored


@pytest.fixture(scope="module")
def inverted() -> Inverted:
    """Postings of three hundred documents of few words, some of them many times, some in several fields."""
    dice = random.Random(12)  # noqa: S311
    words = ["mensa", "latte", "pane", "scuola", "bosco", "olio", "vino", "sale"]
    weights = [40, 20, 10, 5, 3, 2, 1, 1]

    def text(most: int) -> str:
        return " ".join(dice.choices(words, weights, k=dice.randint(0, most)))

    texts = [Texts(text(3), *(text(4) for _ in range(6)), text(30)) for _ in range(300)]
    documents = [Document("member", f"m/{at}/", "", "", "", one) for at, one in enumerate(texts)]
    return Inverted.of(documents, Analysis("it"))


def test_entries_say_each_posting_of_each_term(inverted: Inverted) -> None:
    terms = [*inverted.packed, "nothing"]
    written = entries([inverted.numbers(term) for term in terms])
    assert [read(one) for one in written] == [sorted(inverted.postings(term), key=by_field) for term in terms]
    assert any(number < 0 for one in written for number in one)
    assert written[-1] == []
    assert entries([]) == []


def by_field(posting: Posting) -> tuple[int, int]:
    return posting.field, posting.document


def read(written: list[int]) -> list[Posting]:
    """Return the postings of an entry, as `theme/search/index.js` reads them."""
    found, numbers = [], iter(written)
    for field in numbers:
        document = 0
        for _ in range(next(numbers)):
            document += next(numbers)
            times = 1
            if (length := next(numbers)) < 0:
                times, length = -length, next(numbers)
            found.append(Posting(document, field, times, length))
    return found


def test_scores_are_the_sums_of_the_weights_of_postings(inverted: Inverted) -> None:
    weighing = inverted.weighing()
    for term in inverted.packed:
        postings = inverted.postings(term)
        idf = weighing.idf(len(postings))
        sums: dict[int, float] = {}
        for one in postings:
            weight = weighing.weight(idf, one.field, one.times, one.length)
            sums[one.document] = sums.get(one.document, 0.0) + weight
        documents, scores = scored(inverted.numbers(term), weighing)
        assert documents.tolist() == list(sums)
        assert scores.tolist() == list(sums.values())


def test_of_several_terms_each_document_is_held_once_in_the_first_of_its_fields(inverted: Inverted) -> None:
    terms = ["lat", "pan", "scuol"]
    postings = sorted(posting for term in terms for posting in inverted.postings(term))
    first = [next(same) for _, same in groupby(postings, key=lambda one: one.document)]
    assert read(entries([inverted.once(terms)])[0]) == sorted((one._replace(times=1) for one in first), key=by_field)
    assert holding(inverted.once(terms)).tolist() == [one.document for one in first]
    assert inverted.once([]).tolist() == []
