"""Sardinia's eight provinces, in force for ISTAT's codes since 2026-01-01, derived from what ISTAT's older table says.

Regional law 7/2021 and its amendments of 2025 gave the island back the provinces of 2005–2016 under new numbers, within
which municipalities are numbered by the alphabet. Three chose another province. Where an alphabetical number had been
given before a municipality left, the number stays unused: 118055 (Seulo) and 118062 (Teulada).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.vocabularies.places import Province

REGION = "20"
PROVINCES = (
    Province("SS", "112", "Sassari", REGION),
    Province("OT", "113", "Gallura Nord-Est Sardegna", REGION),
    Province("NU", "114", "Nuoro", REGION),
    Province("OR", "115", "Oristano", REGION),
    Province("OG", "116", "Ogliastra", REGION),
    Province("VS", "117", "Medio Campidano", REGION),
    Province("CA", "118", "Cagliari", REGION),
    Province("CI", "119", "Sulcis Iglesiente", REGION),
)
# ISTAT's province numbers of 2010–2016 and what they are since 2026.
RENUMBERED = {
    "090": "112", "104": "113", "091": "114", "095": "115", "105": "116", "106": "117", "092": "118", "107": "119"
}  # fmt: skip
GENONI, SEUI, SEULO, TEULADA = "Genoni", "Seui", "Seulo", "Teulada"
# Sorts behind every letter.
LAST = "~"


def current_codes(municipalities: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return ISTAT's code of 2026 for each older one.

    `municipalities` have `code`, `name` and `code_2010`, the six digits with the province number of 2010–2016.
    """
    members: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for place in municipalities:
        code, name = place["code"], place["name"]
        province = "118" if name == GENONI else RENUMBERED[place["code_2010"][:3]]
        members[province].append((LAST if name == SEUI else alphabetical(name), code))
        if name == SEULO:
            members["114"].append((alphabetical(name), code))
        if name == TEULADA:
            members["119"].append((LAST, code))
    # Cagliari first: what it lost is numbered again by the province that got it.
    return {
        code: f"{province}{number:03}"
        for province in sorted(members, key=lambda istat: (istat != "118", istat))
        for number, (_, code) in enumerate(sorted(members[province]), 1)
    }


def alphabetical(name: str) -> str:
    """Return the key by which ISTAT sorts names: apostrophes and accents do not count."""
    plain = name.replace("'", "").translate(str.maketrans("àèéìòù", "aeeiou"))
    return plain.casefold()
