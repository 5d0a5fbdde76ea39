"""Raster images: really what their name says, of a sensible size, and still."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from generator.languages import N_, Message

FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP"}
LARGEST_SIDE = 4096
MOST_SCANS = 50
"""A JPEG that appears bit by bit is drawn once more by each scan; programs write ten, and 90,000 take minutes."""
_SCAN = b"\xff\xda"


def image_flaw(data: bytes, extension: str) -> Message | None:
    """Return why the bytes are no good image of the format that the extension promises, None when they are."""
    # Pillow warns of images that would fill the memory, and decoders raise errors of any class on broken data.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return _opened(data, FORMATS[extension])
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            return Message(_TOO_WIDE, {"limit": LARGEST_SIDE})
        except UnidentifiedImageError:
            return Message(_NO_IMAGE)
        except Exception:
            return Message(_BROKEN)


def scans_flaw(data: bytes) -> Message | None:
    """Return why a JPEG would take too long to draw, None when it does not; nothing is drawn for it.

    What marks a scan (Start of Scan, ITU-T T.81, B.1.1.3) cannot stand within one.
    """
    return Message(_SCANS, {"limit": MOST_SCANS}) if data.count(_SCAN) > MOST_SCANS else None


def _opened(data: bytes, expected: str) -> Message | None:
    with Image.open(BytesIO(data), formats=sorted(set(FORMATS.values()))) as image:
        if image.format != expected:
            return Message(_OTHER_FORMAT, {"found": image.format, "expected": expected})
        if max(image.size) > LARGEST_SIDE:
            return Message(_TOO_WIDE, {"limit": LARGEST_SIDE})
        if getattr(image, "is_animated", False):
            return Message(_ANIMATED)
        if image.format == "JPEG" and (flaw := scans_flaw(data)):
            return flaw
        image.verify()
    with Image.open(BytesIO(data), formats=[expected]) as image:
        image.load()
    return None


_NO_IMAGE = N_("this is not an image")
_BROKEN = N_("this image is broken: it cannot be shown to its end")
_OTHER_FORMAT = N_("the file is {found}, its name says {expected}")
_TOO_WIDE = N_("the image is larger than {limit} pixels on a side")
_ANIMATED = N_("the image moves: a logo stands still")
_SCANS = N_("this JPEG is drawn in more than {limit} passes: save it anew")
