"""Files are put in their places together or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.exchange.placing import place, place_all


def tree(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() if path.is_file() else b"" for path in root.rglob("*")}


def test_files_and_their_folders_are_made(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes(b"old")
    place_all({tmp_path / "a/b/one.txt": b"1", tmp_path / "old.txt": b"new"})
    assert tree(tmp_path) == {"a": b"", "a/b": b"", "a/b/one.txt": b"1", "old.txt": b"new"}


@pytest.mark.parametrize("wrong", ["blocked/c/three.txt", "blocked/three.txt", "folder"])
def test_when_one_file_cannot_be_nothing_has_changed(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "blocked").touch()
    (tmp_path / "folder/inside").mkdir(parents=True)
    (tmp_path / "old.txt").write_bytes(b"old")
    before = tree(tmp_path)
    with pytest.raises(OSError, match=r"blocked|folder") as caught:
        place_all({tmp_path / "a/b/one.txt": b"1", tmp_path / wrong: b"3"})
    assert Path(caught.value.filename).relative_to(tmp_path).parts[0] in ("blocked", "folder")
    assert tree(tmp_path) == before


def test_an_error_names_the_file_not_its_neighbour_for_a_moment(tmp_path: Path) -> None:
    (tmp_path / "one.yml").mkdir()
    with pytest.raises(IsADirectoryError) as caught:
        place(tmp_path / "one.yml", "x")
    assert caught.value.filename == str(tmp_path / "one.yml")


def test_a_link_is_replaced_not_followed(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_bytes(b"kept")
    (tmp_path / "link.txt").symlink_to("kept.txt")
    place(tmp_path / "link.txt", "new")
    assert tree(tmp_path) == {"kept.txt": b"kept", "link.txt": b"new"}
