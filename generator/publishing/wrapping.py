"""Plain text in lines, as mail has them."""

from __future__ import annotations

from functools import partial
from textwrap import wrap

WIDTH = 72

# An address that is cut leads nowhere.
wrapped = partial(wrap, width=WIDTH, break_long_words=False, break_on_hyphens=False)
"""Returns the lines of a text, of at most `WIDTH` characters but for longer words and addresses."""
