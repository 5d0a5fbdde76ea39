"""The ground of the tests: a bare repository behind git's own HTTP backend, and the service as its own process."""

from __future__ import annotations

import base64
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import altcha
import httpx

SETTINGS = """\
site_name: Rete
site_url: https://rete.example/
theme: {name: material, language: it}
"""
AURORA = """\
# yaml-language-server: $schema=../schemas/member.json
name: Aurora   # the name on the door
legal_name: 'Aurora società cooperativa'

# The registered office
address:
  municipality: "017029"
  street: Via Milano 1
contacts: {email: info@aurora.example, phone: +39 030 1234567}
"""
LUNA = """\
name: Luna
address: {municipality: '020030'}
"""
CALL = """\
title: Energia condivisa
kind: call_to_action
published: 2026-01-10
participants:
- luna   # the first one
"""
FILES = {
    "mkdocs.yml": SETTINGS,
    "members/aurora.yml": AURORA,
    "members/luna.yml": LUNA,
    "calls/energia.yml": CALL,
    "README.md": "A site.\n",
}
ORIGIN = "https://rete.example"


def git(folder: Path, *arguments: str, given: bytes = b"") -> str:
    who = ["-c", "user.name=Office", "-c", "user.email=office@example.org"]
    done = subprocess.run(
        ["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True, input=given, timeout=60
    )
    return done.stdout.decode()


class Bare:
    """A bare repository with a site on its main branch, and a working tree in which the office merges."""

    def __init__(self, folder: Path, files: Mapping[str, str] = FILES, below: str = "") -> None:
        self.work, self.folder = folder / "work", folder / "served" / "site.git"
        self.work.mkdir(parents=True)
        git(self.work, "init", "-q", "-b", "main")
        for path, text in files.items():
            target = self.work / below / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        git(self.work, "add", "-A")
        git(self.work, "commit", "-q", "-m", "Start")
        subprocess.run(["git", "clone", "-q", "--bare", str(self.work), str(self.folder)], check=True)
        git(self.folder, "config", "http.receivepack", "true")

    def branches(self) -> dict[str, str]:
        """Return the proposals' branches by reference, with their commits."""
        listed = git(
            self.folder, "for-each-ref", "--format=%(refname) %(objectname)", "refs/heads/intake/"
        ).splitlines()
        return dict(line.removeprefix("refs/heads/intake/").split() for line in listed)

    def show(self, commit: str, path: str) -> str:
        return git(self.folder, "show", f"{commit}:{path}")

    def changed(self, commit: str) -> list[str]:
        return git(self.folder, "diff-tree", "-r", "--name-status", "--no-commit-id", commit).splitlines()

    def edit(self, path: str, text: str, message: str = "Edit") -> str:
        """Commit a change on the main branch."""
        git(self.work, "pull", "-q", str(self.folder), "main")
        (self.work / path).write_text(text, encoding="utf-8")
        git(self.work, "add", "-A")
        git(self.work, "commit", "-q", "-m", message)
        return self._publish()

    def merge(self, reference: str, *, squash: bool = False) -> str:
        """Merge a proposal as the office does, and delete its branch."""
        git(self.work, "pull", "-q", str(self.folder), "main")
        git(self.work, "fetch", "-q", str(self.folder), f"refs/heads/intake/{reference}")
        if squash:
            git(self.work, "merge", "-q", "--squash", "FETCH_HEAD")
            git(self.work, "commit", "-q", "-m", "Words of the forge's own")
        else:
            git(self.work, "merge", "-q", "--no-ff", "--no-edit", "FETCH_HEAD")
        self.delete(reference)
        return self._publish()

    def delete(self, reference: str) -> None:
        git(self.folder, "update-ref", "-d", f"refs/heads/intake/{reference}")

    def _publish(self) -> str:
        git(self.work, "push", "-q", str(self.folder), "HEAD:main")
        return git(self.work, "rev-parse", "HEAD").strip()


class _Backend(BaseHTTPRequestHandler):
    """CGI for `git http-backend`."""

    protocol_version = "HTTP/1.1"
    root: Path
    state: dict[str, Any]

    def _run(self) -> None:
        if self.state["down"]:
            self.close_connection = True
            return
        path, _, query = self.path.partition("?")
        body = self._body()
        environment = {
            "PATH": os.environ["PATH"],
            "GIT_PROJECT_ROOT": str(self.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "REQUEST_METHOD": self.command,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "CONTENT_LENGTH": str(len(body)),
            "REMOTE_USER": "intake",
            "REMOTE_ADDR": "127.0.0.1",
        }
        self.state["authorization"] = self.headers.get("Authorization", "")
        self.state["requests"] = self.state.get("requests", 0) + 1
        done = subprocess.run(["git", "http-backend"], input=body, env=environment, capture_output=True, check=False)
        if self.state["down"]:
            # The repository has done it, and its answer is lost.
            self.close_connection = True
            return
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        headers = [line.partition(": ") for line in head.decode().split("\r\n") if line]
        status = next((int(value[:3]) for name, _, value in headers if name == "Status"), 200)
        self.send_response(status)
        for name, _, value in headers:
            if name != "Status":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    do_GET = do_POST = _run  # noqa: N815 - names that http.server calls

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Quiet(ThreadingHTTPServer):
    """A server that says nothing of clients that went away."""

    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that are killed close their connections."""


class GitServer:
    """Serves a folder's repositories over HTTP on loopback; `down` cuts every connection."""

    def __init__(self, root: Path) -> None:
        self.state: dict[str, Any] = {"down": False}
        handler = type("Handler", (_Backend,), {"root": root, "state": self.state})
        self._server = Quiet(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/site.git"

    def down(self, value: bool) -> None:
        self.state["down"] = value

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


# To gather a machine's certificates takes httpx longer than all else, and nothing here is encrypted.
PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def get(url: str, **options: Any) -> httpx.Response:
    return httpx.get(url, verify=PLAIN, **{"timeout": 60, **options})


def post(url: str, **options: Any) -> httpx.Response:
    return httpx.post(url, verify=PLAIN, **{"timeout": 60, **options})


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Running:
    """The service as a process of its own."""

    def __init__(self, data: Path, repository: str, port: int | None = None, **variables: str) -> None:
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = data.parent / f"{data.name}.log"
        self._environment = {
            **os.environ,
            "INTAKE_DATA": str(data),
            "INTAKE_REPOSITORY": repository,
            "INTAKE_PORT": str(self.port),
            "INTAKE_ORIGINS": ORIGIN,
            "INTAKE_CHALLENGE_COST": "50",
            "INTAKE_LONGEST_WAIT": "1",
            "INTAKE_FETCH_EVERY": "1",
            "INTAKE_PER_ADDRESS": "100000",
            "INTAKE_TOTAL": "100000",
            "INTAKE_PLAIN_TOTAL": "100000",
            **variables,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *, ready: bool = True) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "generator.cli", "intake"], env=self._environment, stdout=log, stderr=log
            )
        self.wait("/health", 200 if ready else None)

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def wait(self, path: str, status: int | None) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with suppress(httpx.HTTPError):
                found = get(self.url + path, timeout=5).status_code
                if status in (None, found):
                    return
            assert self._process is not None
            assert self._process.poll() is None, self.log.read_text()[-3000:]
            time.sleep(0.05)
        raise AssertionError(self.log.read_text()[-3000:])

    def kill(self) -> None:
        """End it as the power does."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(30)

    def stop(self) -> int:
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(40)


@contextmanager
def running(data: Path, repository: str, **variables: str) -> Iterator[Running]:
    service = Running(data, repository, **variables)
    service.start()
    try:
        yield service
    finally:
        service.stop()


def proof(url: str) -> str:
    """Solve a challenge of the service as a browser does."""
    found = get(f"{url}/challenge").json()
    solution = altcha.solve_challenge_v1(found["challenge"], found["salt"], found["algorithm"], found["maxnumber"])
    assert solution is not None
    kept = {name: found[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps({**kept, "number": solution.number}).encode()).decode()


def send(url: str, **content: object) -> httpx.Response:
    """Send a proposal as the form's script does."""
    whole = {"altcha": proof(url), **content}
    return post(f"{url}/proposals", json=whole, headers={"Origin": ORIGIN})


def until(url: str, state: str, seconds: float = 30) -> dict[str, Any]:
    """Wait until a proposal has come to a state, and return what the service says of it."""
    deadline = time.monotonic() + seconds
    found: dict[str, Any] = {}
    while time.monotonic() < deadline:
        found = get(url).json()
        if found.get("state") == state:
            return found
        time.sleep(0.05)
    raise AssertionError(f"still {found}, expected {state}")


def refused(answer: Any, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    content: dict[str, Any] = answer.json()
    assert content["error"] == code, content
    return content


def files_of(bare: Bare, answer: Any) -> tuple[str, dict[str, str]]:
    """Return the commit of an accepted proposal, and its files."""
    assert answer.status_code == 202, answer.text
    until(answer.json()["status"], "proposed")
    commit = bare.branches()[answer.json()["reference"]]
    assert git(bare.folder, "rev-list", "--count", commit, "^main").strip() == "1"
    paths = [line.split("\t")[1] for line in bare.changed(commit)]
    return commit, {path: bare.show(commit, path) for path in paths if path.endswith(".yml")}


def git_bytes(bare: Bare, name: str) -> bytes:
    """Return what git has under a name."""
    return subprocess.run(["git", "-C", str(bare.folder), "show", name], check=True, capture_output=True).stdout
