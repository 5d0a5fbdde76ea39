"""The kinds of text, number and date that fields are made of.

Records are validated from a tree of texts: each scalar arrives as it stands in the file, and the field's
type alone says what it means, so that nothing is guessed from the looks of a value (`02011`, `NO`, `1e3`).
Rules are patterns wherever a pattern can say them: they run in compiled code, and the JSON Schemas carry
the very same rule to editors and forms.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError, core_schema

from generator.records.patterns import (
    DAY_PATTERN,
    DECIMAL_PATTERN,
    DOCUMENT_PATTERN,
    EMAIL_PATTERN,
    INTEGER_PATTERN,
    LINE_PATTERN,
    MOMENT_PATTERN,
    PHONE_PATTERN,
    POSTCODE_PATTERN,
    PROSE_PATTERN,
    SLUG_PATTERN,
    WEB_PATTERN,
)
from generator.records.record import VocabularyCode

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue


@dataclass(frozen=True)
class Written:
    """Says how a value that is not text is written, and what an editor should take it for."""

    pattern: str
    json: tuple[tuple[str, str], ...]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.chain_schema([core_schema.str_schema(pattern=self.pattern), handler(source)])

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        bounds = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum"}
        inner: dict[str, Any] = schema["steps"][-1] if schema["type"] == "chain" else {}
        return {**dict(self.json), **{bounds[key]: inner[key] for key in bounds if key in inner}}


def _moment(text: str) -> date | datetime:
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("impossible_date", "a day of the calendar") from None


def _zone(name: str) -> str:
    from zoneinfo import ZoneInfo

    # These two name no place: whatever a machine is set to, and nothing at all.
    with suppress(ValueError, OSError, KeyError):
        if name not in ("localtime", "Factory"):
            return ZoneInfo(name).key
    raise PydanticCustomError("zone", "a time zone, such as Europe/Rome")


Line = Annotated[str, StringConstraints(pattern=LINE_PATTERN, max_length=300)]
"""One line with something to see in it; fields may set a shorter bound."""

LongLine = Annotated[str, StringConstraints(pattern=LINE_PATTERN, max_length=600)]
Prose = Annotated[str, StringConstraints(pattern=PROSE_PATTERN, max_length=20_000)]
"""Markdown over any number of lines."""

Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=80)]

_INTEGER = Written(INTEGER_PATTERN, (("type", "integer"),))
_DECIMAL = Written(DECIMAL_PATTERN, (("type", "number"),))
Count = Annotated[int, Field(ge=0), _INTEGER]
Year = Annotated[int, Field(ge=1850, le=2100), _INTEGER]
TrackNumber = Annotated[int, Field(ge=1, le=12), _INTEGER]
SDG = Annotated[int, Field(ge=1, le=17), _INTEGER]
AtLeastOne = Annotated[int, Field(ge=1), _INTEGER]
Decimal = Annotated[float, _DECIMAL]
Positive = Annotated[float, Field(gt=0), _DECIMAL]
Amount = Annotated[float, Field(ge=0), _DECIMAL]
Percentage = Annotated[float, Field(ge=0, le=100), _DECIMAL]
Latitude = Annotated[float, Field(ge=-90, le=90), _DECIMAL]
Longitude = Annotated[float, Field(ge=-180, le=180), _DECIMAL]
Truth = Annotated[bool, Written("^(true|false)$", (("type", "boolean"),))]
Day = Annotated[date, Written(DAY_PATTERN, (("type", "string"), ("format", "date")))]
Moment = Annotated[
    date | datetime,
    BeforeValidator(_moment),
    Written(MOMENT_PATTERN, (("type", "string"), ("pattern", MOMENT_PATTERN))),
]
"""A day, or a time; a time without offset is local to the record's `zone`."""

WebAddress = Annotated[
    str, StringConstraints(pattern=WEB_PATTERN, max_length=2000), Field(json_schema_extra={"format": "uri"})
]
DocumentAddress = Annotated[str, StringConstraints(pattern=DOCUMENT_PATTERN, max_length=2000)]
"""A web address, or a path from the root of the site (`/documenti/bilancio.pdf`)."""

EmailAddress = Annotated[
    str,
    StringConstraints(pattern=EMAIL_PATTERN, max_length=254),
    Field(json_schema_extra={"format": "email"}),
]
Phone = Annotated[str, StringConstraints(pattern=PHONE_PATTERN)]
Postcode = Annotated[str, StringConstraints(pattern=POSTCODE_PATTERN)]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
TimeZone = Annotated[str, AfterValidator(_zone)]

Country = Annotated[str, VocabularyCode("countries")]
Area = Annotated[str, VocabularyCode("areas")]
"""ISO 3166: a country (`IT`), a region (`IT-25`), a province (`IT-BS`); or a municipality's ISTAT code."""

ServiceCode = Annotated[str, VocabularyCode("services")]
AtecoCode = Annotated[str, VocabularyCode("ateco")]
