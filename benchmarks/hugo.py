"""The same records in the same frame, rendered by Hugo: members, and on request the lists of them too."""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from generator.languages.language import Language
from generator.publishing.members.card import Card, cards
from generator.publishing.members.lists import SIZE
from generator.publishing.site import Site
from generator.reading.settings import Settings
from generator.reading.site import read_site
from generator.vocabularies import Vocabularies

CONFIGURATION = """\
baseURL = "https://federazione.example/"
disableKinds = ["RSS", "sitemap", "home", "404"{more}]
[pagination]
pagerSize = {size}
[taxonomies]
{taxonomies}
"""
TAXONOMIES = ("settore", "regione", "forma", "lettera")
HERE = Path(__file__).parent
COMMAND = Path(sys.executable).parent / "hugo"


def prepare(federation: Path, folder: Path, *, lists: bool) -> Path:
    """Make a Hugo site in `folder` from a federation that was built, and return it.

    Its layouts are built pages whose own words gave way to Hugo's expressions. What we work out for each member
    (its sector, region, kind and letter, and its place in words) is given to Hugo as it is.
    """
    found = {card.slug: card for card in cards(_site(federation))}
    content = folder / "content" / "associate"
    content.mkdir(parents=True)
    for record in (federation / "members").glob("*.yml"):
        text = record.read_text(encoding="utf-8") + (_terms(found[record.stem]) if lists else "")
        (content / f"{record.stem}.md").write_text(f"---\n{text}---\n", encoding="utf-8")
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (layouts / "single.html").write_text(_member(federation), encoding="utf-8")
    (layouts / "list.html").write_text(_list(federation), encoding="utf-8")
    (folder / "data").mkdir()
    (folder / "data" / "ateco.json").write_text(json.dumps(dict(_trades(federation / "members"))), encoding="utf-8")
    more = "" if lists else ', "taxonomy", "term", "section"'
    names = "\n".join(f'{name} = "{name}"' for name in TAXONOMIES) if lists else ""
    (folder / "hugo.toml").write_text(CONFIGURATION.format(more=more, size=SIZE, taxonomies=names), encoding="utf-8")
    return folder


def _site(federation: Path) -> Site:
    reading = read_site(federation)
    language = Language.load("it")
    return Site(reading.federation, reading.vocabularies, language, Settings("Federazione"), datetime.now(UTC))


def _terms(card: Card) -> str:
    values: Mapping[str, object] = {
        "settore": [card.sector.slug],
        "regione": [card.region.slug],
        "forma": [card.kind.slug],
        "lettera": [card.letter.slug],
        "place": card.place,
    }
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items())


def _member(federation: Path) -> str:
    records = sorted((federation / "members").glob("*.yml"))
    record = next(path for path in records if _plain(_field(path, "name")) and _plain(_field(path, "summary")))
    head, tail = _around(federation / "site" / "associate" / record.stem / "index.html")
    linked_data = (HERE / "hugo_head.html").read_text(encoding="utf-8")
    head = re.sub(r'<script type="application/ld\+json">.*?</script>', lambda _: linked_data, head, flags=re.DOTALL)
    head = head.replace(html.escape(_field(record, "summary")), "{{ .Params.summary }}")
    head = head.replace(html.escape(_field(record, "name")), "{{ .Params.name }}")
    head = head.replace(f"https://federazione.example/associate/{record.stem}/", "{{ .Permalink }}")
    return head + (HERE / "hugo_member.html").read_text(encoding="utf-8") + tail


def _list(federation: Path) -> str:
    head, tail = _around(next((federation / "site" / "associate" / "regione").glob("*/index.html")))
    head = re.sub(r"<title>.*?</title>", "<title>{{ .Title }}</title>", head)
    return head + (HERE / "hugo_list.html").read_text(encoding="utf-8") + tail


def _around(page: Path) -> tuple[str, str]:
    """Return what stands before and after a page's own content."""
    before, mark, rest = page.read_text(encoding="utf-8").partition('<div id="content" tabindex="-1">')
    return before + mark, "</div>" + rest[rest.rindex("</article>") :]


def _field(record: Path, name: str) -> str:
    found = re.search(rf"^{name}: (.+)$", record.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1].strip('"') if found else ""


def _plain(text: str) -> bool:
    return re.fullmatch(r"[A-Za-z0-9 ,–-]+", text) is not None


def _trades(records: Path) -> Iterator[tuple[str, dict[str, str]]]:
    activities = Vocabularies.load().ateco
    texts = (record.read_text(encoding="utf-8") for record in records.glob("*.yml"))
    for code in sorted({code for text in texts for code in re.findall(r'ateco: "?([0-9.]+)', text)}):
        entry = activities.get(code)
        if entry is not None:
            yield code, {"title": entry.title, "sector": activities.sector(code).labels.get("it")}
