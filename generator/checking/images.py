"""Raster images: really what their name says, of a sensible size, and still."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from generator.languages import N_, Message

FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP"}
LARGEST_SIDE = 4096


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


def _opened(data: bytes, expected: str) -> Message | None:
    with Image.open(BytesIO(data), formats=sorted(set(FORMATS.values()))) as image:
        if image.format != expected:
            return Message(_OTHER_FORMAT, {"found": image.format, "expected": expected})
        if max(image.size) > LARGEST_SIDE:
            return Message(_TOO_WIDE, {"limit": LARGEST_SIDE})
        if getattr(image, "is_animated", False):
            return Message(_ANIMATED)
        image.verify()
    with Image.open(BytesIO(data), formats=[expected]) as image:
        image.load()
    return None


_NO_IMAGE = N_("this is not an image")
_BROKEN = N_("this image is broken: it cannot be shown to its end")
_OTHER_FORMAT = N_("the file is {found}, its name says {expected}")
_TOO_WIDE = N_("the image is larger than {limit} pixels on a side")
_ANIMATED = N_("the image moves: a logo stands still")
