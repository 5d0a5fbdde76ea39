"""A member as schema.org describes it (https://schema.org/Organization), in JSON-LD 1.1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from generator.publishing.members.exchanges import sorted_out

if TYPE_CHECKING:
    from generator.publishing.members.exchanges import Exchange
    from generator.publishing.places import Places
    from generator.publishing.site import Site
    from generator.records.member import Address, Member

COOPERATIVE = "https://www.wikidata.org/wiki/Q4539"
"""What sort of organisation it is: schema.org has no type for a co-operative."""


class Describer:
    """Describes members; addresses are absolute where the site's own is known."""

    def __init__(self, site: Site, places: Places) -> None:
        self._site = site
        self._today = site.today
        self._places = places
        self._federation = _known({"@type": "Organization", "name": site.settings.name, "url": self._url("")})

    def described(self, slug: str, member: Member) -> dict[str, Any]:
        """Return a member as a mapping that holds only what its record says."""
        page = self._url(self._site.addresses.member(slug))
        numbers, contacts, address = member.identifiers, member.contacts, member.address
        # Most members say little: what is left out in groups need not be sorted out one by one.
        return _known(
            {
                "@context": "https://schema.org",
                "@type": "Organization",
                "@id": page,
                "additionalType": COOPERATIVE,
                "name": member.name,
                "legalName": member.legal_name,
                "description": member.summary,
                "url": contacts.website if contacts else None,
                "mainEntityOfPage": page,
                "logo": self._url(f"{self._site.addresses.members}/logos/{member.logo}") if member.logo else None,
                **({"taxID": numbers.tax_code, "vatID": numbers.vat_number} if numbers else {}),
                **({"email": contacts.email, "telephone": contacts.phone} if contacts else {}),
                **({"address": self._address(address), "location": self._place(address)} if address else {}),
                **self._reach(member),
                **(self._exchanges(member) if member.offers or member.needs else {}),
                "memberOf": self._federation,
                "sameAs": [channel.url for channel in member.channels] if member.channels else None,
            }
        )

    def _url(self, address: str) -> str | None:
        base: str = self._site.settings.url
        return base + address if base else None

    def _reach(self, member: Member) -> dict[str, Any]:
        if not (member.serves or member.services or member.languages or member.size):
            return {}
        return {
            "areaServed": [self._places.area(area) for area in member.serves],
            "knowsAbout": self._services(member),
            "knowsLanguage": list(member.languages),
            "numberOfEmployees": self._employees(member.size.employees) if member.size else None,
        }

    def _exchanges(self, member: Member) -> dict[str, Any]:
        offers, needs, _ = sorted_out(member.offers, member.needs, self._today)
        return {
            "makesOffer": [self._exchange("Offer", offer) for offer in offers],
            "seeks": [self._exchange("Demand", need) for need in needs],
        }

    def _address(self, address: Address) -> dict[str, Any]:
        place = self._places.municipality(address)
        return _known(
            {
                "@type": "PostalAddress",
                "streetAddress": address.street,
                "postalCode": address.postcode,
                "addressLocality": place.name if place else address.municipality,
                "addressRegion": place.province if place else None,
                "addressCountry": address.country,
            }
        )

    def _place(self, address: Address) -> dict[str, Any] | None:
        if address.latitude is None:
            return None
        point = {"@type": "GeoCoordinates", "latitude": address.latitude, "longitude": address.longitude}
        return {"@type": "Place", "geo": point}

    def _services(self, member: Member) -> list[str]:
        known = (self._site.vocabularies.services.get(code) for code in member.services)
        return [service.labels.get(self._site.language.code) for service in known if service]

    def _employees(self, number: int | None) -> dict[str, Any] | None:
        return None if number is None else {"@type": "QuantitativeValue", "value": number}

    def _exchange(self, kind: str, exchange: Exchange) -> dict[str, Any]:
        return _known(
            {
                "@type": kind,
                "name": exchange.title,
                "description": exchange.description,
                "availabilityStarts": exchange.begins.isoformat() if exchange.begins else None,
                "availabilityEnds": exchange.expires.isoformat(),
                "areaServed": [self._places.area(area) for area in exchange.area],
            }
        )


def script(data: dict[str, Any]) -> str:
    """Return JSON-LD as an element of a page's head; no text in it can end the element."""
    return f'<script type="application/ld+json">{_without_markup(to_json(data).decode())}</script>'


def _without_markup(text: str) -> str:
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _known(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value or value == 0}
