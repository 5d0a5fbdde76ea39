"""The address of the intake service that takes what visitors propose."""

from __future__ import annotations

import re

# Over https, but for a service on this machine.
_SERVICE = re.compile(r"(?P<origin>https://[\w.-]+(:\d+)?|http://(localhost|127\.0\.0\.1)(:\d+)?)(/[\w./~-]*)?")


class NoService(ValueError):
    """Something that is no address of an intake service."""


def origin(intake: str) -> str:
    """Return the server of an intake service, nothing where there is none; raise `NoService`."""
    if not intake:
        return ""
    found = _SERVICE.fullmatch(intake)
    if found is None:
        raise NoService(f"intake: expected an address such as https://proposals.example.org, found {intake!r}")
    return found["origin"]
