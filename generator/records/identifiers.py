"""Official numbers of a co-operative."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from generator.languages import N_
from generator.records.record import Record, VocabularyCode
from generator.records.scalars import Line


def _tax_code(text: str) -> str:
    """Eleven digits with a check digit (D.M. 23 December 1976); elsewhere letters and digits.

    A code of sixteen characters is a person's: `checking` refuses it with its own words.
    """
    if _ELEVEN.fullmatch(text):
        return _with_check_digit(text)
    if not re.fullmatch(r"(?=.*[0-9])[0-9A-Z][0-9A-Z./-]{3,19}", text) or text.isdigit():
        raise PydanticCustomError("tax_code", "eleven digits; outside Italy letters and digits")
    return text


def _vat_number(text: str) -> str:
    digits = text.removeprefix("IT")
    if _ELEVEN.fullmatch(digits):
        _with_check_digit(digits)
    elif text.startswith("IT") or not re.fullmatch(r"[A-Z]{2}[0-9A-Z+*]{2,13}", text):
        raise PydanticCustomError("vat_number", "eleven digits; outside Italy with the country's letters")
    return text


def _with_check_digit(digits: str) -> str:
    """Check eleven digits as `stdnum.it.iva` does (a test holds them equal) at a thirtieth of its time.

    Seven digits for the company, not all zero; three for the office that gave the number; Luhn's check digit
    (ISO/IEC 7812-1, annex B).
    """
    total = sum(digits[::2].encode()) + sum(digits[1::2].translate(_DOUBLED).encode()) - 11 * ord("0")
    if total % 10 or digits.startswith("0000000") or not _OFFICE.fullmatch(digits, 7, 10):
        raise PydanticCustomError("check_digit", "a number whose check digit is right")
    return digits


_ELEVEN = re.compile("[0-9]{11}")
_DOUBLED = str.maketrans("0123456789", "0246813579")
_OFFICE = re.compile("0(?!00)[0-9]{2}|100|12[01]|888|999")


class Register(Record):
    """The entry in the national register of co-operatives (D.M. 23 June 2004)."""

    number: Annotated[str, Field(pattern=r"^[A-Z]?[0-9]{1,9}$")] = Field(
        title=N_("Number"), description=N_("The entry's number, such as A123456.")
    )
    section: Annotated[str, VocabularyCode("register_sections")] = Field(
        title=N_("Section"), description=N_("The section of the register.")
    )
    category: Annotated[str, VocabularyCode("register_categories")] | None = Field(
        default=None, title=N_("Category"), description=N_("The category of the register.")
    )


class Identifiers(Record):
    """Numbers given by authorities."""

    tax_code: Annotated[str, AfterValidator(_tax_code)] | None = Field(
        default=None,
        title=N_("Tax code"),
        description=N_("The co-operative's codice fiscale: eleven digits."),
    )
    vat_number: Annotated[str, AfterValidator(_vat_number)] | None = Field(
        default=None, title=N_("VAT number"), description=N_("Partita IVA: eleven digits.")
    )
    rea: Line | None = Field(
        default=None, title=N_("REA number"), description=N_("Province and number, such as BS-123456.")
    )
    entry: Register | None = Field(
        alias="register",
        default=None,
        title=N_("Register of co-operatives"),
        description=N_("The entry in the national register of co-operatives."),
    )
