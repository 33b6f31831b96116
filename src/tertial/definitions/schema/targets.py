"""Targets as an indicator's file writes them: a figure, or a mapping that says how it is meant and who decided it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from tertial.definitions import scalars
from tertial.definitions.refusal import Refusal, nearest
from tertial.definitions.schema.fields import (
    BilingualText,
    Converted,
    Count,
    Day,
    Entry,
    Figure,
    OneOf,
    PlainText,
    Year,
)
from tertial.domain.calendar import Month
from tertial.domain.targets import Against, Reference
from tertial.language import _


class Whole(StrEnum):
    """What a level stands for where it is not the figure shown."""

    YEAR = "year"


def _reference(text: str) -> Reference:
    words = [member.value for member in Against]
    if text in words:
        return Against(text)
    if text[:1].isdigit():
        return scalars.period(text)
    expected = _("baseline, previous, same_period_last_year or a period")
    raise Refusal("E212", text, expected, nearest(text, words))


def _true(text: str) -> bool:
    if not scalars.true_or_false(text):
        raise Refusal("E212", text, _("true, or the line left out"), "true")
    return True


ReferenceText = Annotated[
    Reference, Converted(_reference, {"type": ["string", "integer"], "examples": [*Against, "2021-T2", "2023"]})
]
_YEAR_OR_MONTH = {
    "type": ["string", "integer"],
    "pattern": r"^\d{4}(-(0[1-9]|1[0-2]))?$",
    "examples": ["2025", "2025-07"],
}
FirstMonth = Annotated[Month, Converted(scalars.first_month, _YEAR_OR_MONTH)]
LastMonth = Annotated[Month, Converted(scalars.last_month, _YEAR_OR_MONTH)]
OnlyTrue = Annotated[bool, Converted(_true, {"const": True})]


class SimpleTargetEntry(Entry):
    """One target: exactly one of the ways to say it."""

    value: Figure | None = Field(default=None, title="Målvärde", description="A level in the indicator's unit.")
    for_: Annotated[Whole, OneOf()] | None = Field(
        default=None,
        alias="for",
        title="Gäller",
        description="year: the level of the whole year, for measures that add up.",
    )
    change: Figure | None = Field(
        default=None, title="Förändring", description="Percentage change against `against`; -15 is 15 per cent less."
    )
    against: ReferenceText | None = Field(
        default=None, title="Jämfört med", description="baseline, or the period that the change is measured from."
    )
    better_than: ReferenceText | None = Field(
        default=None,
        title="Bättre än",
        description="previous, same_period_last_year, baseline or a period: better in the indicator's good direction.",
    )
    as_needed: OnlyTrue | None = Field(
        default=None, title="Efter behov", description="Followed, with no level to reach."
    )
    of: Annotated[list[Count], Field(min_length=2, max_length=2)] | None = Field(
        default=None, title="Antal av", description="So many of so many: [3, 3]."
    )
    between: Annotated[list[Figure], Field(min_length=2, max_length=2)] | None = Field(
        default=None, title="Mellan", description="Two levels, both included: [20, 35]."
    )
    zero: OnlyTrue | None = Field(default=None, title="Noll", description="Zero or better, as for a budget.")
    partly_within: Figure | None = Field(
        default=None, title="Delvis inom", description="With zero: how far on the wrong side is still partly met."
    )
    path: dict[Year, Figure] | None = Field(default=None, title="Bana", description="A level for each year.")

    @model_validator(mode="before")
    @classmethod
    def _plain_figure(cls, value: object) -> object:
        return {"value": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"type": "number"}, handler(schema)]}


class BySexEntry(Entry):
    """A target for women and one for men."""

    women: SimpleTargetEntry = Field(title="Kvinnor", description="The target for women.")
    men: SimpleTargetEntry = Field(title="Män", description="The target for men.")


class DecisionEntry(Entry):
    """Who set the target, when and in which case."""

    by: BilingualText | None = Field(default=None, title="Beslutat av", description="Who decided.")
    on: Day | None = Field(default=None, title="Datum", description="The day of the decision.")
    case: PlainText = Field(default="", title="Diarienummer", description="The case number.")


class TargetEntry(SimpleTargetEntry):
    """A target with the months it holds for and the decision behind it."""

    by_sex: BySexEntry | None = Field(default=None, title="Per kön", description="A target for women and one for men.")
    by_unit: dict[str, SimpleTargetEntry] | None = Field(
        default=None,
        title="Per enhet",
        description="Unit id and its target; other is for the rest. `value` beside it is the report's own unit's.",
    )
    decided: DecisionEntry | None = Field(default=None, title="Beslut", description="The decision that set the target.")
    from_: FirstMonth | None = Field(
        default=None, alias="from", title="Från", description="The first year or month it holds."
    )
    to: LastMonth | None = Field(default=None, title="Till", description="The last year or month it holds.")
