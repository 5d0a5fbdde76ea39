"""A programme with all that a document can hold, and the document of it."""

from __future__ import annotations

from typing import Any

from generator.publishing.document.contents import contents
from generator.publishing.document.fonts import Fonts
from generator.publishing.document.typesetting import Typeset, typeset
from generator.publishing.site import Site
from tests.publishing.woven import TRACKS, a_call, a_member, an_initiative, woven

VISION = """\
## Where we go

One co-operative alone goes as far as its members. **Together** they go on.

{{ numbers }}

[Who we are](who.md) · [Collaborate](collaborate.md)
"""
DONE = {"id": "done", "title": "Begun", "date": "2026-02-01", "done_on": "2026-02-03"}
LATE = {"id": "late", "title": "Half way", "date": "2026-06-01"}
DUE = {"id": "due", "title": "Ended", "date": "2026-12-15"}
DESCRIPTION = """\
# First

A paragraph with **weight**, *tone*, `code` and [a page](/calls/cook/), [a site](https://f.example/a?b=c).

### Third

- one
- two
    1. inner

| a | b |
|---|---|
| 1 | 2 |

> said

    kept  as is

Term
: meaning
"""
RECORDS: dict[str, Any] = {
    "tracks": {
        "people": {
            **TRACKS["people"],
            "description": "What it is **about**.",
            "goals": [
                {"id": "safe", "text": "No accidents", "indicator": "Reports", "target": "40", "year": "2026"},
                {"id": "old", "text": "Fewer accidents", "target": "10", "year": "2023"},
                {"id": "open", "text": "More trust", "year": "2026"},
            ],
        },
        "connections": {**TRACKS["connections"], "colour": "#ffee00"},
    },
    "initiatives": {
        "2023/meet": an_initiative(status="concluded", period={"from": "2023-02-07", "to": "2023-12-20"}),
        "2023/fair": an_initiative(status="concluded", title="A fair"),
        "2023/care": an_initiative(
            title="Care",
            track="people",
            results=[{"indicator": "Reports", "value": "12", "date": "2023-05-01", "goal": "old"}],
        ),
        "2026/meet": an_initiative(
            status="running",
            continues="2023/meet",
            description=DESCRIPTION,
            milestones=[DUE, DONE, LATE],
            partners=[{"member": "aurora"}, {"name": "The town"}],
            period={"from": "2026-02-01", "to": "2026-12-15"},
            place={"name": "The hall", "municipality": "017029"},
            audience={"social_type": ["A", "B"]},
            documents=[{"title": "A plan", "url": "https://f.example/plan.pdf", "date": "2026-03-01"}],
            calls=["cook"],
        ),
        "2026/care": an_initiative(
            title="Care for carers",
            track="people",
            goals=["safe"],
            results=[{"indicator": "Reports", "value": "41", "date": "2026-05-01", "goal": "safe"}],
            partners=[{"member": "aurora"}, {"member": "brezza"}],
        ),
        "2026/bare": an_initiative(title="Bare", status="dropped"),
    },
    "calls": {"cook": a_call(summary="Meals for schools"), "gone": a_call(track="people", published="2026-01-01",
              cancelled={"on": "2026-02-02"}, title="Gone")},
    "members": {"aurora": a_member("Aurora", address={"municipality": "017029", "postcode": "25121"}),
                "brezza": a_member("Brezza"), "cielo": a_member("Cielo")},
}  # fmt: skip


def told(built: Site | None = None, year: int = 2026, vision: str = VISION) -> dict[str, Any]:
    """Return what the document of a year holds."""
    return contents(year, built or woven(**RECORDS), vision)


def printed(built: Site | None = None, year: int = 2026, vision: str = VISION) -> Typeset:
    """Return the document of a year."""
    return typeset(told(built, year, vision), Fonts())
