"""The service: its addresses, and what each of them answers."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import cache, wraps
from importlib.resources import files
from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from generator.intake import answers, metrics
from generator.intake.body import FORMS, Reader, media_type
from generator.intake.limits import Rate, client
from generator.intake.origins import refuse_elsewhere
from generator.intake.refusal import Refusal
from generator.languages import N_

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from generator.intake.house import House

Handler = Callable[["Request"], Awaitable[Response]]

STALE = 15 * 60
"""After so many seconds without reaching the repository the service is not well."""
READS = 10
"""So many times as often as one may send one may ask."""
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
)


def application(house: House) -> Starlette:
    """Return the service as an ASGI application; its worker runs as long as it does."""
    service = _Service(house)
    routes = [
        Route("/proposals", service.answering(service.propose), methods=["POST"]),
        Route("/proposals/{reference}", service.answering(service.standing), methods=["GET"]),
        Route("/challenge", service.answering(service.challenge), methods=["GET"]),
        Route("/health", service.health, methods=["GET"]),
        Route("/metrics", service.metrics, methods=["GET"]),
        Route("/openapi.json", service.openapi, methods=["GET"]),
        Route("/style.css", service.style, methods=["GET"]),
    ]
    cors = Middleware(
        CORSMiddleware,
        allow_origins=list(house.settings.origins),
        allow_methods=["GET", "POST"],
        allow_headers=["content-type"],
        expose_headers=["location", "retry-after"],
        max_age=600,
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        worker = house.worker.start()
        yield
        house.worker.stop()
        await to_thread.run_sync(lambda: worker.join(30))
        house.outbox.close()

    return Starlette(routes=routes, middleware=[Middleware(_Guarded), cors], lifespan=lifespan)


class _Service:
    def __init__(self, house: House) -> None:
        self._house = house
        of = house.settings
        self._reader = Reader(of.body_limit, of.body_seconds)
        self._sending = Rate(of.per_address)
        self._asking = Rate(of.per_address * READS)

    def answering(self, handler: Handler) -> Handler:
        """Return the handler with its refusals as answers, counted."""

        @wraps(handler)
        async def answer(request: Request) -> Response:
            try:
                return await handler(request)
            except Refusal as refusal:
                self._house.metrics.count("answers", refusal.code)
                page = media_type(request) in FORMS or request.method == "GET"
                spoken = answers.language(request)
                return answers.refused(refusal, spoken, page=page and answers.wants_page(request))

        return answer

    async def propose(self, request: Request) -> Response:
        house = self._house
        self._refuse_too_often(request, self._sending)
        refuse_elsewhere(request, house.settings.origins)
        submission = await self._reader.submission(request, house.desk.today)
        spoken = answers.language(request, submission.proposal.language)
        page = media_type(request) in FORMS and answers.wants_page(request)
        try:
            proof = house.desk.glance(submission)
            reference = await to_thread.run_sync(house.desk.take, submission, proof)
        except Refusal as refusal:
            house.metrics.count("answers", refusal.code)
            return answers.refused(refusal, spoken, page=page)
        house.worker.poke()
        house.metrics.count("answers", "accepted")
        house.log.say("accepted", reference=reference, kind=str(submission.proposal.kind))
        return answers.accepted(reference, self._address(request, reference), spoken, page=page)

    async def standing(self, request: Request) -> Response:
        self._refuse_too_often(request, self._asking)
        reference = request.path_params["reference"].lower()
        item = await to_thread.run_sync(self._house.outbox.find, reference)
        if item is None:
            raise Refusal(404, "unknown", N_("No proposal has this reference."))
        return answers.standing(item, answers.language(request), page=answers.wants_page(request))

    async def challenge(self, request: Request) -> Response:
        self._refuse_too_often(request, self._asking)
        return JSONResponse(self._house.desk.proofs.challenge())

    async def health(self, _: Request) -> Response:
        house = self._house
        since = house.desk.clock() - house.metrics.last_fetch
        ready = house.standing.state is not None
        content = {"status": "ok" if ready and since < STALE else "repository-unreachable", "accepting": ready}
        return JSONResponse(content, 200 if ready else 503)

    async def metrics(self, _: Request) -> Response:
        house = self._house
        text = await to_thread.run_sync(house.metrics.text, house.outbox, house.desk.clock())
        return Response(text, media_type=metrics.TYPE)

    async def openapi(self, _: Request) -> Response:
        return JSONResponse(_openapi())

    async def style(self, _: Request) -> Response:
        return PlainTextResponse(answers.style(), media_type="text/css")

    def _refuse_too_often(self, request: Request, rate: Rate) -> None:
        peer = request.client.host if request.client else ""
        forwarded = ",".join(request.headers.getlist("x-forwarded-for"))
        wait = rate.wait(client(peer, forwarded, self._house.settings.proxies))
        if wait:
            raise Refusal(
                429, "too-often", N_("Too many requests from your connection: try again in a minute."), wait=wait
            )

    def _address(self, request: Request, reference: str) -> str:
        public = self._house.settings.public_url.rstrip("/")
        return f"{public or str(request.base_url).rstrip('/')}/proposals/{reference}"


class _Guarded:
    """Adds to every answer the headers that keep browsers from doing anything with it but show it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *HEADERS]
            await send(message)

        await self._app(scope, receive, guarded if scope["type"] == "http" else send)


@cache
def _openapi() -> object:
    return json.loads((files("generator.intake") / "openapi.json").read_text(encoding="utf-8"))
