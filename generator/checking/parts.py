"""References to parts of records: the stages of a chain, the goals of a track."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.finding import Finding, RecordKey, Spot
from generator.checking.inspection import Inspection
from generator.languages import N_, Message
from generator.reading.guessing import closest, guessed
from generator.records.federation import Federation


def stages(inspection: Inspection) -> Iterator[Finding]:
    """Stages of offers and needs that their chain does not have."""
    chains = {slug: [stage.id for stage in chain.stages] for slug, chain in inspection.federation.chains.items()}
    for slug, member in inspection.federation.engaged.items():
        for name, exchanges in (("offers", member.offers), ("needs", member.needs)):
            for at, exchange in enumerate(exchanges):
                known = chains.get(exchange.chain or "")
                if known is not None and exchange.stage is not None and exchange.stage not in known:
                    message = _no_stage(exchange.chain or "", exchange.stage, known)
                    yield Finding("no-such-stage", Spot(("member", slug), (name, at, "stage")), message)


def goals(inspection: Inspection) -> Iterator[Finding]:
    """Goals of initiatives and of their results that the initiative's track does not have."""
    tracks = {slug: [goal.id for goal in track.goals] for slug, track in inspection.federation.tracks.items()}
    for slug, initiative in inspection.federation.initiatives.items():
        known = tracks.get(initiative.track)
        if known is None:
            continue
        named = [(("goals", at), goal) for at, goal in enumerate(initiative.goals)]
        counted = [(("results", at, "goal"), result.goal) for at, result in enumerate(initiative.results)]
        for field, goal in (*named, *counted):
            if goal is not None and goal not in known:
                message = _no_goal(initiative.track, goal, known)
                yield Finding("no-such-goal", Spot(("initiative", slug), field), message)


def ids(inspection: Inspection) -> Iterator[Finding]:
    """Ids that stand twice within a record: of stages, goals, milestones, deadlines."""
    for key, name, found in _ids(inspection.federation):
        for at, one in enumerate(found):
            if one in found[:at]:
                spot = Spot(key, (name, at, "id"))
                yield Finding("same-id", spot, Message(N_("the id '{id}' stands here twice"), {"id": one}))


def _ids(federation: Federation) -> Iterator[tuple[RecordKey, str, list[str]]]:
    for slug, chain in federation.chains.items():
        yield ("chain", slug), "stages", [stage.id for stage in chain.stages]
    for slug, track in federation.tracks.items():
        yield ("track", slug), "goals", [goal.id for goal in track.goals]
    for slug, initiative in federation.initiatives.items():
        yield ("initiative", slug), "milestones", [milestone.id for milestone in initiative.milestones]
    for slug, call in federation.calls.items():
        yield ("call", slug), "deadlines", [deadline.id for deadline in call.deadlines]


def _no_stage(chain: str, stage: str, known: list[str]) -> Message:
    problem = Message(N_("the supply chain '{chain}' has no stage '{stage}'"), {"chain": chain, "stage": stage})
    return guessed(problem, closest(stage, known))


def _no_goal(track: str, goal: str, known: list[str]) -> Message:
    problem = Message(N_("the track '{track}' has no goal '{goal}'"), {"track": track, "goal": goal})
    return guessed(problem, closest(goal, known))
