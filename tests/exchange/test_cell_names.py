"""Cells have the names that a spreadsheet shows."""

from __future__ import annotations

import pytest

from generator.exchange.cell_names import CellNames, letters
from generator.exchange.refusal import Finding
from generator.languages import Message


@pytest.mark.parametrize(
    ("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_are_counted_in_letters(index: int, name: str) -> None:
    assert letters(index) == name


@pytest.mark.parametrize(
    ("field", "name"),
    [("sdg[0]", "B7"), ("sdg", "B7"), ("Nome", "A7"), ("other", "7"), ("", "7"), ("deadlines[2].at", "C7")],
)
def test_a_finding_is_in_the_cell_that_its_field_comes_from(field: str, name: str) -> None:
    sources = {"sdg": ("SDG",), "deadlines[].at": ("none", "Scade")}
    assert CellNames(("Nome", "SDG", "Scade"), sources)(Finding(7, field, Message("x"))) == name
