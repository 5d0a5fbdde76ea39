"""A federation's own services: overriding, extending and hiding those of the package.

The plain data of its `services.yml`, keyed by code; a key with a dot is a service, one without is a group:

    crafts:
      labels: {it: Botteghe artigiane, en: Craft workshops}
    crafts.lutes:
      labels: {it: Liuti e mandolini, en: Lutes and mandolins}
      synonyms: {it: [liutaio, mandolinista]}
      divisions: ["32"]
    food.wine:
      synonyms: {it: [amarone, recioto]}
    retail.pharmacy:
      hidden: true

A known code keeps what is not said again; labels and synonyms are replaced language by language. A hidden group hides
its services.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from generator.languages import N_, Message
from generator.vocabularies.activities import Activities
from generator.vocabularies.errors import VocabularyError
from generator.vocabularies.labels import Labels
from generator.vocabularies.plain import by_language, hinted, listed, mapping, text, texts
from generator.vocabularies.services import Service, ServiceGroup

CODE = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)?")
GROUP_FIELDS = ("labels", "hidden")
SERVICE_FIELDS = ("labels", "synonyms", "divisions", "hidden")

Entry = TypeVar("Entry", Service, ServiceGroup)


@dataclass(frozen=True, slots=True)
class Extended:
    """The lists after the federation's changes; `hidden` are the services no longer offered."""

    services: Mapping[str, Service]
    groups: Mapping[str, ServiceGroup]
    hidden: Mapping[str, Service]


def extended(
    services: Mapping[str, Service],
    groups: Mapping[str, ServiceGroup],
    own: Mapping[str, object],
    ateco: Activities,
) -> Extended:
    """Return the lists with the federation's changes. Raise VocabularyError, which carries all that is wrong."""
    errors: list[VocabularyError] = []
    all_groups, all_services = dict(groups), dict(services)
    known_groups = {*groups, *(code for code in own if "." not in code)}
    for code, fields in own.items():
        try:
            checked = checked_fields(code, fields)
            if "." in code:
                known = all_services.get(code)
                all_services[code] = service(code, checked, known, known_groups, ateco)
            else:
                all_groups[code] = ServiceGroup(code, labels(code, checked, all_groups.get(code)))
        except VocabularyError as error:
            errors.append(error)
    if errors:
        raise errors[0].among(errors)
    return without_hidden(all_services, all_groups, {code for code, fields in own.items() if is_hidden(fields)})


def without_hidden(services: Mapping[str, Service], groups: Mapping[str, ServiceGroup], hidden: set[str]) -> Extended:
    """Part what is offered from what is hidden, by itself or with its group."""
    gone = {code: entry for code, entry in services.items() if code in hidden or entry.group in hidden}
    return Extended(
        services={code: entry for code, entry in services.items() if code not in gone},
        groups={code: entry for code, entry in groups.items() if code not in hidden},
        hidden=gone,
    )


def is_hidden(fields: object) -> bool:
    """Return whether an entry that was checked before says `hidden: true`."""
    return isinstance(fields, Mapping) and fields.get("hidden") is True


def checked_fields(code: str, fields: object) -> Mapping[str, object]:
    """Return the fields of an entry once code, keys and `hidden` are right. Raise VocabularyError."""
    if not CODE.fullmatch(code):
        raise VocabularyError((code,), Message(_CODE, {"code": code}))
    found = mapping((code,), fields)
    allowed = SERVICE_FIELDS if "." in code else GROUP_FIELDS
    for key in found:
        if key not in allowed:
            unknown = Message(_UNKNOWN, {"field": key, "fields": listed(allowed)})
            raise VocabularyError((code, key), hinted(unknown, key, allowed))
    if not isinstance(found.get("hidden", False), bool):
        raise VocabularyError((code, "hidden"), Message(_TRUTH, {"found": repr(found["hidden"])}))
    return found


def service(
    code: str, fields: Mapping[str, object], known: Service | None, groups: Iterable[str], ateco: Activities
) -> Service:
    """Return a service, new or changed. Raise VocabularyError."""
    group = code.partition(".")[0]
    if group not in groups:
        raise VocabularyError((code,), hinted(Message(_NO_GROUP, {"group": group}), group, groups))
    return Service(
        code=code,
        group=group,
        labels=labels(code, fields, known),
        synonyms=synonyms(code, fields, known),
        divisions=divisions(code, fields, known, ateco),
    )


def labels(code: str, fields: Mapping[str, object], known: Entry | None) -> Labels:
    """Return the labels, replaced language by language. Raise VocabularyError when a new entry has none."""
    own = {
        language: text((code, "labels", language), label)
        for language, label in by_language((code, "labels"), fields.get("labels", {})).items()
    }
    if known is not None:
        return known.labels.merged(Labels.of(own))
    if not own:
        raise VocabularyError((code, "labels"), Message(_NO_LABEL))
    return Labels.of(own)


def synonyms(code: str, fields: Mapping[str, object], known: Service | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the synonyms, replaced language by language. Raise VocabularyError."""
    own = {
        language: texts((code, "synonyms", language), words)
        for language, words in by_language((code, "synonyms"), fields.get("synonyms", {})).items()
    }
    return tuple({**dict(known.synonyms if known else ()), **own}.items())


def divisions(code: str, fields: Mapping[str, object], known: Service | None, ateco: Activities) -> tuple[str, ...]:
    """Return the divisions of ATECO, those of the known entry when nothing is said. Raise VocabularyError."""
    if "divisions" not in fields:
        return known.divisions if known else ()
    path = (code, "divisions")
    own = texts(path, fields["divisions"])
    for division in own:
        if division not in ateco.divisions:
            raise VocabularyError(path, Message(_NO_DIVISION, {"found": division}))
    return own


_CODE = N_("'{code}' is no code: expected `group` or `group.name` in lower-case letters, digits and hyphens")
_UNKNOWN = N_("unknown field '{field}': expected {fields}")
_TRUTH = N_("found {found}, expected true or false")
_NO_GROUP = N_("there is no group '{group}': add it, or choose one")
_NO_LABEL = N_("a new code needs a label: `labels: {{it: …, en: …}}`")
_NO_DIVISION = N_("'{found}' is no division of ATECO 2025: expected two digits, as in \"56\"")
