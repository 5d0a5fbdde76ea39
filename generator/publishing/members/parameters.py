"""How addresses of the directory spell what is searched: `?settore=agricoltura&ordine=nome`."""

from __future__ import annotations

from collections.abc import Mapping

_NAMES = {
    "it": {
        "text": "q", "sector": "settore", "region": "regione", "province": "provincia", "municipality": "comune",
        "kind": "forma", "services": "servizio", "sought": "cerca", "profiles": "profilo",
        "certifications": "certificazione", "contact": "contatto", "sort": "ordine", "near": "da",
        "within": "entro", "view": "vista",
    },
    "en": {
        "text": "q", "sector": "sector", "region": "region", "province": "province", "municipality": "municipality",
        "kind": "kind", "services": "service", "sought": "seeks", "profiles": "profile",
        "certifications": "certification", "contact": "contact", "sort": "sort", "near": "from",
        "within": "within", "view": "view",
    },
}  # fmt: skip
"""The parameters of addresses: segments of the browse pages where there are such, so that one leads to the other."""

RADII = ("10", "25", "50", "100")
"""Kilometres that a visitor may choose as the furthest."""

_RADII = {radius: radius for radius in RADII}

_VALUES: Mapping[str, Mapping[str, object]] = {
    "it": {
        "sort": {"name": "nome", "newest": "recenti", "distance": "distanza"},
        "within": _RADII,
        "view": {"table": "tabella", "map": "mappa"},
        "contact": "si",
    },
    "en": {
        "sort": {"name": "name", "newest": "newest", "distance": "distance"},
        "within": _RADII,
        "view": {"table": "table", "map": "map"},
        "contact": "yes",
    },
}
"""What parameters with but a few values may say."""


def names(language: str) -> Mapping[str, str]:
    """Return the parameters by the names of facets and the like; English ones for a language without its own."""
    return _NAMES.get(language, _NAMES["en"])


def values(language: str) -> Mapping[str, object]:
    """Return what parameters with but a few values may say."""
    return _VALUES.get(language, _VALUES["en"])
