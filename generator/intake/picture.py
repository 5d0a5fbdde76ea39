"""A logo as it was sent becomes an image of our own making, or is refused."""

from __future__ import annotations

import warnings
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageOps, UnidentifiedImageError

from generator.checking.drawings import drawing_flaw
from generator.checking.images import scans_flaw
from generator.checking.logos import LARGE, LARGEST
from generator.intake.proposal import Picture
from generator.languages import N_, Message

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_PIXELS = {"JPEG": 16_000_000, "PNG": 9_000_000, "WEBP": 6_000_000}
"""By format: a pixel takes at worst 8 bytes of a JPEG, which is decoded small, 12 of a PNG and 20 of a WebP."""
LONGEST_SIDE = 8192
SIDE = 640
"""Logos are shown small; a larger one is scaled down to this."""
SMALLER = (SIDE, 400, 240)
_DRAWING = ThreadPoolExecutor(1, "picture")
"""Where pictures are drawn, one at a time and all in the same thread: glibc keeps for each thread what it once took."""


class UnfitPicture(Exception):
    """A file that cannot become a logo; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class Logo(NamedTuple):
    """A file's ending without the dot, and its content."""

    extension: str
    data: bytes


def logo(picture: Picture) -> Logo:
    """Return the logo in a picture, at most `SIDE` pixels wide and high; a drawing as it is, where nothing in it acts.

    Raise UnfitPicture. What the file is, its bytes tell; its name is not asked.
    """
    if _is_drawing(picture.data):
        return Logo("svg", _checked_drawing(picture.data))
    return _DRAWING.submit(_drawn, picture.data).result()


def _drawn(data: bytes) -> Logo:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _encoded(_decoded(data))
        except UnfitPicture:
            raise
        except (Image.DecompressionBombError, MemoryError):
            raise UnfitPicture(_too_large(min(MOST_PIXELS.values()))) from None
        except UnidentifiedImageError:
            raise UnfitPicture(Message(_NO_IMAGE)) from None
        except Exception:  # decoders raise errors of any class on broken data
            raise UnfitPicture(Message(_BROKEN)) from None


def _is_drawing(data: bytes) -> bool:
    return data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _checked_drawing(data: bytes) -> bytes:
    if len(data) > LARGEST:
        raise UnfitPicture(Message(_HEAVY, {"limit": LARGEST // 1024}))
    flaw = drawing_flaw(data)
    if flaw is not None:
        raise UnfitPicture(flaw)
    return data


def _decoded(data: bytes) -> Image.Image:
    with Image.open(BytesIO(data), formats=FORMATS) as image:
        most = MOST_PIXELS[str(image.format)]
        width, height = image.size
        if width * height > most or max(width, height) > LONGEST_SIDE:
            raise UnfitPicture(_too_large(most))
        if image.format == "JPEG" and (flaw := scans_flaw(data)):
            raise UnfitPicture(flaw)
        # A JPEG is decoded at the size that is needed, not at its own.
        image.draft("RGB", (SIDE, SIDE))
        image.load()
        has_alpha = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
        mode = "RGBA" if has_alpha else "RGB"
        plain = image if image.mode == mode else image.convert(mode)
        # Made small before all else: whatever is done at full size takes one more copy of it.
        plain.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
        upright = ImageOps.exif_transpose(plain)
    upright.info.clear()
    return upright


def _too_large(most: int) -> Message:
    return Message(_TOO_LARGE, {"limit": most // 1_000_000})


def _encoded(image: Image.Image) -> Logo:
    """Return the smaller of both formats, scaled down further while neither is small enough for the project's rule."""
    for side in SMALLER:
        image.thumbnail((side, side), Image.Resampling.LANCZOS)
        tried = [Logo("png", _saved(image, "PNG", optimize=True))]
        if len(tried[0].data) > LARGE:
            tried.append(Logo("webp", _saved(image, "WEBP", quality=85, method=4)))
        best = min(tried, key=lambda one: len(one.data))
        if len(best.data) <= LARGEST:
            return best
    raise UnfitPicture(Message(_HEAVY, {"limit": LARGEST // 1024}))


def _saved(image: Image.Image, form: str, **options: object) -> bytes:
    into = BytesIO()
    image.save(into, form, **options)
    return into.getvalue()


_NO_IMAGE = N_("this is not an image that can be taken: send a PNG, JPEG, WebP or SVG file")
_BROKEN = N_("this image is broken: it cannot be shown to its end")
_TOO_LARGE = N_("the image is larger than {limit} million pixels")
_HEAVY = N_("the logo is heavier than {limit} KiB")
