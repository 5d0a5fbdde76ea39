"""What the form's script reads: the rules of a kind of record, tables to search, who is in the directory."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.checking.namesakes import place
from generator.checking.personal import roles
from generator.languages.legal_words import legal_words
from generator.publishing.proposing.files import refers
from generator.publishing.proposing.rules import shape
from generator.publishing.proposing.sentences import sentences
from generator.publishing.proposing.tables import accounts, compact, options
from generator.vocabularies.guessing import folded
from generator.writing.template import FOLDERS, Field, schema_line, template

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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


def known(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the files that tell who is in the directory already.

    `<place>` has rows of slug, name and legal name of the members in a province, or in a country; `tax-<two digits>`
    has the slug by the tax code that ends in them.
    """
    nearby: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    codes: dict[str, dict[str, str]] = defaultdict(dict)
    fold = cache(folded)
    for slug, member in site.federation.members.items():
        where = place(member, fold)
        country = member.address.country if member.address else None
        nearby[_shelf(country, where)].append((slug, member.name, member.legal_name or "", where))
        code = member.identifiers.tax_code if member.identifiers else None
        if code:
            codes[code[-2:]].setdefault(code, slug)
    for name, rows in sorted(nearby.items()):
        yield f"{name}.json", compact(rows)
    for ending, slugs in sorted(codes.items()):
        if ending.isascii() and ending.isalnum():
            yield f"tax-{ending.lower()}.json", compact(slugs)


def _shelf(country: str | None, where: str) -> str:
    """Return the file of a place: the first three digits of its code, which are the province's; abroad the country."""
    return where[:3] if country == "IT" else (country or "none").lower()


def _fields(fields: Mapping[str, Field]) -> dict[str, Any]:
    return {
        name: {"help": one.help if one.fields else "", "typed": one.typed, "fields": _fields(one.fields)}
        for name, one in fields.items()
    }
