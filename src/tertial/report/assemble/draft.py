"""The report being written: the assessment, the language, and the blocks so far."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tertial.assess.assessment import RegionAssessment
from tertial.domain.calendar import Month
from tertial.domain.hyphenated import hyphenated
from tertial.domain.label import Label
from tertial.domain.region import Region, Section
from tertial.quality.region_quality import RegionQuality
from tertial.report.model import Block, Bullets, Cell, Chart, Heading, Paragraph, ParagraphStyle, Picture
from tertial.report.typography import typeset

DEEPEST_HEADING = 4


@dataclass
class Draft:
    """Collects blocks for one language; keeps anchors unique and marks texts that stand in another language."""

    assessment: RegionAssessment
    language: str
    quality: RegionQuality | None = None
    """What is known of the events that figures are computed from; None where none are."""
    full_charts: bool = True
    """Whether long series get a chart at full width beside the small one in their table."""
    sentences: Mapping[str, Label] = field(default_factory=dict)
    """What the program would write of each indicator: stands, marked as its draft, where nobody has written."""
    blocks: list[Block] = field(default_factory=list)
    tabled: set[str] = field(default_factory=set)
    """Indicators that stand in a table so far, with what there is to know of their figures."""
    _said: set[str] = field(default_factory=set)
    _anchors: set[str] = field(default_factory=set)

    @property
    def region(self) -> Region:
        """The region that the report is about."""
        return self.assessment.region

    @property
    def as_of(self) -> Month:
        """The month that the report is as of."""
        return self.assessment.as_of

    @property
    def least(self) -> int:
        """A figure of a single unit is shown where it rests on so many persons or events; nought shows every one."""
        return self.region.settings.disclosure_minimum or 0

    @property
    def has_remarks(self) -> bool:
        """Whether the report has a section that a row can refer to for what does not hold."""
        return any(part.section is Section.REMARKS for part in self.region.settings.report.outline)

    def add(self, *blocks: Block) -> None:
        """Append blocks."""
        self.blocks.extend(blocks)

    def heading(self, level: int, title: Label | str) -> None:
        """A heading with an anchor made of its words; levels below the deepest become the deepest."""
        text = self.say(title)
        language = self.foreign(title) if isinstance(title, Label) else ""
        self.add(Heading(min(level, DEEPEST_HEADING), text, self._anchor(text), language))

    def _anchor(self, text: str) -> str:
        stem = hyphenated(text) or "avsnitt"
        anchor, number = stem, 2
        while anchor in self._anchors:
            anchor, number = f"{stem}-{number}", number + 1
        self._anchors.add(anchor)
        return anchor

    def say(self, label: Label | str) -> str:
        """The label's text in the report's language."""
        return label if isinstance(label, str) else typeset(label.in_language(self.language))

    def unit_name(self, unit_id: str) -> str:
        """The unit's name, or its id where the organisation does not know it."""
        unit = self.region.organisation.find(unit_id)
        return unit_id if unit is None else self.say(unit.name)

    def foreign(self, label: Label) -> str:
        """The language of the label's text when it is not the report's, else nothing."""
        used = label.language_used(self.language)
        return "" if used == self.language else used

    def cell(self, label: Label, *, sub: str = "", bold: bool = False) -> Cell:
        """A cell with the label's text."""
        return Cell(self.say(label), sub=sub, bold=bold, language=self.foreign(label))

    def paragraph(self, text: Label | str, style: ParagraphStyle = ParagraphStyle.BODY) -> None:
        """One paragraph."""
        language = self.foreign(text) if isinstance(text, Label) else ""
        self.add(Paragraph(self.say(text), style, language))

    def note(self, text: Label | str) -> None:
        """A small note."""
        self.paragraph(text, ParagraphStyle.NOTE)

    def once(self, text: str) -> tuple[str, ...]:
        """The note where it has not been said above in the report, else nothing."""
        if text in self._said:
            return ()
        self._said.add(text)
        return (text,)

    def charts(self, title: str, pictures: Sequence[Picture], note: str = "") -> None:
        """One drawing in as many pictures as it took: numbered where they are several, the note below the last."""
        last = len(pictures) - 1
        for place, picture in enumerate(pictures):
            numbered = f"{title} ({place + 1}/{len(pictures)})" if last else title
            self.add(Chart(numbered, picture, note if place == last else ""))

    @property
    def is_own(self) -> bool:
        """Whether the report is of the unit that the region folder is of."""
        return self.assessment.unit == self.region.settings.unit

    def words(self, name: str) -> Label | None:
        """The text of that name, None where nobody wrote one.

        Of another unit than the region's own there are none: the texts of the folder speak of the whole.
        """
        return self.region.words.text(name, self.as_of) if self.is_own else None

    def text(self, name: str, level: int, lead: bool = False) -> bool:
        """The written text of that name, with its sub-headings below `level`; says whether there was one."""
        written = self.words(name)
        if written is None:
            return False
        self.written(written, level, lead=lead)
        return True

    def written(self, text: Label, level: int, *, lead: bool = False) -> None:
        """A text with paragraphs, lists and sub-headings as its author wrote it."""
        language = self.foreign(text)
        style = ParagraphStyle.LEAD if lead else ParagraphStyle.BODY
        for part in re.split(r"\n\s*\n", self.say(text).strip()):
            self._part([line.strip() for line in part.splitlines() if line.strip()], level, style, language)
            style = ParagraphStyle.BODY

    def _part(self, lines: list[str], level: int, style: ParagraphStyle, language: str) -> None:
        """A run of lines between blank lines: sub-headings, list lines and running text in the order written."""
        running: list[str] = []
        items: list[str] = []

        def flush() -> None:
            if running:
                self.add(Paragraph(" ".join(running), style, language))
                running.clear()
            if items:
                self.add(Bullets(tuple(items), language))
                items.clear()

        for line in lines:
            if line.startswith("## "):
                flush()
                self.heading(level + 1, line[3:].strip())
            elif line.startswith("- "):
                if running:
                    flush()
                items.append(line[2:].strip())
            elif items:
                items[-1] = f"{items[-1]} {line}"
            else:
                running.append(line)
        flush()
