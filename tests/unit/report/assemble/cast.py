"""Small regions built in code, the blocks that a section makes of them, and what a reader sees in a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tertial.assess.region import assess_region
from tertial.domain.calendar import Month
from tertial.domain.judgements import Judgement, Outlook, Status
from tertial.domain.label import Label
from tertial.domain.region import OutlineSection, Region, ReportPlan, Section
from tertial.domain.words import WrittenWords
from tertial.language import using
from tertial.report.assemble.draft import Draft
from tertial.report.model import Block, Cell, Paragraph, Row, Table
from tests.unit.assess.cast import AUGUST

NB, NARROW = "\u00a0", "\u202f"


def a_section(section: Section = Section.TEXT, **limits: object) -> OutlineSection:
    """A section of the outline with a heading of its own."""
    return replace(OutlineSection(section, Label("Avsnitt", "Section")), **limits)  # type: ignore[arg-type]


def with_outline(region: Region, *sections: OutlineSection) -> Region:
    """The region with these sections in its report."""
    name = region.settings.name
    return replace(region, settings=replace(region.settings, report=ReportPlan(name, name, sections)))


def with_texts(region: Region, texts: Mapping[str, Label], as_of: Month = AUGUST) -> Region:
    """The region with these written texts."""
    return replace(region, words=WrittenWords({(as_of, name): text for name, text in texts.items()}))


def a_judgement(
    status: Status = Status.PARTLY_MET,
    outlook: Outlook | None = None,
    *,
    objective: str = "access",
    reason: Label | None = None,
    outlook_reason: Label | None = None,
    remark: Label | None = None,
) -> Judgement:
    """A person's judgement of August."""
    return Judgement(objective, "board", AUGUST, status, outlook, reason, outlook_reason, remark=remark)


def a_draft(region: Region, language: str = "sv", as_of: Month = AUGUST) -> Draft:
    """An empty draft of the region's report."""
    return Draft(assess_region(region, as_of=as_of), language)


def blocks_of(
    region: Region, write: Callable[[Draft], object], *, language: str = "sv", as_of: Month = AUGUST
) -> list[Block]:
    """What is written into the draft, in the language."""
    with using(language):
        draft = a_draft(region, language, as_of)
        write(draft)
        return draft.blocks


def tables(blocks: Sequence[Block]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def the_table(blocks: Sequence[Block]) -> Table:
    (table,) = tables(blocks)
    return table


def paragraphs(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def heads(table: Table) -> list[str]:
    return [column.title.replace("\u00ad", "") for column in table.columns]


def seen(cell: Cell) -> str:
    """What a reader sees first in the cell: its text, or the word of its status."""
    return cell.status.word if cell.status else cell.text


def row_of(table: Table, first: str) -> Row:
    """The only row that begins with this text."""
    (row,) = [row for row in table.rows if row.cells[0].text == first]
    return row


def under(table: Table, first: str) -> dict[str, Cell]:
    """The cells of the row that begins with this text, by the heads above them."""
    return dict(zip(heads(table), row_of(table, first).cells, strict=True))
