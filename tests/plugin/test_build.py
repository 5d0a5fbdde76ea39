"""`mkdocs build` gives the whole site or a reason; a build after an edit gives what a first build would."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.plugin.standing import ledger_of
from tests.plugin.federation import FILES, build, page, tree, write


def test_each_record_has_its_page_in_the_frame_of_its_section(once: Path) -> None:
    root = once
    aurora = page(root, "associate/aurora")
    assert "<title>Aurora - Federazione</title>" in aurora
    assert '<meta name="description" content="Servizi per anziani">' in aurora
    assert '<link rel="canonical" href="https://f.example/sito/associate/aurora/">' in aurora
    assert '"base": "../.."' in aurora
    assert "https://forge.example/f/sito/edit/main/members/aurora.yml" in aurora
    for address in ("associate/brezza", "call/mense", "programma/2026/mense", "piste/reti", "associate", "call"):
        assert page(root, address).count("<h1") == 1
    assert "coop-restart-slot" not in b"".join(tree(root / "site").values()).decode(errors="ignore")


def test_records_are_not_published_as_files(once: Path) -> None:
    assert [path for path in tree(once / "site") if path.endswith((".yml", ".yaml"))] == []


def test_pages_are_of_the_federations_day(root: Path, tmp_path: Path) -> None:
    # Half an hour after midnight in Rome it is still the day before elsewhere.
    moments = ("2026-11-29T23:30:00+01:00", "2026-11-30T00:30:00+01:00")
    for moment in moments:
        write(root, {"mkdocs.yml": FILES["mkdocs.yml"].replace("2026-11-22T12:00:00+01:00", moment)})
        assert build(root).returncode == 0
    afresh = write(
        tmp_path / "afresh" / "federation", {**FILES, "mkdocs.yml": (root / "mkdocs.yml").read_text("utf-8")}
    )
    assert build(afresh).returncode == 0
    assert tree(root / "site") == tree(afresh / "site")


def test_yaml_is_published_from_below_the_assets_alone(root: Path) -> None:
    left = {"content/programme/2026/mense.yml~": "title: M\n", "content/#index.yml#": "title: M\n"}
    write(root, {"content/assets/openapi.yml": "openapi: 3.1.0\n", **left})
    assert build(root).returncode == 0
    assert [path for path in tree(root / "site") if "yml" in path] == ["assets/openapi.yml"]
    write(root, {"content/ribalta.yml": "name: R\n"})
    done = build(root)
    assert "content/ribalta.yml:1:1: le schede in questa cartella non vengono lette (qui sono 1)" in done.stderr
    assert done.returncode == 1
    assert not (root / "site/ribalta.yml").exists()


def test_the_sitemap_holds_hand_written_and_record_pages_once(once: Path) -> None:
    sitemap = (once / "site" / "sitemap.xml").read_text(encoding="utf-8")
    for address in ("", "associate/", "associate/aurora/", "call/mense/", "programma/2026/mense/"):
        assert sitemap.count(f"<loc>https://f.example/sito/{address}</loc>") == 1
    assert not (once / "site" / "sitemap.xml.gz").exists()


def test_an_edit_leaves_the_open_data_of_other_provinces_where_it_stands(root: Path) -> None:
    def stamps() -> dict[str, int]:
        files = (root / "site" / "api" / "v1" / "members").iterdir()
        return {path.name: path.stat().st_mtime_ns for path in files}

    write(root, {"members/lontana.yml": "name: Lontana\naddress: {municipality: '015146'}\n"})
    assert build(root).returncode == 0
    before = stamps()
    write(root, {"members/lontana.yml": "name: Lontanissima\naddress: {municipality: '015146'}\n"})
    assert build(root).returncode == 0
    after = stamps()
    assert {name for name in before if before[name] != after[name]} == {
        f"milano.{ending}" for ending in ("json", "geojson", "jsonld", "vcf")
    }
    assert len(before) > 4


def test_members_are_open_data_where_the_site_does_not_say_otherwise(root: Path) -> None:
    assert build(root).returncode == 0
    listed = json.loads((root / "site" / "api" / "v1" / "members.json").read_text(encoding="utf-8"))
    assert listed["members"] == len(list((root / "members").glob("*.yml")))
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("coop-restart: {", "coop-restart: {open_data: false, "), encoding="utf-8")
    assert build(root).returncode == 0
    assert not (root / "site" / "api" / "v1" / "members.json").exists()
    assert not list((root / "site" / "api" / "v1").glob("members/*"))
    assert "members.json" not in (root / "site" / "cifre" / "index.html").read_text(encoding="utf-8")


def test_the_figures_have_a_page_and_open_data(once: Path) -> None:
    found = json.loads((once / "site/api/v1/figures.json").read_text(encoding="utf-8"))
    assert (found["members"]["count"], found["matches"]["tied"]) == (4, 2)
    html = page(once, "cifre")
    assert html.count("<h1") == 1
    assert 'href="../api/v1/figures.json"' in html
    assert "https://f.example/sito/cifre/</loc>" in (once / "site" / "sitemap.xml").read_text(encoding="utf-8")


def test_each_year_has_its_document_and_links_to_it(once: Path) -> None:
    document = once / "site/programma/2026/programma-2026.pdf"
    assert document.read_bytes().startswith(b"%PDF-")
    year = page(once, "programma/2026")
    assert 'href="../../programma/2026/programma-2026.pdf"' in year
    assert "Scaricate il programma di lavoro 2026 (PDF)" in year


@pytest.mark.parametrize(
    ("edit", "made_anew"),
    [
        ({"members/aurora.yml": "name: Aurora\nsummary: Altro\n"}, False),
        ({"members/brezza.yml": "name: Brezza Due\nlogo: brezza.svg\n"}, False),
        ({"members/aurora.yml": "name: Aurora Due\n"}, True),
        ({"content/index.md": '# Home\n\n<div class="vision" markdown>\n\nInsieme.\n\n</div>\n'}, True),
        ({"calls/mense.yml": FILES["calls/mense.yml"].replace("title: Mense", "title: Altre mense")}, True),
    ],
)
def test_a_document_is_set_again_only_when_what_it_tells_has_changed(
    root: Path, edit: dict[str, str], made_anew: bool
) -> None:
    assert build(root).returncode == 0
    kept = root / ".cache/coop-restart"
    before = {path.name: path.stat().st_mtime_ns for path in kept.glob("programme-*.pdf")}
    write(root, edit)
    assert build(root).returncode == 0
    after = {path.name: path.stat().st_mtime_ns for path in kept.glob("programme-*.pdf")}
    assert len(before) == 1
    assert (after != before) is made_anew


def test_a_year_that_is_gone_takes_its_document_along(root: Path) -> None:
    assert build(root).returncode == 0
    (root / "content/programme/2026/mense.yml").unlink()
    write(root, {"calls/mense.yml": FILES["calls/mense.yml"].replace("initiative: 2026/mense\n", "")})
    assert build(root).returncode == 0
    assert not (root / "site/programma/2026").exists()


def test_a_logo_is_copied_and_shown(once: Path) -> None:
    assert (once / "site/associate/logos/brezza.svg").read_text() == FILES["members/logos/brezza.svg"]
    assert 'src="../../associate/logos/brezza.svg"' in page(once, "associate/brezza")


SHARED_BY_ALL = {
    "the menu",
    "the site's address",
    "the language",
    "the office's address",
    "the day",
    "a service's name",
}
"""Edits after which no page may be kept as it was."""

EDITS: dict[str, dict[str, str | None]] = {
    "a name": {"members/aurora.yml": FILES["members/aurora.yml"].replace("Aurora", "Aurora Due")},
    "a summary": {"members/aurora.yml": "name: Aurora\nsummary: Altro\n"},
    "a member more": {"members/cielo.yml": "name: Cielo\nrelations: [{kind: supplier_of, member: brezza}]\n"},
    "a member less": {
        "members/brezza.yml": None,
        "members/logos/brezza.svg": None,
    },
    "a relation less": {"members/brezza.yml": "name: Brezza\nlogo: brezza.svg\n"},
    "a call's title": {"calls/mense.yml": FILES["calls/mense.yml"].replace("title: Mense", "title: Altre mense")},
    "a call's deadline": {"calls/mense.yml": FILES["calls/mense.yml"].replace("2026-12-01", "2026-11-24")},
    "an initiative's title": {
        "content/programme/2026/mense.yml": FILES["content/programme/2026/mense.yml"].replace(
            "title: Mense", "title: M"
        )
    },
    "an initiative's partners": {
        "content/programme/2026/mense.yml": FILES["content/programme/2026/mense.yml"].replace("aurora", "brezza")
    },
    "a track's title": {"content/programme/tracks/reti.yml": "number: 1\ntitle: Legami\n"},
    "a track's number": {"content/programme/tracks/reti.yml": "number: 2\ntitle: Reti\n"},
    "what a partner seeks": {"members/dosso.yml": FILES["members/dosso.yml"].replace("Pane fresco", "Pane integrale")},
    "a partner's offer that ends": {"members/cascina.yml": FILES["members/cascina.yml"].replace("2027-03", "2026-11")},
    "a logo": {"members/logos/brezza.svg": FILES["members/logos/brezza.svg"].replace("h9", "h8")},
    "a hand-written page": {"content/index.md": "# Casa\n"},
    "the menu": {"mkdocs.yml": FILES["mkdocs.yml"].replace("Associate:", "Cooperative:")},
    "the site's address": {"mkdocs.yml": FILES["mkdocs.yml"].replace("f.example/sito", "g.example")},
    "the language": {
        "mkdocs.yml": FILES["mkdocs.yml"].replace("language: it", "language: en").replace("associate/", "members/")
    },
    "the office's address": {"mkdocs.yml": FILES["mkdocs.yml"].replace("ufficio@", "segreteria@")},
    "the day": {"mkdocs.yml": FILES["mkdocs.yml"].replace("2026-11-22", "2027-02-22")},
    "a service's name": {"content/vocabularies/services.yml": "food.bakery: {labels: {it: Forni}}\n"},
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_build_after_an_edit_equals_a_build_from_nothing(once: Path, tmp_path: Path, edit: str) -> None:
    root = tmp_path / "federation"
    # Times are kept, so that what was built is taken for what was built.
    shutil.copytree(once, root)
    ledger = next((root / ".cache" / "coop-restart").glob("site-*.json"))
    ledger.rename(ledger_of(root, root / "site"))
    for path, text in EDITS[edit].items():
        if text is None:
            (root / path).unlink()
        else:
            write(root, {path: text})
    if edit == "the language":
        write(root, {"content/index.md": FILES["content/index.md"].replace("/associate/", "/members/")})
    again = build(root)
    assert again.returncode == 0, again.stderr
    kept = int(re.search(r"; (\d+) stayed as they were", again.stderr)[1])  # type: ignore[index]
    after = tree(root / "site")
    shutil.rmtree(root / "site")
    shutil.rmtree(root / ".cache")
    assert build(root).returncode == 0
    anew = tree(root / "site")
    assert sorted(after) == sorted(anew)
    assert [path for path in anew if after[path] != anew[path]] == []
    assert kept > 0 or edit in SHARED_BY_ALL


def test_the_same_records_give_the_same_bytes_in_any_folder_order_and_locale(
    once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "elsewhere" / "deep"
    write(other, dict(reversed(FILES.items())))
    for name, value in {"LC_ALL": "C", "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "LANG": "de_DE.UTF-8"}.items():
        monkeypatch.setenv(name, value)
    build(other)
    assert tree(other / "site") == tree(once / "site")


def test_an_empty_federation_builds(tmp_path: Path) -> None:
    root = write(tmp_path, {"mkdocs.yml": FILES["mkdocs.yml"], "content/index.md": "# Home\n"})
    run = build(root)
    assert run.returncode == 0, run.stderr
    assert page(root, "associate").count("<h1") == 1


def test_every_page_s_policy_names_the_tiles_server_only_where_the_federation_has_one(root: Path, once: Path) -> None:
    tiles = "https://tiles.example/{z}/{x}/{y}.png"
    write(root, {"mkdocs.yml": FILES["mkdocs.yml"].replace("{now:", f'{{map_tiles: "{tiles}", now:')})
    run = build(root)
    assert run.returncode == 0, run.stderr
    assert "img-src 'self' data: https://tiles.example;" in page(root, "associate/mappa")
    assert "img-src 'self' data:;" in page(once, "associate/mappa")


def test_every_page_s_policy_lets_forms_go_to_the_newsletter_s_servers_only_where_there_is_one(
    root: Path, once: Path
) -> None:
    newsletter = '{newsletter: {address: "https://l.example/join?a", leads_to: ["https://p.example"]}, now:'
    write(root, {"mkdocs.yml": FILES["mkdocs.yml"].replace("{now:", newsletter)})
    run = build(root)
    assert run.returncode == 0, run.stderr
    policy = "form-action 'self' mailto: https://l.example https://p.example"
    assert f'{policy}"' in page(root, "resta-informato/newsletter")
    assert policy in page(root, "associate/aurora")
    assert "form-action 'self' mailto:\"" in page(once, "associate/aurora")


def test_issues_stand_in_the_archive_below_a_hand_written_page_and_go_with_their_files(root: Path) -> None:
    issue = "date: 2026-11-20\nsince: 2026-10-20\nforeword: Care socie\n"
    informed = "# Resta informato\n\n{{ newsletter }}\n"
    write(root, {"content/newsletter/uno.yml": issue, "content/resta-informato.md": informed})
    assert build(root).returncode == 0
    assert "Care socie" in page(root, "resta-informato/newsletter/uno")
    assert 'href="../resta-informato/newsletter/uno/"' in page(root, "resta-informato")
    assert "resta-informato/newsletter/uno/</loc>" in (root / "site/sitemap.xml").read_text(encoding="utf-8")
    assert not (root / "site/newsletter").exists(), "records are no documents to copy"
    (root / "content/newsletter/uno.yml").unlink()
    (root / "content/resta-informato.md").unlink()
    assert build(root).returncode == 0
    assert not (root / "site/resta-informato/newsletter/uno").exists()
    assert (root / "site/resta-informato/newsletter/index.html").is_file()


def test_calendars_and_feeds_are_dated_by_git_and_stay_as_they_are_while_nothing_changes(tmp_path: Path) -> None:
    root = write(tmp_path / "federation", FILES)

    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=A", "-c", "user.email=a@b.example")
        dated = {
            **os.environ,
            "GIT_COMMITTER_DATE": "2026-11-20T12:00:00+00:00",
            "GIT_AUTHOR_DATE": "2026-11-20T12:00Z",
        }
        subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True, env=dated)

    git("init", "--quiet")
    (root / ".gitignore").write_text(".cache\nsite\n", encoding="utf-8")
    git("add", "--all")
    git("commit", "--quiet", "--message", "Begin")
    assert build(root).returncode == 0
    first = followed_files(root)
    calendar, feed = first["calendari/tutto.ics"], first["feed/tutto.xml"]
    assert b"UID:call/mense/fine@f.example\r\nSEQUENCE:0\r\n" in calendar
    assert b"LAST-MODIFIED:20261120T120000Z" in calendar
    assert b"<updated>2026-11-20T12:00:00Z</updated>" in feed
    assert b'href="https://f.example/sito/feed/tutto.xml"' in feed
    later = {"mkdocs.yml": FILES["mkdocs.yml"].replace("2026-11-22", "2026-11-23")}
    assert build(write(root, later)).returncode == 0
    assert followed_files(root) == first
    write(root, {"calls/mense.yml": FILES["calls/mense.yml"].replace("2026-12-01", "2026-12-08")})
    git("commit", "--quiet", "--all", "--message", "Put off")
    assert build(root).returncode == 0
    assert b"UID:call/mense/fine@f.example\r\nSEQUENCE:1\r\n" in followed_files(root)["calendari/tutto.ics"]


def test_without_git_the_records_date_what_can_be_followed_and_the_build_says_so(tmp_path: Path) -> None:
    done = build(write(tmp_path / "federation", FILES))
    assert "dated by the records alone" in done.stderr
    assert b"LAST-MODIFIED:20261101T000000Z" in followed_files(tmp_path / "federation")["calendari/tutto.ics"]


def followed_files(root: Path) -> dict[str, bytes]:
    """Return the calendars and feeds of a built site."""
    return {path: content for path, content in tree(root / "site").items() if path.startswith(("calendari/", "feed/"))}
