"""A mapping: how the columns of a table become the fields of a record. Explained in `mappings/README.md`."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.records.record import Record
from generator.records.scalars import AtLeastOne, Truth

DATE_FORMAT = re.compile(r"(%[dmYyHMS]|[^%])+")


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _date_format(text: str) -> str:
    if text != "iso" and not DATE_FORMAT.fullmatch(text):
        raise PydanticCustomError("date_format", "iso, or a format of %d %m %Y %y %H %M %S such as %d/%m/%Y")
    return text


def _template(text: str) -> str:
    if set("{}") & set(PLACEHOLDER.sub("", text)):
        raise PydanticCustomError("brace", "a brace without its partner")
    return text


PLACEHOLDER = re.compile(r"\{([^{}]+)\}")

Alternatives = Annotated[tuple[str, ...], BeforeValidator(_listed), Field(min_length=1)]
"""One text or a list of them; the first that gives something counts."""

Templates = Annotated[
    tuple[Annotated[str, AfterValidator(_template)], ...], BeforeValidator(_listed), Field(min_length=1)
]
DateFormats = Annotated[tuple[Annotated[str, AfterValidator(_date_format)], ...], BeforeValidator(_listed)]
Table = dict[str, str | None]


class MunicipalityStep(Record):
    """A municipality's name becomes its ISTAT code, where the country is Italy."""

    province: str | None = None
    """The column with the province, by code or by name."""


class Rule(Record):
    """Where a field's value comes from, and the steps it goes through, in the order in which they stand here."""

    column: Alternatives | None = None
    constant: str | None = None
    template: Templates | None = None
    """A text with columns in braces; a brace is always one of a column's."""
    unlike: str | None = None
    """Another column: a value that says the same is left out."""
    default: str | None = None
    split: str | None = None
    lines: Literal["join", "keep"] = "join"
    replace: Table | None = None
    case: Literal["name"] | None = None
    codes: Table | None = None
    number: Literal["it", "en"] | None = None
    date: DateFormats | None = None
    scheme: Literal["https", "http"] | None = None
    postcode: Truth = False
    municipality: MunicipalityStep | None = None
    ateco: Literal["2007", "2022"] | None = None
    cut: AtLeastOne | None = None
    missing: Literal["leave_out", "refuse"] = "leave_out"
    """What to do with rows in which there is no value."""
    otherwise: Literal["refuse", "leave_out", "keep"] = "refuse"
    """What to do with a value that is no good."""

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


class SlugRule(Record):
    """How the name of the file is made: from which columns, and what happens to a name that occurs again."""

    columns: Annotated[tuple[str, ...], Field(min_length=1, alias="from")]
    replace: Table | None = None
    unique: Truth = True


class Mapping(Record):
    """A whole mapping file; `fields` by their dotted names: `address.street`, `keywords`, `deadlines[].at`."""

    record: Literal["member", "call"]
    slug: SlugRule
    fields: Annotated[dict[str, Rule], Field(min_length=1)]
