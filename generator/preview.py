"""How a preview learns that a file was edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchdog.events import FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

if TYPE_CHECKING:
    from watchdog.events import FileSystemEventHandler
    from watchdog.observers.api import BaseObserver

SELDOM = 5.0
"""Seconds between two looks at all files, for folders of which the system does not tell what happens in them."""


CHANGES = [FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent]
"""Systems also tell that a file was opened: to build because of that would be to build for ever."""


class Watch:
    """Watches folders of thousands of files: the system tells at once what changed, where it can.

    MkDocs looks at every file twice a second, which among ten thousand takes a fifth of a processor's time and tells
    of an edit half a second late. Here all files are looked at only now and then: on network drives, and in folders
    that a virtual machine shares, the system may tell nothing. In use it stands for a watchdog observer.
    """

    def __init__(self) -> None:
        self.observers: list[BaseObserver] = [Observer(), PollingObserver(timeout=SELDOM)]

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool) -> None:
        """Have `handler` told of what happens in the folder at `path`."""
        for observer in self.observers:
            observer.schedule(handler, path, recursive=recursive, event_filter=CHANGES)

    def start(self) -> None:
        """Begin; where the system has no room for another watch, looking now and then must do."""
        for observer in self.observers:
            try:
                observer.start()
            except OSError:
                continue
