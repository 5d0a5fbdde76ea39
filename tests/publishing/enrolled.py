"""Small federations for the tests of members' pages: plain texts in, a site and its pages out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.publishing.members import directory, member
from generator.publishing.members.roll import Roll
from generator.publishing.page import Page
from generator.publishing.site import Site
from generator.publishing.templates import environment
from generator.reading.settings import Settings
from tests.publishing.woven import NOW, site

SETTINGS = Settings(
    name="Seven Rivers",
    url="https://rivers.example/",
    repo_url="https://forge.example/rivers/site",
    edit_uri="edit/main/content/",
    office_email="office@rivers.example",
)

RICH: dict[str, Any] = {
    "name": "L'Aurora",
    "legal_name": "L'Aurora società cooperativa sociale",
    "summary": "Meals for schools.",
    "description": "We cook **every** day.\n\nSince 1990.",
    "logo": "aurora.svg",
    "member_since": "2001-02-03",
    "identifiers": {
        "tax_code": "99901600207",
        "vat_number": "99901600207",
        "rea": "BS-1",
        "register": {"number": "A1", "section": "prevalent", "category": "social"},
    },
    "legal_form": "1.4.30",
    "social_type": "B",
    "profiles": ["women"],
    "activities": [{"ateco": "56.22.01"}, {"ateco": "10.71.10", "main": "true"}],
    "services": ["catering.canteens"],
    "address": {"street": "via Milano 1", "postcode": "25121", "municipality": "017029"},
    "serves": ["IT-25", "IT-BS", "017029"],
    "size": {"members": "12", "employees": "1500", "revenue_class": "500k_2m", "year": "2025"},
    "contacts": {
        "email": "info@aurora.example",
        "pec": "aurora@pec.example",
        "phone": "+39 (0)30 123-456",
        "website": "https://www.aurora.example/",
        "role": "Secretariat",
    },
    "channels": [{"kind": "mastodon", "url": "https://social.example/@aurora"}],
    "certifications": [
        {"name": "ISO 9001", "body": "Auditors", "expires": "2027-01-31"},
        {"name": "ISO 14001", "expires": "2025-01-31"},
    ],
    "sdg": ["2", "12"],
    "offers": [
        {
            "id": "bread", "kind": "good", "title": "Fresh bread", "description": "At dawn.",
            "terms": ["sale", "exchange"],
            "quantity": {"value": "1500", "unit": "loaves", "period": "day"}, "from": "2026-12-01",
            "expires": "2027-03-01", "area": ["IT-BS"], "chain": "bread", "stage": "bake",
        },
        {"id": "old", "kind": "space", "title": "Old hall", "expires": "2026-11-21"},
    ],
    "needs": [
        {"id": "van", "kind": "service", "title": "A van", "expires": "2026-11-22", "status": "in_talks"},
        {"id": "flour", "kind": "good", "title": "Flour", "expires": "2027-01-01",
         "status": "concluded", "outcome": "Done."},
    ],
    "relations": [{"kind": "supplier_of", "member": "mill"}, {"kind": "partner_of", "member": "mill"}],
    "languages": ["it", "en"],
    "verified": {"on": "2026-03-04", "by": "the office"},
    "former_slugs": ["aurora-old"],
}  # fmt: skip

CHAINS = {"bread": {"name": "From field to table", "stages": [{"id": "bake", "name": "Baking"}]}}


def enrolled(members: Mapping[str, Mapping[str, Any]], language: str = "en", now: str = NOW, **records: Any) -> Site:
    """Build a site of members, with everything that settings may say."""
    return replace(site(now, language, members=members, **records), settings=SETTINGS)


def rich(**more: Any) -> Site:
    """Build a site with one member that says all there is to say, and another that is tied to it."""
    mill = {
        "name": "Il Mulino",
        "relations": [{"kind": "partner_of", "member": "aurora"}, {"kind": "member_of", "member": "aurora"}],
    }
    return enrolled({"aurora": {**RICH, **more}, "mill": mill}, chains=CHAINS)


def lists(built: Site) -> dict[str, Page]:
    """Return the directory's pages and those of the ways to browse it, by address."""
    return {page.address: page for page in directory.pages(Roll(built), environment(built))}


def members(built: Site) -> dict[str, Page]:
    """Return the members' pages by address."""
    return {page.address: page for page in member.pages(built, environment(built))}
