"""Which pages of a long list are linked."""

from __future__ import annotations

import pytest

from generator.publishing.pager import linked


@pytest.mark.parametrize(
    ("number", "count", "pages"),
    [
        (1, 1, "1"),
        (1, 2, "1 2"),
        (2, 3, "1 2 3"),
        (1, 4, "1 2 … 4"),
        (3, 5, "1 2 3 4 5"),
        (4, 9, "1 … 3 4 5 … 9"),
        (9, 9, "1 … 8 9"),
    ],
)
def test_the_first_the_last_and_those_beside_are_linked(number: int, count: int, pages: str) -> None:
    assert " ".join(f"… {page}" if apart else str(page) for page, apart in linked(number, count)) == pages
