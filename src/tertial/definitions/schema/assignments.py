"""assignments.yaml and actions.yaml: what is to be done, by whom, and how it goes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from tertial.definitions.schema.fields import (
    BilingualText,
    Day,
    Entry,
    Identifier,
    MonthText,
    Name,
    OneOf,
    OneOrMany,
    PlainText,
    within,
)
from tertial.domain.actions import CompareWith, StatusFrom
from tertial.domain.assignments import Periodicity, Progress


class AddresseeEntry(Entry):
    """A unit that an assignment is given to."""

    unit: Identifier = Field(title="Enhet", description="Id of the unit.")
    status: Annotated[Progress, OneOf()] | None = Field(
        default=None, title="Status", description="Its own status where it has reported one."
    )


class AssignmentReportEntry(Entry):
    """What was said of an assignment as of a month."""

    period: MonthText = Field(title="Månad", description="The month it is as of.")
    status: Annotated[Progress, OneOf()] = Field(title="Status", description="How far it has come.")
    analysis: BilingualText | None = Field(default=None, title="Analys", description="How it goes, in words.")


class PartEntry(Entry):
    """A part of an assignment with its own state."""

    id: Identifier = Field(title="Id", description="Short stable name within the assignment.")
    title: BilingualText = Field(title="Rubrik", description="What the part is.")
    status: Annotated[Progress, OneOf()] | None = Field(
        default=None, title="Status", description="How far it has come."
    )
    text: BilingualText | None = Field(default=None, title="Text", description="How it goes, in words.")


class AssignmentEntry(Entry):
    """An assignment from council or board."""

    id: Identifier = Field(title="Id", description="Short stable name.")
    title: BilingualText = Field(title="Uppdrag", description="The assignment as it was given.")
    given_by: Name = Field(title="Givet av", description="One of the givers.")
    addressees: list[AddresseeEntry] = Field(
        min_length=1, title="Mottagare", description="The units that it is given to, with a status each where stated."
    )
    periodicity: Annotated[Periodicity, OneOf()] = Field(title="Periodicitet", description="How often it is reported.")
    end: Day | None = Field(default=None, title="Slutdatum", description="The day it ends.")
    indicator: Identifier = Field(default="", title="Indikator", description="The indicator that follows it.")
    reports: list[AssignmentReportEntry] = Field(default=[], title="Rapporter", description="One a month reported.")
    parts: list[PartEntry] = Field(default=[], title="Delar", description="Parts with their own state.")
    remark: BilingualText | None = Field(default=None, title="Kommentar", description="What does not hold in it.")


class AssignmentsFile(Entry):
    """The assignments of a region, by giver."""

    givers: dict[Name, BilingualText] = Field(
        title="Givare", description="Id and label of each giver, in printed order."
    )
    assignments: list[AssignmentEntry] = Field(title="Uppdrag", description="The assignments, in printed order.")


class ActionReportEntry(Entry):
    """Status and comment of an action as of a month."""

    period: MonthText = Field(title="Månad", description="The month it is as of.")
    status: Annotated[Progress, OneOf()] | None = Field(
        default=None, title="Status", description="How far it has come."
    )
    status_from: Annotated[StatusFrom, OneOf()] = Field(
        default=StatusFrom.STATED, title="Status från", description="words: read out of the comment."
    )
    comment: BilingualText | None = Field(default=None, title="Kommentar", description="How it goes, in words.")


class ActionEntry(Entry):
    """An action on a node of the goal tree."""

    id: Identifier = Field(title="Id", description="Short stable name.")
    node: Identifier = Field(title="Mål", description="The node of the goal tree that it serves.")
    number: PlainText = Field(default="", title="Nummer", description="Its number as printed.")
    aim: BilingualText = Field(title="Mål", description="What the action is to bring about.")
    action: BilingualText = Field(title="Åtgärd", description="What is done.")
    target: BilingualText | None = Field(default=None, title="Målvärde", description="Its own target, in words.")
    outcome: BilingualText | None = Field(default=None, title="Utfall", description="Its own outcome, in words.")
    indicator: Identifier = Field(default="", title="Indikator", description="The indicator that holds the figure too.")
    started: MonthText | None = Field(
        default=None,
        title="Start",
        description="The first month in which it works in full: from it on its effect on the indicator is told.",
    )
    phase_in: Annotated[int, within(0, 24)] = Field(
        default=0,
        title="Införande",
        description="Months of putting it in place before that, which are neither before nor after.",
    )
    units: list[Identifier] = Field(
        default=[], title="Enheter", description="The units where it is done; without them the report's whole unit."
    )
    compare_with: Annotated[list[Identifier], OneOrMany()] = Field(
        default=[CompareWith.SISTERS.value],
        min_length=1,
        title="Jämför med",
        description="sisters: units of the same kind without it, if they are at least five; none; or the ids of units.",
    )
    reports: list[ActionReportEntry] = Field(default=[], title="Rapporter", description="One a month reported.")


class ActionsFile(Entry):
    """The actions of a region."""

    actions: list[ActionEntry] = Field(title="Åtgärder", description="The actions, in printed order.")
