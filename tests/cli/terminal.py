"""What a command says on a terminal."""

from __future__ import annotations

import os


def said(pid: int, terminal: int) -> bytes:
    """Return all that the process wrote to its terminal, and wait for its end."""
    shown = b""
    while True:
        try:
            part = os.read(terminal, 10_000)
        except OSError:  # Linux says so when the other side has closed
            break
        if not part:
            break
        shown += part
    os.waitpid(pid, 0)
    return shown
