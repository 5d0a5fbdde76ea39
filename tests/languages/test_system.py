"""Why the system refused, in the reader's language."""

from __future__ import annotations

import errno
import os

import pytest

from generator.languages.language import Language
from generator.languages.system import reason

ENGLISH, ITALIAN = Language.load("en"), Language.load("it")


@pytest.mark.parametrize(
    ("number", "english", "italian"),
    [
        (errno.ENOENT, "there is no such file or folder", "non c'è alcun file o cartella con questo nome"),
        (errno.EACCES, "permission is denied", "il permesso è negato"),
        (errno.ELOOP, "it is a link that leads in a circle", "è un collegamento che gira in tondo"),
        (errno.ENOSPC, "the disk is full", "il disco è pieno"),
        (errno.EISDIR, "it is a folder", "è una cartella"),
    ],
)
def test_a_refusal_is_told_in_words_of_the_catalogue(number: int, english: str, italian: str) -> None:
    error = OSError(number, os.strerror(number))
    assert ENGLISH.say(reason(error)) == english
    assert ITALIAN.say(reason(error)) == italian


def test_what_is_rare_keeps_the_system_s_words() -> None:
    assert ITALIAN.say(reason(OSError(errno.ESTALE, "Stale file handle"))) == (
        f"errore {errno.ESTALE} del sistema (Stale file handle)"
    )
    assert ITALIAN.say(reason(OSError("no number"))) == "errore 0 del sistema (no number)"
