"""What the map says in the browser, in the site's language; `{…}` are set there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.languages import N_

if TYPE_CHECKING:
    from generator.languages.language import Language

_WORDS = {
    "map": N_("Map of the members"),
    "skip": N_("Skip the map"),
    "closer": N_("Zoom in"),
    "farther": N_("Zoom out"),
    "whole": N_("Show all members"),
    "fingers": N_("Use two fingers to move the map"),
    "wheel": N_("Hold Ctrl while you turn the wheel to zoom"),
    "card": N_("Chosen on the map"),
    "close": N_("Close"),
    "sources": N_("Drawn from open data:"),
    "failed": N_(
        "The ground of the map did not arrive; the members are in their places. Load the page again to see it."
    ),
    "streets": N_("Show streets"),
    "streetsBack": N_("Back to this site’s own map"),
    "streetsText": N_(
        "The pictures of the streets come from {host}. That server will see your IP address and which part of the map "
        "you look at. Nothing is asked of it until you agree."
    ),
    "streetsAgree": N_("Show streets from there"),
    "streetsDecline": N_("Stay here"),
    "streetsRemember": N_("Remember it on this device, until I go back"),
}


def words(language: Language) -> dict[str, str | dict[str, str]]:
    """Return the words by the names that the map's script knows; what is counted has a form for one and for others."""
    ngettext = language.ngettext
    counted = {
        "many": [ngettext("{count} member near {place}", "{count} members near {place}", n) for n in (1, 2)],
        "here": [ngettext("{count} member here", "{count} members here", n) for n in (1, 2)],
        "seen": [
            ngettext(
                "{count} of {total} members is in this part of the map",
                "{count} of {total} members are in this part of the map",
                n,
            )
            for n in (1, 2)
        ],
    }
    forms = {name: {"one": one, "other": other} for name, (one, other) in counted.items()}
    return {**{name: language.gettext(text) for name, text in _WORDS.items()}, **forms}
