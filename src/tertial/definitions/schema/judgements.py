"""judgements.yaml: what people judge of each objective."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from tertial.definitions.schema.fields import BilingualText, Day, Entry, Identifier, MonthText, OneOf
from tertial.domain.judgements import Outlook, Status


class JudgementEntry(Entry):
    """A person's judgement of an objective in the period, and outlook for the year's end."""

    objective: Identifier = Field(title="Delmål", description="Id of a goal at the objective level.")
    unit: Identifier = Field(default="", title="Enhet", description="The unit judged; the report's own where left out.")
    period: MonthText = Field(title="Månad", description="The month that the judgement is as of.")
    judgement: Annotated[Status, OneOf()] = Field(title="Bedömning", description="How the objective stands.")
    outlook: Annotated[Outlook, OneOf()] | None = Field(
        default=None, title="Prognos", description="What is expected at the year's end; left out where not stated."
    )
    reason: BilingualText | None = Field(default=None, title="Motivering", description="Why this judgement.")
    outlook_reason: BilingualText | None = Field(
        default=None, title="Motiv till prognos", description="Why this outlook."
    )
    by: BilingualText | None = Field(default=None, title="Bedömt av", description="Who judged: a role.")
    on: Day | None = Field(default=None, title="Datum", description="The day of the judgement.")
    remark: BilingualText | None = Field(default=None, title="Kommentar", description="What does not hold in it.")


class JudgementsFile(Entry):
    """The judgements of a region."""

    judgements: list[JudgementEntry] = Field(title="Bedömningar", description="One an objective, unit and month.")
