"""region.toml: the region's name, levels, trees, status rule, follow-up dates, schemes and the report's shape."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from tertial.definitions.schema.fields import BilingualText, Entry, Identifier, Name, OneOf, PlainText, YesNo, within
from tertial.domain.region import Section, WordsOwner


class Language(StrEnum):
    """The languages that reports are written in."""

    SWEDISH = "sv"
    ENGLISH = "en"


class StatusEntry(Entry):
    """When a target is met and partly met."""

    met: Annotated[int, within(1, 1000)] = Field(
        title="Helt uppfyllt", description="Attainment in whole per cent, from which a target is met."
    )
    partly: Annotated[int, within(1, 1000)] = Field(
        title="Delvis uppfyllt", description="Attainment in whole per cent, from which a target is partly met."
    )
    assumed: YesNo = Field(
        title="Antagen regel", description="true where the region states no rule: every status is then a suggestion."
    )
    stated_in: BilingualText = Field(title="Var regeln står", description="Where the rule is stated, in words.")


class FollowUpEntry(Entry):
    """A date in the year when measures are followed up."""

    month: Annotated[int, within(1, 12)] = Field(title="Månad", description="The month as a number, 1 to 12.")
    label: BilingualText = Field(title="Namn", description="What the follow-up is called.")


class SchemeEntry(Entry):
    """A named and versioned scheme of categories."""

    version: PlainText = Field(title="Version", description="Which version of the scheme the codes belong to.")
    label: BilingualText = Field(title="Namn", description="What the scheme is called.")
    codes: dict[Name, BilingualText] = Field(title="Koder", description="Code and label of each category.")


class DisclosureEntry(Entry):
    """The rule against disclosing single people."""

    minimum: Annotated[int, within(1, 1000)] = Field(
        title="Minsta grupp",
        description="Smallest group shown. Applies to computed figures, never to figures already published.",
    )


class PersonalDataEntry(Entry):
    """Why personal data is used and who answers for it."""

    purpose: BilingualText | None = Field(default=None, title="Ändamål", description="What the data is used for.")
    controller: BilingualText | None = Field(
        default=None, title="Personuppgiftsansvarig", description="Who answers for the data."
    )


class OutlineEntry(Entry):
    """A section of the report."""

    section: Annotated[Section, OneOf()] = Field(title="Avsnitt", description="What the section holds.")
    title: BilingualText = Field(title="Rubrik", description="The section's heading.")
    level: Annotated[int, within(1, 3)] = Field(
        default=1, title="Rubriknivå", description="Level of the heading, 1 to 3."
    )
    text: PlainText = Field(
        default="", title="Text", description="Name of a text in texts/<month>/, printed under the heading."
    )
    node: Identifier = Field(default="", title="Mål", description="Only what stands below this node of the goal tree.")
    given_by: Name = Field(default="", title="Givet av", description="Only assignments of this giver.")
    indicators: list[Identifier] = Field(
        default=[], title="Indikatorer", description="The indicators of the section, in printed order."
    )
    page_break: YesNo = Field(default=False, title="Ny sida", description="Whether the section begins a new page.")


class ReportEntry(Entry):
    """The report's own shape."""

    title: BilingualText = Field(title="Titel", description="The report's title; {month} and {year} are filled in.")
    subtitle: BilingualText = Field(title="Undertitel", description="Stands below the title.")
    outline: list[OutlineEntry] = Field(default=[], title="Disposition", description="The sections, in order.")


class RegionFile(Entry):
    """Settings of a region folder."""

    schema_version: Annotated[int, within(1, 9999)] = Field(
        title="Version av formatet", description="Version of the folder's format; tertial upgrade raises it."
    )
    id: Identifier = Field(title="Id", description="Short stable name of the region folder.")
    name: BilingualText = Field(title="Namn", description="The region's name.")
    unit: Identifier = Field(title="Enhet", description="The unit that the report is about, from organisation.csv.")
    language: Annotated[Language, OneOf()] = Field(title="Språk", description="The language of reports, sv or en.")
    words: Annotated[WordsOwner, OneOf()] = Field(
        title="Texter", description="Who keeps people's words: files (this folder) or site."
    )
    objective_level: Name = Field(title="Bedömd nivå", description="The level of the goal tree whose nodes are judged.")
    levels: dict[Name, BilingualText] = Field(title="Nivåer", description="Levels of the goal tree, from the top.")
    trees: dict[Name, list[Name]] = Field(
        title="Träd", description="Trees over the units: the kinds of node of each, from the top. line is the line."
    )
    status: StatusEntry = Field(title="Bedömningsregel", description="When a target is met and partly met.")
    followup: dict[Name, FollowUpEntry] = Field(
        default={}, title="Uppföljningstillfällen", description="Dates in the year when measures are followed up."
    )
    schemes: dict[Name, SchemeEntry] = Field(
        default={}, title="Kategorier", description="Named and versioned schemes of categories and accounts."
    )
    disclosure: DisclosureEntry | None = Field(default=None, title="Röjande", description="Smallest group shown.")
    personal_data: PersonalDataEntry | None = Field(
        default=None, title="Personuppgifter", description="Purpose and controller of personal data."
    )
    report: ReportEntry = Field(title="Rapport", description="Title and outline of the report.")
