"""A mapping: how the columns of a table become the fields of a record. Explained in `mappings/README.md`."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.languages import N_
from generator.records.record import Record
from generator.records.scalars import AtLeastOne, Truth

DATE_FORMAT = re.compile(r"(%[dmYyHMS]|[^%])+")
LOST = "\ufffd"


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _date_format(text: str) -> str:
    if text != "iso" and not DATE_FORMAT.fullmatch(text):
        raise PydanticCustomError("date_format", "iso, or a format of %d %m %Y %y %H %M %S such as %d/%m/%Y")
    return text


Alternatives = Annotated[tuple[str, ...], BeforeValidator(_listed), Field(min_length=1)]
"""One text or a list of them; the first that gives something counts."""

DateFormats = Annotated[tuple[Annotated[str, AfterValidator(_date_format)], ...], BeforeValidator(_listed)]
Table = dict[str, str | None]


class MunicipalityStep(Record):
    """A municipality's name becomes its ISTAT code, where the country is Italy."""

    province: str | None = Field(
        default=None, title=N_("Province"), description=N_("The column with the province, by code or name.")
    )


class Rule(Record):
    """Where a field's value comes from, and the steps it goes through, in the order in which they stand here."""

    column: Alternatives | None = Field(
        default=None, title=N_("Column"), description=N_("One column, or several of which the first filled one counts.")
    )
    constant: str | None = Field(default=None, title=N_("Constant"), description=N_("The same value for all rows."))
    template: Alternatives | None = Field(
        default=None,
        title=N_("Template"),
        description=N_("A text with columns in braces; the first one whose columns are all filled counts."),
    )
    default: str | None = Field(
        default=None, title=N_("Default"), description=N_("The value for rows in which the column is empty.")
    )
    unlike: str | None = Field(
        default=None, title=N_("Unlike"), description=N_("Leave the value out where this column says the same.")
    )
    split: str | None = Field(
        default=None, title=N_("Split"), description=N_("What stands between several values in one cell.")
    )
    replace: dict[str, str | None] | None = Field(
        default=None, title=N_("Replace"), description=N_("What to put in the place of parts of the text.")
    )
    lines: Literal["join", "keep"] = Field(
        default="join", title=N_("Lines"), description=N_("Join several lines with a comma, or keep them.")
    )
    case: Literal["name"] | None = Field(
        default=None, title=N_("Case"), description=N_("Write names that are all capitals like names.")
    )
    codes: Table | None = Field(
        default=None, title=N_("Codes"), description=N_("A table from what is in the cell to what is in the field.")
    )
    number: Literal["it", "en"] | None = Field(
        default=None, title=N_("Number"), description=N_("How numbers are written: 1.234,5 (it) or 1,234.5 (en).")
    )
    date: DateFormats | None = Field(
        default=None, title=N_("Date"), description=N_("How dates are written: iso, or such as %d/%m/%Y.")
    )
    scheme: Literal["https", "http"] | None = Field(
        default=None, title=N_("Scheme"), description=N_("What to put before a web address that has none.")
    )
    postcode: Truth = Field(
        default=False, title=N_("Postcode"), description=N_("Give Italian postcodes their leading zeros back.")
    )
    municipality: MunicipalityStep | None = Field(
        default=None, title=N_("Municipality"), description=N_("Look up the ISTAT code of an Italian municipality.")
    )
    ateco: Literal["2007", "2022"] | None = Field(
        default=None, title=N_("ATECO"), description=N_("The edition of the codes, to be brought to ATECO 2025.")
    )
    cut: AtLeastOne | None = Field(
        default=None, title=N_("Cut"), description=N_("Cut at a word so that at most this many characters are left.")
    )
    missing: Literal["leave_out", "refuse"] = Field(
        default="leave_out", title=N_("Missing"), description=N_("What to do with rows in which there is no value.")
    )
    otherwise: Literal["refuse", "leave_out", "keep"] = Field(
        default="refuse", title=N_("Otherwise"), description=N_("What to do with a value that is no good.")
    )

    @model_validator(mode="after")
    def _one_source(self) -> Rule:
        if sum(source is not None for source in (self.column, self.constant, self.template)) != 1:
            raise PydanticCustomError("one_source", "one of column, constant and template")
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the rule reads."""
        named = tuple(name for text in self.template or () for name in PLACEHOLDER.findall(text))
        province = (self.municipality.province,) if self.municipality and self.municipality.province else ()
        return (*(self.column or ()), *named, *((self.unlike,) if self.unlike else ()), *province)


PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


class SlugRule(Record):
    """How the name of the file is made."""

    columns: Annotated[tuple[str, ...], Field(min_length=1)] = Field(
        alias="from", title=N_("From"), description=N_("The columns that the name is made of.")
    )
    replace: dict[str, str | None] | None = Field(
        default=None, title=N_("Replace"), description=N_("What to put in the place of parts of the text.")
    )
    unique: Truth = Field(
        default=True, title=N_("Unique"), description=N_("Number repeated names; otherwise refuse them.")
    )


class Mapping(Record):
    """A whole mapping file."""

    record: Literal["member", "call"] = Field(title=N_("Record"), description=N_("The kind of record: member or call."))
    slug: SlugRule = Field(title=N_("File name"), description=N_("How the name of the file is made."))
    fields: Annotated[dict[str, Rule], Field(min_length=1)] = Field(
        title=N_("Fields"), description=N_("Field by field: address.street, keywords, deadlines[].at.")
    )
