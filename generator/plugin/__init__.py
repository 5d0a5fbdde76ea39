"""The adapter to MkDocs: the only room that knows it."""

from __future__ import annotations

import gc

__all__ = ["CoopRestartPlugin"]

# Modules stay to the end: the collector would go through all of them in vain while they are loaded.
gc.disable()
from generator.plugin.plugin import CoopRestartPlugin  # noqa: E402

gc.freeze()
gc.enable()
