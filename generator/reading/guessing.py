"""The best guess at the end of a message."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from generator.languages import N_, Message
from generator.reading.quoting import shown


def guessed(problem: Message, guess: str | None, name: str = "") -> Message:
    """Return the message, followed by the guess if there is one and by the name of what is guessed."""
    if not guess:
        return problem
    if name:
        return Message(_NAMED, {"problem": problem, "guess": shown(guess), "name": name})
    return Message(_GUESS, {"problem": problem, "guess": shown(guess)})


def closest(wrong: str, right: Iterable[str]) -> str | None:
    """Return the word most like a wrong one, whatever its case; None when nothing is close."""
    words = {word.casefold(): word for word in right}
    plain = wrong[:_LONGEST].strip().casefold().replace(" ", "_").replace("-", "_")
    return next((words[near] for near in get_close_matches(plain, words, n=1, cutoff=0.6)), None)


_LONGEST = 60
_GUESS = N_("{problem}. Did you mean '{guess}'?")
_NAMED = N_("{problem}. Did you mean '{guess}' ({name})?")
