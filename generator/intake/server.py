"""The HTTP server around the service: uvicorn, with a bound on how long a request's head may take."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from generator.intake.settings import Settings

LONGEST_HEAD = 16 * 1024


def server(app: Starlette, settings: Settings) -> uvicorn.Server:
    """Return the server, ready to run until SIGTERM or SIGINT."""
    hasty = type("Hasty", (_Hasty,), {"seconds": settings.header_seconds})
    return uvicorn.Server(
        uvicorn.Config(
            app,
            host=settings.host,
            port=settings.port,
            http=hasty,
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            # Whom to believe about addresses is decided in limits.client.
            proxy_headers=False,
            server_header=False,
            limit_concurrency=settings.connections,
            h11_max_incomplete_event_size=LONGEST_HEAD,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=20,
        )
    )


class _Hasty(H11Protocol):
    """Closes a connection on which the head of a request is not complete in time."""

    seconds: float = 10
    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._late = self.loop.call_later(self.seconds, self._close)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if not self._waits:
            self._cancel()
        elif self._late is None:
            self._late = self.loop.call_later(self.seconds, self._close)

    def connection_lost(self, exc: Exception | None) -> None:
        self._cancel()
        super().connection_lost(exc)

    @property
    def _waits(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _cancel(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _close(self) -> None:
        self._late = None
        if self._waits and not self.transport.is_closing():
            self.transport.close()
