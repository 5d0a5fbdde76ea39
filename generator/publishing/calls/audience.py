"""Whom a call or an initiative is for, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.languages import N_, Message
from generator.publishing.places import Places
from generator.publishing.templates import label

if TYPE_CHECKING:
    from generator.publishing.site import Site
    from generator.records.criteria import Criteria, SizeRange


def audience(criteria: Criteria | None, site: Site) -> list[tuple[str, list[str]]]:
    """Return each condition's name and the values of which any will do; none when it is for everybody."""
    if criteria is None:
        return []
    said = site.language.gettext
    return [(said(name), values) for name, values in _conditions(criteria, site) if values]


def _conditions(criteria: Criteria, site: Site) -> Iterator[tuple[str, list[str]]]:
    words, places = site.vocabularies, Places(site)
    yield (
        N_("Kind of co-operative"),
        [label(words.register_categories[code], site) for code in criteria.register_category],
    )
    yield N_("Social co-operative"), [label(code, site) for code in criteria.social_type]
    yield N_("Profile"), [label(code, site) for code in criteria.profiles]
    yield N_("Activity"), [_activity(code, site) for code in criteria.ateco]
    yield N_("Service offered"), [label(words.services[code], site) for code in criteria.services]
    yield N_("Where"), [places.area(code) for code in criteria.area]
    yield N_("Employees"), _size(criteria.size, site) if criteria.size else []


def _activity(code: str, site: Site) -> str:
    activity = site.vocabularies.ateco.get(code)
    return f"{activity.title} ({activity.code})" if activity else code


def _size(size: SizeRange, site: Site) -> list[str]:
    low, high = size.min_employees, size.max_employees
    if low is None and high is None:
        return []
    text = N_("at most {high}") if low is None else N_("at least {low}") if high is None else N_("from {low} to {high}")
    return [site.language.say(Message(text, {"low": low, "high": high}))]
