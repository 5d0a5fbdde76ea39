"""Whether the bytes of a file are text that can be read: size, encoding, marks that nobody sees."""

from __future__ import annotations

import re

from generator.languages import N_, Message
from generator.reading.fault import Fault

LARGEST = 256 * 1024
"""The most bytes that one record file may have."""

UTF8_MARK = b"\xef\xbb\xbf"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_BREAK = re.compile(r"\r\n?|\n")
# YAML 1.1 ends a line at these three; editors do not, and what follows would move to another line unseen.
UNSEEN_BREAKS = ("\x85", "\u2028", "\u2029")
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def decoded(data: bytes) -> str | Fault:
    """Return the text of a file, or what keeps it from being read."""
    if len(data) > LARGEST:
        return Fault(1, 1, "too-large", Message(_LARGE, {"limit": LARGEST // 1024}))
    if data.startswith(UTF8_MARK):
        return Fault(1, 1, "byte-order-mark", Message(_MARK))
    if data.startswith(_WIDE_MARKS) or b"\0" in data[:2]:
        return Fault(1, 1, "encoding", Message(_WIDE, {"guess": "UTF-32" if b"\0\0" in data[:4] else "UTF-16"}))
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start)
    if any(found in text for found in UNSEEN_BREAKS):
        return forbidden(text, min(index for found in UNSEEN_BREAKS if (index := text.find(found)) >= 0))
    return text


def control(text: str) -> Fault | None:
    """Return the first character that YAML does not allow."""
    found = _CONTROL.search(text)
    return forbidden(text, found.start()) if found else None


def forbidden(text: str, index: int) -> Fault:
    """Return the fault of a character that must not be in a file."""
    line, column = position(text, index)
    return Fault(line, column, "unseen-character", Message(_UNSEEN, {"code": f"U+{ord(text[index]):04X}"}))


def position(text: str, index: int) -> tuple[int, int]:
    """Return line and column of a character, both from 1."""
    breaks = [found.end() for found in _BREAK.finditer(text, 0, index)]
    return len(breaks) + 1, index - (breaks[-1] if breaks else 0) + 1


def _not_utf8(data: bytes, start: int) -> Fault:
    line, column = position(data[:start].decode() + "?", len(data[:start].decode()))
    values = {"byte": f"0x{data[start]:02X}", "guess": "Windows-1252", "letter": _letter(data[start])}
    return Fault(line, column, "encoding", Message(_NOT_UTF8 if values["letter"] else _BROKEN, values))


def _letter(byte: int) -> str:
    letter = bytes([byte]).decode("cp1252", "ignore")
    return letter if letter.isprintable() else ""


_LARGE = N_("the file has more than {limit} KiB: so much is not read")
_MARK = N_("the file begins with a byte-order mark: save it as 'UTF-8', not as 'UTF-8 with BOM'")
_WIDE = N_("the file is not UTF-8, it looks like {guess}: save it as UTF-8")
_NOT_UTF8 = N_(
    "the byte {byte} is not UTF-8; in {guess}, as older programs save, it would be '{letter}': save the file as UTF-8"
)
_BROKEN = N_("the byte {byte} is not UTF-8: save the file as UTF-8")
_UNSEEN = N_("the character {code}, which nobody sees, must not be here: delete it")
