"""A built site as most servers send it: gzipped, over connections that stay open, and not at once."""

from __future__ import annotations

import gzip
import mimetypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

LEVEL = 6
PLAIN = ("image/png", "image/jpeg", "font/woff2")


@contextmanager
def serving(folder: Path, wait: float = 0.0) -> Iterator[str]:
    """Serve `folder` on loopback, each answer after `wait` seconds; yield its address, which ends in `/`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(folder, wait))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(folder: Path, wait: float) -> type[BaseHTTPRequestHandler]:
    @cache
    def answer(path: str) -> tuple[int, str, bytes, bool]:
        file = folder / path
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            return 404, "text/plain", b"", False
        kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
        content, zipped = file.read_bytes(), kind not in PLAIN
        return 200, kind, gzip.compress(content, LEVEL) if zipped else content, zipped

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1

        def log_message(self, *args: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            status, kind, content, zipped = answer(unquote(urlsplit(self.path).path).lstrip("/"))
            time.sleep(wait)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "max-age=600")
            if zipped:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(content)

    return Handler
