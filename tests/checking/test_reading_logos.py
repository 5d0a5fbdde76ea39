"""The folder of logos as it lies on disk."""

from __future__ import annotations

from pathlib import Path

from generator.reading.logos import read_logos


def test_files_are_listed_by_name_with_size_and_content(tmp_path: Path) -> None:
    folder = tmp_path / "members" / "logos"
    folder.mkdir(parents=True)
    (folder / "sole.svg").write_bytes(b"<svg/>")
    (folder / "luna.png").write_bytes(b"")
    logos = read_logos(tmp_path)
    assert list(logos) == ["luna.png", "sole.svg"]
    assert (logos["sole.svg"].size, logos["sole.svg"].read()) == (6, b"<svg/>")


def test_links_folders_and_hidden_files_do_not_count(tmp_path: Path) -> None:
    folder = tmp_path / "members" / "logos"
    (folder / "old.svg").mkdir(parents=True)
    (folder / ".keep").touch()
    (tmp_path / "secret").write_text("secret")
    (folder / "sole.svg").symlink_to(tmp_path / "secret")
    assert read_logos(tmp_path) == {}


def test_a_site_without_the_folder_has_no_logos(tmp_path: Path) -> None:
    assert read_logos(tmp_path) == {}
    (tmp_path / "members").touch()
    assert read_logos(tmp_path) == {}
