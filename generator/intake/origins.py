"""Which sites may post: a form on any other site's page must not send in the name of its visitors."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from generator.intake.refusal import Refusal
from generator.languages import N_

if TYPE_CHECKING:
    from starlette.requests import Request


def refuse_elsewhere(request: Request, origins: Collection[str]) -> None:
    """Raise Refusal for a post from a page of another site.

    Browsers say where a post comes from by `Origin`, or else by `Sec-Fetch-Site`; programs say neither.
    """
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "")
    allowed = origin in origins if origin is not None else site in ("", "none", "same-origin")
    if not allowed:
        raise Refusal(403, "origin", N_("Proposals are taken from the federation's own site only."))
