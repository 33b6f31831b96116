"""forecasts.yaml: forecasts that the region has announced, and one-offs that are known."""

from __future__ import annotations

from pydantic import Field

from tertial.definitions.schema.fields import BilingualText, Day, Entry, Figure, Identifier, MonthText

_UNIT = "The unit it is of; the report's own where left out."


class AnnouncedEntry(Entry):
    """What the region says that an indicator's year will come to."""

    indicator: Identifier = Field(title="Indikator", description="Id of the indicator.")
    unit: Identifier = Field(default="", title="Enhet", description=_UNIT)
    period: MonthText = Field(title="Månad", description="The month that it is as of; it is of that month's year.")
    value: Figure = Field(title="Värde", description="The year's figure, in the indicator's unit.")
    on: Day = Field(title="Datum", description="The day it was announced.")
    source: BilingualText = Field(title="Källa", description="Who announced it, and where.")


class OneOffEntry(Entry):
    """What a month has once and not again."""

    indicator: Identifier = Field(title="Indikator", description="Id of an indicator whose months add up to its year.")
    unit: Identifier = Field(default="", title="Enhet", description=_UNIT + " It counts at units above too.")
    month: MonthText = Field(title="Månad", description="The month that has it.")
    amount: Figure = Field(
        title="Belopp",
        description="What it adds, in the indicator's unit; of a share or rate in what its numerator counts.",
    )
    reason: BilingualText = Field(title="Skäl", description="What it is.")


class ForecastsFile(Entry):
    """What is announced and known of the year."""

    announced: list[AnnouncedEntry] = Field(
        default=[], title="Aviserade prognoser", description="One an indicator, unit and month."
    )
    one_offs: list[OneOffEntry] = Field(default=[], title="Engångsposter", description="In any order.")
