"""A member's description for machines."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from generator.reading.settings import Settings
from tests.publishing.enrolled import enrolled, members, rich
from tests.publishing.woven import a_member, parsed


def described(head: str) -> dict[str, Any]:
    tree = parsed("<p></p>" + head)
    (script,) = tree.iter("script")
    assert script.get("type") == "application/ld+json"
    found: dict[str, Any] = json.loads(script.text)
    return found


def of(texts: dict[str, Any]) -> dict[str, Any]:
    page = members(enrolled({"one": texts}))["members/one/"]
    assert page.head is not None
    return described(page.head())


def test_it_equals_the_record() -> None:
    page = members(rich())["members/aurora/"]
    assert page.head is not None
    assert described(page.head()) == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": "https://rivers.example/members/aurora/",
        "additionalType": "https://www.wikidata.org/wiki/Q4539",
        "name": "L'Aurora",
        "legalName": "L'Aurora società cooperativa sociale",
        "description": "Meals for schools.",
        "url": "https://www.aurora.example/",
        "mainEntityOfPage": "https://rivers.example/members/aurora/",
        "logo": "https://rivers.example/members/logos/aurora.svg",
        "taxID": "99901600207",
        "vatID": "99901600207",
        "email": "info@aurora.example",
        "telephone": "+39 (0)30 123-456",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "via Milano 1",
            "postalCode": "25121",
            "addressLocality": "Brescia",
            "addressRegion": "BS",
            "addressCountry": "IT",
        },
        "areaServed": ["Lombardia", "province of Brescia", "Brescia (BS)"],
        "knowsAbout": ["Canteens and contract catering"],
        "knowsLanguage": ["it", "en"],
        "numberOfEmployees": {"@type": "QuantitativeValue", "value": 1500},
        "makesOffer": [
            {
                "@type": "Offer",
                "name": "Fresh bread",
                "description": "At dawn.",
                "availabilityStarts": "2026-12-01",
                "availabilityEnds": "2027-03-01",
                "areaServed": ["province of Brescia"],
            }
        ],
        "seeks": [{"@type": "Demand", "name": "A van", "availabilityEnds": "2026-11-22"}],
        "memberOf": {"@type": "Organization", "name": "Seven Rivers", "url": "https://rivers.example/"},
        "sameAs": ["https://social.example/@aurora"],
    }


def test_it_holds_nothing_that_the_record_does_not_say() -> None:
    assert set(of(a_member())) == {
        "@context", "@type", "@id", "additionalType", "name", "mainEntityOfPage", "memberOf",
    }  # fmt: skip


def test_a_point_of_the_record_is_a_place() -> None:
    where = {"municipality": "017029", "latitude": "45.5", "longitude": "10.2"}
    geo = of(a_member(address=where))["location"]["geo"]
    assert geo == {"@type": "GeoCoordinates", "latitude": 45.5, "longitude": 10.2}


def test_a_site_without_address_says_no_addresses_of_its_own() -> None:
    built = replace(enrolled({"one": a_member(logo="a.png")}), settings=Settings(name="x"))
    page = members(built)["members/one/"]
    assert page.head is not None
    assert not {"@id", "mainEntityOfPage", "logo"} & set(described(page.head()))


@pytest.mark.parametrize("name", ["</script><b>", "<!--<script>", "]]>", "& &amp; \\ \" '", "合作社"])
def test_no_text_ends_the_element(name: str) -> None:
    assert of(a_member(name))["name"] == name
