"""Which records two states of a federation differ in, and in which fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from generator.reading.shape import keys
from generator.records.federation import MODELS, Federation, Kind
from generator.records.record import Record

Key = tuple[Kind, str]
"""A record's kind and slug; an initiative's slug is `year/slug`."""


class FieldChange(NamedTuple):
    """A field that differs.

    field: keys from the top of the file, entries of lists by their id: `("offers", "cold-chain", "expires")`. before,
    after: what stood and stands there, None for nothing; of lists without ids only the entries that went and came.
    """

    field: tuple[str, ...]
    before: Any
    after: Any


class Changed(NamedTuple):
    """A record that is there on both sides. former: its slug before, where it was renamed."""

    slug: str
    former: str
    fields: tuple[FieldChange, ...]

    @property
    def renamed(self) -> bool:
        """Whether its file has another name now."""
        return self.slug != self.former


@dataclass(frozen=True)
class RecordChanges:
    """What happened to the records of one kind; slugs in their order."""

    added: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    removed: tuple[str, ...] = ()


def of_kind(kind: Kind, federation: Federation) -> Mapping[str, Any]:
    """Return the records of a kind by slug."""
    return {
        "member": federation.members,
        "call": federation.calls,
        "initiative": federation.initiatives,
        "track": federation.tracks,
        "chain": federation.chains,
        "issue": federation.issues,
    }[kind]


def record_changes(before: Federation, after: Federation, unread: frozenset[Key]) -> Mapping[Kind, RecordChanges]:
    """Return what differs, by kind. Records that are `unread` on either side are left out: nobody can tell."""
    return {kind: _changes(kind, before, after, {slug for one, slug in unread if one == kind}) for kind in MODELS}


def former_names(changes: RecordChanges) -> dict[str, str]:
    """Return the slug of today by the one of before, of records that were renamed."""
    return {one.former: one.slug for one in changes.changed if one.renamed}


def _changes(kind: Kind, before: Federation, after: Federation, unread: set[str]) -> RecordChanges:
    old = {slug: record for slug, record in of_kind(kind, before).items() if slug not in unread}
    new = {slug: record for slug, record in of_kind(kind, after).items() if slug not in unread}
    former = {slug: slug for slug in new if slug in old}
    former.update(_renamed(kind, old, new))
    changed = (Changed(slug, former[slug], tuple(_fields(old[former[slug]], new[slug]))) for slug in sorted(former))
    return RecordChanges(
        added=tuple(sorted(new.keys() - former.keys())),
        changed=tuple(one for one in changed if one.fields or one.renamed),
        removed=tuple(sorted(old.keys() - set(former.values()))),
    )


def _renamed(kind: Kind, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield new and old slug: by what the record says of its former names, else by the same content."""
    gone, come = set(old) - set(new), sorted(set(new) - set(old))
    for slug in come:
        said = [_in_year(kind, slug, name) for name in getattr(new[slug], "former_slugs", ())]
        found = next((name for name in said if name in gone), None)
        if found is None:
            found = next((name for name in sorted(gone) if _content(old[name]) == _content(new[slug])), None)
        if found is not None:
            gone.discard(found)
            yield slug, found


def _in_year(kind: Kind, slug: str, name: str) -> str:
    return f"{slug[:4]}/{name}" if kind == "initiative" else name


def _content(record: Record) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in type(record).model_fields if name != "former_slugs")


def _fields(before: Record, after: Record, above: tuple[str, ...] = ()) -> Iterator[FieldChange]:
    if before == after:
        return
    for key, name in ((key, _name(after, key)) for key in keys(type(after))):
        old, new = getattr(before, name), getattr(after, name)
        if old != new and key != "former_slugs":
            yield from _values((*above, key), old, new)


def _name(record: Record, key: str) -> str:
    fields = type(record).model_fields
    return key if key in fields else next(name for name, field in fields.items() if field.alias == key)


def _values(field: tuple[str, ...], old: Any, new: Any) -> Iterator[FieldChange]:
    if isinstance(old, Record) and isinstance(new, Record):
        yield from _fields(old, new, field)
    elif isinstance(old, tuple) and isinstance(new, tuple):
        yield from _entries(field, old, new)
    else:
        yield FieldChange(field, old, new)


def _entries(field: tuple[str, ...], old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[FieldChange]:
    """Yield entries with ids one by one, others together; a new order alone is told as no change but of lists."""
    if not all(hasattr(one, "id") for one in (*old, *new)):
        gone, come = _without(old, new), _without(new, old)
        yield FieldChange(field, gone or None, come or None)
        return
    were, are = {one.id: one for one in old}, {one.id: one for one in new}
    for name in (*were, *(name for name in are if name not in were)):
        before, after = were.get(name), are.get(name)
        if before is None or after is None:
            yield FieldChange((*field, name), before, after)
        else:
            yield from _fields(before, after, (*field, name))


def _without(some: tuple[Any, ...], others: tuple[Any, ...]) -> tuple[Any, ...]:
    left = list(others)
    found = []
    for one in some:
        if one in left:
            left.remove(one)
        else:
            found.append(one)
    return tuple(found)
