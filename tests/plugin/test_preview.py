"""A preview learns of edits at once, and where the system tells nothing, a little later."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.polling import PollingObserver

from generator import preview
from generator.preview import Watch


class Told(FileSystemEventHandler):
    """Notes what it is told."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.event = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        self.paths.append(str(event.src_path))
        self.event.set()


@pytest.fixture
def told(tmp_path: Path) -> Told:
    (tmp_path / "aurora.yml").write_text("name: Aurora\n", encoding="utf-8")
    return Told()


def watched(told: Told, folder: Path) -> Watch:
    watch = Watch()
    watch.schedule(told, str(folder), recursive=True)
    watch.start()
    return watch


def stop(watch: Watch) -> None:
    for observer in watch.observers:
        if observer.is_alive():
            observer.stop()
            observer.join()


def test_an_edit_is_told_and_reading_is_not(told: Told, tmp_path: Path) -> None:
    watch = watched(told, tmp_path)
    try:
        (tmp_path / "aurora.yml").read_text(encoding="utf-8")
        assert not told.event.wait(0.3), told.paths
        (tmp_path / "aurora.yml").write_text("name: Alba\n", encoding="utf-8")
        assert told.event.wait(30)
        assert set(told.paths) == {str(tmp_path / "aurora.yml")}
    finally:
        stop(watch)


def test_where_the_system_has_no_room_for_a_watch_files_are_looked_at(
    told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(PollingObserver):
        def start(self) -> None:
            raise OSError("inotify watch limit reached")

    monkeypatch.setattr(preview, "Observer", Full)
    monkeypatch.setattr(preview, "SELDOM", 0.1)
    watch = watched(told, tmp_path)
    try:
        (tmp_path / "brezza.yml").write_text("name: Brezza\n", encoding="utf-8")
        assert told.event.wait(30)
    finally:
        stop(watch)
