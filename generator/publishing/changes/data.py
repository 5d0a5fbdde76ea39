"""What a proposal does, as plain data for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from generator.matching.record_changes import of_kind
from generator.publishing.changes.record_words import called
from generator.records.record import Record

if TYPE_CHECKING:
    from datetime import date

    from generator.matching.changes import Changes
    from generator.matching.matches import Match
    from generator.publishing.changes.report import Told


def as_json(changes: Changes, told: Told, base: str, today: date) -> str:
    """Return one JSON object; docs/changes.md says what stands in it. Keys stay, others may come."""
    found = {
        "base": base,
        "today": today.isoformat(),
        "records": {kind: _records(kind, changes, told) for kind in changes.records},
        "matches": {
            "born": [_match(one, told.why_after(one)) for one in changes.born],
            "lost": [_match(one, told.why_before(one)) for one in changes.lost],
        },
        "gaps": [{**gap._asdict(), "came": list(gap.came), "went": list(gap.went)} for gap in changes.gaps],
        "eligible": [
            {
                "call": one.call,
                "members": list(one.eligible),
                "untold": [
                    {"member": slug, "fields": [".".join(field) for field in fields]} for slug, fields in one.untold
                ],
            }
            for one in changes.reached
        ],
        "not_compared": [{"kind": kind, "slug": slug} for kind, slug in changes.unread],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _records(kind: Any, changes: Changes, told: Told) -> dict[str, Any]:
    found = changes.records[kind]
    before, after = of_kind(kind, told.before.federation), of_kind(kind, told.after.federation)
    return {
        "added": [{"slug": slug, "name": called(after[slug])} for slug in found.added],
        "changed": [
            {
                "slug": one.slug,
                "name": called(after[one.slug]),
                **({"former": one.former} if one.renamed else {}),
                "fields": [
                    {"field": ".".join(field), "before": _plain(old), "after": _plain(new)}
                    for field, old, new in one.fields
                ],
            }
            for one in found.changed
        ],
        "removed": [{"slug": slug, "name": called(before[slug])} for slug in found.removed],
    }


def _match(match: Match, why: tuple[Sequence[str], Sequence[str]]) -> dict[str, Any]:
    return {
        "offer": _ref(match.offer),
        "need": _ref(match.need),
        "score": match.score,
        "until": match.until.isoformat(),
        "reasons": list(why[0]),
        "missing": list(why[1]),
    }


def _ref(ref: Iterable[str]) -> dict[str, str]:
    member, id_ = ref
    return {"member": member, "id": id_}


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.model_dump(mode="json", by_alias=True, exclude_none=True)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
