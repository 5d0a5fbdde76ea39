"""Whether a record would be accepted as a file, by the very rules that files are read by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from generator.reading.validation import encoded, faults, validated
from generator.writing.record_file import written

if TYPE_CHECKING:
    from generator.exchange.importing import Judge
    from generator.languages import Message
    from generator.reading.codes import Codes
    from generator.records.federation import Kind
    from generator.writing.template import Field


def judge(kind: Kind, fields: Mapping[str, Field], codes: Codes) -> Judge:
    """Return the function that says what is wrong with a record, given as a tree of texts."""

    def wrong(record: dict[str, Any]) -> Iterable[tuple[str, Message]]:
        if validated(kind, encoded(record), codes) is not None:
            return ()
        text = written(record, fields, "#")
        return [(fault.field, fault.message) for fault in faults(kind, record, text, codes)]

    return wrong
