"""What is wrong with a federation's own vocabulary."""

from __future__ import annotations


class VocabularyError(ValueError):
    """Plain data that is no vocabulary.

    `path` leads to the field, as in `("food.bread", "labels", "it")`; `reason` says what was found and expected.
    """

    def __init__(self, path: tuple[str, ...], reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{': '.join(path)}: {reason}" if path else reason)
