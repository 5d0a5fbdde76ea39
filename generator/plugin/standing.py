"""What the last build left below the site's root, and what of it still stands."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from generator.plugin.digest import program
from generator.publishing import ledger

CACHE = ".cache/coop-restart"
"""Where builds keep what the next one need not make again, below the site's root."""


def ledger_of(root: Path, folder: Path) -> Path:
    """Return the ledger of the site that is built into `folder`: previews and builds have one each."""
    name = blake2b(str(folder.resolve()).encode(), digest_size=6).hexdigest()
    return root / CACHE / f"site-{name}.json"


def standing(ledger_file: Path, folder: Path) -> tuple[frozenset[str], bytes]:
    """Return which files do not stand any more as they were written, and what stands for that which makes them."""
    return ledger.fallen(ledger_file, folder), program()
