"""Read a mapping file, or say everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from generator.exchange.mapping import Mapping, MunicipalityStep, Rule, SlugRule
from generator.languages import N_, Message
from generator.languages.language import Language
from generator.languages.system import reason
from generator.reading.codes import Codes
from generator.reading.fault import Fault, dotted
from generator.reading.guessing import guessed
from generator.reading.places import Location, Places
from generator.reading.problem import Problem
from generator.reading.wording import Told, Wrong, worded
from generator.reading.yaml_text import parse
from generator.vocabularies import Vocabularies
from generator.writing.template import paths, template

if TYPE_CHECKING:
    from generator.records.record import Record

BUNDLED = files("generator") / "exchange" / "mappings"
LOOKS_LIKE_A_NAME = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")

OWN_WORDS = {
    "brace": N_("a brace in '{found}' has no partner: the name of a column stands between two of them"),
    "one_source": N_("expected exactly one of column, constant and template"),
    "date_format": N_("'{found}' is no way to write dates: expected iso, or %d %m %Y %y %H %M %S such as %d/%m/%Y"),
}


class MappingError(Exception):
    """A mapping that cannot be used; `problems` say where and why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(f"{len(problems)} problems in a mapping")


@dataclass(frozen=True, slots=True)
class MappingFile:
    """A mapping and the text that it was read from; `path` is as the user gave it."""

    mapping: Mapping
    path: str
    text: str

    def require(self, columns: Collection[str]) -> None:
        """Raise `MappingError` when the mapping names columns that the table does not have."""
        wanted = [(("slug", "from"), name) for name in self.mapping.slug.columns]
        wanted += [(("fields", path), name) for path, rule in self.mapping.fields.items() for name in rule.columns]
        lacking = [(location, name) for location, name in wanted if name not in columns]
        places = Places(self.text)
        found = [_fault(places, location, "unknown-column", _no_column(name, columns)) for location, name in lacking]
        if found:
            raise MappingError(tuple(fault.at(self.path) for fault in found))


def read_mapping(name: str) -> MappingFile:
    """Return the mapping in the file `name`, or the bundled one of that name. Raise `MappingError`."""
    path, data = name, _bytes(name)
    parsed = parse(data)
    if parsed.tree is None or parsed.faults:
        raise MappingError(tuple(fault.at(path) for fault in parsed.faults))
    text = data.decode()
    try:
        mapping = Mapping.model_validate(parsed.tree)
    except ValidationError as error:
        raise MappingError(tuple(fault.at(path) for fault in _wrong(error, text))) from None
    found = tuple(fault.at(path) for fault in _impossible(mapping, Places(text)))
    if found:
        raise MappingError(found)
    return MappingFile(mapping, path, text)


def bundled() -> list[str]:
    """Return the names of the mappings that come with the package."""
    return sorted(entry.name.removesuffix(".yml") for entry in BUNDLED.iterdir() if entry.name.endswith(".yml"))


def _bytes(name: str) -> bytes:
    own = BUNDLED / f"{name}.yml"
    if not Path(name).exists() and set(name) <= LOOKS_LIKE_A_NAME and own.is_file():
        return own.read_bytes()
    try:
        return Path(name).read_bytes()
    except OSError as problem:
        values = {"reason": reason(problem), "names": ", ".join(bundled())}
        message = Message(N_("cannot be read: {reason}; the mappings that come along are {names}"), values)
        raise MappingError((Problem(name, 1, 1, "", "no-mapping", message),)) from None


def _wrong(error: ValidationError, text: str) -> Iterator[Fault]:
    places = Places(text)
    codes = Codes(Vocabularies.load())
    for one in error.errors(include_url=False):
        location: Location = one["loc"]
        told = _told(one, codes)
        place = places.key(location) if one["type"] in ("missing", "extra_forbidden") else places.value(location)
        yield Fault(*place, told.rule, told.message, dotted(location))


def _told(error: Any, codes: Codes) -> Told:
    if error["type"] in OWN_WORDS:
        return Told(error["type"].replace("_", "-"), Message(OWN_WORDS[error["type"]], {"found": str(error["input"])}))
    # A closed list of words is told like an enumeration.
    kind = "enum" if error["type"] == "literal_error" else error["type"]
    location: Location = error["loc"]
    return worded(Wrong(Mapping, _record(location[:-1]), location, kind, error.get("ctx", {}), error["input"], codes))


def _record(location: Location) -> type[Record] | None:
    shapes: dict[Location, type[Record]] = {(): Mapping, ("slug",): SlugRule}
    if location[:1] == ("fields",) and len(location) == 2:
        return Rule
    return MunicipalityStep if location[2:] == ("municipality",) else shapes.get(location)


def _impossible(mapping: Mapping, places: Places) -> Iterator[Fault]:
    known = dict(paths(template(mapping.record, Language.load("en"))))
    for path, rule in mapping.fields.items():
        location = ("fields", path)
        if path not in known:
            problem = Message(N_("no {record} has the field {field}"), {"record": mapping.record, "field": path})
            near = get_close_matches(path, known, 1)
            yield _fault(places, location, "unknown-field", guessed(problem, near[0] if near else None))
        elif rule.split and not (known[path].many or "[]" in path):
            yield _fault(places, location, "split", Message(N_("only a field that takes several values can be split")))


def _no_column(name: str, columns: Collection[str]) -> Message:
    problem = Message(N_("the table has no column {name}"), {"name": name})
    near = get_close_matches(name, [column for column in columns if column], 1)
    return guessed(problem, near[0] if near else None)


def _fault(places: Places, location: Location, rule: str, message: Message) -> Fault:
    return Fault(*places.key(location), rule, message, dotted(location))
