"""Whom a call or an initiative is for, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.languages import N_, Message
from generator.publishing.members.ways import social_kind
from generator.publishing.places import Places
from generator.publishing.templates import label

if TYPE_CHECKING:
    from generator.publishing.site import Site
    from generator.records.criteria import Criteria, SizeRange

FEW = 3
"""Values of a condition that a tile names."""
_EMPLOYEES = N_("Employees")


def audience(criteria: Criteria | None, site: Site) -> list[tuple[str, list[str]]]:
    """Return each condition's name and the values of which any will do; none when it is for everybody."""
    if criteria is None:
        return []
    said = site.language.gettext
    return [(said(name), values) for name, values in _conditions(criteria, site) if values]


def in_one_line(criteria: Criteria, site: Site) -> str:
    """Return the same as one line for a tile, each condition cut where it names many values."""
    said = [_cut(name, values, site) for name, values in _conditions(criteria, site, brief=True) if values]
    return " · ".join(said)


def _cut(name: str, values: list[str], site: Site) -> str:
    text = ", ".join(values[:FEW]) + (" …" if len(values) > FEW else "")
    # A number says nothing without what it counts.
    return f"{site.language.gettext(name)}: {text}" if name == _EMPLOYEES else text


def _conditions(criteria: Criteria, site: Site, brief: bool = False) -> Iterator[tuple[str, list[str]]]:
    words, places = site.vocabularies, Places(site)
    yield (
        N_("Kind of co-operative"),
        [label(words.register_categories[code], site) for code in criteria.register_category],
    )
    social = [social_kind(code, site.language) if brief else label(code, site) for code in criteria.social_type]
    yield N_("Social co-operative"), social
    yield N_("Profile"), [label(code, site) for code in criteria.profiles]
    yield N_("Activity"), [_activity(code, site) for code in criteria.ateco]
    yield N_("Service offered"), [label(words.services[code], site) for code in criteria.services]
    yield N_("Where"), [places.area(code) for code in criteria.area]
    yield _EMPLOYEES, _size(criteria.size, site) if criteria.size else []


def _activity(code: str, site: Site) -> str:
    activity = site.vocabularies.ateco.get(code)
    return f"{activity.title} ({activity.code})" if activity else code


def _size(size: SizeRange, site: Site) -> list[str]:
    low, high = size.min_employees, size.max_employees
    if low is None and high is None:
        return []
    text = N_("at most {high}") if low is None else N_("at least {low}") if high is None else N_("from {low} to {high}")
    return [site.language.say(Message(text, {"low": low, "high": high}))]
