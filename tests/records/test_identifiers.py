"""The check digits of Italian numbers."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError
from stdnum.it import iva

from generator.records.identifiers import Identifiers

digits = st.text("0123456789", min_size=11, max_size=11)
with_check_digit = st.text("0123456789", min_size=7, max_size=7).flatmap(
    lambda company: st.integers(0, 999).map(lambda office: _checked(f"{company}{office:03}"))
)


def _checked(ten: str) -> str:
    return ten + iva.luhn.calc_check_digit(ten)


@given(digits | with_check_digit)
@example("00000000018")
@example("12345670785")
def test_a_number_is_taken_exactly_when_stdnum_takes_it(number: str) -> None:
    try:
        taken = Identifiers.model_validate({"tax_code": number}).tax_code == number
    except ValidationError as error:
        assert error.errors()[0]["type"] == "check_digit"  # noqa: PT017
        taken = False
    assert taken == iva.is_valid(number)


def test_a_slip_in_one_digit_is_found() -> None:
    right = "99947720209"
    assert Identifiers.model_validate({"vat_number": f"IT{right}"}).vat_number == f"IT{right}"
    for place in range(11):
        slip = str((int(right[place]) + 1) % 10)
        with pytest.raises(ValidationError, match="check digit"):
            Identifiers.model_validate({"vat_number": right[:place] + slip + right[place + 1 :]})
