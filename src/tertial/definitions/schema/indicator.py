"""indicators/<id>.yaml: one indicator."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from tertial.definitions.schema.fields import (
    AgeBand,
    BilingualText,
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
from tertial.definitions.schema.targets import TargetEntry
from tertial.domain.calendar import PeriodKind
from tertial.domain.indicators import Direction, Kind, OverTime, ValueUnit
from tertial.domain.results import Sex


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


class IndicatorFile(Entry):
    """One indicator: what is followed, how it is shown and what it shall reach."""

    id: Identifier = Field(title="Id", description="Short stable name, the same as the file's.")
    title: BilingualText = Field(title="Titel", description="The measure as it was decided.")
    short: BilingualText | None = Field(
        default=None, title="Kort titel", description="Label for tables, at most some 45 signs."
    )
    why: BilingualText | None = Field(default=None, title="Varför", description="One sentence: why it is followed.")
    kind: Annotated[Kind, OneOf()] = Field(title="Slag", description="reported: somebody reports its figures.")
    value_unit: Annotated[ValueUnit, OneOf()] = Field(title="Enhet", description="What a figure counts or measures.")
    noun: BilingualText | None = Field(default=None, title="Vad som räknas", description="For counts: visits, plans.")
    decimals: Annotated[int, within(0, 6)] = Field(default=0, title="Decimaler", description="Most decimals to show.")
    shown: Annotated[PeriodKind, OneOf()] = Field(title="Visad period", description="Which period the report shows.")
    over_time: Annotated[OverTime, OneOf()] = Field(
        default=OverTime.LAST, title="Över tid", description="How months become longer periods: sum, last or mean."
    )
    direction: Annotated[Direction, OneOf()] | None = Field(
        default=None, title="Riktning", description="Which way is good: increase, decrease, within or none."
    )
    target: Annotated[list[TargetEntry], OneOrMany()] = Field(
        default=[], title="Målvärde", description="What it shall reach; left out where there is no target."
    )
    baseline: Annotated[list[BaselineEntry], OneOrMany()] = Field(
        default=[], title="Ingångsvärde", description="The value that the target starts from."
    )
    followed: list[Name] = Field(default=[], title="Följs upp", description="Follow-up dates of region.toml.")
    followed_from: MonthText | None = Field(default=None, title="Följs från", description="First month it is followed.")
    by: list[Name] = Field(
        default=[], title="Uppdelning", description="Splits shown: sex, age_band and at most one scheme."
    )
    absent: list[AbsenceEntry] = Field(default=[], title="Saknas", description="Reasons shown instead of a figure.")
    official: BilingualText | None = Field(
        default=None, title="Officiell definition", description="Source of the definition, and deviations from it."
    )
    owner: BilingualText | None = Field(default=None, title="Ägare", description="Who answers for the measure.")
    checked_by: PlainText = Field(default="", title="Granskad av", description="Who has checked the definition.")
    next_review: MonthText | None = Field(default=None, title="Nästa översyn", description="When it is looked over.")
    remark: BilingualText | None = Field(
        default=None, title="Kommentar", description="What is kept as printed although it does not hold."
    )
