"""Stand-ins for the three forges' APIs on loopback: they hold what was opened, and check what was asked of them.

What they ask and answer is recorded from the forges' own documentation: GitHub's "Create a pull request" and "List pull
requests" (2022-11-28), GitLab's "Create MR" and "List project merge requests" (v4), Forgejo's `repoCreatePullRequest`
and `repoListPullRequests` (v1).
"""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.intake.ground import Quiet

TOKEN = "token-of-the-test"  # noqa: S105 - no secret


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    forge: ForgeServer

    def _answer(self, status: int, content: object) -> None:
        if self.forge.mute and self.command == "POST":
            # It has opened it, and its answer is lost.
            self.close_connection = True
            return
        data = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _asked(self) -> None:
        if self.forge.down:
            self.close_connection = True
            return
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else {}
        parts = urlsplit(self.path)
        parameters = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self._answer(*self.forge.answer(self.command, parts.path, parameters, body, dict(self.headers)))

    do_GET = do_POST = _asked  # noqa: N815 - names that http.server calls

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class ForgeServer:
    """A forge of a kind: `github`, `gitlab` or `forgejo`. `opened` is each proposal in the order of its number.

    down: no connection is answered. mute: what is opened is opened, and no
    answer given. broken: what is asked is answered with 500.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.opened: list[dict[str, Any]] = []
        self.down = self.mute = self.broken = False
        self._lock = Lock()
        self._server = Quiet(("127.0.0.1", 0), type("Handler", (_Handler,), {"forge": self}))
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    @property
    def api(self) -> str:
        below = {"github": "", "gitlab": "/api/v4", "forgejo": "/api/v1"}[self.kind]
        return f"http://127.0.0.1:{self._server.server_port}{below}"

    def variables(self) -> dict[str, str]:
        """Return the settings by which the service finds this forge."""
        return {
            "INTAKE_FORGE": self.kind,
            "INTAKE_API": self.api,
            "INTAKE_PROJECT": "rete/sito",
            "INTAKE_TOKEN": TOKEN,
        }

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def answer(
        self, method: str, path: str, parameters: dict[str, str], body: dict[str, Any], headers: dict[str, str]
    ) -> tuple[int, object]:
        if self.broken:
            return 500, {"message": "broken"}
        with self._lock:
            return getattr(self, f"_{self.kind}")(method, path, parameters, body, headers)  # type: ignore[no-any-return]

    def _github(self, method: str, path: str, parameters: Any, body: Any, headers: Any) -> tuple[int, object]:
        if path != "/repos/rete/sito/pulls":
            return 404, {"message": "Not Found"}
        if headers.get("Authorization") != f"Bearer {TOKEN}" or headers.get("X-GitHub-Api-Version") != "2022-11-28":
            return 401, {"message": "Bad credentials"}
        if method == "GET":
            assert parameters["state"] == "all"
            return 200, [one for one in self.opened if f"rete:{one['head']['ref']}" == parameters["head"]]
        if any(one["head"]["ref"] == body["head"] for one in self.opened):
            return 422, {"message": "Validation Failed", "errors": [{"message": "A pull request already exists"}]}
        return 201, self._open(body["head"], body["base"], body["title"], body["body"], "html_url", "pull")

    def _gitlab(self, method: str, path: str, parameters: Any, body: Any, headers: Any) -> tuple[int, object]:
        if path != "/api/v4/projects/rete%2Fsito/merge_requests":
            return 404, {"message": "404 Project Not Found"}
        if headers.get("Private-Token", headers.get("PRIVATE-TOKEN")) != TOKEN:
            return 401, {"message": "401 Unauthorized"}
        if method == "GET":
            assert parameters["state"] == "all"
            return 200, [one for one in self.opened if one["head"]["ref"] == parameters["source_branch"]]
        assert body["remove_source_branch"] is True
        opened = self._open(
            body["source_branch"],
            body["target_branch"],
            body["title"],
            body["description"],
            "web_url",
            "merge_requests",
        )
        return 201, opened

    def _forgejo(self, method: str, path: str, parameters: Any, body: Any, headers: Any) -> tuple[int, object]:
        if path != "/api/v1/repos/rete/sito/pulls":
            return 404, {"message": "not found"}
        if headers.get("Authorization") != f"token {TOKEN}":
            return 401, {"message": "token is required"}
        if method == "GET":
            limit, page = int(parameters["limit"]), int(parameters["page"])
            return 200, self.opened[::-1][limit * (page - 1) : limit * page]
        return 201, self._open(body["head"], body["base"], body["title"], body["body"], "html_url", "pulls")

    def _open(self, head: str, base: str, title: str, body: str, key: str, below: str) -> dict[str, Any]:
        number = len(self.opened) + 1
        one = {
            "number": number, "head": {"ref": head}, "base": {"ref": base}, "title": title, "body": body,
            key: f"https://forge.example/rete/sito/{below}/{number}",
        }  # fmt: skip
        self.opened.append(one)
        return one
