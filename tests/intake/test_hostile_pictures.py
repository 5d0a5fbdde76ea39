"""Hostile pictures: a logo is an image of our own making, or it is refused."""

from __future__ import annotations

import base64
import io
import re
import struct
import time
import uuid
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from generator.intake.picture import logo
from generator.intake.proposal import Picture
from tests.intake.ground import Bare, GitServer, Running, git, git_bytes, post, proof, refused, running, send, until
from tests.project.project import ROOT

MEMBER = {"name": "Stella", "address": {"municipality": "017029"}}


def png(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that says it is that large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"\0" * 1_000_000)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def image(form: str, mode: str = "RGB", size: tuple[int, int] = (50, 50), **options: Any) -> bytes:
    into = io.BytesIO()
    Image.new(mode, size, "red").save(into, form, **options)
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
    (png(4_000, 3_999), "larger than 9 million pixels"),
    (image("WEBP", size=(4_000, 4_000), lossless=True), "larger than 6 million pixels"),
    (image("JPEG", size=(4_100, 4_000)), "larger than 16 million pixels"),
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


UNIT = ROOT / "generator/intake/deploy/coop-restart-intake.service"
HEAVY = (
    image("WEBP", "RGBA", (4_000, 4_000), lossless=True),
    image("WEBP", "RGBA", (3_000, 2_000), lossless=True),
    image("PNG", "RGBA", (3_000, 3_000)),
    image("JPEG", "CMYK", (4_000, 4_000), progressive=True, subsampling=0),
)


def test_pictures_at_the_same_time_leave_room_in_the_memory_that_the_unit_allows(
    git_server: GitServer, tmp_path: Path
) -> None:
    allowed = re.search(r"^MemoryMax=(\d+)M$", UNIT.read_text(), re.MULTILINE)
    assert allowed is not None
    with running(tmp_path / "data", git_server.url) as service, ThreadPoolExecutor(4) as senders:

        def sent(number: int) -> int:
            logo = {"name": "logo", "data": base64.b64encode(HEAVY[number // 4]).decode()}
            return send(
                service.url, kind="new-member", fields={**MEMBER, "name": f"Peso {number}"}, logo=logo
            ).status_code

        assert [*senders.map(sent, range(16))] == [422] * 4 + [202] * 12
        status = Path(f"/proc/{service.pid}/status").read_text()
    most = int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1])
    assert most // 1024 < int(allowed[1]) * 3 // 4


def test_a_logo_keeps_its_transparency_and_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = logo(Picture("", image("JPEG", size=(1_000, 500), exif=exif)))
    assert Image.open(io.BytesIO(turned.data)).size == (320, 640)
    half = Image.new("P", (50, 50))
    into = io.BytesIO()
    half.save(into, "PNG", transparency=0)
    clear = Image.open(io.BytesIO(logo(Picture("", into.getvalue())).data))
    assert clear.getpixel((0, 0))[3] == 0  # type: ignore[index]
