"""Parts of pages that many pages share: each is rendered once for the same values."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

KEPT = 4096
"""Results that are kept of each macro: those that no page asks for again give way to others."""


class Fragments:
    """The macros of a template as functions: `fragments.badge("new", "info")`.

    Arguments are plain values that can be hashed. Tuples among them must not hold `Markup`: it equals the text of
    the same letters, and one would be given out for the other.
    """

    def __init__(self, templates: Environment, name: str) -> None:
        self._templates = templates
        self._name = name

    @cached_property
    def module(self) -> Any:
        """The macros as they are, for values that only one page has; compiled when they are first asked for."""
        return self._templates.get_template(self._name).module

    def __getattr__(self, macro: str) -> Callable[..., Markup]:
        """Return the macro of this name, with a memory."""
        kept = lru_cache(KEPT, typed=True)(getattr(self.module, macro))
        setattr(self, macro, kept)
        return kept
