"""Hostile requests: too large, too slow, packed, broken, or to an address that is none."""

from __future__ import annotations

import asyncio
import gzip
import socket
import time
from datetime import date
from pathlib import Path

import pytest
from starlette.requests import Request

from generator.intake.body import Reader
from generator.intake.refusal import Refusal
from tests.intake.ground import ORIGIN, Running, get, post, refused


def raw(service: Running, head: str, body: bytes = b"", *, wait: float = 30, pause: float = 0) -> bytes:
    """Send bytes as they are, and return all that is answered until the connection ends."""
    with socket.create_connection(("127.0.0.1", service.port), timeout=wait) as one:
        one.sendall(head.replace("\n", "\r\n").encode())
        answer = b""
        try:
            for start in range(0, len(body), 65536) if not pause else range(len(body)):
                one.sendall(body[start : start + (65536 if not pause else 1)])
                time.sleep(pause)
        except OSError:
            pass
        try:
            while part := one.recv(65536):
                answer += part
        except OSError:
            pass
        return answer


POST = f"POST /proposals HTTP/1.1\nHost: x\nOrigin: {ORIGIN}\nContent-Type: application/json\nConnection: close\n"


def test_a_hundred_megabytes_are_refused_before_they_are_read(service: Running) -> None:
    answer = raw(service, f"{POST}Content-Length: 104857600\n\n", b"x" * 1_000_000)
    assert answer.startswith(b"HTTP/1.1 413")
    status = Path(f"/proc/{service.pid}/status").read_text()
    memory = int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])
    assert memory < 300_000


def test_a_body_without_length_is_cut_at_the_limit(service: Running) -> None:
    chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    answer = raw(service, f"{POST}Transfer-Encoding: chunked\n\n", chunk * 100)
    assert answer.startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("length", ["-1", "+5", "0x10", "1_000", "99999999999999999999", "5, 6"])
def test_a_length_that_is_none_is_refused(length: str, service: Running) -> None:
    answer = raw(service, f"{POST}Content-Length: {length}\n\n", b"x", wait=5)
    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 413")), answer


def test_a_slow_body_and_a_slow_head_are_cut_off(quick: Running) -> None:
    begun = time.monotonic()
    answer = raw(quick, f"{POST}Content-Length: 1000\n\n", b"{" * 40, pause=0.1)
    assert answer.startswith(b"HTTP/1.1 408")
    assert raw(quick, "GET /health HTTP/1.1\nHost: x\nX-Slow: ") == b""
    assert raw(quick, "") == b""
    assert time.monotonic() - begun < 20
    assert get(f"{quick.url}/health").status_code == 200


def test_slow_clients_do_not_keep_others_out(quick: Running) -> None:
    held = [socket.create_connection(("127.0.0.1", quick.port)) for _ in range(100)]
    for one in held:
        one.sendall(f"{POST}Content-Length: 100000\n\n{{".replace("\n", "\r\n").encode())
    begun = time.monotonic()
    assert get(f"{quick.url}/health").status_code == 200
    assert time.monotonic() - begun < 2
    for one in held:
        one.close()


def test_compressed_requests_are_not_unpacked(service: Running) -> None:
    bomb = gzip.compress(b"x" * 10_000_000)
    answer = post(
        f"{service.url}/proposals", content=bomb,
        headers={"Content-Type": "application/json", "Content-Encoding": "gzip", "Origin": ORIGIN},
    )  # fmt: skip
    refused(answer, 415, "encoding")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "json"), (b"[]", "json"), (b"{", "json"), (b"[" * 100_000, "json"), (b'{"a":' * 50_000, "json"),
        (b"\xff\xfe", "json"),
        (b'{"kind": NaN}', "json"), (b'{"kind": {}}', "text"), (b'{"kind": "x"}', "kind"), (b"{}", "kind"),
        (b'{"kind": "offer", "x": 1}', "unknown-key"), (b'{"kind": "offer", "fields": []}', "mapping"),
        (b'{"kind": "offer", "fields": ' + b'{"a":' * 20 + b"1" + b"}" * 21, "too-deep"),
        (b'{"kind": "offer", "fields": {"a": [' + b"1," * 300 + b"1]}}", "too-many"),
        (b'{"kind": "offer", "fields": {"a": "\\ud800"}}', "text"),
        (b'{"kind": "offer", "fields": {"\\udfff": 1}}', "text"),
        (b'{"kind": "offer", "key": "../x"}', "key"), (b'{"kind": "offer", "logo": {"data": "%%%"}}', "logo"),
        (b'{"kind": "offer", "logo": "x"}', "logo"), (b'{"kind": "offer", "logo": {"data": 1}}', "logo"),
        (b'{"kind": "offer", "slug": ["x"]}', "text"), (b'{"kind": "offer", "altcha": 1e999}', "proof-wrong"),
    ],
)  # fmt: skip
def test_a_body_that_is_no_proposal_is_refused(body: bytes, code: str, service: Running) -> None:
    answer = post(f"{service.url}/proposals", content=body, headers={"Content-Type": "application/json"})
    refused(answer, 400, code)


def test_a_page_shows_what_was_sent_as_text(service: Running) -> None:
    form = {"kind": "change-member", "slug": "<script>alert(1)</script>", "changes.summary": "x"}
    answer = post(f"{service.url}/proposals", data=form, headers={"Accept": "text/html"})
    assert answer.status_code == 422
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text


@pytest.mark.parametrize(
    "path", ["/proposals/../../etc/passwd", "/proposals/%2e%2e", "/proposals/'%20OR%201=1", "/proposals/%00", "/x"]
)
def test_an_address_leads_nowhere_else(path: str, service: Running) -> None:
    assert get(service.url + path).status_code == 404


def test_form_names_cannot_contradict_each_other(service: Running) -> None:
    form = [("kind", "offer"), ("fields.a", "x"), ("fields.a.b", "y")]
    body = "&".join(f"{name}={value}" for name, value in form)
    answer = post(
        f"{service.url}/proposals", content=body, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    refused(answer, 400, "names")
    many = "&".join(f"fields.x{number}=y" for number in range(1200))
    answer = post(
        f"{service.url}/proposals", content=many, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code == 400
    broken = post(
        f"{service.url}/proposals", content=b"--x\r\nfoo", headers={"Content-Type": "multipart/form-data; boundary=y"}
    )
    refused(broken, 400, "form")


@pytest.mark.parametrize(
    "charset", ["punycode", '"punycode"', "utf-8; charset=punycode", "utf-7", "hex", "idna", "no-such"]
)
def test_a_form_in_another_charset_is_refused(charset: str, service: Running) -> None:
    form = b"--X\r\nContent-Disposition: form-data; name=kind\r\n\r\na-" + b"b" * 20_000 + b"\r\n--X--\r\n"
    kind = f"multipart/form-data; boundary=X; charset={charset}"
    refused(post(f"{service.url}/proposals", content=form, headers={"Content-Type": kind}), 415, "charset")


def test_a_form_that_says_it_is_in_utf_8_is_read(service: Running) -> None:
    form = "--X\r\nContent-Disposition: form-data; name=kind\r\n\r\nperché\r\n--X--\r\n".encode()
    kind = 'multipart/form-data; boundary=X; charset="UTF-8"'
    refused(post(f"{service.url}/proposals", content=form, headers={"Content-Type": kind}), 400, "kind")


def test_others_are_answered_while_a_form_is_taken_apart() -> None:
    body = b"&".join(b"fields.%d=" % number + b"%41" * 300_000 for number in range(3))
    kind = b"application/x-www-form-urlencoded"

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def turns() -> int:
        """Return how often the loop turned to another task until the body was read."""
        request = Request({"type": "http", "headers": [(b"content-type", kind)]}, receive)
        reading = asyncio.create_task(Reader(limit=len(body), seconds=60).submission(request, date(2026, 1, 1)))
        count = 0
        while not reading.done():
            await asyncio.sleep(0.001)
            count += 1
        with pytest.raises(Refusal):
            reading.result()
        return count

    assert asyncio.run(turns()) > 5
