"""Small federations for the tests of the programme's pages: plain texts in, a site and its pages out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import blake2b
from typing import Any

import html5lib
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from pydantic_core import to_json

from generator.languages.language import Language
from generator.publishing.calls import call
from generator.publishing.chains import chain
from generator.publishing.page import Page
from generator.publishing.programme import initiative, programme, track
from generator.publishing.site import Site
from generator.publishing.templates import environment
from generator.reading.settings import Settings
from generator.records.federation import MODELS, Federation, Kind, Source
from generator.vocabularies import Vocabularies

NOW = "2026-11-22T10:00+01:00"
VOCABULARIES = Vocabularies.load()


class Compiled(BytecodeCache):
    """Keeps compiled templates from site to site: each test has its own environment, compiling takes longest."""

    def __init__(self) -> None:
        self.codes: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.codes:
            bucket.bytecode_from_string(self.codes[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()
KINDS = (track, programme, initiative, call, chain)

TRACKS = {
    "connections": {"number": "4", "title": "Weaving connections", "question": "What can we do only together?"},
    "people": {"number": "3", "title": "Caring for people"},
}


def site(now: str = NOW, language: str = "en", **records: Mapping[str, Mapping[str, Any]]) -> Site:
    """Build a site of `members`, `calls`, `initiatives`, `tracks`, `chains`, `issues`, by slug, as trees of texts."""
    kinds: dict[str, Kind] = {
        "members": "member", "calls": "call", "initiatives": "initiative", "tracks": "track", "chains": "chain",
        "issues": "issue",
    }  # fmt: skip
    found: dict[str, Any] = {}
    sources: dict[tuple[Kind, str], Source] = {}
    for name, kind in kinds.items():
        given = dict(sorted(records.get(name, {}).items()))
        found[name] = {slug: MODELS[kind].model_validate(texts) for slug, texts in given.items()}
        for slug, texts in given.items():
            digest = blake2b(repr(texts).encode()).digest()
            sources[kind, slug] = Source(f"{name}/{slug}.yml", digest, to_json(texts))
    return Site(
        Federation(**found, sources=sources),
        VOCABULARIES,
        Language.load(language),
        Settings(name="Seven Rivers", language=language),
        datetime.fromisoformat(now),
    )


def woven(now: str = NOW, **records: Mapping[str, Mapping[str, Any]]) -> Site:
    """Build a site on the tracks above."""
    return site(now, **{"tracks": TRACKS, **records})


def an_initiative(**more: Any) -> dict[str, Any]:
    """Return the texts of an initiative on the fourth track."""
    texts = {"title": "Collaborate", "track": "connections", "kind": "service", "summary": "Members meet members."}
    return {**texts, **more}


def a_call(**more: Any) -> dict[str, Any]:
    """Return the texts of a call to action that closes on the last day of November."""
    closing = {"id": "end", "at": "2026-11-30T12:00"}
    return {
        "title": "Who cooks?",
        "kind": "call_to_action",
        "published": "2026-10-01",
        "deadlines": [closing],
        **more,
    }


def a_member(name: str = "Aurora", **more: Any) -> dict[str, Any]:
    """Return the texts of a member."""
    return {"name": name, **more}


def an_offer(**more: Any) -> dict[str, Any]:
    """Return the texts of an offer or a need."""
    return {"id": "bread", "kind": "good", "title": "Fresh bread", "expires": "2027-03-01", **more}


def templates_of(built: Site) -> Environment:
    """Return the templates of a site, compiled once for all tests."""
    templates = environment(built)
    templates.bytecode_cache = COMPILED
    return templates


def pages(built: Site) -> Iterator[Page]:
    """Yield every page of the programme, the calls and the chains."""
    templates = templates_of(built)
    for kind in KINDS:
        yield from kind.pages(built, templates)


def page(built: Site, address: str) -> Page:
    """Return the page at an address, of the kinds that may have it: compiling all templates takes time."""
    templates, tree = templates_of(built), address.partition("/")[0]
    at = built.addresses
    kinds = {at.tracks: [track], at.programme: [programme, initiative], at.calls: [call], at.chains: [chain]}[tree]
    return next(page for kind in kinds for page in kind.pages(built, templates) if page.address == address)


def body(built: Site, address: str) -> str:
    """Return the HTML of the page at an address, proven to be well formed."""
    html = page(built, address).body()
    parsed(html)
    return html


def parsed(html: str) -> Any:
    """Parse a page's body as strictly as a whole page, raise on the first mistake, and return its tree."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(f"<!doctype html><html lang=en><head><title>x</title></head><body>{html}</body></html>")


def words(html: str) -> str:
    """Return what a reader reads of a page's body: its text, without what is hidden, on single spaces."""
    return " ".join(_words(parsed(html)))


def _words(element: Any) -> Iterator[str]:
    if element.tag in ("template", "title", "head") or "hidden" in element.attrib:
        return
    yield from (element.text or "").split()
    for child in element:
        yield from _words(child)
        yield from (child.tail or "").split()
