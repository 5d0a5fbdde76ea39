"""Reading what a request brings: never more than is allowed, never for longer, never unpacked, and only as UTF-8."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from anyio import CapacityLimiter, to_thread
from python_multipart.multipart import parse_options_header
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect

from generator.intake.proposal import Picture
from generator.intake.refusal import Refusal
from generator.intake.submission import Submission, from_form, from_json
from generator.languages import N_

if TYPE_CHECKING:
    from starlette.requests import Request

JSON = "application/json"
MULTIPART = "multipart/form-data"
URLENCODED = "application/x-www-form-urlencoded"
FORMS = (MULTIPART, URLENCODED)
UTF_8 = ("utf-8", "utf8")
MOST_FIELDS = 1_000
IN_FLIGHT = 48 * 1024 * 1024
"""So many bytes of all requests together are in memory at the same time."""
TAKEN_APART = 2
"""So many bodies are taken apart at the same time, beside the loop that answers everybody else."""


def media_type(request: Request) -> str:
    """Return the media type of the body, without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass
class Reader:
    """`limit` in bytes, `seconds` for the whole body."""

    limit: int
    seconds: float
    _held: int = 0
    _places: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(TAKEN_APART))

    async def submission(self, request: Request, today: date) -> Submission:
        """Return what a request says. Raise Refusal."""
        kind = media_type(request)
        if request.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
            raise Refusal(415, "encoding", N_("Compressed requests are not taken."))
        if kind not in (JSON, *FORMS):
            raise Refusal(415, "media-type", N_("The request is neither a form nor JSON."))
        headers = Headers({"content-type": request.headers["content-type"]})
        _refuse_other_charsets(headers)
        with self._room(self._announced(request)):
            body = await self._body(request)
            return await to_thread.run_sync(_taken_apart, headers, kind, body, today, limiter=self._places)

    def _announced(self, request: Request) -> int:
        text = request.headers.get("content-length", "")
        if not text:
            return self.limit
        if not (text.isascii() and text.isdigit()):
            raise Refusal(400, "length", N_("The request does not say its length rightly."))
        if len(text) > 12 or int(text) > self.limit:
            raise self._too_large()
        return int(text)

    @contextmanager
    def _room(self, size: int) -> Iterator[None]:
        if self._held + size > IN_FLIGHT:
            raise Refusal(503, "busy", N_("There is much to do: please try again in a minute."), wait=60)
        self._held += size
        try:
            yield
        finally:
            self._held -= size

    async def _body(self, request: Request) -> bytes:
        body = bytearray()
        try:
            async with asyncio.timeout(self.seconds):
                async for chunk in request.stream():
                    body += chunk
                    if len(body) > self.limit:
                        raise self._too_large()
        except TimeoutError:
            raise Refusal(408, "slow", N_("The request took too long to arrive.")) from None
        except ClientDisconnect:
            raise Refusal(400, "gone", N_("The request has not arrived whole.")) from None
        return bytes(body)

    def _too_large(self) -> Refusal:
        return Refusal(
            413, "too-large", N_("This is more than {limit} MiB: send a smaller logo."), limit=self.limit >> 20
        )


def _refuse_other_charsets(headers: Headers) -> None:
    """Raise Refusal for another charset than UTF-8: Python knows some whose decoder takes the length squared.

    The header is read by the function with which Starlette reads it, or both could find different charsets in it.
    """
    _, parameters = parse_options_header(headers["content-type"])
    charset = parameters.get(b"charset", b"utf-8").decode("latin-1")
    if charset.strip().lower() not in UTF_8:
        raise Refusal(415, "charset", N_("The request is not in UTF-8."))


def _taken_apart(headers: Headers, kind: str, body: bytes, today: date) -> Submission:
    # Starlette's parsers are coroutines that wait for nothing here: the thread's own loop runs them to their end.
    return from_json(body) if kind == JSON else asyncio.run(_form(headers, kind, body, today))


class _InMemory(MultiPartParser):
    """Writes no file: the body is in memory already, and is no larger than is allowed."""

    spool_max_size = 0


async def _form(headers: Headers, kind: str, body: bytes, today: date) -> Submission:
    try:
        if kind == MULTIPART:
            parser = _InMemory(headers, _whole(body), max_files=1, max_fields=MOST_FIELDS, max_part_size=len(body) + 1)
            form = await parser.parse()
        else:
            form = await FormParser(headers, _whole(body)).parse()
    except (MultiPartException, ValueError, KeyError, LookupError):
        raise Refusal(400, "form", N_("The form has not arrived whole.")) from None
    items, picture = [], None
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            data = await value.read()
            if name == "logo" and data:
                picture = Picture(value.filename or "", data)
        else:
            items.append((name, value))
    await form.close()
    if len(items) > MOST_FIELDS:
        raise Refusal(400, "too-many", N_("The request has too many parts."))
    return from_form(items, picture, today)


async def _whole(body: bytes) -> AsyncGenerator[bytes, None]:
    yield body
    yield b""
