"""The kinds of field that definition files are made of: each converts a text strictly and tells editors what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from tertial.definitions import scalars
from tertial.definitions.refusal import Refusal, nearest
from tertial.domain.calendar import Month, Period
from tertial.domain.label import Label
from tertial.language import _

EMPTY = frozenset({"", "~", "null"})
"""What YAML writes where a value is left out."""


class Entry(BaseModel):
    """A mapping of a definition file; keys that it does not know are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


@dataclass(frozen=True, slots=True)
class Converted:
    """Reads a field by a converter of `scalars`; `schema` is what editors are told, `empty` what is no value."""

    convert: Callable[[str], object]
    schema: Mapping[str, Any] = field(hash=False)
    empty: frozenset[str] = EMPTY

    def read(self, value: object) -> object:
        """The converted value. Raises Refusal for anything but a single text that the converter takes."""
        if not isinstance(value, str):
            raise Refusal("E210", shape_of(value), _("a single value"))
        if value.strip() in self.empty:
            raise Refusal("E211", value, _("a value"))
        scalars.plain_text(value)
        return self.convert(value)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return dict(self.schema)


class OneOf:
    """Reads one of the words of the enumeration that it annotates."""

    def __get_pydantic_core_schema__(self, source: type[StrEnum], handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            Converted(lambda text: scalars.one_of(text, source), {}).read,
            metadata={"words": [member.value for member in source]},
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        innermost: Any = schema
        while "schema" in innermost:  # a validator of the field stands around it
            innermost = innermost["schema"]
        return {"enum": innermost["metadata"]["words"]}


class OneOrMany:
    """Lets a single value stand where a list of such values is read."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_as_list, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        many = handler(schema)
        return {"anyOf": [many["items"], many]}


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


def shape_of(value: object) -> str:
    """What stands there, in words."""
    match value:
        case dict() if not value:
            return _("nothing")
        case dict():
            return _("a mapping of {keys}").format(keys=", ".join(map(str, list(value)[:4])))
        case list():
            return _("a list of {count}").format(count=len(value))
        case _:
            return str(value)


def _label(value: object) -> Label:
    if isinstance(value, str):
        return _swedish(value, "", ())
    if not isinstance(value, dict):
        raise Refusal("E210", shape_of(value), _("a text, or texts in {{sv: …, en: …}}").format())
    for key in value:
        if key not in {"sv", "en"}:
            raise Refusal("E204", key, _("sv or en"), nearest(key, ("sv", "en")), (key,))
    texts = {language: value.get(language, "") for language in ("sv", "en")}
    for language, text in texts.items():
        if not isinstance(text, str):
            raise Refusal("E210", shape_of(text), _("a text"), at=(language,))
        if language in value and text.strip() in EMPTY:
            raise Refusal("E226" if language == "sv" else "E211", text, _("a text"), at=(language,))
    return _swedish(texts["sv"], texts["en"], ("sv",) if "sv" in value else ())


def _swedish(swedish: str, english: str, at: tuple[str, ...]) -> Label:
    if swedish.strip() in EMPTY:
        raise Refusal("E226", swedish or english, _("a Swedish text"), at=at)
    scalars.plain_text(swedish + english)
    return Label(swedish.strip(), english.strip())


class _LabelField:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(_label)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        languages = {"sv": {"type": "string", "title": "Svenska"}, "en": {"type": "string", "title": "English"}}
        both = {"type": "object", "properties": languages, "required": ["sv"], "additionalProperties": False}
        return {"anyOf": [{"type": "string"}, both]}


_MONTH = {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$", "examples": ["2025-08"]}
_PERIOD = {
    "type": ["string", "integer"],
    "pattern": r"^\d{4}(-(0[1-9]|1[0-2])|-T[123]|-YTD(0[1-9]|1[0-2])|-R12-(0[1-9]|1[0-2]))?$",
    "examples": ["2025-08", "2025-T2", "2025-YTD08", "2025-R12-08", "2025"],
}
_NAME = {"type": "string", "pattern": "^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$"}

BilingualText = Annotated[Label, _LabelField()]
Identifier = Annotated[str, Converted(scalars.identifier, {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})]
Name = Annotated[str, Converted(scalars.code, _NAME)]
PlainText = Annotated[str, Converted(scalars.plain_text, {"type": ["string", "number"]})]
Figure = Annotated[Decimal, Converted(scalars.figure, {"type": "number"})]
Count = Annotated[int, Converted(scalars.count, {"type": "integer", "minimum": 0})]
Year = Annotated[int, Converted(scalars.year, {"type": "integer"})]
MonthText = Annotated[Month, Converted(scalars.month, _MONTH)]
PeriodText = Annotated[Period, Converted(scalars.period, _PERIOD)]
Day = Annotated[date, Converted(scalars.day, {"type": "string", "format": "date"})]
YesNo = Annotated[bool, Converted(scalars.true_or_false, {"type": "boolean"})]
AgeBand = Annotated[str, Converted(scalars.age_band, {"type": ["string", "integer"]})]


def within(first: int, last: int) -> Converted:
    """A whole number between two limits, both included."""

    def convert(text: str) -> int:
        number = scalars.whole(text)
        if not first <= number <= last:
            raise Refusal("E218", text, _("a whole number from {first} to {last}").format(first=first, last=last))
        return number

    return Converted(convert, {"type": "integer", "minimum": first, "maximum": last})
