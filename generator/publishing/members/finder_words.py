"""What the directory's script says, in the site's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.languages import N_
from generator.records.member import Status

if TYPE_CHECKING:
    from generator.languages.language import Language

_WORDS = {
    "relevance": N_("Relevance"),
    "rotation": N_("In turn, another order each day"),
    "none": N_("None among these results"),
    "fewer": N_("Show fewer"),
    "drop": N_("Remove the filter {facet}: {value}"),
    "clear": N_("Remove all filters"),
    "nothing": N_("No co-operative found"),
    "nothing_typed": N_("Nothing matches «{text}». Try fewer words, or a service, a place, a sector."),
    "nothing_chosen": N_("No member has all of this together. Give up one of these:"),
    "without_all": N_("Remove all filters"),
    "without_text": N_("Clear the search text"),
    "meant": N_("Nothing is spelled quite like that: these are the results for «{text}»."),
    "partial": N_("No member has all these words: here are those that have some of them."),
    "over": N_("Of so many words, the longest were looked for, without «{text}»."),
    "failed": N_("The search could not be completed"),
    "failed_text": N_("Part of the index did not arrive. This says nothing about the members: try again."),
    "offline": N_("You are offline"),
    "offline_text": N_("The search goes on as soon as the connection is back."),
    "retry": N_("Try again"),
    "unknown": N_("Results unavailable"),
    "why": N_("Found in: {fields}"),
    "in_name": N_("full name"),
    "in_keywords": N_("keywords"),
    "in_services": N_("services and activities"),
    "in_offers": N_("what it offers"),
    "in_needs": N_("what it seeks"),
    "in_place": N_("place"),
    "in_summary": N_("presentation"),
    "in_description": N_("description"),
    "away": N_("{number} km"),
    "distance": N_("Distance"),
    "within": N_("within {number} km"),
    "anywhere": N_("However far"),
    "no_town": N_("There is no single municipality of this name: choose one from the list."),
    "locating": N_("Looking for your position…"),
    "no_position": N_("Your position is not available: choose a municipality instead."),
    "column_name": N_("Name"),
    "column_page": N_("Page"),
    "column_place": N_("Place"),
    "column_sector": N_("Sector"),
    "column_region": N_("Region"),
    "column_province": N_("Province"),
    "column_kind": N_("Kind"),
    "column_line": N_("What it does"),
    "column_seeks": N_("Seeks"),
}


def words(language: Language) -> Mapping[str, object]:
    """Return texts by name; those that count are {"one": …, "other": …}."""
    one, other = _counting(language, 1), _counting(language, 2)
    return {
        **{name: language.gettext(text) for name, text in _WORDS.items()},
        **{status.value: language.gettext(status.label) for status in Status},
        **{name: {"one": one[name], "other": other[name]} for name in one},
    }


def _counting(language: Language, number: int) -> Mapping[str, str]:
    ngettext = language.ngettext
    return {
        "found": ngettext("{number} co-operative", "{number} co-operatives", number),
        "everyone": ngettext("The only co-operative", "All {number} co-operatives", number),
        "all": ngettext("Show {number}", "Show all {number}", number),
        "without": ngettext(
            "Without «{value}»: {number} co-operative", "Without «{value}»: {number} co-operatives", number
        ),
    }
