"""A stand-in for the intake service, on loopback: it notes what arrives and answers as agreed."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SALT, NUMBER = "salt?expires=1", 1234


@dataclass
class Service:
    """Its address, what arrived (path, kind of content, body), and what it answers next."""

    address: str
    arrived: list[tuple[str, str, bytes]] = field(default_factory=list)
    answers: list[tuple[int, Any]] = field(default_factory=list)

    @property
    def proposal(self) -> dict[str, Any]:
        """The last proposal that came as JSON."""
        proposal: dict[str, Any] = json.loads(self.arrived[-1][2])
        return proposal


class _Handler(BaseHTTPRequestHandler):
    service: Service

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def do_OPTIONS(self) -> None:
        self._answer(204, None)

    def do_GET(self) -> None:
        challenge = sha256(f"{SALT}{NUMBER}".encode()).hexdigest()
        self._answer(200, {"algorithm": "SHA-256", "challenge": challenge, "salt": SALT, "signature": "s"})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.service.arrived.append((self.path, self.headers["Content-Type"], body))
        accepted = (202, {"reference": "R-1", "status": "/proposals/R-1"})
        self._answer(*(self.service.answers.pop(0) if self.service.answers else accepted))

    def _answer(self, status: int, content: Any) -> None:
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "*")
        body = b"" if content is None else json.dumps(content).encode()
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def service() -> Iterator[Service]:
    """Run the service."""
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    handler.service = Service(f"http://127.0.0.1:{server.server_address[1]}")  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield handler.service  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
