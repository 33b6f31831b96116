"""changes.yaml: declared changes of record systems, definitions, measurements and organisation."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from tertial.definitions.schema.fields import BilingualText, Entry, Identifier, MonthText, OneOf
from tertial.domain.changes import ChangeKind


class AffectedEntry(Entry):
    """What a change affects."""

    indicators: list[Identifier] = Field(default=[], title="Indikatorer", description="Ids of the indicators.")
    feeds: list[Identifier] = Field(
        default=[], title="Flöden", description="Ids of the feeds whose events it changes; all if unsaid."
    )
    units: list[Identifier] = Field(
        default=[], title="Enheter", description="Ids of units, which stand for those below them too; all if unsaid."
    )


class ChangeEntry(Entry):
    """A change from a month on."""

    id: Identifier = Field(title="Id", description="Short stable name.")
    kind: Annotated[ChangeKind, OneOf()] = Field(title="Slag", description="What changed.")
    title: BilingualText = Field(title="Rubrik", description="The change in a few words.")
    from_: MonthText = Field(alias="from", title="Från", description="First month that it is in force.")
    affects: AffectedEntry = Field(
        default=AffectedEntry(), title="Berör", description="The indicators, feeds and units that it affects."
    )
    says: BilingualText = Field(title="Innebörd", description="What it means for the figures.")
    mend: BilingualText | None = Field(default=None, title="Vad som behövs", description="What would mend it.")
    expected: MonthText | None = Field(default=None, title="Väntas klart", description="When figures are back.")


class ChangesFile(Entry):
    """The declared changes of a region."""

    changes: list[ChangeEntry] = Field(title="Förändringar", description="In any order.")
