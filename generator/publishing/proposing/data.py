"""What the form's script knows of a kind of record: its rules, its words, and what it may refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.checking.personal import roles
from generator.languages.legal_words import legal_words
from generator.publishing.proposing.referred import refers
from generator.publishing.proposing.rules import shape
from generator.publishing.proposing.sentences import sentences
from generator.publishing.proposing.tables import accounts, compact, options
from generator.writing.template import FOLDERS, Field, schema_line, template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.publishing.site import Site
    from generator.records.federation import Kind


def rules(kind: Kind, site: Site) -> bytes:
    """Return all that one needs to check and to write a kind of record, but for the large tables.

    `shape` as `rules.shape`; `messages`; `fields`, `header` and `folder` for writing; `options` of the short
    vocabularies; `world`: what records may refer to, and what finding personal data takes.
    """
    language = site.language
    return compact(
        {
            "kind": kind,
            "shape": shape(kind),
            "messages": sentences(language),
            "fields": _fields(template(kind, language, site.vocabularies)),
            "header": schema_line(kind),
            "folder": FOLDERS[kind],
            "options": options(site.vocabularies, language.code),
            "world": world(site),
        }
    )


def world(site: Site) -> dict[str, Any]:
    """Return the records that others may refer to, and the words that finding personal data takes."""
    return {
        **refers(site),
        "hidden_services": [*site.vocabularies.hidden_services],
        "roles": sorted(roles()),
        "accounts": accounts(),
        "legal_words": sorted(legal_words(trades=True)),
    }


def _fields(fields: Mapping[str, Field]) -> dict[str, Any]:
    return {
        name: {"help": one.help if one.fields else "", "typed": one.typed, "fields": _fields(one.fields)}
        for name, one in fields.items()
    }
