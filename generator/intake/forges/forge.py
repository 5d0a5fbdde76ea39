"""What the service asks of any forge."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import httpx

SECONDS = 30.0


class ForgeError(Exception):
    """The forge cannot be reached, or did not do what it was asked; the text says why, without any secret."""


@dataclass(frozen=True)
class Opening:
    """A proposal to be opened: the branch, the one that it goes to, and what people read."""

    branch: str
    base: str
    title: str
    body: str


class Forge(Protocol):
    """A forge's API. Both raise ForgeError."""

    def find(self, branch: str) -> str | None:
        """Return the address of the proposal of a branch, open or ended; None where there is none."""

    def open(self, opening: Opening) -> str:
        """Open a proposal and return its address."""


class Api:
    """JSON over HTTP to one server, with a token; follows no redirect, so that the token goes nowhere else."""

    def __init__(self, base: str, headers: dict[str, str], transport: httpx.BaseTransport | None = None) -> None:
        self._base = base.rstrip("/") + "/"
        self._headers = {"Accept": "application/json", "User-Agent": "coop-restart-intake", **headers}
        self.transport = transport

    def get(self, path: str, **parameters: str) -> Any:
        """Return what the server answers. Raise ForgeError."""
        return self._asked("GET", path, params=parameters)

    def post(self, path: str, content: dict[str, object]) -> Any:
        """Send an object and return what the server answers. Raise ForgeError."""
        return self._asked("POST", path, json=content)

    def _asked(self, method: str, path: str, **options: Any) -> Any:
        try:
            with httpx.Client(
                base_url=self._base,
                headers=self._headers,
                verify=_certificates(),
                timeout=SECONDS,
                transport=self.transport,
                follow_redirects=False,
                trust_env=False,
            ) as client:
                answer = client.request(method, path, **options)
        except httpx.HTTPError as error:
            raise ForgeError(type(error).__name__) from None
        if not answer.is_success:
            raise ForgeError(f"{method} {path}: the forge answers {answer.status_code}")
        try:
            return answer.json()
        except ValueError:
            raise ForgeError(f"{method} {path}: the forge's answer is not JSON") from None


@cache
def _certificates() -> ssl.SSLContext:
    """Return what the machine trusts; to gather it takes longer than most requests."""
    return httpx.create_ssl_context()


def address(found: Any, key: str) -> str:
    """Return the address in an answer. Raise ForgeError where there is none that a browser could open."""
    url = found.get(key) if isinstance(found, dict) else None
    if not isinstance(url, str) or not url.startswith(("https://", "http://")):
        raise ForgeError(f"the forge's answer has no {key}")
    return url


def first(found: Any) -> Any:
    """Return the first of a list, None where it is empty. Raise ForgeError for anything else."""
    if not isinstance(found, list):
        raise ForgeError("the forge's answer is not a list")
    return found[0] if found else None
