"""deviations.yaml and savings.yaml: why the economy deviates and what is saved."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from tertial.definitions.schema.fields import (
    BilingualText,
    Day,
    Entry,
    Figure,
    Identifier,
    MonthText,
    Name,
    OneOf,
    PeriodText,
)
from tertial.domain.economy import AmountUnit


class DeviationEntry(Entry):
    """An area that deviates from the budget."""

    id: Identifier = Field(title="Id", description="Short stable name.")
    period: MonthText = Field(title="Månad", description="The month it is as of.")
    area: BilingualText = Field(title="Område", description="What deviates.")
    causes: list[BilingualText] = Field(default=[], title="Orsaker", description="Why it deviates.")
    activities: list[BilingualText] = Field(default=[], title="Åtgärder", description="What is done about it.")
    account: Name = Field(default="", title="Konto", description="The account, where there is one.")


class DeviationsFile(Entry):
    """Deviations from the budget, with cause and activity."""

    deviations: list[DeviationEntry] = Field(title="Avvikelser", description="In printed order.")


class NeedEntry(Entry):
    """How much must be saved."""

    period: PeriodText = Field(title="Period", description="The year that the need is for.")
    amount: Figure = Field(title="Belopp", description="The amount.")
    unit: Annotated[AmountUnit, OneOf()] = Field(
        default=AmountUnit.MSEK, title="Enhet", description="MSEK, % or count."
    )
    note: BilingualText | None = Field(default=None, title="Anmärkning", description="What should be known about it.")


class EffectEntry(Entry):
    """How much has been saved so far."""

    period: PeriodText = Field(title="Period", description="The period that the effect is for.")
    amount: Figure = Field(title="Belopp", description="The amount, in the unit of the need.")
    share: Figure | None = Field(default=None, title="Andel", description="Per cent of the need, as printed.")
    note: BilingualText | None = Field(default=None, title="Anmärkning", description="What should be known about it.")


class MeasureEntry(Entry):
    """A decided savings measure."""

    id: Identifier = Field(title="Id", description="Short stable name.")
    title: BilingualText = Field(title="Rubrik", description="What is done.")
    decided_by: BilingualText | None = Field(default=None, title="Beslutat av", description="Who decided.")
    decided_on: Day | None = Field(default=None, title="Beslutat", description="The day of the decision.")
    in_force: Day | None = Field(default=None, title="Gäller från", description="The day it takes effect.")
    effect: Figure | None = Field(default=None, title="Effekt", description="The expected effect.")
    unit: Annotated[AmountUnit, OneOf()] = Field(
        default=AmountUnit.MSEK, title="Enhet", description="MSEK, % or count."
    )
    text: BilingualText | None = Field(default=None, title="Text", description="How it goes, in words.")
    assignment: Identifier = Field(default="", title="Uppdrag", description="The assignment that it belongs to.")


class SavingsEntry(Entry):
    """Need, effects and measures."""

    need: NeedEntry | None = Field(default=None, title="Behov", description="How much must be saved.")
    effects: list[EffectEntry] = Field(default=[], title="Effekt hittills", description="How much has been saved.")
    measures: list[MeasureEntry] = Field(default=[], title="Sparåtgärder", description="The decided measures.")
    remark: BilingualText | None = Field(default=None, title="Kommentar", description="What does not hold.")


class SavingsFile(Entry):
    """The savings of a region."""

    savings: SavingsEntry = Field(title="Besparingar", description="Need, effects so far and measures.")
