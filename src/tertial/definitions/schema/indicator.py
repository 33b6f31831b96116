"""indicators/<id>.yaml: one indicator."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, GetJsonSchemaHandler, ValidationInfo, ValidatorFunctionWrapHandler, field_validator
from pydantic_core import CoreSchema

from tertial.definitions import scalars
from tertial.definitions.refusal import Refusal
from tertial.definitions.schema.fields import (
    AgeBand,
    BilingualText,
    Converted,
    Count,
    Entry,
    Figure,
    Identifier,
    MonthText,
    Name,
    OneOf,
    OneOrMany,
    PeriodText,
    PlainText,
    within,
)
from tertial.definitions.schema.measure import LEAST_EXAMPLES, ExampleEntry, MeasureEntry
from tertial.definitions.schema.targets import TargetEntry
from tertial.domain.calendar import PeriodKind
from tertial.domain.indicators import Direction, Estimates, Kind, OverTime, ValueUnit
from tertial.domain.results import Sex
from tertial.language import _


class AbsenceReason(StrEnum):
    """Why a figure is absent."""

    NOT_DUE = "not_due"
    NOT_APPLICABLE = "not_applicable"
    FOLLOWED_ELSEWHERE = "followed_elsewhere"
    NOT_STARTED = "not_started"
    MISSING = "missing"


class BaselineEntry(Entry):
    """The value that a target starts from."""

    period: PeriodText = Field(title="Period", description="The period that the baseline was measured in.")
    value: Figure | None = Field(default=None, title="Värde", description="The figure as printed.")
    numerator: Count | None = Field(default=None, title="Täljare", description="The count, or the part of a share.")
    denominator: Count | None = Field(default=None, title="Nämnare", description="The whole of a share.")
    sex: Annotated[Sex, OneOf()] = Field(default=Sex.ALL, title="Kön", description="all, women, men or unknown.")
    age_band: AgeBand = Field(default="", title="Ålder", description="40, 30-49 or 50+.")
    category: Name = Field(default="", title="Kategori", description="A code of the indicator's scheme.")
    note: BilingualText | None = Field(default=None, title="Anmärkning", description="What should be known about it.")


class AbsenceEntry(Entry):
    """What is said about an absent figure."""

    reason: Annotated[AbsenceReason, OneOf()] = Field(title="Skäl", description="Why there is no figure.")
    note: BilingualText = Field(title="Förklaring", description="The reason in words that a reader understands.")
    from_: MonthText | None = Field(default=None, alias="from", title="Från", description="First month it holds.")
    to: MonthText | None = Field(default=None, title="Till", description="Last month it holds.")


MaybeNobody = Annotated[str, Converted(scalars.plain_text, {"type": "string"}, frozenset())]
"""Names, or an empty text: written out, so that nobody takes it for forgotten."""


class UseEntry(Entry):
    """What an indicator's file says of the library."""

    use: Identifier | None = Field(
        default=None,
        title="Biblioteket",
        description="The id of the library's definition that the indicator uses; the file then says only its own.",
    )


class DescribedEntry(Entry):
    """What every definition says of itself, in a region's folder and in the library."""

    id: Identifier = Field(title="Id", description="Short stable name, the same as the file's.")
    title: BilingualText = Field(title="Titel", description="The measure as it was decided.")
    short: BilingualText | None = Field(
        default=None, title="Kort titel", description="Label for tables, at most some 45 signs."
    )
    why: BilingualText | None = Field(default=None, title="Varför", description="One sentence: why it is followed.")
    kind: Annotated[Kind, OneOf()] = Field(
        title="Slag", description="reported: somebody reports its figures. The others are computed from events."
    )
    value_unit: Annotated[ValueUnit, OneOf()] = Field(title="Enhet", description="What a figure counts or measures.")
    noun: BilingualText | None = Field(default=None, title="Vad som räknas", description="For counts: visits, plans.")
    decimals: Annotated[int, within(0, 6)] = Field(default=0, title="Decimaler", description="Most decimals to show.")
    shown: Annotated[PeriodKind, OneOf()] = Field(title="Visad period", description="Which period the report shows.")
    over_time: Annotated[OverTime, OneOf()] | None = Field(
        default=None,
        title="Över tid",
        description="How months become longer periods: sum, last or mean. Left out: sum for what is computed from "
        "events, last for what stands at the months' ends. Of what is reported nothing is then known, so that the "
        "year's end is not forecast.",
    )
    direction: Annotated[Direction, OneOf()] | None = Field(
        default=None, title="Riktning", description="Which way is good: increase, decrease, within or none."
    )
    by: list[Name] = Field(
        default=[],
        title="Uppdelning",
        description="Splits shown: sex, age_band and at most one category: a code column of the fact, or for reported "
        "figures a scheme of region.toml.",
    )
    official: BilingualText | None = Field(
        default=None, title="Officiell definition", description="Source of the definition."
    )
    checked_by: PlainText = Field(default="", title="Granskad av", description="Who has checked the definition.")
    next_review: MonthText | None = Field(default=None, title="Nästa översyn", description="When it is looked over.")


NEEDED_OF_ITS_OWN = ("title", "kind", "value_unit", "shown")
"""What a file says that uses no definition of the library."""

UNTIL_TAKEN: Any = None
"""What stands for a field until it is taken from the library: nobody reads it before."""


class IndicatorFile(MeasureEntry, DescribedEntry, UseEntry):
    """One indicator: what is followed, how it is computed and shown, and what it shall reach.

    With `use`, what the file leaves out is None until it is taken from the library (`tertial.definitions.library_use`).
    """

    title: BilingualText = Field(
        default=UNTIL_TAKEN, validate_default=True, title="Titel", description="The measure as it was decided."
    )
    kind: Annotated[Kind, OneOf()] = Field(
        default=UNTIL_TAKEN,
        validate_default=True,
        title="Slag",
        description="reported: somebody reports its figures. The others are computed from events.",
    )
    value_unit: Annotated[ValueUnit, OneOf()] = Field(
        default=UNTIL_TAKEN, validate_default=True, title="Enhet", description="What a figure counts or measures."
    )
    shown: Annotated[PeriodKind, OneOf()] = Field(
        default=UNTIL_TAKEN, validate_default=True, title="Visad period", description="Which period the report shows."
    )
    target: Annotated[list[TargetEntry], OneOrMany()] = Field(
        default=[], title="Målvärde", description="What it shall reach; left out where there is no target."
    )
    baseline: Annotated[list[BaselineEntry], OneOrMany()] = Field(
        default=[], title="Ingångsvärde", description="The value that the target starts from."
    )
    followed: list[Name] = Field(default=[], title="Följs upp", description="Follow-up dates of region.toml.")
    followed_from: MonthText | None = Field(default=None, title="Följs från", description="First month it is followed.")
    absent: list[AbsenceEntry] = Field(default=[], title="Saknas", description="Reasons shown instead of a figure.")
    owner: BilingualText | None = Field(default=None, title="Ägare", description="Who answers for the measure.")
    same_as: list[Name] = Field(
        default=[],
        title="Samma sak",
        description="Ids of indicators that speak of the same thing by another definition or source, such as a survey "
        "beside a register: shown together, each as it is, never put together.",
    )
    estimates: Annotated[Estimates, OneOf()] = Field(
        default=Estimates.ON,
        title="Skattningar",
        description="off: months that lack data are never estimated. Estimates are made of counts, shares, rates and "
        "means that are computed from events, and only support texts and suggested judgements.",
    )
    remark: BilingualText | None = Field(
        default=None, title="Kommentar", description="What is kept as printed although it does not hold."
    )

    @field_validator(*NEEDED_OF_ITS_OWN, mode="wrap")
    @classmethod
    def _needed_of_its_own(
        cls, value: object, convert: ValidatorFunctionWrapHandler, information: ValidationInfo
    ) -> object:
        if value is not None:
            return convert(value)
        if information.data.get("use") is None:
            expected = _("the key {key}, or use with an id of the library").format(key=information.field_name)
            raise Refusal("E209", _("nothing"), expected)
        return None

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        made = handler.resolve_ref_schema(handler(schema))
        return {**made, "if": {"not": {"required": ["use"]}}, "then": {"required": list(NEEDED_OF_ITS_OWN)}}


class LibraryFile(MeasureEntry, DescribedEntry):
    """A definition of the library: as an indicator's file, without what each region decides for itself."""

    why: BilingualText = Field(title="Varför", description="One sentence: why it is followed.")
    direction: Annotated[Direction, OneOf()] = Field(
        title="Riktning", description="Which way is good: increase, decrease, within or none."
    )
    official: BilingualText = Field(title="Officiell definition", description="Source of the definition.")
    deviations: BilingualText = Field(
        title="Avvikelser", description="Where the definition parts from the official one, and why."
    )
    checked_by: MaybeNobody = Field(
        title="Granskad av", description="Who has checked the definition; an empty text where nobody has yet."
    )
    next_review: MonthText = Field(title="Nästa översyn", description="When it is looked over.")
    examples: list[ExampleEntry] = Field(
        min_length=LEAST_EXAMPLES, title="Exempel", description="One row in, one out, one on the boundary at least."
    )
