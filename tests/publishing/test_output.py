"""Publishing writes what changed, keeps the rest, removes what is gone, and never claims more than it did."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.processes import sharing
from generator.processes.sharing import FEW, Now, Postponed
from generator.publishing import ledger
from generator.publishing.frame import Frame, slot
from generator.publishing.making import Making
from generator.publishing.output import Publication, TwoAtOneAddress, Written, bring_back, put_aside, restore
from generator.publishing.page import Page, key_of

FRAME = Frame.cut(
    "".join(f"<i>{slot(name)}</i>" for name in ("title", "description", "canonical", "head", "edit", "body")), "a/"
)


def page(slug: str, text: str = "body", *, title: str = "T", body: Callable[[], str] | None = None) -> Page:
    return Page(f"a/{slug}/", "s", title, "D", key_of(text), body or (lambda: text), origin=f"members/{slug}.yml")


def publication(*pages: Page, **more: object) -> Publication:
    return Publication(pages, {"s": FRAME}, **more)  # type: ignore[arg-type]


@pytest.fixture
def publish(tmp_path: Path) -> Callable[..., Written]:
    def now(*pages: Page, **more: object) -> Written:
        return publication(*pages, **more).publish(tmp_path / "site", tmp_path / "cache" / "ledger.json")

    return now


def test_a_page_is_set_into_its_frame_with_everything_escaped(tmp_path: Path, publish: Callable[..., Written]) -> None:
    publish(page("x", "<b>", title="A & <B>"), site="https://f.example/", edit="https://forge.example/edit/")
    assert (tmp_path / "site/a/x/index.html").read_text() == (
        "<i>A &amp; &lt;B&gt;</i><i>D</i><i>https://f.example/a/x/</i><i></i>"
        "<i>https://forge.example/edit/members/x.yml</i><i><b></i>"
    )


def test_the_second_build_writes_only_what_changed(publish: Callable[..., Written]) -> None:
    assert publish(page("x"), page("y")) == Written(2, 0, 0)
    assert publish(page("x"), page("y")) == Written(0, 2, 0)
    assert publish(page("x"), page("y", "changed")) == Written(1, 1, 0)


@pytest.mark.parametrize(
    "changed",
    [
        {"site": "https://g.example/"},
        {"edit": "https://forge.example/"},
        {"digest": b"another day"},
        {"frames": {"s": Frame(FRAME.address, f"<b>{FRAME.html}</b>")}},
    ],
)
def test_what_all_pages_share_makes_all_of_them_anew(tmp_path: Path, changed: dict[str, object]) -> None:
    place = (tmp_path / "site", tmp_path / "ledger.json")
    publication(page("x")).publish(*place)
    again = Publication(**{"pages": [page("x")], "frames": {"s": FRAME}, **changed})  # type: ignore[arg-type]
    assert again.publish(*place).written == 1


def test_a_page_that_was_deleted_or_touched_by_hand_is_written_again(
    tmp_path: Path, publish: Callable[..., Written]
) -> None:
    publish(page("x"), page("y"))
    (tmp_path / "site/a/x/index.html").unlink()
    (tmp_path / "site/a/y/index.html").write_text("by hand")
    assert publish(page("x"), page("y")) == Written(2, 0, 0)


def test_a_record_that_is_gone_takes_its_page_and_folder_along(tmp_path: Path, publish: Callable[..., Written]) -> None:
    publish(page("x"), page("y"))
    assert publish(page("x")) == Written(0, 1, 1)
    assert sorted(path.name for path in (tmp_path / "site/a").iterdir()) == ["x"]


@pytest.mark.parametrize(
    "ledger_text",
    [
        "",
        "{",
        "[]",
        '{"version": 1, "files": {}}',
        '[1, ["a/x/index.html"], ["k"], [0], [0]]',
        '[2, ["a/x/index.html"], ["k"], [0]]',
        '[2, ["a/x/index.html", "b"], ["k"], [0], [0]]',
        "[2, 1, 1, 1, 1]",
        '[2, [1], ["k"], [0], [0]]',
    ],
)
def test_a_broken_ledger_means_everything_is_written(
    tmp_path: Path, publish: Callable[..., Written], ledger_text: str
) -> None:
    publish(page("x"))
    (tmp_path / "cache/ledger.json").write_text(ledger_text)
    assert publish(page("x")).written == 1


def test_files_and_copies_are_written_and_kept_like_pages(tmp_path: Path, publish: Callable[..., Written]) -> None:
    (tmp_path / "logo.svg").write_text("<svg/>")
    more = {"files": {"robots.txt": b"all"}, "copies": {"a/logos/logo.svg": tmp_path / "logo.svg"}}
    assert publish(**more) == Written(2, 0, 0)
    assert publish(**more) == Written(0, 2, 0)
    (tmp_path / "logo.svg").write_text("<svg></svg>")
    assert publish(**more) == Written(1, 1, 0)
    assert (tmp_path / "site/a/logos/logo.svg").read_text() == "<svg></svg>"


def test_a_file_that_takes_work_is_made_only_when_its_key_or_what_all_share_changes(
    tmp_path: Path, publish: Callable[..., Written]
) -> None:
    def making(text: str) -> dict[str, object]:
        def make() -> bytes:
            made.append(text)
            return text.encode()

        return {"makings": {"a/all.ics": Making(key_of(text), make)}}

    made: list[str] = []
    assert publish(**making("one")) == Written(1, 0, 0)
    assert publish(**making("one")) == Written(0, 1, 0)
    assert publish(**making("two")) == Written(1, 0, 0)
    assert publish(**making("two"), digest=b"another day") == Written(1, 0, 0)
    assert made == ["one", "two", "two"]
    assert (tmp_path / "site/a/all.ics").read_text() == "two"
    assert publish() == Written(0, 0, 1)


@pytest.mark.parametrize(
    "more",
    [
        {"files": {"a/x/index.html": b""}},
        {"makings": {"a/x/index.html": Making(b"", bytes)}},
        {"beside": Now({"a/x/index.html": b""})},
    ],
)
def test_a_file_at_the_address_of_a_page_is_refused(publish: Callable[..., Written], more: dict[str, object]) -> None:
    with pytest.raises(TwoAtOneAddress, match=r"a/x/index\.html"):
        publish(page("x"), **more)


def test_what_is_worked_out_beside_is_waited_for_when_all_else_stands(
    tmp_path: Path, publish: Callable[..., Written]
) -> None:
    seen = []

    def beside() -> dict[str, bytes]:
        seen.append((tmp_path / "site/a/x/index.html").is_file())
        return {"search/index.json": b"{}", "search/terms/0.json": b"{}"}

    assert publish(page("x"), beside=Postponed(beside)) == Written(3, 0, 0)
    assert publish(page("x"), beside=Postponed(beside)) == Written(0, 3, 0)
    assert seen == [True, True]
    assert publish(page("x"), beside=Now({"search/index.json": b"[]"})) == Written(1, 1, 1)
    assert (tmp_path / "site/search/index.json").read_bytes() == b"[]"
    assert not (tmp_path / "site/search/terms").exists()


def test_two_pages_at_one_address_are_refused_by_name(publish: Callable[..., Written]) -> None:
    with pytest.raises(TwoAtOneAddress, match=r"a/x/index\.html"):
        publish(page("x"), page("x", "other"))


def test_trees_step_aside_and_come_back_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "a/x").mkdir(parents=True)
    (tmp_path / "a/x/index.html").write_text("kept")
    (tmp_path / "index.html").write_text("of the last build")
    (tmp_path / ".nojekyll").touch()
    put_aside(tmp_path)
    assert sorted(os.listdir(tmp_path)) == [".kept", ".nojekyll"]  # noqa: PTH208
    bring_back(tmp_path, ["a", "absent"])
    assert (tmp_path / "a/x/index.html").read_text() == "kept"
    assert sorted(os.listdir(tmp_path)) == [".nojekyll", "a"]  # noqa: PTH208


def test_a_build_that_fails_leaves_the_last_site(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text("kept")
    (tmp_path / "index.html").write_text("home")
    put_aside(tmp_path)
    (tmp_path / "index.html").write_text("half a home")
    (tmp_path / "assets").mkdir()
    restore(tmp_path)
    assert sorted(os.listdir(tmp_path)) == ["a", "index.html"]  # noqa: PTH208
    assert (tmp_path / "index.html").read_text() == "home"
    assert (tmp_path / "a/index.html").read_text() == "kept"


def test_what_an_interrupted_build_left_aside_gives_way(tmp_path: Path) -> None:
    for text in ("interrupted", "later"):
        (tmp_path / "a").mkdir()
        (tmp_path / "a/index.html").write_text(text)
        put_aside(tmp_path)
    bring_back(tmp_path, ["a"])
    assert (tmp_path / "a/index.html").read_text() == "later"


def test_what_cannot_step_aside_stays_with_all_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name, encoding="utf-8")
    rename, moved = Path.rename, list[Path]()

    def refusing(path: Path, target: Path) -> Path:
        if len(moved) == 2:
            moved.clear()
            raise PermissionError(errno.EACCES, "no", str(path))
        moved.append(path)
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(PermissionError):
        put_aside(tmp_path)
    assert {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.html")} == {
        f"{name}/index.html" for name in ("a", "b", "c")
    }
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "c"]


def test_a_folder_that_is_not_there_yet_has_nothing_to_put_aside(tmp_path: Path) -> None:
    put_aside(tmp_path / "site")
    restore(tmp_path / "site")
    assert not (tmp_path / "site").exists()


@pytest.fixture
def forking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fork although the test runner keeps a thread of its own, which only waits."""
    monkeypatch.setattr(sharing, "can_fork", lambda: True)
    monkeypatch.setattr(sharing, "processors", lambda: 3)


@pytest.mark.usefixtures("forking")
def test_many_pages_are_shared_among_processes_and_all_written(tmp_path: Path, publish: Callable[..., Written]) -> None:
    pages = [page(f"p{number}", f"text {number}") for number in range(FEW + 1)]
    assert publish(*pages).written == len(pages)
    for number in (0, 1, 2, FEW):
        assert f"text {number}</i>" in (tmp_path / f"site/a/p{number}/index.html").read_text()


def test_a_file_that_is_not_there_in_the_end_stops_the_build(tmp_path: Path) -> None:
    def vanish() -> str:
        return ""

    class Forgetful(Publication):
        def html(self, page: Page) -> bytes:
            raise FileNotFoundError(page.address)

    with pytest.raises(FileNotFoundError):
        Forgetful([page("x", body=vanish)], {"s": FRAME}).publish(tmp_path, tmp_path / "ledger.json")


def test_an_entry_of_the_ledger_survives_the_disk(tmp_path: Path) -> None:
    entries = {"b/index.html": ledger.Entry("k", 3, 10**18), "a/index.html": ledger.Entry("l", 0, 1)}
    ledger.save(tmp_path / "deep" / "ledger.json", entries)
    assert ledger.read(tmp_path / "deep" / "ledger.json") == entries
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["ledger.json"]
