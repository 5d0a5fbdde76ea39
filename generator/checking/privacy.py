"""Personal data that must not stand in public files."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from generator.checking.finding import Finding, RecordKey, Spot
from generator.checking.inspection import Inspection
from generator.checking.personal import DETECTORS
from generator.checking.texts import gather, paths
from generator.records.chain import Chain
from generator.records.federation import AnyRecord
from generator.records.member import Member

MARKS = b" .-/()\n"
"""What people put into numbers and codes to read them more easily."""

_LETTERS = b"abcdefghijklmnopqrstuvwxyzBCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = b"123456789"
_OUTLINE = bytes.maketrans(_LETTERS + _DIGITS, b"A" * len(_LETTERS) + b"0" * len(_DIGITS))


def personal_data(inspection: Inspection) -> Iterator[Finding]:
    """Personal tax codes and account numbers (errors), mobile numbers and personal mailboxes (warnings).

    One finding for a field and kind of data; the message shows only the first letters of what was found.
    """
    row = _Row.filled(inspection.records)
    # One pass of compiled code over all texts at once finds the few that deserve a closer look.
    whole = "\0".join(row.texts).encode()
    outlines = whole.translate(_OUTLINE, MARKS)
    for detector in DETECTORS:
        for at in _outlined(detector.outline, outlines if detector.compact else whole):
            found = detector.find(row.texts[at], row.name(at))
            if found is not None:
                yield Finding(detector.rule, row.spot(at), detector.message(found), detector.severity)


@dataclass(frozen=True)
class _Row:
    """The texts of all records in one row, and where in it each record begins."""

    records: Sequence[tuple[RecordKey, AnyRecord]]
    begins: Sequence[int]
    texts: Sequence[str]

    @classmethod
    def filled(cls, records: Iterator[tuple[RecordKey, AnyRecord]]) -> _Row:
        row, begins, texts = list(records), list[int](), list[str]()
        for _, record in row:
            begins.append(len(texts))
            gather(record, texts)
        return cls(row, begins, texts)

    def name(self, at: int) -> str:
        """Return the name of the record that the text at a position of the row belongs to."""
        record = self.records[self._number(at)][1]
        return (record.name if isinstance(record, Member | Chain) else record.title) or ""

    def spot(self, at: int) -> Spot:
        """Return the field of the text at a position of the row."""
        number = self._number(at)
        key, record = self.records[number]
        return Spot(key, next(islice(paths(record), at - self.begins[number], None)))

    def _number(self, at: int) -> int:
        return bisect_right(self.begins, at) - 1


def _outlined(outline: re.Pattern[bytes], whole: bytes) -> Iterator[int]:
    """Yield the positions in the row of the texts that show the outline, each once."""
    at, seen, last = 0, 0, -1
    for match in outline.finditer(whole):
        at += whole.count(b"\0", seen, match.start())
        seen = match.start()
        if at != last:
            yield at
        last = at
