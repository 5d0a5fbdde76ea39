"""A folder of files becomes a federation, and problems."""

from __future__ import annotations

import errno
import gc
import os
import pickle
import threading
from pathlib import Path

import pytest

from generator.languages.language import Language
from generator.processes import sharing
from generator.processes.sharing import FEW
from generator.reading import parsing
from generator.reading.folders import Folders, Stamp, kind_of
from generator.reading.record import read_file
from generator.reading.site import Reading, read_site
from generator.records.member import Member

ENGLISH = Language.load("en")


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def refuse(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the system refuse a folder, as it does to anybody who is not root."""
    scan = os.scandir

    def refusing(path: str) -> object:
        if Path(path) == folder:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)


def said(reading: Reading) -> list[str]:
    return [problem.said(ENGLISH) for problem in reading.problems]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(
        tmp_path / "site",
        {
            "members/beta.yml": "name: Beta\n",
            "members/alfa.yml": "name: Alfa\nservices:\nstatus: # still asking\n",
            "calls/bando.yml": "title: Bando\nkind: survey\npublished: 2026-01-01\n",
            "content/programme/tracks/ruolo.yml": "number: 1\ntitle: Ruolo\n",
            "content/programme/2023/collaborare.yml": "title: C\ntrack: ruolo\nkind: service\nsummary: S\n",
            "content/programme/2024/collaborare.yml": "title: C\ntrack: ruolo\nkind: service\nsummary: S\n",
            "content/chains/filiera.yml": "name: F\nstages: [{id: a, name: A}]\n",
        },
    )


def test_every_record_has_its_place(root: Path) -> None:
    reading = read_site(root)
    federation = reading.federation
    assert said(reading) == []
    assert list(federation.members) == ["alfa", "beta"]
    assert list(federation.initiatives) == ["2023/collaborare", "2024/collaborare"]
    assert (list(federation.calls), list(federation.tracks), list(federation.chains)) == (
        ["bando"],
        ["ruolo"],
        ["filiera"],
    )
    assert federation.sources["initiative", "2023/collaborare"].path == "content/programme/2023/collaborare.yml"
    assert len(federation.sources) == 7
    assert reading.unread == frozenset()


def test_a_value_left_empty_is_not_given(root: Path) -> None:
    alfa = read_site(root).federation.members["alfa"]
    assert alfa.services == ()
    assert alfa.status == "active"
    assert alfa == Member.model_validate({"name": "Alfa"})


def test_an_empty_folder_is_an_empty_federation(tmp_path: Path) -> None:
    reading = read_site(tmp_path)
    assert (reading.federation.members, reading.problems) == ({}, ())


def test_all_problems_of_all_files_are_told_in_order(root: Path) -> None:
    write(root, {"members/alfa.yml": "naem: A\nstatus: x\n", "calls/bando.yml": "title: [\n"})
    reading = read_site(root)
    assert [(problem.path, problem.line, problem.rule) for problem in reading.problems] == [
        ("calls/bando.yml", 1, "bracket"),
        ("members/alfa.yml", 1, "unknown-key"),
        ("members/alfa.yml", 1, "missing-key"),
        ("members/alfa.yml", 2, "unknown-word"),
    ]
    assert reading.unread == {("call", "bando"), ("member", "alfa")}
    assert list(reading.federation.members) == ["beta"]


NAMES: tuple[tuple[str, str], ...] = (
    ("members/Alfa.yml", "rename this file to 'alfa.yml': small letters, digits and single hyphens, then .yml"),
    (
        "members/città_nuova.yaml",
        "rename this file to 'citta-nuova.yml': small letters, digits and single hyphens, then .yml",
    ),
    ("members/gamma.YML", "rename this file to 'gamma.yml': small letters, digits and single hyphens, then .yml"),
    ("members/日本.yml", "rename this file: small letters, digits and single hyphens, then .yml"),
    (f"members/{'a' * 81}.yml", "the file's name has 81 characters: at most 80 before .yml"),
    ("members/settore.yml", "'settore' is the name of a page of the site: give the file another name"),
    ("members/logos.yml", "'logos' is the name of a page of the site: give the file another name"),
    ("members/gamma.txt", "this file is not read: the names of records end in .yml"),
    ("members/gamma", "this file is not read: the names of records end in .yml"),
    ("members/brescia/gamma.yml", "records in folders below are not read (1 here): move them up"),
)


@pytest.mark.parametrize(("name", "message"), NAMES)
def test_a_file_name_that_cannot_be_is_told(root: Path, name: str, message: str) -> None:
    write(root, {name: "name: Gamma\n"})
    assert said(read_site(root)) == [f"{name}:1:1: {message}"]


@pytest.mark.parametrize(
    "name",
    [".hidden.yml", "beta.yml~", "#beta.yml#", ".beta.yml.swp", "beta.swp", "beta.yml.bak", "README.md", "logos/a.svg"],
)
def test_what_editors_and_systems_leave_behind_is_not_looked_at(root: Path, name: str) -> None:
    write(root, {f"members/{name}": ": ["})
    assert said(read_site(root)) == []


def test_browse_pages_reserve_names_of_their_own_kind_only(root: Path) -> None:
    call, member = "title: Bando\nkind: survey\npublished: 2026-01-01\n", "name: Alfa\n"
    write(root, {"calls/settore.yml": call, "members/sfoglia.yml": member})
    assert said(read_site(root)) == []
    write(root, {"calls/sfoglia.yml": call, "members/settore.yml": member})
    assert said(read_site(root)) == [
        "calls/sfoglia.yml:1:1: 'sfoglia' is the name of a page of the site: give the file another name",
        "members/settore.yml:1:1: 'settore' is the name of a page of the site: give the file another name",
    ]


def test_reading_leaves_the_garbage_of_a_process_that_goes_on_to_be_collected(root: Path) -> None:
    before = gc.get_freeze_count()
    read_site(root)
    assert gc.get_freeze_count() == before


def test_a_name_that_is_no_text_can_still_be_told(root: Path) -> None:
    Path(os.fsdecode(os.fsencode(root / "members") + b"/a\xff\x1b[1m.yml")).write_text("name: A\n", encoding="utf-8")
    assert [line.partition(":1:1: ")[0] for line in said(read_site(root))] == ["members/a\ufffd\ufffd[1m.yml"]


def test_links_that_lead_outside_are_refused(root: Path, tmp_path: Path) -> None:
    write(tmp_path, {"secret.yml": "name: Secret\n", "folder/a.yml": "name: A\n"})
    (root / "members/link.yml").symlink_to(tmp_path / "secret.yml")
    (root / "members/inside.yml").symlink_to("beta.yml")
    (root / "content/programme/2025").symlink_to(tmp_path / "folder")
    reading = read_site(root)
    assert said(reading) == [
        "content/programme/2025:1:1: this leads outside of the site's folder: put the file itself here",
        "members/link.yml:1:1: this leads outside of the site's folder: put the file itself here",
    ]
    assert reading.federation.members["inside"].name == "Beta"


def test_what_is_no_file_is_told_without_waiting_for_it(root: Path) -> None:
    os.mkfifo(root / "members/pipe.yml")
    (root / "members/folder.yml").mkdir()
    (root / "members/gone.yml").symlink_to("nowhere.yml")
    assert [(problem.path, problem.rule) for problem in read_site(root).problems] == [
        ("members/folder.yml", "unreadable"),
        ("members/gone.yml", "unreadable"),
        ("members/pipe.yml", "unreadable"),
    ]


def test_a_file_that_the_system_refuses_keeps_no_other_from_being_read(root: Path) -> None:
    for name in ("aaa", "mmm", "zzz"):
        (root / f"members/{name}.yml").symlink_to(f"{name}.yml")
    reading = read_site(root)
    assert said(reading) == [
        f"members/{name}.yml:1:1: this cannot be read: it is a link that leads in a circle"
        for name in ("aaa", "mmm", "zzz")
    ]
    assert list(reading.federation.members) == ["alfa", "beta"]


def test_a_folder_below_that_cannot_be_looked_into_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root, {"members/logos/a.svg": "", "members/brescia/gamma.yml": ""})
    refuse(monkeypatch, root / "members/logos")
    reading = read_site(root)
    assert said(reading) == [
        "members/brescia/gamma.yml:1:1: records in folders below are not read (1 here): move them up",
        "members/logos:1:1: this cannot be read: permission is denied",
    ]
    assert list(reading.federation.members) == ["alfa", "beta"]


def test_a_file_that_goes_while_it_is_read_is_told(root: Path) -> None:
    codes = read_site(root).codes
    result = read_file("member", root, "members/gone.yml", codes)
    assert [problem.said(ENGLISH) for problem in result.problems] == [
        "members/gone.yml:1:1: this cannot be read: there is no such file or folder"
    ]
    assert parsing.tree(f"{root}/members/gone.yml") == (b"", b"")


def test_a_file_in_place_of_a_folder_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"members": "x"})
    assert said(read_site(tmp_path)) == ["members:1:1: this cannot be read: what should be a folder is none"]


def test_fields_are_found_in_their_files(root: Path) -> None:
    write(root, {"members/beta.yml": "name: Beta\noffers:\n  - id: a\n    kind: god\n"})
    reading = read_site(root)
    assert reading.locate("members/beta.yml", ("offers", 0, "kind")) == (4, 11)
    assert reading.locate("members/beta.yml", ("offers", 0, "title")) == (3, 5)
    assert reading.locate("members/beta.yml", ("contacts",)) == (1, 1)
    assert reading.locate("members/gone.yml", ("name",)) == (1, 1)


def test_own_services_extend_the_list(root: Path) -> None:
    own = (
        "crafts: {labels: {it: Botteghe}, hidden: }\ncrafts.lutes: {labels: {it: Liuti}}\nfood.dairy: {hidden: true}\n"
    )
    write(root, {"content/vocabularies/services.yml": own, "members/beta.yml": "name: B\nservices: [crafts.lutes]\n"})
    reading = read_site(root)
    assert said(reading) == []
    assert "crafts.lutes" in reading.vocabularies.services
    assert "food.dairy" in reading.vocabularies.hidden_services


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("food.lutes:\n  labels: {}\n", "2:3: food.lutes.labels"),
        ("food.dairy:\n  labels:\n    it: [x]\n", "3:5: food.dairy.labels.it"),
        ("food.dairy:\n  hidden: maybe\n", "2:3: food.dairy.hidden"),
        ("food.dairy: [\n", "1:13: food.dairy"),
    ],
)
def test_a_wrong_list_of_services_is_told_at_its_place(root: Path, text: str, place: str) -> None:
    write(root, {"content/vocabularies/services.yml": text})
    reading = read_site(root)
    assert [line.rpartition("services.yml:")[2].startswith(place) for line in said(reading)] == [True], said(reading)
    assert list(reading.federation.members) == ["alfa", "beta"]


def test_a_list_of_services_that_cannot_be_opened_is_told(root: Path) -> None:
    (root / "content/vocabularies/services.yml").mkdir(parents=True)
    assert said(read_site(root)) == ["content/vocabularies/services.yml:1:1: this cannot be read: it is a folder"]


@pytest.fixture
def many(tmp_path: Path) -> Path:
    names = {f"members/coop-{number:04}.yml": f"name: Coop {number}\n" for number in range(FEW + 40)}
    return write(
        tmp_path / "many", names | {"members/coop-0007.yml": "name: [\n", "members/coop-0420.yml": "name: ~\n"}
    )


@pytest.fixture
def forking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fork although the test runner keeps a thread of its own, which only waits."""
    monkeypatch.setattr(sharing, "can_fork", lambda: True)


@pytest.mark.usefixtures("forking")
def test_many_files_are_read_alike_by_one_process_and_by_several(many: Path, tmp_path: Path) -> None:
    alone = read_site(many, workers=1, cache=tmp_path / "one")
    together = read_site(many, workers=2, cache=tmp_path / "two")
    assert alone.federation == together.federation
    assert alone.problems == together.problems
    assert [problem.path for problem in together.problems] == ["members/coop-0007.yml", "members/coop-0420.yml"]


@pytest.mark.usefixtures("forking")
def test_what_is_there_now_counts_whatever_was_made_of_what_was_kept(many: Path, tmp_path: Path) -> None:
    (many / "content/programme/tracks").mkdir(parents=True)
    (many / "content/programme/tracks/lavoro.yml").write_text("number: 1\ntitle: Lavoro\n", encoding="utf-8")
    later = 2**62
    before = read_site(many, now=later)
    (many / "members/coop-0001.yml").write_text("name: Another\n", encoding="utf-8")
    (many / "members/coop-0002.yml").write_text("name: [\n", encoding="utf-8")
    (many / "members/coop-0003.yml").unlink()
    (many / "members/coop-0004.yml").rename(many / "members/coop-new.yml")
    (many / "members/coop-0005.yml").rename(many / "members/Coop.yml")
    (many / "members/coop-0007.yml").write_text("name: Right\n", encoding="utf-8")
    kept, anew = read_site(many, now=later), read_site(many, now=later, cache=tmp_path / "none")
    assert kept.federation == anew.federation != before.federation
    assert kept.problems == anew.problems
    assert list(kept.federation.tracks) == ["lavoro"]
    were, are = before.federation.members, kept.federation.members
    assert {slug for slug in are if are[slug] != were.get(slug)} == {
        "coop-0001",
        "coop-0007",
        "coop-new",
    }
    assert were.keys() - are.keys() == {"coop-0002", "coop-0003", "coop-0004", "coop-0005"}


def test_what_was_found_travels_between_processes(many: Path) -> None:
    (many / "members/README.txt").touch()
    folders = Folders(many).look()
    again = pickle.loads(pickle.dumps(folders))  # noqa: S301 - our own
    assert again == folders
    assert again.found[0] == folders.found[0]
    assert isinstance(again.found[0].stamp, Stamp)
    assert len(again.problems) == 1
    nothing = Folders(many / "members").look()
    assert pickle.loads(pickle.dumps(nothing)) == nothing  # noqa: S301 - our own


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("members/a.yml", "member"),
        ("calls/a.yml", "call"),
        ("content/programme/tracks/a.yml", "track"),
        ("content/programme/2025/a.yml", "initiative"),
        ("content/chains/a.yml", "chain"),
        ("content/newsletter/2025-01.yml", "issue"),
        ("content/programme/a.yml", None),
        ("content/programme/20255/a.yml", None),
        ("content/2025/a.yml", None),
        ("members/logos/a.yml", None),
        ("a.yml", None),
    ],
)
def test_a_folder_says_of_what_kind_its_records_are(path: str, kind: str | None) -> None:
    assert kind_of(path) == kind


def test_beside_other_threads_no_process_is_forked(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "_child", lambda *_: pytest.fail("forked"))
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert len(read_site(many, workers=2).federation.members) == FEW + 38
    finally:
        done.set()
        thread.join()


@pytest.mark.usefixtures("forking")
def test_when_a_process_dies_the_others_work_is_done_here(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, real = os.getpid(), parsing.tree

    def deadly(path: str) -> parsing.Tree:
        if os.getpid() != ours and path.endswith("coop-0300.yml"):
            os._exit(9)
        return real(path)

    monkeypatch.setattr(parsing, "tree", deadly)
    assert len(read_site(many, workers=2).federation.members) == FEW + 38
