"""What a build finds: the records' files, and what still stands of what the last build left below the site's root."""

from __future__ import annotations

from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from generator.plugin.digest import program
from generator.processes.sharing import FEW, Now, Outcome, in_turn, pays
from generator.publishing import ledger
from generator.reading.folders import Folders

CACHE = ".cache/coop-restart"
"""Where builds keep what the next one need not make again, below the site's root."""


class Standing(NamedTuple):
    """What there is as a build begins.

    folders: the records' files. fallen: the paths of the files below the site's folder that do not stand any more as
    they were written. made_by: stands for what makes the site.
    """

    folders: Outcome[Folders]
    fallen: Outcome[frozenset[str]]
    made_by: Outcome[bytes]


def ledger_of(root: Path, folder: Path) -> Path:
    """Return the ledger of the site that is built into `folder`: previews and builds have one each."""
    name = blake2b(str(folder.resolve()).encode(), digest_size=6).hexdigest()
    return root / CACHE / f"site-{name}.json"


def begun_to_look(root: Path, folder: Path) -> Standing:
    """Ask the system what there is: beside other work, where a build before left much to look at."""
    kept = ledger_of(root, folder)
    look, stand = Folders(root).look, partial(ledger.fallen, kept, folder)
    if kept.is_file() and pays(FEW):
        return Standing(*in_turn([look, stand, program]))
    return Standing(Now(look()), Now(stand()), Now(program()))
