"""Files of real images in, problems out."""

from __future__ import annotations

import errno
import os
import struct
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from generator.checking import rulebook
from generator.checking.images import image_flaw
from generator.checking.rulebook import check_site
from generator.languages.language import Language
from generator.reading.logos import Logo
from generator.reading.site import read_site
from tests.checking.sites import checked

ENGLISH = Language.load("en")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
LARGE = "warning logo-large members/a.yml:2:7: logo:"
MEMBER = {"members/a.yml": "name: Il Sole\nlogo: sole.png"}


def image(kind: str, size: tuple[int, int] = (8, 8), frames: int = 1, mode: str = "RGB", **options: object) -> bytes:
    """Return an image file of a format."""
    pages = [Image.new(mode, size, shade * 0x5F5F5F) for shade in range(frames)]
    file = BytesIO()
    more = {"save_all": True, "append_images": pages[1:], "duration": 100} if frames > 1 else {}
    pages[0].save(file, kind, **more, **options)
    return file.getvalue()


def large_png(width: int, height: int) -> bytes:
    """Return a small file that claims to be a huge image."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    )


def scanned(times: int) -> bytes:
    """Return a JPEG that is drawn in so many passes."""
    data = image("JPEG", (64, 64), progressive=True)
    scan = data[data.rindex(b"\xff\xda") : -2]
    return data[:-2] + scan * (times - data.count(b"\xff\xda")) + data[-2:]


@pytest.mark.parametrize(("extension", "kind"), [("png", "PNG"), ("jpg", "JPEG"), ("jpeg", "JPEG"), ("webp", "WEBP")])
def test_an_image_of_its_extension_passes(extension: str, kind: str) -> None:
    assert image_flaw(image(kind), extension) is None


def test_a_jpeg_of_as_many_passes_as_are_allowed_is_an_image() -> None:
    assert image_flaw(scanned(50), "jpg") is None


@pytest.mark.parametrize(
    ("data", "extension", "says"),
    [
        (image("JPEG"), "png", "the file is JPEG, its name says PNG"),
        (image("PNG"), "jpeg", "the file is PNG, its name says JPEG"),
        (image("GIF"), "png", "this is not an image"),
        (b"", "png", "this is not an image"),
        (b"<?php echo 1;", "jpg", "this is not an image"),
        (SVG, "webp", "this is not an image"),
        (image("PNG", (64, 64))[:-40], "png", "this image is broken: it cannot be shown to its end"),
        (image("JPEG", (64, 64))[:-200], "jpg", "this image is broken: it cannot be shown to its end"),
        (
            image("PNG", (64, 64)).replace(b"IDAT", b"IDAT\xff", 1),
            "png",
            "this image is broken: it cannot be shown to its end",
        ),
        (image("PNG", (4097, 2)), "png", "the image is larger than 4096 pixels on a side"),
        (large_png(12_000, 12_000), "png", "the image is larger than 4096 pixels on a side"),
        (large_png(60_000, 60_000), "png", "the image is larger than 4096 pixels on a side"),
        (scanned(51), "jpg", "this JPEG is drawn in more than 50 passes: save it anew"),
        (image("WEBP", frames=3), "webp", "the image moves: a logo stands still"),
        (image("PNG", frames=3), "png", "the image moves: a logo stands still"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_good_image_is_refused_with_its_reason(data: bytes, extension: str, says: str) -> None:
    message = image_flaw(data, extension)
    assert message is not None
    assert ENGLISH.say(message) == says


def test_the_largest_side_is_still_allowed() -> None:
    assert image_flaw(image("PNG", (4096, 1), mode="L"), "png") is None


def test_a_good_logo_gives_no_problem() -> None:
    assert checked(MEMBER, {"sole.png": image("PNG")}) == []


def test_a_missing_logo_is_an_error_with_the_likeliest_file() -> None:
    assert checked(MEMBER, {"sole.svg": SVG}) == [
        "error logo-missing members/a.yml:2:7: logo: members/logos/ has no file 'sole.png'. Did you mean 'sole.svg'?",
        "warning logo-unused members/logos/sole.svg:1:1: no member uses this logo",
    ]


def test_a_missing_logo_in_an_empty_folder_gets_no_guess() -> None:
    assert checked(MEMBER) == ["error logo-missing members/a.yml:2:7: logo: members/logos/ has no file 'sole.png'"]


def test_a_broken_logo_is_an_error_at_each_member_that_uses_it() -> None:
    files = {**MEMBER, "members/b.yml": "name: La Luna\nlogo: sole.png"}
    assert checked(files, {"sole.png": SVG}) == [
        "error logo members/a.yml:2:7: logo: this is not an image",
        "error logo members/b.yml:2:7: logo: this is not an image",
    ]


def test_a_drawing_with_script_is_refused() -> None:
    files = {"members/a.yml": "name: Il Sole\nlogo: sole.svg"}
    evil = SVG.replace(b"<path", b"<script>alert(1)</script><path")
    assert checked(files, {"sole.svg": evil}) == [
        "error logo members/a.yml:2:7: logo: the drawing has an element 'script', which does not draw but act"
    ]


@pytest.mark.parametrize(
    ("size", "problems"),
    [
        (50 * 1024, []),
        (
            50 * 1024 + 1,
            [f"{LARGE} the logo has 51 KiB: pages load faster when it has at most 50"],
        ),
        (
            200 * 1024,
            [f"{LARGE} the logo has 200 KiB: pages load faster when it has at most 50"],
        ),
        (200 * 1024 + 1, ["error logo members/a.yml:2:7: logo: the logo has 201 KiB, expected at most 200"]),
    ],
)
def test_logos_are_small(size: int, problems: list[str]) -> None:
    drawing = SVG.replace(b"</svg>", b"<!--" + b"x" * (size - len(SVG) - 7) + b"--></svg>")
    assert len(drawing) == size
    assert checked({"members/a.yml": "name: Il Sole\nlogo: sole.svg"}, {"sole.svg": drawing}) == problems


def test_files_that_nobody_uses_or_can_use_are_told() -> None:
    renamed = "no record can name this file: rename it with small letters a–z, digits and hyphens"
    assert checked(MEMBER, {"sole.png": image("PNG"), "luna.svg": SVG, "Il Sole\n\x1b.PNG": b""}) == [
        f"warning logo-name members/logos/Il Sole\ufffd\ufffd.PNG:1:1: {renamed}",
        "warning logo-unused members/logos/luna.svg:1:1: no member uses this logo",
    ]


def test_a_logo_may_belong_to_a_member_that_could_not_be_read() -> None:
    assert checked({}, {"luna.svg": SVG}, unread={("member", "luna")}) == []


SAMPLES = {"png": image("PNG", (40, 40)), "jpg": image("JPEG", (40, 40)), "webp": image("WEBP", (40, 40))}


@given(st.sampled_from(sorted(SAMPLES)), st.data())
def test_whatever_was_changed_in_an_image_it_is_judged_without_an_exception(
    extension: str, data: st.DataObject
) -> None:
    changed = bytearray(SAMPLES[extension])
    for _ in range(data.draw(st.integers(0, 5))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    judged = image_flaw(bytes(changed), extension)
    assert judged is None or ENGLISH.say(judged)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "members/logos").mkdir(parents=True)
    (tmp_path / "members/a.yml").write_text("name: Il Sole\nlogo: sole.svg\n", encoding="utf-8")
    (tmp_path / "members/logos/sole.svg").write_bytes(SVG)
    return tmp_path


def refuse(*_: object) -> None:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def said(site: Path) -> list[str]:
    return [problem.said(ENGLISH) for problem in check_site(read_site(site), date(2026, 11, 22))]


def test_a_folder_of_logos_that_cannot_be_looked_into_is_one_problem(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rulebook, "read_logos", refuse)
    assert said(site) == ["members/logos:1:1: this cannot be read: permission is denied"]


def test_a_logo_that_cannot_be_opened_is_a_problem_of_who_names_it(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Logo, "read", refuse)
    assert said(site) == ["members/a.yml:2:7: logo: this cannot be read: permission is denied"]
