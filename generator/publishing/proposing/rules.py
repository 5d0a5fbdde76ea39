"""The shape of records as data for the form's script: the models' own rules, node by node.

They are read from what pydantic compiles the models into, so that no rule is written twice; one of a kind that is not
known here is an error, and a shared set of records holds the script's verdict to that of the models.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.records import patterns
from generator.records.federation import MODELS
from generator.records.record import VocabularyCode

if TYPE_CHECKING:
    from generator.records.federation import Kind

Node = dict[str, Any]

PATTERNS: Mapping[str, str] = {
    patterns.LINE_PATTERN: "line",
    patterns.PROSE_PATTERN: "prose",
    patterns.WEB_PATTERN: "web_address",
    patterns.EMAIL_PATTERN: "email",
    patterns.SLUG_PATTERN: "slug",
    patterns.PHONE_PATTERN: "phone",
    patterns.POSTCODE_PATTERN: "postcode",
    patterns.INTEGER_PATTERN: "integer",
    patterns.DECIMAL_PATTERN: "decimal",
    patterns.DAY_PATTERN: "day",
    patterns.MOMENT_PATTERN: "moment",
    "^(true|false)$": "truth",
    "^[0-9]{4}/[a-z0-9]+(-[a-z0-9]+)*$": "initiative",
    r"^[a-z0-9]+([._-][a-z0-9]+)*\.(svg|png|jpg|jpeg|webp)$": "logo",
    "^[A-Z]?[0-9]{1,9}$": "register",
    "^[A-Z]{3}$": "currency",
}
"""The patterns by the names under which the script has words for them."""

AFTER: Mapping[str, str] = {
    "Address._both_or_none": "half_a_point",
    "Member._ids_differ": "same_id",
    "_Exchange._in_order": "exchange_order",
    "Value._in_order": "value_order",
}
"""Rules of whole records by the names that the script has for them."""

KINDS: Mapping[str, str] = {"_tax_code": "taxCode", "_vat_number": "vatNumber", "_zone": "zone", "_moment": "moment"}

_BOUNDS = {"ge": "least", "gt": "above", "le": "limit"}


class UnknownRule(TypeError):
    """A model has a rule that the form's script does not know."""


def shape(kind: Kind) -> Node:
    """Return `root` (a node), `records` (fields and rules of each by name) and `patterns` of a kind of record.

    A node is a record (`record`), a list (`list`, `most`) or a text (`pattern`, `most`, `codes`, `kind`, `vocabulary`,
    bounds). Raise `UnknownRule` where the model has one that is not known here.
    """
    model = MODELS[kind]
    model.model_rebuild()
    compiled: Any = model.__pydantic_core_schema__
    reader = _Reader({one["ref"]: one for one in compiled.get("definitions", ())})
    root = reader.node(compiled)
    used = {name: {"source": pattern} for pattern, name in PATTERNS.items() if name in reader.used}
    for name in {"line", "prose"} & used.keys():
        used[name]["unseen"] = patterns.UNSEEN
    return {"root": root, "records": reader.records, "patterns": used}


@dataclass
class _Reader:
    """Reads compiled models; `records` and the names of the patterns in use gather on the way."""

    definitions: Mapping[str, Any]
    records: dict[str, Node] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def node(self, schema: Mapping[str, Any]) -> Node:
        read = getattr(self, "_" + schema["type"].replace("-", "_"), None)
        if read is None:
            raise UnknownRule(f"the form's script knows no {schema['type']!r}")
        node: Node = read(schema)
        return node

    def _inside(self, schema: Mapping[str, Any]) -> Node:
        return self.node(schema["schema"])

    _definitions = _nullable = _default = _model_field = _inside

    def _definition_ref(self, schema: Mapping[str, Any]) -> Node:
        return self.node(self.definitions[schema["schema_ref"]])

    def _model(self, schema: Mapping[str, Any]) -> Node:
        name = schema["cls"].__name__
        fields = schema["schema"]["fields"]
        self.records.setdefault(name, {"fields": {}, "after": []})
        self.records[name]["fields"] = {
            one.get("validation_alias", key): self._required(one) for key, one in fields.items()
        }
        return {"record": name}

    def _required(self, schema: Mapping[str, Any]) -> Node:
        node = self.node(schema)
        return node if schema["schema"]["type"] == "default" else {**node, "required": True}

    def _tuple(self, schema: Mapping[str, Any]) -> Node:
        node: Node = {"list": self.node(schema["items_schema"][0])}
        return {**node, "most": schema["max_length"]} if "max_length" in schema else node

    def _enum(self, schema: Mapping[str, Any]) -> Node:
        return {"codes": [member.value for member in schema["members"]]}

    def _str(self, schema: Mapping[str, Any]) -> Node:
        node: Node = {}
        if "max_length" in schema:
            node["most"] = schema["max_length"]
        if "pattern" in schema:
            node["pattern"] = self._named(schema["pattern"])
        return node

    def _named(self, pattern: str) -> str:
        if pattern not in PATTERNS:
            raise UnknownRule(f"the form's script has no words for the pattern {pattern!r}")
        self.used.add(PATTERNS[pattern])
        return PATTERNS[pattern]

    def _chain(self, schema: Mapping[str, Any]) -> Node:
        text, value = schema["steps"]
        return {**self._str(text), **self._value(value)}

    def _value(self, schema: Mapping[str, Any]) -> Node:
        kinds = {"int": "number", "float": "number", "date": "day", "bool": "truth"}
        if schema["type"] == "function-before":
            return {"kind": KINDS[schema["function"]["function"].__name__]}
        bounds = {ours: schema[theirs] for theirs, ours in _BOUNDS.items() if theirs in schema}
        return {"kind": kinds[schema["type"]], **bounds}

    def _function_after(self, schema: Mapping[str, Any]) -> Node:
        node, rule = self._inside(schema), schema["function"]["function"]
        if isinstance(getattr(rule, "__self__", None), VocabularyCode):
            return {**node, "vocabulary": rule.__self__.name}
        if rule.__name__ in KINDS:
            return {**node, "kind": KINDS[rule.__name__]}
        if rule.__qualname__ not in AFTER or "record" not in node:
            raise UnknownRule(f"the form's script knows no rule {rule.__qualname__!r}")
        self.records[node["record"]]["after"] = [AFTER[rule.__qualname__]]
        return node
