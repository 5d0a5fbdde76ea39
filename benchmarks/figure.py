"""One measured figure and the bound that it must keep."""

from __future__ import annotations

from typing import NamedTuple


class Figure(NamedTuple):
    """`value` in `unit`; `bound` is the largest value that will do, None where there is nothing to keep."""

    name: str
    value: float
    unit: str
    bound: float | None = None

    def __str__(self) -> str:
        text = f"{self.name:<58} {self.value:>10.3f} {self.unit:<6}"
        if self.bound is None:
            return text.rstrip()
        return f"{text} at most {self.bound:<7g} {'ok' if self.value <= self.bound else 'short'}"
