"""The form's fields as plain values: what the template draws, from the models' shape and the schema's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator.languages import N_
from generator.publishing.proposing.rules import shape
from generator.records.schemas import schema

if TYPE_CHECKING:
    from generator.languages.language import Language
    from generator.publishing.proposing.tables import Option
    from generator.records.federation import Kind
    from generator.vocabularies import Vocabularies

Node = Mapping[str, Any]

ROWS = 8
"""So many lines of a list of words are offered at most."""

UNASKED = frozenset({"latitude", "longitude", "zone", "extended_from", "currency", "outcome", "stage", "chain"})
"""Fields that nobody is asked for in a form: the office's, or of no use before the record is there."""

TICKED = frozenset({"services", "sdg", "register_categories"})
"""Vocabularies out of which several are ticked, all of them in sight; of others chips are chosen."""

MANY = 20
"""Above so many ticks there is a field that narrows them."""

SEARCHED = {"municipalities": "places", "ateco": "activities"}
"""Vocabularies too long to be listed, by the tables that the script searches."""

INPUTS: Mapping[str, tuple[str, str]] = {
    "web_address": ("url", "url"),
    "email": ("email", "email"),
    "phone": ("tel", "tel"),
    "postcode": ("text", "postal-code"),
}
"""How a browser helps with texts of a pattern: the type of the input, and what it may complete."""

COMPLETED = {"address.street": "street-address", "name": "organization", "legal_name": "organization"}

DEFAULTS = {
    "address.country": "IT", "status": "active", "offers.status": "open", "needs.status": "open",
    "deadlines.kind": "submission",
}  # fmt: skip
"""What a choice means that nobody makes: it is offered as the empty one, and not written."""


@dataclass(frozen=True)
class Control:
    """One field.

    path: dotted, as it is sent, without the `fields.` in front. kind: line, prose, day, moment, number, truth, logo,
    choice, choices, ticks, search, words, group, rows. most: characters at most, 0 for no bound. options: what may be
    chosen. table: which table is searched. fields: those of a group, or of each row. input, complete: see `INPUTS`.
    add: what the button for one more row says. blank: what no choice means.
    """

    path: str
    kind: str
    title: str
    help: str
    required: bool = False
    most: int = 0
    options: tuple[Option, ...] = ()
    table: str = ""
    fields: tuple[Control, ...] = ()
    input: str = "text"
    complete: str = ""
    add: str = ""
    blank: str = ""

    @property
    def id(self) -> str:
        """The field's id within its page."""
        return self.path.replace(".", "-").replace("_", "-")

    @property
    def groups(self) -> Iterator[tuple[str, list[Option]]]:
        """The options under the headings that they have."""
        found: dict[str, list[Option]] = {}
        for option in self.options:
            found.setdefault(option[2] if len(option) > 2 else "", []).append(option)
        yield from found.items()

    def row(self, number: int) -> tuple[Control, ...]:
        """Return the fields of a row, or of the row that is kept as a pattern for more."""
        return tuple(one.moved(self.path, f"{self.path}.{number}") for one in self.fields)

    def moved(self, before: str, after: str) -> Control:
        """Return the field with another beginning of its path."""
        inner = tuple(one.moved(before, after) for one in self.fields)
        return replace(self, path=after + self.path.removeprefix(before), fields=inner)


@dataclass(frozen=True)
class Controls:
    """Makes the fields of a kind of record; `options` are the short vocabularies, and lists of records by field."""

    kind: Kind
    language: Language
    vocabularies: Vocabularies
    options: Mapping[str, list[Option]]

    def __call__(self, names: tuple[str, ...]) -> tuple[Control, ...]:
        """Return the fields of these names."""
        form, words = self._shape, self._words
        return tuple(self._of(form["records"], form["root"], words, words["$defs"], name, name) for name in names)

    def exchange(self) -> tuple[Control, ...]:
        """Return the fields of one offer or need by itself; its id is made from its title."""
        (offers,) = self(("offers",))
        return tuple(one.moved("offers.", "") for one in offers.fields if one.path != "offers.id")

    @cached_property
    def _shape(self) -> Node:
        return shape(self.kind)

    @cached_property
    def _words(self) -> Node:
        return schema(self.kind, self.language, self.vocabularies)

    def _of(self, records: Node, record: Node, words: Node, shared: Node, name: str, path: str) -> Control:
        node: Node = records[record["record"]]["fields"][name]
        said = _resolved(words["properties"][name], shared)
        base = Control(
            path,
            "line",
            said["title"],
            self._help(path, said["description"]),
            required=node.get("required", False),
            most=node.get("most", 0),
            complete=COMPLETED.get(path, ""),
        )
        if name == "logo":
            return replace(base, kind="logo")
        if name in self.options and "list" not in node and "record" not in node:
            return _choice(base, tuple(self.options[name]))
        return self._kind(base, records, node, said, shared)

    def _help(self, path: str, described: str) -> str:
        generic = path.replace("needs.", "offers.").replace("criteria.", "").removeprefix("seeks.")
        return self.language.gettext(HELP[generic]) if generic in HELP else described

    def _kind(self, base: Control, records: Node, node: Node, said: Node, shared: Node) -> Control:
        if "record" in node:
            return replace(base, kind="group", fields=self._inside(base, records, node, said, shared))
        if "list" in node:
            return self._list(base, records, node["list"], _resolved(said["items"], shared), shared)
        if "codes" in node:
            return _choice(base, _choices(said))
        vocabulary = node.get("vocabulary") or said.get("x-vocabulary", "")
        if vocabulary in SEARCHED:
            return replace(base, kind="search", table=SEARCHED[vocabulary])
        if vocabulary in self.options:
            return _choice(base, tuple(self.options[vocabulary]))
        return _text(base, node)

    def _list(self, base: Control, records: Node, item: Node, said: Node, shared: Node) -> Control:
        if "record" in item:
            fields = self._inside(base, records, item, said, shared)
            return replace(base, kind="rows", fields=fields, most=0, add=self._add(base))
        if "codes" in item:
            return replace(base, kind="ticks", options=_choices(said))
        name = base.path.rpartition(".")[2]
        vocabulary = name if name in self.options else item.get("vocabulary", "")
        options = tuple(self.options.get(vocabulary, ()))
        if vocabulary in TICKED:
            return replace(base, kind="ticks", options=options, table=vocabulary if len(options) > MANY else "")
        if options:
            return replace(base, kind="choices", options=options, table=vocabulary)
        return replace(base, kind="words", table=SEARCHED.get(vocabulary, ""), most=item.get("most", 0))

    def _inside(self, base: Control, records: Node, node: Node, said: Node, shared: Node) -> tuple[Control, ...]:
        names = sorted((name for name in records[node["record"]]["fields"] if name not in UNASKED), key=_rank)
        return tuple(self._of(records, node, said, shared, name, f"{base.path}.{name}") for name in names)

    def _add(self, base: Control) -> str:
        return self.language.gettext(ADD.get(base.path, N_("Add another")))


HELP: Mapping[str, str] = {
    "description": N_("Who you are and what you do. **Two stars** make a word bold, a hyphen in front makes a list."),
    "address.municipality": N_("Begin to write its name and choose it. Outside Italy write the name."),
    "address.country": N_("Where the office is."),
    "serves": N_("Municipalities, provinces, regions, or the whole of Italy."),
    "area": N_("Municipalities, provinces, regions, or the whole of Italy."),
    "offers.area": N_("Where it is to be had or needed; nothing where it is the area served."),
    "services": N_("All that you do for others, by the words of the list."),
    "activities.ateco": N_("Words of the activity, or its code."),
    "activities.main": N_("The one that earns most."),
    "ateco": N_("Words of the activity, or its code."),
    "languages": N_("Languages in which you answer."),
    "legal_form": N_("As in the statute."),
    "sdg": N_("Those of the United Nations' goals that your work serves."),
    "offers.service": N_("What it is about, by the words of the list: others find it by them."),
    "service": N_("What the partner should offer, by the words of the list."),
    "track": N_("The track of the programme that it belongs to."),
    "initiative": N_("The initiative of the programme that it belongs to."),
    "deadlines.at": N_("A day counts to its end; give a time where it ends before."),
}
"""What people are told in the form, where the help for whoever writes the file speaks of codes."""

ADD: Mapping[str, str] = {
    "offers": N_("Add an offer"),
    "needs": N_("Add a need"),
    "activities": N_("Add an activity"),
    "channels": N_("Add a channel"),
    "certifications": N_("Add a certificate"),
    "deadlines": N_("Add a date"),
}


def _rank(name: str) -> int:
    """Put what a thing is called first, and where it stands last; all else stays in the model's order."""
    return {"title": 0, "status": 2}.get(name, 1)


def _choice(base: Control, options: tuple[Option, ...]) -> Control:
    default = DEFAULTS.get(base.path)
    blank = next((option[1] for option in options if option[0] == default), "")
    return replace(base, kind="choice", options=tuple(one for one in options if one[0] != default), blank=blank, most=0)


def _text(base: Control, node: Node) -> Control:
    kind = node.get("kind", "")
    if kind in ("day", "number", "truth"):
        return replace(base, kind=kind)
    if kind == "moment":
        return replace(base, kind="moment")
    if node.get("pattern") == "prose":
        return replace(base, kind="prose")
    input_, complete = INPUTS.get(node.get("pattern", ""), ("text", ""))
    return replace(base, input=input_, complete=complete or base.complete)


def _choices(said: Node) -> tuple[Option, ...]:
    return tuple((one["const"], one["title"]) for one in said["oneOf"])


def _resolved(node: Node, shared: Node) -> Node:
    if "$ref" not in node:
        return node
    return {**shared[node["$ref"].rpartition("/")[2]], **node}
