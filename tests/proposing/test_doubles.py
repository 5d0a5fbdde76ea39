"""Who is in the directory already: the form finds the same doubles as `check`, and texts where the site put them."""

from __future__ import annotations

import json
from pathlib import Path
from zlib import crc32

from benchmarks.node import run
from generator.checking.namesakes import core
from generator.checking.near_names import SLIP_EVERY, similar
from generator.languages.legal_words import legal_words
from generator.publishing.proposing import files, known
from generator.publishing.proposing.sentences import HERE
from generator.reading.content import digest
from generator.records.federation import Source
from tests.project.project import ROOT
from tests.search.corpora import demonstration_site

NAMES = [
    ("Il Filo", "Il Filo Società Cooperativa"),
    ("Il Filo d'Oro", "FILO D’ORO soc. coop. a r.l."),
    ("Cooperativa Sociale Arcobaleno", "Arcobalenno"),
    ("Cooperativa Sociale Arcobaleno", "Arcobaleni Nuovi"),
    ("Agricoltori della Valle Nord", "Agricoltori della Valle Sud"),
    ("Servizi 2000", "Servizi 2001"),
    ("Apicoltori della Presolana", "Apicoltori dela Presolana"),
    ("Presolana Apicoltori", "Apicoltori della Presolana"),
    ("Casa del Sole", "Casa della Luna"),
    ("合作社", "合作社"),
    ("È l'ora", "E l'ora"),
]


def in_python(one: str, other: str) -> bool:
    dropped = legal_words(trades=True)
    left, right = core(one, dropped), core(other, dropped)
    if sorted(left) == sorted(right):
        return True
    short, long = sorted((len("".join(left)), len("".join(right))))
    if short < SLIP_EVERY - 1 or long - short > long // SLIP_EVERY:
        return False
    return similar(left, right, long // SLIP_EVERY)


def test_names_are_nearly_the_same_for_the_form_where_they_are_for_check() -> None:
    members = [member.name for member in demonstration_site().federation.members.values()]
    pairs = [*NAMES, *((one, other) for one in members[:25] for other in members)]
    script = """
        const dropped = new Set(given.words);
        const core = (name) => names.coreName(name, dropped);
        return given.pairs.map(([one, other]) => names.nearlySame(core(one), core(other)));
    """
    given = {"words": sorted(legal_words(trades=True)), "pairs": pairs}
    found = run(script, given, names=HERE / "namesakes.js")
    assert found == [in_python(one, other) for one, other in pairs]
    assert 25 < sum(found) < 40


def test_members_are_told_by_place_and_by_tax_code() -> None:
    told = {
        path.removeprefix("proponi/known/"): json.loads(content)
        for path, content in known.files(demonstration_site()).items()
    }
    rows = [row for name, listed in told.items() if not name.startswith("tax-") for row in listed]
    assert {row[0] for row in rows} == set(demonstration_site().federation.members)
    codes = {code: slug for name, listed in told.items() if name.startswith("tax-") for code, slug in listed.items()}
    for code, slug in codes.items():
        identifiers = demonstration_site().federation.members[slug].identifiers
        assert identifiers is not None
        assert identifiers.tax_code == code
        assert code in told[f"tax-{code[-2:]}.json"]


def test_the_script_looks_for_a_record_s_text_where_the_site_puts_it(tmp_path: Path) -> None:
    site = demonstration_site()
    makings = dict(files.makings(site, ROOT))
    count = files.shards(site)
    paths = [source.path for (kind, _), source in site.federation.sources.items() if kind in ("member", "call")]
    script = """
        const asked = [];
        globalThis.fetch = async (path) => (asked.push(path), { ok: true, json: async () => ({}) });
        for (const path of given.paths) await member.recordText({ records: "", shards: given.count }, path);
        return asked;
    """
    asked = run(script, {"paths": paths, "count": count}, member=HERE / "member.js")
    assert asked == [f"{crc32(path.encode()) % count}.json" for path in paths]
    for path, name in zip(paths, asked, strict=True):
        text, tree = json.loads(makings[f"proponi/{files.RECORDS}/{name}"].make())[path]
        assert text == (ROOT / path).read_text(encoding="utf-8")
        assert tree["name" if path.startswith("members/") else "title"]


def test_a_text_that_has_gone_or_changed_meanwhile_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "members").mkdir()
    sources = []
    for slug in ("one", "two", "three"):
        text = f"name: {slug}\n".encode()
        (tmp_path / "members" / f"{slug}.yml").write_bytes(text)
        sources.append(Source(f"members/{slug}.yml", digest(text), b'{"name":"%b"}' % slug.encode()))
    (tmp_path / "members" / "two.yml").unlink()
    (tmp_path / "members" / "three.yml").write_text("name: other\n", encoding="utf-8")
    assert json.loads(files.texts(tmp_path, sources)) == {"members/one.yml": ["name: one\n", {"name": "one"}]}
