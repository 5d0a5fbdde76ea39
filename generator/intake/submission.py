"""What came over the wire becomes a proposal, or is refused: JSON, or the fields of a plain form."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.intake.proposal import Picture, Proposal, ProposalKind
from generator.intake.refusal import Refusal
from generator.languages import N_

KEYS = ("kind", "slug", "fields", "changes", "member", "logo", "note", "language", "key", "altcha", "website_url_2")
CONSENT = "consent"
TRAP = "website_url_2"
"""A field that people do not see and programs fill in."""

DEEPEST = 12
MOST_PARTS = 5_000
MOST_ITEMS = 200
LONGEST_NOTE = 4_000
_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
_POSITION = re.compile(r"0|[1-9][0-9]{0,2}")


@dataclass(frozen=True)
class Submission:
    """A proposal with what shows that a person is behind it. `plain`: a form without scripts, and so without proof."""

    proposal: Proposal
    proof: str = ""
    trap: str = ""
    plain: bool = False


def from_json(body: bytes) -> Submission:
    """Return what a JSON body says. Raise Refusal. Numbers keep the letters that they were written with."""
    try:
        raw = json.loads(body, parse_int=str, parse_float=str, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refusal(400, "json", N_("The request is not JSON that can be read.")) from None
    if not isinstance(raw, dict):
        raise Refusal(400, "json", N_("The request is not JSON that can be read."))
    return _submission(raw, _json_picture(raw.get("logo")))


def from_form(items: Iterable[tuple[str, str]], picture: Picture | None, today: date) -> Submission:
    """Return what the fields of a plain form say, `fields.offers.0.title` and the like. Raise Refusal.

    Fields that were left empty are not given. A field that comes several times is a list. A box `consent` was ticked
    today, its value is the version of the text. To change a member, filled fields count as changes.
    """
    raw: dict[str, Any] = {"fields": {}, "changes": {}}
    for name, text in items:
        root, _, path = name.partition(".")
        value = text.replace("\r\n", "\n")
        if root == "fields" and path:
            _put(raw["fields"], path.split("."), value)
        elif root == "changes" and path:
            _put_one(raw["changes"], path, value)
        elif root in KEYS and root not in ("fields", "changes", "logo"):
            raw[root] = value
        elif root == CONSENT and value:
            _put(raw["fields"], [CONSENT, "date"], today.isoformat())
            _put(raw["fields"], [CONSENT, "version"], value)
    raw["fields"] = _listed(raw["fields"])
    if raw.get("kind") == ProposalKind.CHANGE_MEMBER:
        raw["changes"] = {**dict(_flat(raw.pop("fields"))), **raw["changes"]}
    return _submission(raw, picture, plain=not raw.get("altcha"))


def _submission(raw: Mapping[str, Any], picture: Picture | None, *, plain: bool = False) -> Submission:
    _Measure().take(raw)
    unknown = sorted(set(raw) - set(KEYS))
    if unknown:
        raise Refusal(400, "unknown-key", N_("The request has a part that is not known: {name}"), name=unknown[0][:40])
    try:
        kind = ProposalKind(_text(raw, "kind"))
    except ValueError:
        kinds = ", ".join(ProposalKind)
        raise Refusal(
            400, "kind", N_("It is not said what is proposed; 'kind' is one of: {kinds}"), kinds=kinds
        ) from None
    key, note = _text(raw, "key"), _text(raw, "note").strip()
    if key and not _KEY.fullmatch(key):
        raise Refusal(400, "key", N_("'key' is not a UUID."))
    if len(note) > LONGEST_NOTE:
        raise Refusal(400, "note", N_("The note is longer than {limit} characters."), limit=LONGEST_NOTE)
    proposal = Proposal(
        kind=kind,
        slug=_text(raw, "slug").strip(),
        fields=_given(_mapping(raw, "fields")),
        changes={path: _worth(value) for path, value in _mapping(raw, "changes").items()},
        member=_text(raw, "member").strip(),
        picture=picture,
        note=note,
        language=_text(raw, "language")[:10],
        key=key,
    )
    return Submission(proposal, _text(raw, "altcha"), _text(raw, TRAP), plain)


def _json_picture(logo: Any) -> Picture | None:
    if not logo:
        return None
    if isinstance(logo, dict) and isinstance(logo.get("data"), str) and isinstance(logo.get("name", ""), str):
        data = logo["data"].rpartition("base64,")[2]
        try:
            return Picture(logo.get("name", ""), base64.b64decode(data, validate=True))
        except (binascii.Error, ValueError):
            pass
    raise Refusal(400, "logo", N_("The logo has not arrived whole."))


def _put(tree: dict[str, Any], path: list[str], value: str) -> None:
    """Put a value into mappings only: which of them are lists is known when all are there."""
    if len(path) > DEEPEST:
        raise Refusal(400, "too-deep", N_("The request is nested too deeply."))
    for name in path[:-1]:
        inner = tree.setdefault(name, {})
        if not isinstance(inner, dict):
            raise Refusal(400, "names", N_("Two fields of the form contradict each other: {name}"), name=name[:40])
        tree = inner
    if isinstance(tree.get(path[-1]), dict):
        raise Refusal(400, "names", N_("Two fields of the form contradict each other: {name}"), name=path[-1][:40])
    if value:
        _put_one(tree, path[-1], value)


def _put_one(tree: dict[str, Any], name: str, value: str) -> None:
    before = tree.get(name)
    if before is None:
        tree[name] = value
    else:
        tree[name] = [*before, value] if isinstance(before, list) else [before, value]


def _listed(tree: Any) -> Any:
    """Return the tree with each mapping of positions as a list, in the order of the positions, gaps closed."""
    if not isinstance(tree, dict):
        return tree
    if tree and all(_POSITION.fullmatch(name) for name in tree):
        return [_listed(tree[name]) for name in sorted(tree, key=int)]
    return {name: _listed(value) for name, value in tree.items()}


def _flat(tree: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each value that is no mapping under its dotted name."""
    for name, value in tree.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield above + name, value


def _given(tree: Any) -> Any:
    """Return a tree of texts without what is empty; truth values as YAML writes them."""
    if isinstance(tree, dict):
        whole = {name: _given(value) for name, value in tree.items()}
        return {name: value for name, value in whole.items() if value not in (None, "", [], {})}
    if isinstance(tree, list):
        return [value for value in map(_given, tree) if value not in (None, "", [], {})]
    return str(tree).lower() if isinstance(tree, bool) else tree


def _worth(value: Any) -> Any:
    """Return the value of a change; an empty one removes the field."""
    return _given(value) or None


def _text(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refusal(400, "text", N_("'{name}' is not a text."), name=key)
    return value


def _mapping(raw: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = raw.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Refusal(400, "mapping", N_("'{name}' is not a mapping of names to values."), name=key)
    return value


def _no_number(_: str) -> str:
    raise ValueError


class _Measure:
    """Refuses what is larger or deeper than any honest proposal, and texts that are no Unicode."""

    def __init__(self) -> None:
        self.parts = 0

    def take(self, value: Any, depth: int = 0) -> None:
        self.parts += 1
        if self.parts > MOST_PARTS or (isinstance(value, list | dict) and len(value) > MOST_ITEMS):
            raise Refusal(400, "too-many", N_("The request has too many parts."))
        if depth > DEEPEST:
            raise Refusal(400, "too-deep", N_("The request is nested too deeply."))
        if isinstance(value, dict):
            for name, inner in value.items():
                self.take(name, depth + 1)
                self.take(inner, depth + 1)
        elif isinstance(value, list):
            for inner in value:
                self.take(inner, depth + 1)
        elif isinstance(value, str):
            try:
                value.encode()
            except UnicodeEncodeError:
                raise Refusal(400, "text", N_("The request has a text that is not Unicode.")) from None
