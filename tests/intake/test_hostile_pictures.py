"""Hostile pictures: a logo is an image of our own making, or it is refused."""

from __future__ import annotations

import base64
import io
import struct
import time
import uuid
import zlib
from typing import Any

import pytest
from PIL import Image

from tests.intake.ground import Bare, Running, git, git_bytes, post, proof, refused, send, until

MEMBER = {"name": "Stella", "address": {"municipality": "017029"}}


def png(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that says it is that large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"\0" * 1_000_000)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def image(form: str, **options: Any) -> bytes:
    into = io.BytesIO()
    Image.new("RGB", (50, 50), "red").save(into, form, **options)
    return into.getvalue()


def scanned(times: int) -> bytes:
    """Return a JPEG of many pixels that is drawn in so many passes."""
    into = io.BytesIO()
    Image.new("RGB", (3_000, 3_000)).save(into, "JPEG", progressive=True)
    data = into.getvalue()
    scan = data[data.rindex(b"\xff\xda") : -2]
    return data[:-2] + scan * times + data[-2:]


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
PICTURES = (
    (png(60_000, 60_000), "million pixels"),
    (png(20_000, 10), "million pixels"),
    (png(4_000, 3_999), ""),
    (scanned(2_000), "50 passes"),
    (image("PNG")[:60], "broken"),
    (b"GIF89a" + b"x" * 50, "not an image"),
    (b"\x89PNG\r\n\x1a\n" + b"x" * 500, "broken"),
    (b"%PDF-1.7", "not an image"),
    (b"MZ" + b"\0" * 500, "not an image"),
    (b"#!/bin/sh\ntouch /tmp/x\n", "not an image"),
    (SVG.format("<script>alert(1)</script>").encode(), "'script'"),
    (SVG.format('<path onload="x()"/>').encode(), "script at an event"),
    (SVG.format('<image href="https://evil.example/x.png"/>').encode(), "elsewhere"),
    (SVG.format("<foreignObject/>").encode(), "foreignobject"),
    (b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.format("&a;").encode(), "DOCTYPE"),
    (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', "SVG"),
    (SVG.format("<path/>" * 40_000).encode(), "KiB"),
)


@pytest.mark.parametrize(("data", "said"), PICTURES, ids=range(len(PICTURES)))
def test_a_file_that_is_no_still_harmless_image_is_refused(data: bytes, said: str, service: Running) -> None:
    logo = {"name": "logo.png", "data": base64.b64encode(data).decode()}
    whole = {"kind": "change-member", "slug": "luna", "logo": logo, "altcha": proof(service.url)}
    begun = time.monotonic()
    answer = post(f"{service.url}/proposals", json=whole, headers={"Accept-Language": "en"})
    assert time.monotonic() - begun < 20
    (problem,) = refused(answer, 422, "unfit")["problems"]
    assert problem["field"] == "logo"
    assert (said or "broken") in problem["message"]


@pytest.mark.parametrize("name", ["../../../x.png", "x.svg", "x.html", "x\x00.png", "con.png", "a/b.png", ""])
def test_a_logo_is_made_anew_and_its_name_is_never_used(name: str, service: Running, bare: Bare) -> None:
    exif = Image.Exif()
    exif[0x010E] = "Maria Rossi <script>"
    data = image("JPEG", exif=exif) + b"<?php system('x'); ?>"
    logo = {"name": name, "data": base64.b64encode(data).decode()}
    answer = send(service.url, kind="new-member", fields={**MEMBER, "name": f"Logo {uuid.uuid4().hex[:6]}"}, logo=logo)
    assert answer.status_code == 202, answer.text
    until(answer.json()["status"], "proposed")
    commit = bare.branches()[answer.json()["reference"]]
    record, picture = [line.split("\t")[1] for line in bare.changed(commit)]
    assert picture == record.replace("members/", "members/logos/", 1).replace(".yml", ".png")
    assert git(bare.folder, "cat-file", "-s", f"{commit}:{picture}").strip().isdigit()
    stored = git_bytes(bare, f"{commit}:{picture}")
    assert b"Maria" not in stored
    assert b"php" not in stored
