"""Who is in the directory already: the form asks whether somebody is entered a second time."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from generator.checking.locality import locality
from generator.publishing.proposing.tables import compact
from generator.vocabularies.guessing import folded

if TYPE_CHECKING:
    from generator.publishing.site import Site


def files(site: Site) -> dict[str, bytes]:
    """Return the files that tell who is in the directory already, by path.

    `<place>` has rows of slug, name and legal name of the members in a province, or in a country; `tax-<two digits>`
    has the slug by the tax code that ends in them.
    """
    nearby: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    codes: dict[str, dict[str, str]] = defaultdict(dict)
    fold = cache(folded)
    for slug, member in site.federation.members.items():
        where = locality(member, fold)
        country = member.address.country if member.address else None
        nearby[_shelf(country, where)].append((slug, member.name, member.legal_name or "", where))
        code = member.identifiers.tax_code if member.identifiers else None
        if code:
            codes[code[-2:]].setdefault(code, slug)
    taxed = {f"tax-{ending.lower()}": slugs for ending, slugs in codes.items() if ending.isascii() and ending.isalnum()}
    told = sorted({**nearby, **taxed}.items())
    return {f"{site.addresses.propose}/known/{name}.json": compact(content) for name, content in told}


def _shelf(country: str | None, where: str) -> str:
    """Return the file of a place: the first three digits of its code, which are the province's; abroad the country."""
    return where[:3] if country == "IT" else (country or "none").lower()
