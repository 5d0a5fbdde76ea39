"""What is wrong with a federation's own vocabulary."""

from __future__ import annotations

from collections.abc import Iterable

from generator.languages import Message
from generator.languages.language import SOURCE, Language


class VocabularyError(ValueError):
    """Plain data that is no vocabulary.

    `path` leads to the field, as in `("food.bread", "labels", "it")`; `reason` says what was found and expected.
    The one that is raised has in `all` every error of the same data, itself first.
    """

    def __init__(self, path: tuple[str, ...], reason: Message) -> None:
        self.path = path
        self.reason = reason
        self.all: tuple[VocabularyError, ...] = (self,)
        super().__init__(f"{' → '.join(path)}: {Language.load(SOURCE).say(reason)}")

    def among(self, errors: Iterable[VocabularyError]) -> VocabularyError:
        """Return itself, with all errors found beside it."""
        self.all = tuple(errors)
        return self
