"""What all records share: strictness, and codes that carry their own label."""

from __future__ import annotations

import operator
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


class Record(BaseModel):
    """A frozen mapping with known keys only; lists arrive as tuples.

    Which keys the file gave is not kept with it: for thousands of records that takes as much memory as all that they
    say. `Source.tree` tells.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=False, validate_default=False, defer_build=True
    )
    # Pydantic sets this with each record that it makes: to a function in compiled code, which keeps nothing.
    __pydantic_fields_set__ = property(lambda _: set(), operator.is_)  # type: ignore[arg-type]


class Code(StrEnum):
    """A word out of a fixed list, with the message that names it to people."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        code = str.__new__(cls, value)
        code._value_ = value
        code.label = label
        return code

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"oneOf": [{"const": code.value, "title": code.label} for code in cls]}


class VocabularyCode:
    """Marks a text as a code of the vocabulary `name`; checked where a vocabulary is given as context.

    The context of validation is a mapping of vocabulary names to functions that say of any code whether it is known
    (`generator.reading.codes`); without context the code is taken as it stands.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.with_info_after_validator_function(self._known, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "x-vocabulary": self.name}

    def _known(self, code: str, info: Any) -> str:
        context = info.context
        if context is not None and not context[self.name](code):
            from pydantic_core import PydanticCustomError

            raise PydanticCustomError("unknown_code", "no {vocabulary} has the code", {"vocabulary": self.name})
        return code
