"""A picture of a sign, as somebody sends it for a logo, and as it should come out."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

SIGN = ("PNG", (640, 427), {}, (29, 106, 74), (244, 201, 93))


def seen(data: bytes) -> tuple[object, ...]:
    """Return a picture's kind, its size, what a camera has written into it, and its colours in corner and middle."""
    with Image.open(BytesIO(data)) as image:
        drawn = image.convert("RGB")
        return image.format, image.size, dict(image.getexif()), drawn.getpixel((0, 0)), drawn.getpixel((320, 213))


def pixels(data: bytes) -> bytes:
    with Image.open(BytesIO(data)) as image:
        return image.convert("RGB").tobytes()


def photograph(path: Path) -> Path:
    """Write one that is larger than a logo is shown, with what cameras write into it."""
    image = Image.new("RGB", (1200, 800), "#1d6a4a")
    image.paste("#f4c95d", (300, 200, 900, 600))
    exif = Image.Exif()
    exif[0x010E] = "Chiara, via di casa sua"
    image.save(path, exif=exif)
    return path
