"""`coop-restart new`: a file that passes the check as it is."""

from __future__ import annotations

import os
import pty
import sys
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.reading.site import read_site
from generator.reading.yaml_text import parse
from tests.cli.terminal import said


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: F\ntheme: {name: material, language: en}\n", encoding="utf-8")
    tracks = tmp_path / "content/programme/tracks"
    tracks.mkdir(parents=True)
    (tracks / "a-second.yml").write_text("number: 2\ntitle: Second\n", encoding="utf-8")
    (tracks / "b-first.yml").write_text("number: 1\ntitle: First\n", encoding="utf-8")
    return tmp_path


def run(site: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["new", *arguments, "-C", str(site)])


def test_a_record_is_of_the_federations_day_and_year(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newyear = datetime.fromisoformat("2026-12-31T23:00:00Z")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(newyear.timestamp())))
    assert run(site, "initiative", "Porte aperte").stdout == "content/programme/2027/porte-aperte.yml\n"
    run(site, "call", "Mense")
    assert "published: 2027-01-01" in (site / "calls/mense.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        (["member", "L'Arco: #1"], "members/l-arco-1.yml"),
        (["call", "Mense 2027"], "calls/mense-2027.yml"),
        (["initiative", "Porte aperte", "--year", "2027"], "content/programme/2027/porte-aperte.yml"),
        (["initiative", "x" * 120, "--year", "2027"], f"content/programme/2027/{'x' * 60}.yml"),
    ],
)
def test_what_is_written_is_right_as_it_is(site: Path, arguments: list[str], path: str) -> None:
    done = run(site, *arguments)
    assert (done.exit_code, done.stdout) == (0, f"{path}\n")
    assert "coop-restart check" in done.stderr
    tree = parse((site / path).read_bytes()).tree
    assert tree is not None
    assert arguments[1] in (tree.get("name"), tree.get("title"))
    reading = read_site(site, workers=1)
    assert reading.problems == ()
    assert len(reading.federation.sources) == 3


def test_an_initiative_goes_on_the_first_track(site: Path) -> None:
    run(site, "initiative", "Porte aperte", "--year", "2027")
    tree = parse((site / "content/programme/2027/porte-aperte.yml").read_bytes()).tree
    assert tree == {"title": "Porte aperte", "track": "b-first", "kind": "project", "summary": "Porte aperte"}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["member"], "give a NAME: there is no terminal to ask on"),
        (["member", "日本"], "no file name can be made of '日本'"),
        (["member", "Settore"], "the site has a page of its own called 'settore': begin with another name"),
        (["member", "x" * 170], "name: 170 characters are too many: at most 160"),
        (["member", "a\tb"], "name: "),
        (["call", "There"], "calls/there.yml is already there: edit it, or choose another name"),
        (["party", "X"], "'party' is not one of"),
        (["initiative", "X", "--year", "12"], "12 is not in the range"),
    ],
)
def test_what_cannot_be_is_told(site: Path, arguments: list[str], expected: str) -> None:
    (site / "calls").mkdir()
    (site / "calls/there.yml").write_text("title: mine\n", encoding="utf-8")
    done = run(site, *arguments)
    assert done.exit_code == 2
    assert expected in done.stderr
    assert (site / "calls/there.yml").read_text(encoding="utf-8") == "title: mine\n"
    assert not (site / "members").exists()


def test_without_a_track_there_is_no_initiative(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: F\n", encoding="utf-8")
    done = run(tmp_path, "initiative", "X")
    assert done.exit_code == 2
    assert "content/programme/tracks" in done.stderr


def talked(site: Path, kind: str, answers: list[str]) -> str:
    """Return what stands on a real terminal after somebody gave these answers."""
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - another process
        os.execv(sys.executable, [sys.executable, "-m", "generator.cli", "new", kind, "-C", str(site)])  # noqa: S606
    os.write(terminal, "".join(f"{answer}\n" for answer in answers).encode())
    return said(pid, terminal).decode()


def test_on_a_terminal_it_asks_for_what_is_needed(site: Path) -> None:
    shown = talked(site, "member", ["", "Il Forno", "Qwxz zzq", "Castro", "2", "x" * 161, "Facciamo pane"])
    assert "that is empty or too long" in shown
    assert "no municipality has such a name" in shown
    assert "1  Castro (BG)" in shown
    assert parse((site / "members/il-forno.yml").read_bytes()).tree == {
        "name": "Il Forno",
        "summary": "Facciamo pane",
        "address": {"municipality": "075096"},
    }


def test_a_municipality_can_be_given_by_code_or_not_at_all(site: Path) -> None:
    talked(site, "member", ["Uno", "015146", ""])
    talked(site, "member", ["Due", "", ""])
    talked(site, "member", ["Tre", "brescia", ""])
    talked(site, "call", ["Mense", "Chi cucina?"])
    read = {path.stem: parse(path.read_bytes()).tree for path in (site / "members").glob("*.yml")}
    assert read == {
        "uno": {"name": "Uno", "address": {"municipality": "015146"}},
        "due": {"name": "Due"},
        "tre": {"name": "Tre", "address": {"municipality": "017029"}},
    }
    call = parse((site / "calls/mense.yml").read_bytes()).tree
    assert call is not None
    assert (call["title"], call["summary"]) == ("Mense", "Chi cucina?")


class TestFromGap:
    """The call that a gap of a supply chain asks for."""

    @pytest.fixture
    def chained(self, site: Path) -> Path:
        (site / "members").mkdir()
        (site / "calls").mkdir()
        (site / "content/chains").mkdir()
        (site / "members/forno.yml").write_text(
            "name: Il Forno\nservices: [food.bakery]\naddress: {municipality: '017029'}\n", encoding="utf-8"
        )
        (site / "content/chains/pane.yml").write_text(
            "name: Dal grano al pane\narea: [IT-BS, IT-MN]\nstages:\n"
            "- {id: mulino, name: Macinare, services: [food.pasta-flour], gives: [farina], minimum: 2}\n"
            "- {id: forno, name: Cuocere, services: [food.bakery], takes: [farina]}\n",
            encoding="utf-8",
        )
        return site

    @pytest.mark.parametrize(
        ("code", "title", "place"),
        [
            ("en", "“Macinare”: who can take on this stage of “Dal grano al pane”?", "in the provinces of Brescia and"),
            ("it", "«Macinare»: chi può coprire questa fase di «Dal grano al pane»?", "nelle province di Brescia e"),
        ],
    )
    def test_writes_a_call_that_passes_the_check(self, chained: Path, code: str, title: str, place: str) -> None:
        config = f"site_name: F\ntheme: {{name: material, language: {code}}}\n"
        (chained / "mkdocs.yml").write_text(config, encoding="utf-8")
        done = run(chained, "call", "--from-gap", "pane/mulino")
        assert (done.exit_code, done.stdout) == (0, "calls/pane-mulino.yml\n")
        checked = CliRunner().invoke(main, ["check", "--strict", "-C", str(chained)])
        assert (checked.exit_code, checked.stdout) == (0, "")
        (call,) = read_site(chained, workers=1).federation.calls.values()
        assert call.title == title
        assert place in (call.description or "")
        assert [(seek.service, seek.number) for seek in call.seeks] == [("food.pasta-flour", 2)]
        assert call.criteria is not None
        assert call.criteria.area == ("IT-BS", "IT-MN")
        assert call.closes is not None
        assert 40 <= (call.closes.date() - call.published).days <= 46

    def test_keeps_the_title_that_somebody_gives_it(self, chained: Path) -> None:
        done = run(chained, "call", "Cercasi mugnaio", "--from-gap", "pane/mulino")
        assert done.stdout == "calls/cercasi-mugnaio.yml\n"
        (call,) = read_site(chained, workers=1).federation.calls.values()
        assert call.title == "Cercasi mugnaio"
        assert "Macinare" in (call.summary or "")

    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            (["call", "--from-gap", "pana/mulino"], "there is no supply chain 'pana'. Did you mean 'pane'?"),
            (["call", "--from-gap", "pane/molino"], "'pane' has no stage 'molino'. Did you mean 'mulino'?"),
            (["call", "--from-gap", "pane"], "the supply chain 'pane' has no stage ''"),
            (
                ["call", "--from-gap", "pane/forno"],
                "nobody is missing in 'forno': members 1, at least 1. Gaps: mulino",
            ),
            (["member", "X", "--from-gap", "pane/mulino"], "--from-gap makes a call"),
        ],
    )
    def test_where_there_is_no_such_gap_says_so(self, chained: Path, arguments: list[str], expected: str) -> None:
        done = run(chained, *arguments)
        assert done.exit_code == 2
        assert expected in " ".join(done.stderr.split())
        assert list((chained / "calls").iterdir()) == []

    def test_where_nothing_is_missing_names_no_other_gap(self, chained: Path) -> None:
        (chained / "content/chains/pane.yml").write_text(
            "name: Pane\nstages:\n- {id: forno, name: Cuocere, services: [food.bakery]}\n", encoding="utf-8"
        )
        done = run(chained, "call", "--from-gap", "pane/forno")
        assert "members 1, at least 1\n" in done.stderr

    def test_the_same_call_is_not_written_twice(self, chained: Path) -> None:
        run(chained, "call", "--from-gap", "pane/mulino")
        done = run(chained, "call", "--from-gap", "pane/mulino")
        assert done.exit_code == 2
        assert "calls/pane-mulino.yml is already there" in done.stderr

    def test_when_records_are_wrong_nobody_can_tell(self, chained: Path) -> None:
        (chained / "members/broken.yml").write_text("nome: X\n", encoding="utf-8")
        done = run(chained, "call", "--from-gap", "pane/mulino")
        assert done.exit_code == 2
        assert "some records are wrong" in done.stderr
        assert list((chained / "calls").iterdir()) == []
