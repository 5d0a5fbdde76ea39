"""The files of terms: what somebody has typed so far stands in one of them, and so do the results of common words."""

from __future__ import annotations

import itertools
import json
import random
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.known_items import slip
from benchmarks.node import SCRIPTS, run
from benchmarks.published import publish, searched
from generator.search import shards
from generator.search.analysis import Analysis
from generator.search.beginnings import Spelled, units
from generator.search.document import Document, Texts
from generator.search.folding import bare
from generator.search.inverted import Inverted, Scores, holding
from generator.search.lists import MOST, SIZE, by_beginning, by_ending
from generator.search.neighbours import Neighbours, slipped
from generator.search.together import FIRST, first, travelling
from tests.search.corpora import demonstration


def federation(number: int = 3_000, seed: int = 7) -> list[Document]:
    """Return so many members whose names are made of a few hundred words, of which some are everywhere."""
    dice = random.Random(seed)  # noqa: S311
    vocabulary = sorted({word for one in demonstration() for word in one.title.split() if word.isalpha()})
    dice.shuffle(vocabulary)
    weights = [1 / (rank + 1) for rank in range(len(vocabulary))]
    found = []
    for at in range(number):
        words = dice.choices(vocabulary, weights, k=dice.randint(4, 12))
        name, line = " ".join(words[:3]), " ".join(words[3:])
        texts = Texts(name=name, summary=line, place=dice.choice(("Brescia", "Bergamo", "Mantova")))
        found.append(Document("member", f"m/{at}/", name, texts.place, line, texts))
    return found


@pytest.fixture(scope="module")
def made() -> list[Document]:
    return federation()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, made: list[Document]) -> Path:
    return publish(tmp_path_factory.mktemp("made"), made)


def test_runs_are_whole_or_a_beginning_and_keep_the_order_of_terms() -> None:
    terms = ["a", "ab", "abc", "abd", "b", "ba"]
    found = list(units(terms, lambda some: len(some) <= 2))
    assert found == [("a",), ("a*",), ("ab",), ("ab*",), ("abc",), ("abd",), ("b", "ba")]
    assert list(units([], lambda some: False)) == []
    assert sorted(itertools.chain(*found)) == list(itertools.chain(*found))


def test_a_term_names_the_words_that_are_longer_than_it() -> None:
    analysis = Analysis("it")
    spelled = Spelled(["mensa", "mense", "cooperazione", "cooperative", "città"], lambda word: analysis.word(word).term)
    assert spelled.longer("mens") == ""
    assert spelled.longer("cooper") == "-ative -azione"
    assert spelled.longer("nessuno") == ""
    assert spelled.beginning(["co", "m", "citt", "x"]) == {"co": ["cooper"], "m": ["mens"], "citt": ["citt"], "x": []}


BEGINNINGS = """
    const answers = [];
    for (const start of given.starts) {
        const search = found.open(base, { fetch });
        await search.ready();
        const before = asked.length;
        const terms = await search.beginning(start);
        const ids = new Set(terms.flatMap((term) => [...search.index.known.get(term).ids]));
        answers.push([asked.length - before, [...ids].sort((one, other) => one - other)]);
    }
    return answers;
"""


def test_whatever_was_typed_of_a_word_one_file_tells_all_that_it_begins(site: Path, made: list[Document]) -> None:
    analysis = Analysis("it").knowing(text for one in made for text in one.texts)
    inverted = Inverted.of(made, analysis)
    begun_by: dict[str, set[int]] = defaultdict(set)
    whole: dict[str, set[int]] = defaultdict(set)
    for word in inverted.spellings:
        plain, documents = bare(word), set(holding(inverted.numbers(analysis.word(word).term)).tolist())
        # Who typed it all has typed a word.
        for end in range(1, len(plain)):
            begun_by[plain[:end]] |= documents
        whole[plain] |= documents
    starts = sorted(begun_by)
    answers = searched(site, BEGINNINGS, starts=starts)
    assert {requests for requests, _ in answers} == {1}
    lost = [start for start, (_, found) in zip(starts, answers, strict=True) if not begun_by[start] <= set(found)]
    assert not lost, lost[:5]
    begun = [one for file in (site / "search" / "terms").iterdir() for one in json.loads(file.read_bytes())["begun"]]
    assert len(begun) > 10
    # What a term of its own says is exact; elsewhere a term may be shorter than all of its words.
    exact = [start for start in begun if start in begun_by]
    found = dict(zip(starts, (set(ids) for _, ids in answers), strict=True))
    assert all(found[start] == begun_by[start] | whole[start] for start in exact)


COLD = """
    const answers = [];
    for (const text of given.texts) {
        let [requests, rounds, waiting] = [0, 0, []];
        const slow = (address) => new Promise((resolve) => {
            requests += 1;
            if (!waiting.length) setTimeout(() => {
                const come = waiting;
                [waiting, rounds] = [[], rounds + 1];
                come.forEach((answer) => answer());
            });
            waiting.push(() => resolve(fetch(address)));
        });
        const search = found.open(base, { fetch: slow });
        const asked = { prefix: given.prefix, kinds: given.kinds };
        const { total, results, over } = await search.search(text, { ...asked, soon: true });
        const all = await search.search(text, asked);
        answers.push([text, requests, rounds, total, results.length, all.results.length, over]);
        if (JSON.stringify(results) !== JSON.stringify(all.results.slice(0, results.length))) throw new Error(text);
    }
    return answers;
"""
FILES = 8
"""The manifest and seven more; the directory's page asks for four besides, two scripts, its first members, counts."""


def cold(site: Path, *texts: str, prefix: bool = True, kinds: list[str] | None = None) -> Any:
    # The requests are counted before the rest is asked for: a second search of the same asks for nothing but that.
    script = COLD.replace("const all =", "[counted, deep] = [requests, rounds]; const all =")
    script = script.replace("requests, rounds, total", "counted, deep, total").replace(
        "let [requests", "let counted, deep; let [requests"
    )
    return searched(site, script, texts=texts, prefix=prefix, kinds=kinds)


def test_no_search_asks_for_too_many_files(site: Path, made: list[Document]) -> None:
    dice = random.Random(11)  # noqa: S311
    words = sorted({word.lower() for one in made for word in (*one.title.split(), *one.line.split())})
    counts: dict[str, int] = defaultdict(int)
    for one in made:
        for word in (*one.title.split(), *one.line.split()):
            counts[word.lower()] += 1
    common = sorted(words, key=lambda word: (-counts[word], word))[:60]
    letters = [*"abcdefghilmnopqrstuvz", *(f"{one}{other}" for one in "abcdmps" for other in "aeio")]
    texts = [
        *words,
        *letters,
        *(" ".join(dice.sample(common, number)) for number in (2, 3, 4, 5, 9) for _ in range(60)),
        *(f"{dice.choice(common)} {dice.choice(letters)}" for _ in range(60)),
        *(" ".join(dice.sample(words, 2)) for _ in range(100)),
        *(f"{word[1:3]}{word[0]}{word[3:]} {dice.choice(common)}" for word in dice.sample(words, 60)),
    ]
    answers = cold(site, *texts)
    assert max(requests for _, requests, *_ in answers) <= FILES, max(answers, key=lambda one: one[1])
    # A word in fifty that stands nowhere is taken for one that does: it is mended without a round trip more.
    assert max(rounds for _, _, rounds, *_ in answers) <= 3, max(answers, key=lambda one: one[2])
    short = [one for one in answers if one[4] < one[5]]
    assert len(short) <= len(answers) // 20, short
    # One or two letters are one file of terms, or two.
    assert max(requests for text, requests, *_ in answers if text in letters) <= 3


PASSING = """
    const search = found.open(base, { fetch });
    await search.ready();
    return given.texts.map((text) => search.may(search.analysis.words(text)[0]).length > 0);
"""


def test_a_word_that_the_filter_takes_for_another_is_mended_as_soon_as_any(site: Path, made: list[Document]) -> None:
    dice = random.Random(5)  # noqa: S311
    there = {bare(word.lower()) for one in made for text in (one.title, one.line, one.place) for word in text.split()}
    long = sorted(word for word in there if len(word) > 5)
    slips = sorted({bare(slip(dice.choice(long), dice).lower()) for _ in range(4_000)} - there)
    analysis = Analysis("it").knowing(text for one in made for text in one.texts)
    terms = {analysis.word(word).term for word in there}
    absent = [word for word in slips if analysis.word(word).term not in terms]
    passing = [word for word, may in zip(absent, searched(site, PASSING, texts=absent), strict=True) if may]
    assert len(passing) > 20
    answers = cold(site, *passing, *(f"{word} brescia" for word in passing), prefix=False)
    assert max(rounds for _, _, rounds, *_ in answers) <= 3
    assert max(requests for _, requests, *_ in answers) <= FILES
    lost = [text for text, _, _, total, *_ in answers[: len(passing)] if not total]
    assert len(lost) <= len(passing) // 6, (len(lost), len(passing), lost)


def test_of_one_kind_alone_results_are_as_near_though_others_stand_before_them(tmp_path: Path) -> None:
    made = [one._replace(kind="call" if at % 12 else "member") for at, one in enumerate(federation(2_400))]
    mixed = publish(tmp_path, sorted(made, key=lambda one: one.kind))
    dice = random.Random(3)  # noqa: S311
    words = sorted({word.lower() for one in made for word in one.title.split() if len(word) > 4})
    counts = Counter(word.lower() for one in made for text in (one.title, one.line) for word in text.split())
    common = [word for word, _ in counts.most_common(60)]
    texts = [
        *(f"{slip(dice.choice(words), dice)} {dice.choice(common)}" for _ in range(300)),
        *(f"{slip(word, dice)} {other}" for word, other in itertools.permutations(common[:14], 2)),
        *(" ".join(dice.sample(words, 2)) for _ in range(200)),
    ]
    answers = cold(mixed, *texts, prefix=False, kinds=["member"])
    assert max(rounds for _, _, rounds, *_ in answers) <= 3, [one for one in answers if one[2] > 3][:5]
    assert max(requests for _, requests, *_ in answers) <= FILES


def test_of_many_words_the_longest_are_looked_for_and_the_others_named(site: Path, made: list[Document]) -> None:
    name = [word for one in made[:40] for word in one.title.split() if len(word) > 5]
    words = list(dict.fromkeys(word.lower() for word in name))[:7]
    ((*_, over),) = cold(site, " ".join(words), prefix=False)
    longest = sorted(words, key=len, reverse=True)[:5]
    assert over == [word for word in words if word not in longest]
    assert len(over) == 2
    ((*_, none),) = cold(site, " ".join(words[:5]), prefix=False)
    assert none == []


def test_documents_that_pairs_put_first_travel_with_one_of_them() -> None:
    dice = random.Random(3)  # noqa: S311
    terms = {name: {one: dice.random() for one in dice.sample(range(500), 180)} for name in "abcdef"}
    starts = {name: {one: dice.random() for one in dice.sample(range(500), 300)} for name in ("a*", "x*")}
    of_terms, of_starts = arrays(terms), arrays(starts)
    found = travelling(of_terms, of_starts, alone=20, most=150)
    everything = {**terms, **starts}
    for one, other in [*itertools.combinations(terms, 2), *itertools.product(terms, starts)]:
        both = everything[one].keys() & everything[other].keys()
        best = sorted(both, key=lambda document: -everything[one][document] - everything[other][document])[:FIRST]
        assert set(best) <= found[one] | found[other], (one, other)
    assert max(map(len, travelling(of_terms, of_starts, alone=20, most=25).values())) <= 25
    assert travelling({}, {}, alone=20, most=25) == {}
    one = dict(list(of_terms.items())[:1])
    best = sorted(terms["a"], key=lambda document: -terms["a"][document])
    assert travelling(one, {}, alone=20, most=150) == {"a": set(best[:20])}


def test_of_equal_scores_the_first_documents_come_first() -> None:
    dice = random.Random(8)  # noqa: S311
    scores = {document: dice.choice((0.5, 1.5, 2.5)) for document in dice.sample(range(900), 400)}
    ranked = sorted(scores, key=lambda document: (-scores[document], document))
    for number in (1, 32, 200, 399, 400, 500):
        assert first(arrays({"a": scores})["a"], number).tolist() == ranked[:number]


def arrays(terms: dict[str, dict[int, float]]) -> dict[str, Scores]:
    def one(found: dict[int, float]) -> Scores:
        documents = sorted(found)
        return Scores(np.array(documents, np.int64), np.array([found[document] for document in documents]))

    return {name: one(found) for name, found in terms.items()}


def test_both_sides_agree_on_what_a_slip_is() -> None:
    dice = random.Random(5)  # noqa: S311
    words = ["".join(dice.choices("abc", k=dice.randint(2, 6))) for _ in range(120)]
    pairs = list(itertools.product(words, repeat=2))
    script = "return given.map(([one, other]) => module.slipped(one, other));"
    assert run(script, pairs, module=SCRIPTS / "slips.js") == [slipped(one, other) for one, other in pairs]
    assert sum(slipped(one, other) for one, other in pairs) > 100


def test_words_near_a_word_are_those_one_slip_away_with_the_likeliest_first() -> None:
    near = Neighbours([("mensa", 9), ("mense", 2), ("pensa", 7), ("menta", 8), ("città", 1), ("cita", 3), ("me", 4)])
    assert near.near(["mensa"]) == ["menta", "mense", "pensa"]
    assert near.near(["mensa", "mense"]) == ["menta", "pensa"]
    assert near.near(["cita"]) == ["città"]
    assert near.near(["me"]) == []


def test_words_that_share_two_letters_share_a_file() -> None:
    words = [(f"{one}{other}{number}", 1) for one in "abc" for other in "xyz" for number in range(300)]
    for files in (list(by_beginning(words)), list(by_ending(words))):
        assert len(files) > 2
        assert max(len(json.loads(file.written)["counts"]) for file in files) <= SIZE
    starts = [{word[:2] for word in json.loads(file.written)["words"].split()} for file in by_beginning(words)]
    assert all(not one & other for one, other in itertools.combinations(starts, 2))
    many = list(by_beginning((f"ax{number}", 1) for number in range(5_000)))
    assert [len(json.loads(file.written)["counts"]) for file in many] == [MOST, MOST, 5_000 - 2 * MOST]
    assert [json.loads(file.written)["words"] for file in by_beginning([])] == [""]


LOST = """
    const search = found.open(base, { fetch });
    const plain = await search.search("mestolo");
    const lunr = (await files.readdir(given.folder)).find((name) => name.startsWith("lunr."));
    await files.rename(`${given.folder}/${lunr}`, `${given.folder}/lost`);
    let error;
    try { await search.search("+mestolo"); } catch (caught) { error = caught; }
    await files.rename(`${given.folder}/lost`, `${given.folder}/${lunr}`);
    const again = await search.search("+mestolo");
    return [plain.total, again.total, error instanceof found.ShardFailed, error?.path];
"""


def test_lunr_is_fetched_for_its_query_language_alone_and_may_be_asked_for_again(tmp_path: Path) -> None:
    plain, again, failed, path = searched(publish(tmp_path, demonstration()), LOST)
    assert plain == again > 0
    assert failed is True
    assert path.startswith("./lunr.")


def test_a_pattern_of_too_many_terms_is_taken_for_the_beginning_of_a_word(site: Path) -> None:
    script = """
        const wild = await found.open(base, { fetch }).search(given.text);
        const before = asked.length;
        const typed = await found.open(base, { fetch }).search(given.text.replace("*", ""), { prefix: true });
        return [before, wild.total, typed.total];
    """
    asked, wild, typed = searched(site, script, text="c*")
    assert asked <= FILES
    assert wild == typed > 0


def test_files_of_terms_say_where_they_begin() -> None:
    files = shards.files(federation(600), Analysis("it"))
    begins = json.loads(files["search/index.json"])["terms"]
    assert begins == sorted(begins)
    for number, _ in enumerate(begins):
        content = json.loads(files[f"search/terms/{number}.json"])
        keys = sorted([*content["terms"], *(f"{one}*" for one in content["begun"])])
        assert all(key >= begins[number] for key in keys)
        assert number + 1 == len(begins) or all(key < begins[number + 1] for key in keys)


def test_beginnings_that_stand_apart_from_their_words_come_in_order() -> None:
    # As a set they would come in another order at each start of Python: the same federation, and other bytes.
    words = [f"{letter}{letter}ying{number}" for letter in "qwertzuiopasdfgh" for number in "12345678"]
    torn = Spelled(words, lambda word: word[:2]).torn(lambda key: len(key) > 2)
    assert len(torn) == 16 * 4
    assert list(torn) == sorted(torn)
