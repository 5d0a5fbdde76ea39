"""The search against its bounds: what a first search transfers, what is found, how long the index takes."""

from __future__ import annotations

import gzip
import json
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from statistics import median
from string import ascii_lowercase

from benchmarks import documents, peers
from benchmarks.corpus import SHARED, SOURCE, federation
from benchmarks.figure import Figure
from benchmarks.known_items import SEED, VARIANTS, KnownItem, known_items, searches, slip
from benchmarks.node import run as in_node
from benchmarks.process import Run, run
from benchmarks.published import publish, searched
from generator.search.columns import Numbers
from generator.search.document import Document
from generator.theme.page_scripts import page_scripts

REAL, MANY, BUILT = 7_272, 100_000, 10_000
ROUNDS = 3
COLD, KNOWN = 500, 2_000
PAGE = 3
"""Files that the page asks for by itself: two scripts, and the members whose turn it is."""
WANTED = {
    "as written": 99.5, "other order": 99.5, "accents dropped": 99.5, "elided article, '": 99.5,
    "elided article, ’": 99.5, "another inflection": 98.0, "one typo": 97.0,
}  # fmt: skip
"""Per cent of searches whose record is among the first five."""

HERE = Path(__file__).parent
TRANSFERRED = """
    const fs = await import("node:fs");
    const zlib = await import("node:zlib");
    const sizes = new Map();
    const size = (path) => {
        if (!sizes.has(path)) sizes.set(path, zlib.gzipSync(fs.readFileSync(path), { level: 6 }).length);
        return sizes.get(path);
    };
    const answers = [];
    for (const text of given.texts) {
        let [bytes, requests, rounds, waiting] = [0, 0, 0, []];
        // All that is asked for at once comes at once, one round trip later.
        const fetch = (address) => new Promise((resolve) => {
            const path = new URL(address).pathname;
            [bytes, requests] = [bytes + size(path), requests + 1];
            if (!waiting.length) setTimeout(() => {
                const come = waiting;
                [waiting, rounds] = [[], rounds + 1];
                come.forEach((answer) => answer());
            });
            waiting.push(() => resolve({ ok: true, json: async () => JSON.parse(fs.readFileSync(path, "utf8")) }));
        });
        const search = found.open(`file://${given.folder}/search/`, { fetch });
        const { hits } = await search.search(text, { prefix: given.prefix, soon: true, kinds: ["member"] });
        answers.push([bytes, requests, rounds, hits.slice(0, 5).map(({ id }) => id)]);
    }
    return answers;
"""
KEYS = """
    const search = found.open(base, { fetch });
    const times = [];
    for (const text of given.texts) {
        await search.search(text, { prefix: true });
        for (let end = 3; end <= text.length; end += 1) {
            await search.search(text.slice(0, end), { prefix: true });
            const started = performance.now();
            await search.search(text.slice(0, end), { prefix: true });
            times.push(performance.now() - started);
        }
    }
    return times;
"""
IDS = """
    const search = found.open(base, { fetch });
    const answers = [];
    for (const text of given.texts) answers.push((await search.search(text)).hits.slice(0, 5).map(({ id }) => id));
    return answers;
"""


def figures() -> Iterator[Figure]:
    """Yield bytes, requests and round trips of first searches, the quality of known items, and the index's times."""
    with tempfile.TemporaryDirectory() as name:
        yield from _transfers(Path(name) / "real", REAL, 80.0)
        yield from _anything(Path(name) / "real")
        yield from _keystrokes(Path(name) / "real")
        yield from _transfers(Path(name) / "many", MANY, 120.0)
        yield from _qualities(Path(name))
        yield from _building(Path(name))


def _transfers(folder: Path, number: int, bound: float) -> Iterator[Figure]:
    found = list(documents.cooperatives(SOURCE, number))
    # With a column, members take turns.
    publish(folder, found, "en", {"order": Numbers(range(number))})
    # The page's script comes along with the manifest, and so do the members whose turn it is.
    scripts = ((folder / "search.mjs").read_bytes(), page_scripts("en")["directory.js"])
    turn = max((file.read_bytes() for file in (folder / "search" / "turns").iterdir()), key=len)
    page = sum(len(gzip.compress(content, 6)) for content in (*scripts, turn))
    texts = list(searches(known_items(found, COLD), "as written"))
    for prefix in (False, True):
        given = {"folder": str(folder), "texts": texts, "prefix": prefix}
        answers = in_node(TRANSFERRED, given, found=folder / "search.mjs")
        kilobytes = [(one[0] + page) / 1000 for one in answers]
        what = f"{number:,} members, first search" + (", last word unfinished" if prefix else "")
        largest = max(kilobytes) if number == REAL else _centile(kilobytes, 0.95)
        yield Figure(f"{what}: {'most' if number == REAL else '95th centile'}", largest, "kB", bound)
        yield Figure(f"{what}: median", median(kilobytes), "kB")
        yield Figure(
            f"{what}: most requests", max(one[1] for one in answers) + PAGE, "", 12 if number == REAL else None
        )
        yield Figure(f"{what}: most round trips", max(one[2] for one in answers), "", 3 if number == REAL else None)


def _anything(folder: Path) -> Iterator[Figure]:
    """Yield what the worst searches ask for: every word there is, common ones together, a letter or two."""
    lists = [json.loads(file.read_bytes()) for file in (folder / "search" / "words").iterdir()]
    counts = {word: count for one in lists for word, count in zip(one["words"].split(), one["counts"], strict=True)}
    dice = random.Random(SEED)  # noqa: S311
    common = sorted(counts, key=lambda word: (-counts[word], word))[:120]
    letters = [*ascii_lowercase, *map("".join, product(ascii_lowercase, repeat=2))]
    sorts = {
        "every word": sorted(counts),
        "common words, two": [" ".join(dice.sample(common, 2)) for _ in range(COLD * 2)],
        "common words, three": [" ".join(dice.sample(common, 3)) for _ in range(COLD)],
        "one or two letters": letters,
        "a common word and a letter or two": [f"{dice.choice(common)} {dice.choice(letters)}" for _ in range(COLD)],
        "two words of any": [" ".join(dice.sample(sorted(counts), 2)) for _ in range(COLD)],
        **_slips(sorted(counts), common, dice),
    }
    scripts = ((folder / "search.mjs").read_bytes(), page_scripts("en")["directory.js"])
    page = sum(len(gzip.compress(content, 6)) for content in scripts)
    for sort, texts in sorts.items():
        given = {"folder": str(folder), "texts": texts, "prefix": True}
        answers = in_node(TRANSFERRED, given, found=folder / "search.mjs")
        yield Figure(f"{sort}: most", max(one[0] + page for one in answers) / 1000, "kB", 80)
        # The facets' counts are one more.
        yield Figure(f"{sort}: most requests", max(one[1] for one in answers) + PAGE + 1, "", 12)
        yield Figure(f"{sort}: most round trips", max(one[2] for one in answers), "", 3)
        far = sum(one[1] + PAGE + 1 > 12 or one[2] > 3 for one in answers)
        yield Figure(f"{sort}: of {len(texts)}, more than 12 requests or 3 round trips", far, "", 0)


def _slips(words: Sequence[str], common: Sequence[str], dice: random.Random) -> dict[str, list[str]]:
    """Return searches with words that stand nowhere: a slip away from one that does, or no word at all."""
    long = [word for word in words if len(word) > 3]

    def slipped() -> str:
        return slip(dice.choice(long), dice)

    return {
        "a slip": [slipped() for _ in range(COLD * 10)],
        "a slip and a word": [f"{slipped()} {dice.choice(words)}" for _ in range(COLD * 4)],
        "a common word and a slip": [f"{dice.choice(common)} {slipped()}" for _ in range(COLD * 4)],
        "two slips": [f"{slipped()} {slipped()}" for _ in range(COLD * 2)],
        "letters at random": ["".join(dice.choices(ascii_lowercase, k=dice.randrange(4, 10))) for _ in range(COLD * 4)],
    }


def _keystrokes(folder: Path) -> Iterator[Figure]:
    found = list(documents.cooperatives(SOURCE, REAL))
    texts = list(searches(known_items(found, 60), "as written"))
    times = searched(folder, KEYS, texts=texts)
    yield Figure("a later keystroke among 7,272 members, 95th centile x 4", 4 * _centile(times, 0.95), "ms", 50)


def _qualities(folder: Path) -> Iterator[Figure]:
    members = [one for one in documents.records_of(documents.demonstration_site()) if one.kind == "member"]
    calls = list(documents.calls(SHARED / "bandi.jsonl"))
    corpora = {"members": members, "calls": calls, "activities": list(documents.activities())}
    shares = (KNOWN // 3, KNOWN // 3, KNOWN - 2 * (KNOWN // 3))
    items = {name: known_items(found, share) for (name, found), share in zip(corpora.items(), shares, strict=True)}
    for name, found in corpora.items():
        publish(folder / name, found)
    others = _peers(folder / "pages", corpora, items)
    for variant in VARIANTS:
        right = 0
        for name, found in corpora.items():
            answers = searched(folder / name, IDS, texts=list(searches(items[name], variant)))
            right += _right(items[name], answers, found)
        yield Figure(f"not among the first five: {variant}", 100 - 100 * right / KNOWN, "%", 100 - WANTED[variant])
        for peer, counts in others.items():
            yield Figure(f"  {peer}", 100 - 100 * counts[variant] / KNOWN, "%")
    (nothing,) = searched(folder / "members", IDS, texts=["xqzvw"])
    yield Figure("found for nonsense", len(nothing), "", 0)


def _peers(
    folder: Path, corpora: Mapping[str, Sequence[Document]], items: Mapping[str, Sequence[KnownItem]]
) -> Mapping[str, Counter[str]]:
    """Return by peer how many items of each variant are among its first five."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, found in corpora.items():
        texts = {variant: list(searches(items[name], variant)) for variant in VARIANTS}
        answers = peers.answers(found, [text for some in texts.values() for text in some], folder / name)
        for peer, all_of_them in answers.items():
            left = list(all_of_them)
            for variant, some in texts.items():
                counts[peer][variant] += _right(items[name], left[: len(some)], found)
                left = left[len(some) :]
    return counts


def _right(items: Sequence[KnownItem], answers: Sequence[Sequence[int]], found: Sequence[Document]) -> int:
    """Return how many items are among their answers; one of two of the same name is as good as the other."""
    return sum(
        found[item.document].title in [found[one].title for one in answer]
        for item, answer in zip(items, answers, strict=True)
    )


def _building(folder: Path) -> Iterator[Figure]:
    site = federation(folder / "federation", BUILT)
    run([Path(sys.executable).parent / "mkdocs", "build", "--strict", "--quiet"], site)
    ours, theirs = [], []
    for number in range(ROUNDS):
        ours.append(_indexed("federation", str(site)))
        theirs.append(peers.pagefind(site / "site", folder / f"pagefind-{number}", "associate/*/index.html"))
    ratio = median(one.seconds / other.seconds for one, other in zip(ours, theirs, strict=True))
    yield Figure("index of 10,000 members, the reading of records included", median(one.seconds for one in ours), "s")
    yield Figure("Pagefind on the same pages", median(one.seconds for one in theirs), "s")
    yield Figure("index / Pagefind", ratio, "", 0.8)
    many = _indexed("cooperatives", str(MANY))
    yield Figure("index of 100,000 members", many.seconds, "s")
    yield Figure("memory of the index of 100,000 members", many.memory, "MiB", 1e9 / 2**20)


def _indexed(what: str, given: str) -> Run:
    return run([sys.executable, "-m", "benchmarks.indexing", what, given], HERE.parent)


def _centile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
