"""One file becomes a record, or problems."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.languages import N_, Message
from generator.languages.system import reason
from generator.reading.content import digest, read
from generator.reading.encoding import decoded
from generator.reading.fault import Fault
from generator.reading.validation import encoded, faults, shortened, validated
from generator.reading.yaml_text import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.reading.codes import Codes
    from generator.reading.problem import Problem
    from generator.records.federation import AnyRecord, Kind


class Result(NamedTuple):
    """What came of a file: a record, or else problems. `digest` stands for its bytes, empty for what cannot be read.

    `tree` is what the file says in JSON, empty where there is no record.
    """

    digest: bytes
    record: AnyRecord | None
    problems: tuple[Problem, ...] = ()
    tree: bytes = b""


def read_record(kind: Kind, data: bytes, path: str, codes: Codes) -> Result:
    """Return the record in a file's bytes; `path` is only for the problems."""
    parsed = parse(data)
    if parsed.tree is None:
        return Result(digest(data), None, _at(path, shortened(parsed.faults)))
    tree = b"" if parsed.faults else encoded(parsed.tree)
    record = validated(kind, tree, codes) if tree else None
    if record is not None:
        return Result(digest(data), record, tree=tree)
    text = str(decoded(data))
    known = {one.line for one in parsed.faults}
    further = (one for one in faults(kind, parsed.tree, text, codes) if one.line not in known)
    return Result(digest(data), None, _at(path, (*shortened(parsed.faults), *further)))


def read_file(kind: Kind, root: Path, path: str, codes: Codes, before: Result | None = None) -> Result:
    """Return the record in the file at `path` below `root`; what came of it `before` where its bytes are the same."""
    try:
        data = read(f"{root}/{path}")
    except OSError as error:
        return Result(b"", None, (unreadable(error).at(path),))
    if before is not None and before.digest == digest(data):
        return before
    return read_record(kind, data, path, codes)


def unreadable(error: OSError) -> Fault:
    """Return the fault of a file that the system does not let us read."""
    return Fault(1, 1, "unreadable", Message(_UNREADABLE, {"reason": reason(error)}))


def _at(path: str, found: Iterable[Fault]) -> tuple[Problem, ...]:
    return tuple(one.at(path) for one in found)


_UNREADABLE = N_("this cannot be read: {reason}")
