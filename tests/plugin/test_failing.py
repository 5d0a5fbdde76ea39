"""A build that cannot go on says why, and leaves the last site as it was."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.plugin.federation import CONFIGURATION, FILES, build, page, tree, write


@pytest.mark.parametrize("blocked", ["site", "site/.kept", ".cache"])
def test_a_disk_that_says_no_is_told_without_a_traceback_and_the_last_site_stays(root: Path, blocked: str) -> None:
    if blocked == "site/.kept":
        write(root, {"site/index.html": "the last one", "site/associate/index.html": "the last one"})
    write(root, {blocked: ""})
    done = build(root)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert re.search(rf"^Error: {root}/{blocked}.* non si può leggere o scrivere: ", done.stderr, re.MULTILINE)
    if blocked == "site/.kept":
        assert page(root, "associate") == "the last one"


def test_a_time_of_builds_that_is_none_stops_the_build(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root, {"mkdocs.yml": CONFIGURATION.replace('now: "2026-11-22T12:00:00+01:00", ', "")})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "abc")
    done = build(root)
    assert done.returncode == 1
    assert "la variabile SOURCE_DATE_EPOCH vale 'abc': ci vogliono i secondi dal 1970, in cifre" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("language: it", "language: fr", "mkdocs.yml: theme.language: the site does not speak 'fr': it speaks en, it"),
        ("ufficio@f.example", "ufficio", "coop-restart: office_email: ci vuole una sola casella"),
    ],
)
def test_settings_that_cannot_be_followed_stop_the_build(root: Path, right: str, wrong: str, told: str) -> None:
    write(root, {"mkdocs.yml": CONFIGURATION.replace(right, wrong)})
    done = build(root)
    assert done.returncode == 1
    assert told in done.stderr


def test_wrong_records_stop_the_build_with_all_their_problems(root: Path) -> None:
    write(root, {"members/aurora.yml": "name: Aurora\nnaem: x\nstatus: alive\n", "calls/mense.yml": "title: Mense\n"})
    run = build(root)
    assert run.returncode == 1
    for place in ("members/aurora.yml:2:1: naem:", "members/aurora.yml:3:9: status:", "calls/mense.yml:1:1: kind:"):
        assert place in run.stderr
    assert not (root / "site" / "associate").exists()


@pytest.mark.parametrize("name", ["a reference that leads nowhere", "a page that cannot be made"])
def test_a_build_that_fails_says_what_is_wrong_and_leaves_the_last_site(root: Path, name: str) -> None:
    assert build(root).returncode == 0
    before = tree(root / "site")
    wrong = FILES["calls/mense.yml"].replace("track: reti", "track: reeti")
    if name == "a reference that leads nowhere":
        wrong = FILES["calls/mense.yml"].replace("participants: [aurora]", "participants: [arora]")
    write(root, {"calls/mense.yml": wrong, "members/aurora.yml": "name: Aurora\nsummary: Altro\n"})
    run = build(root)
    assert run.returncode == 1
    assert "calls/mense.yml:" in run.stderr
    assert "Traceback" not in run.stderr
    assert tree(root / "site") == before


def test_what_fails_before_the_plugin_knows_the_site_is_told_as_it_is(root: Path) -> None:
    hook = (
        "from mkdocs.plugins import event_priority\n\n@event_priority(100)\ndef on_config(config):\n"
        "    raise OSError('no such luck')\n"
    )
    write(root, {"hook.py": hook, "mkdocs.yml": f"{CONFIGURATION}hooks: [hook.py]\n"})
    done = build(root)
    assert done.returncode == 1
    assert "OSError: no such luck" in done.stderr
    assert "AttributeError" not in done.stderr


def test_a_newsletter_that_nobody_can_sign_up_for_stops_the_build(root: Path) -> None:
    write(root, {"mkdocs.yml": FILES["mkdocs.yml"].replace("{now:", '{newsletter: "http://l.example/", now:')})
    run = build(root)
    assert run.returncode != 0
    assert "coop-restart: newsletter.address: serve l'indirizzo a cui il fornitore riceve le iscrizioni" in run.stderr
    assert "trovato 'http://l.example/'" in run.stderr


def test_tiles_that_are_none_stop_the_build(root: Path) -> None:
    write(root, {"mkdocs.yml": FILES["mkdocs.yml"].replace("{now:", '{map_tiles: "yes", now:')})
    run = build(root)
    assert run.returncode != 0
    assert "coop-restart: map_tiles: expected an address such as https://tile.openstreetmap.org" in run.stderr
    assert "found 'yes'" in run.stderr
