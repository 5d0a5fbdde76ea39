"""The same members in the same frame, rendered by Hugo."""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from generator.vocabularies import Vocabularies

CONFIGURATION = """\
baseURL = "https://federazione.example/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "home", "section", "404"]
"""
HERE = Path(__file__).parent
BODY, HEAD = HERE / "hugo_member.html", HERE / "hugo_head.html"
COMMAND = Path(sys.executable).parent / "hugo"


def prepare(federation: Path, folder: Path) -> Path:
    """Make a Hugo site in `folder` from a federation that was built, and return it.

    Its layout is a built member's page whose own words gave way to Hugo's expressions.
    """
    content = folder / "content" / "associate"
    content.mkdir(parents=True)
    for record in (federation / "members").glob("*.yml"):
        text = record.read_text(encoding="utf-8")
        (content / f"{record.stem}.md").write_text(f"---\n{text}---\n", encoding="utf-8")
    (folder / "layouts" / "_default").mkdir(parents=True)
    (folder / "layouts" / "_default" / "single.html").write_text(_layout(federation), encoding="utf-8")
    (folder / "data").mkdir()
    (folder / "data" / "ateco.json").write_text(json.dumps(dict(_trades())), encoding="utf-8")
    (folder / "hugo.toml").write_text(CONFIGURATION, encoding="utf-8")
    return folder


def _layout(federation: Path) -> str:
    record = next(path for path in sorted((federation / "members").glob("*.yml")) if _field(path, "summary"))
    page = (federation / "site" / "associate" / record.stem / "index.html").read_text(encoding="utf-8")
    head, _, rest = page.partition('<div id="content" tabindex="-1">')
    tail = rest[rest.rindex("</article>") :]
    head = re.sub(
        r'<script type="application/ld\+json">.*?</script>',
        lambda _: HEAD.read_text(encoding="utf-8"),
        head,
        flags=re.DOTALL,
    )
    for words, expression in (
        (_field(record, "summary"), "{{ .Params.summary }}"),
        (_field(record, "name"), "{{ .Params.name }}"),
    ):
        head = head.replace(html.escape(words), expression)
    head = re.sub(rf"https://federazione\.example/associate/{record.stem}/", "{{ .Permalink }}", head)
    return f'{head}<div id="content" tabindex="-1">{BODY.read_text(encoding="utf-8")}</div>{tail}'


def _field(record: Path, name: str) -> str:
    found = re.search(rf"^{name}: (.+)$", record.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1].strip('"') if found else ""


def _trades() -> Iterator[tuple[str, dict[str, str]]]:
    activities = Vocabularies.load().ateco
    for code in activities:
        entry = activities.get(code)
        if entry is not None:
            yield code, {"title": entry.title, "sector": activities.sector(code).labels.get("it")}
