"""Answers: JSON for scripts, a page for a form without them, both in the language of whoever asks."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined
from starlette.responses import HTMLResponse, JSONResponse, Response

from generator.checking.report import as_json
from generator.intake.outbox import Item, Stage
from generator.intake.refusal import Refusal, Unfit
from generator.languages import N_
from generator.languages.language import Language, available

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

DEFAULT = "it"


def language(request: Request, asked: str = "") -> Language:
    """Return the language that a form asks for, else the first one of the browser that the interface speaks."""
    header = request.headers.get("accept-language", "")
    for one in (asked, *(part.partition(";")[0] for part in header.split(",")[:20])):
        code = one.strip().partition("-")[0].lower()
        if code in _spoken():
            return _loaded(code)
    return _loaded(DEFAULT)


def wants_page(request: Request) -> bool:
    """Return whether a page is wanted rather than JSON."""
    accepted = request.headers.get("accept", "")
    html, data = accepted.find("text/html"), accepted.find("application/json")
    return html >= 0 and (data < 0 or html < data)


def accepted(reference: str, status: str, spoken: Language, *, page: bool) -> Response:
    """Return the answer to a proposal that is on the disk."""
    if not page:
        return JSONResponse({"reference": reference, "status": status}, 202, headers={"Location": status})
    said = [spoken.gettext(_THANKS), spoken.gettext(_FOLLOW)]
    link = (status, spoken.gettext(_STATUS))
    return _page(spoken, 202, spoken.gettext(_ARRIVED), said, reference=reference, link=link)


def refused(refusal: Refusal, spoken: Language, *, page: bool) -> Response:
    """Return the answer to a request that is not taken."""
    headers = {} if refusal.wait is None else {"Retry-After": str(refusal.wait)}
    said = spoken.say(refusal.message)
    problems = json.loads(as_json(refusal.problems, spoken)) if isinstance(refusal, Unfit) else []
    if page:
        listed = [(one["field"], one["message"]) for one in problems]
        back = spoken.gettext(_BACK)
        heading = spoken.gettext(_NOT_TAKEN)
        return _page(spoken, refusal.status, heading, [said, back], problems=listed, headers=headers)
    content: dict[str, Any] = {"error": refusal.code, "message": said}
    if isinstance(refusal, Unfit):
        content["problems"] = problems
    return JSONResponse(content, refusal.status, headers=headers)


def standing(item: Item, spoken: Language, *, page: bool) -> Response:
    """Return what became of a proposal."""
    said = spoken.gettext(_STAGES[item.stage])
    if page:
        link = (item.url, spoken.gettext(_SEE)) if item.url else None
        return _page(spoken, 200, item.subject, [said], reference=item.reference, link=link)
    received = datetime.fromtimestamp(item.accepted, UTC).isoformat(timespec="seconds")
    content = {
        "reference": item.reference,
        "state": str(_SHOWN.get(item.stage, item.stage)),
        "message": said,
        "received": received,
        "link": item.url or None,
    }
    return JSONResponse(content)


def _page(
    spoken: Language,
    status: int,
    heading: str,
    said: list[str],
    *,
    reference: str = "",
    link: tuple[str, str] | None = None,
    problems: list[tuple[str, str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    text = _template().render(
        language=spoken.code,
        heading=heading,
        said=said,
        reference=(spoken.gettext(_REFERENCE), reference) if reference else None,
        link=link,
        problems=problems or [],
    )
    return HTMLResponse(text, status, headers=headers)


@cache
def _template() -> Any:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string((files("generator.intake") / "pages" / "answer.html").read_text(encoding="utf-8"))


@cache
def style() -> str:
    """Return the pages' style."""
    return (files("generator.intake") / "pages" / "answer.css").read_text(encoding="utf-8")


@cache
def _spoken() -> tuple[str, ...]:
    return available()


@cache
def _loaded(code: str) -> Language:
    return Language.load(code)


_SHOWN: Mapping[Stage, Stage] = {Stage.PUSHED: Stage.RECEIVED}
"""That the branch is there and the proposal is not opened yet is of no use to the sender."""

_ARRIVED = N_("Your proposal has arrived")
_NOT_TAKEN = N_("Your proposal could not be taken")
_THANKS = N_("Thank you. It is kept safely, and the office will look at it.")
_FOLLOW = N_("Keep the reference: with it you can see at any time what became of it.")
_STATUS = N_("See what became of it")
_SEE = N_("Open the proposal")
_BACK = N_("Go back with your browser's button: what you have written is still there.")
_REFERENCE = N_("Reference")
_STAGES: Mapping[Stage, str] = {
    Stage.RECEIVED: N_("It has arrived and is on its way to the office."),
    Stage.PUSHED: N_("It has arrived and is on its way to the office."),
    Stage.PROPOSED: N_("The office has it and will look at it."),
    Stage.MERGED: N_("The office has accepted it: it will be on the site with the next update."),
    Stage.REFUSED: N_("The office has closed it without accepting it. Write to the office to learn why."),
}
