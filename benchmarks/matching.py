"""Matching against planted truth, against two simpler ways, and against time."""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from math import log
from pathlib import Path
from statistics import linear_regression, median

from benchmarks.bm25 import Ranking
from benchmarks.figure import Figure
from benchmarks.planted import HELD_OUT, TUNED, planted
from benchmarks.process import run
from benchmarks.truth import TODAY, Planted
from generator.matching.matches import matches
from generator.matching.weights import weights
from generator.records.federation import Federation
from generator.search.analysis import Analysis

Ref = tuple[str, str]
Shown = Callable[[Ref], Sequence[Ref]]
"""What a way of matching shows for a need, the best first."""

SIZES = {200: 12, 2_000: 2, 20_000: 1}
"""Members, and in how many federations of that size needs are counted together."""
SEEDS = {"tuned on": (TUNED, 1), "held out": (HELD_OUT, 7001)}
"""Ways of writing and the first seed: those that weights and words were chosen with, and those never looked at."""
FIRST, WRONG, LOST = 5, 10.0, 5.0
SAMPLE = 1_500
"""So many needs of a federation stand for all in the comparison."""
GROWING, ROUNDS = (1_000, 10_000, 100_000), {1_000: 3, 10_000: 3, 100_000: 1}
SECONDS, MEMORY, POWER = 90.0, 2_000 / 1.048576, 1.15
ANALYSIS = Analysis("it")


def figures() -> Iterator[Figure]:
    """Yield what is wrong among the first five and what is lost, then time and memory."""
    for size, federations in SIZES.items():
        for name, (ways, seed) in SEEDS.items():
            made = [planted(size, seed + number, ways) for number in range(federations)]
            yield from _truth(f"{size:,} members, {name}", made)
    yield from _growth()
    yield from _little()


def _truth(name: str, made: Sequence[Planted]) -> Iterator[Figure]:
    ours = [_judged(one, _ours(one)) for one in made]
    wrong, lost = _share(ours, 0), _share(ours, 1)
    yield Figure(f"{name}: wrong among the first five", wrong, "%", WRONG)
    yield Figure(f"{name}: planted pairs not found", lost, "%", LOST)
    for peer, way in (("same service code alone", _same_code), ("BM25 of the texts alone", _bm25)):
        found = [_judged(one, way(one)) for one in made]
        yield Figure(f"  {peer}: wrong", _share(found, 0), "%")
        yield Figure(f"  {peer}: not found", _share(found, 1), "%")
        yield Figure(f"  wrong / {peer}", wrong / max(_share(found, 0), 0.01), "", 1)
        yield Figure(f"  not found / {peer}", lost / max(_share(found, 1), 0.01), "", 1)


def _judged(one: Planted, shown: Shown) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return how many are wrong of how many shown among the first five, and how many planted pairs are not found."""
    dice = random.Random(one.federation.members.__len__())  # noqa: S311
    needs = sorted(one.needs) if len(one.needs) <= SAMPLE else sorted(dice.sample(sorted(one.needs), SAMPLE))
    answers = {need: shown(need) for need in needs}
    first = [(offer, need) for need, offers in answers.items() for offer in offers[:FIRST]]
    planted_ = [(need, one.pairs[need][0]) for need in needs if need in one.pairs]
    return (
        (sum(not one.true(offer, need) for offer, need in first), len(first)),
        (sum(offer not in answers[need] for need, offer in planted_), len(planted_)),
    )


def _share(judged: Sequence[tuple[tuple[int, int], tuple[int, int]]], which: int) -> float:
    return 100 * sum(one[which][0] for one in judged) / max(1, sum(one[which][1] for one in judged))


def _ours(one: Planted) -> Shown:
    found = matches(one.federation, one.vocabularies, ANALYSIS, TODAY)
    return lambda need: [match.offer for match in found.of_need(*need)]


def _same_code(one: Planted) -> Shown:
    """The offers of others that stand and carry the need's code, in the order of slugs."""
    by_code: dict[str, list[Ref]] = {}
    for slug, member in sorted(one.federation.members.items()):
        for offer in member.offers:
            if offer.service and offer.stands(TODAY):
                by_code.setdefault(offer.service, []).append((slug, offer.id))

    def shown(need: Ref) -> list[Ref]:
        sought = next(one for one in one.federation.members[need[0]].needs if one.id == need[1])
        return [offer for offer in by_code.get(sought.service or "", ()) if offer[0] != need[0]][: weights().kept]

    return shown


def _bm25(one: Planted) -> Shown:
    """The offers of others that stand and whose text answers the need's best."""
    offers = [
        ((slug, offer.id), f"{offer.title} {offer.description or ''}")
        for slug, member in sorted(one.federation.members.items())
        for offer in member.offers
        if offer.stands(TODAY)
    ]
    ranking = Ranking([text for _, text in offers], ANALYSIS)

    def shown(need: Ref) -> list[Ref]:
        sought = next(one for one in one.federation.members[need[0]].needs if one.id == need[1])
        best = ranking.best(f"{sought.title} {sought.description or ''}", weights().kept + 3)
        return [offers[number][0] for number in best if offers[number][0][0] != need[0]][: weights().kept]

    return shown


def _growth() -> Iterator[Figure]:
    seconds: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "seconds"
        for members in GROWING:
            times, memory = [], 0.0
            for _ in range(ROUNDS[members]):
                measured = run([sys.executable, "-m", "benchmarks.meeting", str(members), file], Path.cwd())
                times.append(float(file.read_text(encoding="ascii")))
                memory = max(memory, measured.memory)
            seconds[members] = median(times)
            largest = members == GROWING[-1]
            yield Figure(f"all matches of {members:,} members", seconds[members], "s", SECONDS if largest else None)
            yield Figure("  memory, records included", memory, "MiB", MEMORY if largest else None)
    slope, _ = linear_regression([log(members) for members in GROWING], [log(seconds[members]) for members in GROWING])
    yield Figure("power of the members with which time grows", slope, "", POWER)


def _little() -> Iterator[Figure]:
    """Yield what matching costs a build of a federation that has few offers, or none."""
    one = planted(200, 1)
    idle = {f"idle-{number}": member.model_copy(update={"offers": (), "needs": ()})
            for number, member in enumerate([*one.federation.members.values()] * 50)}  # fmt: skip
    for name, members in (("no offers", idle), ("230 offers and 90 needs", {**idle, **one.federation.members})):
        federation = Federation(members=members)
        times = []
        for _ in range(5):
            started = time.perf_counter()
            matches(federation, one.vocabularies, Analysis("it"), TODAY)
            times.append(time.perf_counter() - started)
        yield Figure(f"10,000 members with {name}", 1000 * median(times), "ms")
