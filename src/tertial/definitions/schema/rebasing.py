"""rebasing.yaml: decisions that the level of an indicator is another from a month on."""

from __future__ import annotations

from pydantic import Field

from tertial.definitions.schema.fields import BilingualText, Day, Entry, Identifier, MonthText


class RebasingEntry(Entry):
    """A decision that mean and limits are reckoned anew."""

    indicator: Identifier = Field(title="Indikator", description="Id of the indicator.")
    unit: Identifier = Field(default="", title="Enhet", description="Id of the unit; left out, it holds for all.")
    from_: MonthText = Field(alias="from", title="Från", description="First month of the new level.")
    reason: BilingualText = Field(title="Skäl", description="What has changed, so that earlier months say no more.")
    decided_on: Day = Field(title="Beslutat", description="The day of the decision.")
    by: BilingualText = Field(title="Av", description="Who decided it.")


class RebasingFile(Entry):
    """The rebasings of a region."""

    rebasing: list[RebasingEntry] = Field(title="Nya nivåer", description="In any order.")
