"""Trees kept from run to run: used where nothing changed, never believed where anything did."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.reading import gathering, parsing
from generator.reading.cache import Cache, save
from generator.reading.folders import Folders, Found, Stamp
from generator.reading.gathering import CACHE
from generator.reading.parsing import Tree
from generator.reading.site import Reading, read_again, read_site

LATER = 2**62
"""A clock so late that every file has settled."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "members").mkdir()
    for slug in ("alfa", "beta"):
        (tmp_path / f"members/{slug}.yml").write_text(f"name: {slug.title()}\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lists what is parsed."""
    noted: list[str] = []
    real = parsing.tree
    monkeypatch.setattr(parsing, "tree", lambda path: (noted.append(path), real(path))[1])
    return noted


def names(root: Path) -> list[str]:
    return [member.name for member in read_site(root, now=LATER).federation.members.values()]


def again(root: Path, previous: Reading) -> Reading:
    return read_again(Folders(root, LATER).look(), previous)


def test_what_did_not_change_is_not_parsed_again(root: Path, parsed: list[str]) -> None:
    assert names(root) == names(root) == ["Alfa", "Beta"]
    assert parsed == [f"{root}/members/alfa.yml", f"{root}/members/beta.yml"]


def test_what_changed_is_parsed_again(root: Path, parsed: list[str]) -> None:
    names(root)
    (root / "members/alfa.yml").write_text("name: Omega\n", encoding="utf-8")
    parsed.clear()
    assert names(root) == ["Omega", "Beta"]
    assert parsed == [f"{root}/members/alfa.yml"]


def test_a_file_that_was_only_touched_or_renamed_is_known_by_its_bytes(root: Path, parsed: list[str]) -> None:
    names(root)
    os.utime(root / "members/alfa.yml", (1, 1))
    (root / "members/beta.yml").rename(root / "members/gamma.yml")
    parsed.clear()
    assert names(root) == ["Alfa", "Beta"]
    assert parsed == []


def test_a_file_that_changed_within_its_stamp_is_seen(root: Path) -> None:
    path = root / "members/alfa.yml"
    before = path.stat()
    read_site(root, now=before.st_mtime_ns + 1)
    index = (root / CACHE).read_bytes().split(b"\n")[1]
    assert b"alfa" not in index
    path.write_text("name: Olfa\n", encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert names(root) == ["Olfa", "Beta"]


def test_kept_trees_are_validated_on_every_run(root: Path) -> None:
    names(root)
    cache = Cache.load(root / CACHE)
    entries = [
        (Found("member", "x", path, stamp), Tree(tree.digest, b'{"name":"Wrong","naem":"x"}'))
        for path, (stamp, tree) in cache.stamps.items()
    ]
    save(root / CACHE, entries, LATER)
    reading = read_site(root, now=LATER)
    assert [member.name for member in reading.federation.members.values()] == ["Alfa", "Beta"]
    assert reading.problems == ()


@pytest.mark.parametrize("tree", [b"", b"{", b"null", b"[]", b'{"name":null,', b'"x:null"', b'{"a":null}\xff'])
def test_a_kept_tree_that_is_none_is_read_anew(root: Path, tree: bytes) -> None:
    names(root)
    cache = Cache.load(root / CACHE)
    entries = [
        (Found("member", "x", path, stamp), Tree(one.digest, tree)) for path, (stamp, one) in cache.stamps.items()
    ]
    save(root / CACHE, entries, LATER)
    assert names(root) == ["Alfa", "Beta"]


def broken(data: bytes) -> list[bytes]:
    """Return what may have become of a cache."""
    return [
        b"",
        b"\n",
        b"coop-restart records 0 x\n[]",
        data[: len(data) // 2],
        data[:-1],
        data.replace(b"Alfa", b"Olfa"),
        data.replace(b"records 2", b"records 1"),
        data + b"\n{}",
        os.urandom(2000),
        b"\x80\x04pickle",
    ]


@pytest.mark.parametrize("number", range(10))
def test_a_broken_cache_is_made_anew(root: Path, number: int) -> None:
    names(root)
    whole = (root / CACHE).read_bytes()
    (root / CACHE).write_bytes(broken(whole)[number])
    assert names(root) == ["Alfa", "Beta"]
    assert (root / CACHE).read_bytes() == whole


@pytest.mark.parametrize(
    "index",
    [
        b"[]",
        b"{}",
        b"7",
        b'["zz"]',
        b'[["zz","zz"],[]]',
        b'[["00","00"],["members/alfa.yml"]]',
        b'[["00"],[]]',
        b'[["00","00"],["members/alfa.yml","members/beta.yml"],[1,1],[1],[1,1],[1,1]]',
        b'[["00","00"],[[]],[1]]',
        b"[[7,7],[]]",
        b"[" * 99_999,
    ],
)
def test_a_cache_of_another_shape_is_made_anew(root: Path, index: bytes) -> None:
    from generator.reading.cache import _head

    names(root)
    body = index + b"\n{}\n{}"
    (root / CACHE).write_bytes(_head(body) + b"\n" + body)
    assert names(root) == ["Alfa", "Beta"]


def test_where_no_cache_can_be_written_reading_goes_on(root: Path) -> None:
    (root / ".cache").write_text("in the way", encoding="utf-8")
    assert names(root) == ["Alfa", "Beta"]
    assert names(root) == ["Alfa", "Beta"]


def test_where_the_cache_is_a_folder_reading_goes_on_and_leaves_nothing_behind(root: Path) -> None:
    (root / CACHE).mkdir(parents=True)
    assert names(root) == ["Alfa", "Beta"]
    assert [path.name for path in (root / CACHE).parent.iterdir()] == [(root / CACHE).name]


def test_the_same_records_make_the_same_cache(root: Path) -> None:
    names(root)
    before = (root / CACHE).read_bytes()
    (root / CACHE).unlink()
    names(root)
    assert (root / CACHE).read_bytes() == before


def test_a_cache_may_lie_elsewhere(root: Path, tmp_path: Path) -> None:
    read_site(root, cache=tmp_path / "elsewhere/kept")
    assert (tmp_path / "elsewhere/kept").is_file()
    assert not (root / ".cache").exists()


def test_runs_at_the_same_time_do_not_harm_one_another(root: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from generator.reading.site import read_site\n"
        "for _ in range(20): assert len(read_site(Path(sys.argv[1])).federation.members) == 2\n"
    )
    runs = [subprocess.Popen([sys.executable, "-c", program, str(root)], stderr=subprocess.PIPE) for _ in range(3)]
    errors = [run.communicate()[1] for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0], errors
    assert [path.name for path in (root / CACHE).parent.iterdir()] == [(root / CACHE).name]


def test_a_file_that_goes_while_it_is_compared_is_parsed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names(root)
    os.utime(root / "members/alfa.yml", (1, 1))

    def gone(_: str) -> bytes:
        raise FileNotFoundError

    monkeypatch.setattr(gathering, "read", gone)
    assert names(root) == ["Alfa", "Beta"]


def test_a_stamp_tells_all_changes_only_once_it_is_old() -> None:
    stamp = Stamp(size=1, modified=10_000_000_000, changed=11_000_000_000, inode=1)
    assert not stamp.settled(13_000_000_000)
    assert stamp.settled(13_000_000_001)


def test_what_was_read_before_is_taken_over(root: Path) -> None:
    first = read_site(root, now=LATER)
    (root / "members/beta.yml").write_text("name: Gamma\n", encoding="utf-8")
    second = again(root, first)
    assert second.federation.members["alfa"] is first.federation.members["alfa"]
    assert second.federation.members["beta"].name == "Gamma"
    (root / "members/beta.yml").write_text("naem: Gamma\n", encoding="utf-8")
    third = again(root, second)
    fourth = again(root, third)
    assert [problem.rule for problem in fourth.problems] == ["unknown-key", "missing-key"]
    assert fourth.problems == third.problems
    (root / "members/beta.yml").unlink()
    fifth = again(root, fourth)
    assert (list(fifth.federation.members), fifth.problems, fifth.unread) == (["alfa"], (), frozenset())


def test_what_was_touched_but_did_not_change_is_taken_over(root: Path) -> None:
    first = read_site(root, now=LATER)
    os.utime(root / "members/alfa.yml", (1, 1))
    second = again(root, first)
    assert second.federation.members["alfa"] is first.federation.members["alfa"]


def test_another_list_of_services_makes_all_records_new(root: Path) -> None:
    (root / "members/beta.yml").write_text("name: Beta\nservices: [food.dairy]\n", encoding="utf-8")
    first = read_site(root, now=LATER)
    own = root / "content/vocabularies/services.yml"
    own.parent.mkdir(parents=True)
    own.write_text("food.dairy:\n  hidden: true\n", encoding="utf-8")
    second = again(root, first)
    assert [problem.field for problem in second.problems] == ["services[0]"]


def test_a_cache_never_takes_the_place_of_what_is_no_file(root: Path) -> None:
    pipe = root / "pipe"
    os.mkfifo(pipe)
    read_site(root, cache=pipe, now=LATER)
    assert pipe.is_fifo()
