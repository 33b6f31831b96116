"""How an indicator is computed, as its file writes it: conditions, quantities, levels and examples."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema, core_schema

from tertial.definitions.refusal import Refusal
from tertial.definitions.scalars import CONTROL
from tertial.definitions.schema.fields import (
    BilingualText,
    Converted,
    Entry,
    Figure,
    Identifier,
    MonthText,
    Name,
    PlainText,
    shape_of,
    within,
)
from tertial.domain.age_bands import OPEN_FROM
from tertial.domain.measures import MOST_CUTS
from tertial.language import _

ALL_ROWS = "all"
"""The condition that every row meets."""

MOST_PER = 10_000_000
MOST_MONTHS = 120
LEAST_EXAMPLES = 3


def _expression(text: str) -> str:
    """The text of an expression; a broken line is as good as a space."""
    control = CONTROL.search(text)
    if control is not None:
        raise Refusal("E106", text, _("text without the character U+{number:04X}").format(number=ord(control[0])))
    return text.strip()


ExpressionText = Annotated[str, Converted(_expression, {"type": "string"})]
ConditionText = Annotated[str, Converted(_expression, {"type": ["string", "boolean"]})]
FactName = Annotated[str, Converted(str.strip, {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})]


class PartEntry(Entry):
    """A numerator or denominator: a condition alone, or a mapping where more must be said."""

    where: ConditionText | None = Field(
        default=None, title="Villkor", description="Which rows count; all, or left out, for every row."
    )
    add: ExpressionText | None = Field(
        default=None, title="Summa av", description="A quantity that is added up instead of counting rows."
    )
    fact: FactName | None = Field(
        default=None, title="Underlag", description="Another fact than the file's; its rows count then."
    )
    at: Name | None = Field(default=None, title="Plats", description="Another column of units where the rows count.")
    events: ConditionText | None = Field(
        default=None, title="Händelser", description="Which source rows a derived fact is made from."
    )

    @model_validator(mode="before")
    @classmethod
    def _plain_condition(cls, value: object) -> object:
        return {"where": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"type": ["string", "boolean"]}, handler(schema)]}


class LevelEntry(Entry):
    """A level of another indicator that a unit reaches: exactly one of the four ways to say it."""

    indicator: Identifier = Field(title="Indikator", description="Whose figure must reach the level.")
    at_least: Figure | None = Field(default=None, title="Minst", description="The level or more.")
    more_than: Figure | None = Field(default=None, title="Mer än", description="More than the level.")
    at_most: Figure | None = Field(default=None, title="Högst", description="The level or less.")
    less_than: Figure | None = Field(default=None, title="Mindre än", description="Less than the level.")


class ExpectEntry(Entry):
    """What an example must give; at least one of the three."""

    numerator: Figure | None = Field(default=None, title="Täljare", description="The count, the sum or the numerator.")
    denominator: Figure | None = Field(default=None, title="Nämnare", description="The denominator.")
    value: Figure | None = Field(default=None, title="Värde", description="The figure; for a share in per cent.")


class UnitEntry(Entry):
    """What organisation.csv would say of a unit."""

    kind: Name = Field(default="", title="Slag", description="The kind of unit.")
    provider: PlainText = Field(default="", title="Vårdgivare", description="The care provider.")

    @model_validator(mode="before")
    @classmethod
    def _plain_kind(cls, value: object) -> object:
        return {"kind": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"type": "string"}, handler(schema)]}


class _RowsField:
    """Rows of the fact's one feed, or of several feeds by id; cells stay texts until the feed is known."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(_rows)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        rows = {"type": "array", "items": {"type": "object"}}
        return {"anyOf": [rows, {"type": "object", "additionalProperties": rows}]}


THE_FEED = ""
"""The key of rows whose feed is not named, since the fact is made from one alone."""


def _rows(value: object) -> dict[str, list[dict[str, str]]]:
    if isinstance(value, dict):
        return {feed: _rows_of(rows, (feed,)) for feed, rows in value.items()}
    return {THE_FEED: _rows_of(value, ())}


def _rows_of(rows: object, at: tuple[str | int, ...]) -> list[dict[str, str]]:
    if not isinstance(rows, list):
        raise Refusal("E210", shape_of(rows), _("a list of rows"), at=at)
    for place, row in enumerate(rows):
        if not isinstance(row, dict):
            raise Refusal("E210", shape_of(row), _("a row: a mapping of columns"), at=(*at, place))
        for column, cell in row.items():
            if not isinstance(cell, str):
                raise Refusal("E210", shape_of(cell), _("a single value"), at=(*at, place, column))
    return rows


RowsByFeed = Annotated[dict[str, list[dict[str, str]]], _RowsField()]


class ExampleEntry(Entry):
    """One example: rows in, the figure that they must give out."""

    note: BilingualText | None = Field(default=None, title="Anmärkning", description="What the example shows.")
    rows: RowsByFeed = Field(
        title="Rader",
        description="Rows of the fact's feed, or feed and rows for each. Columns left out get usual values.",
    )
    month: MonthText | None = Field(default=None, title="Månad", description="The month meant; 2025-08 if left out.")
    units: dict[str, UnitEntry] = Field(
        default={}, title="Enheter", description="Unit and its kind, or a mapping with kind and provider."
    )
    expect: ExpectEntry = Field(title="Väntat", description="What the rows must give.")


class MeasureEntry(Entry):
    """The fields that say how a figure is computed; which of them a kind takes is told in the reference."""

    fact: FactName | None = Field(
        default=None, title="Underlag", description="What is counted: a feed or a derived fact."
    )
    at: Name | None = Field(
        default=None, title="Plats", description="The column of units where rows count; the fact's own if left out."
    )
    events: ConditionText | None = Field(
        default=None, title="Händelser", description="Which source rows a derived fact is made from."
    )
    where: ConditionText | None = Field(
        default=None, title="Villkor", description="Which rows count, of mean, median, percentile, distinct and count."
    )
    numerator: PartEntry | None = Field(
        default=None, title="Täljare", description="What is counted of the denominator."
    )
    denominator: PartEntry | None = Field(default=None, title="Nämnare", description="What it is counted of.")
    value: ExpressionText | None = Field(
        default=None, title="Värde", description="The quantity of each row, of mean, median and percentile."
    )
    over: ExpressionText | None = Field(
        default=None, title="Delat med", description="With mean: the mean of value over this, row by row."
    )
    percent: Annotated[int, within(1, 99)] | None = Field(
        default=None, title="Percentil", description="With percentile: 90 is the level that 90 per cent do not exceed."
    )
    of: Name | None = Field(default=None, title="Olika", description="With distinct: the column counted once, person.")
    per: Annotated[int, within(1, MOST_PER)] | None = Field(
        default=None, title="Per", description="With rate: per so many, such as 1, 100 or 1000."
    )
    level: LevelEntry | None = Field(
        default=None, title="Nivå", description="With units_reaching and among_reaching: the level that units reach."
    )
    among: Name | None = Field(
        default=None, title="Bland", description="With units_reaching and among_reaching: the kind of unit."
    )
    indicator: Identifier | None = Field(
        default=None, title="Indikator", description="With among_reaching: whose figure is shown for those units."
    )
    cuts: list[Annotated[int, within(1, OPEN_FROM - 1)]] = Field(
        default=[],
        max_length=MOST_CUTS,
        title="Åldersgränser",
        description="Ages that begin a band of their own, beside every fifth year.",
    )
    counted: BilingualText | None = Field(
        default=None, title="Täljare i ord", description="The numerator, or what is counted, in words."
    )
    out_of: BilingualText | None = Field(default=None, title="Nämnare i ord", description="The denominator in words.")
    deviations: BilingualText | None = Field(
        default=None, title="Avvikelser", description="Where the definition parts from the official one, and why."
    )
    settled_after: Annotated[int, within(0, MOST_MONTHS)] | None = Field(
        default=None,
        title="Slutlig efter",
        description="Months after which a figure is final; what the fact looks ahead if left out.",
    )
    version: Annotated[int, within(1, 9999)] = Field(
        default=1, title="Version", description="Raised when the definition counts otherwise than before."
    )
    examples: list[ExampleEntry] = Field(
        default=[], title="Exempel", description="Rows in and the figure out; tertial check runs them."
    )
