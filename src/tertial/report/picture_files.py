"""The charts of a report as pictures of their own, for slides and web pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, unescape

from tertial.domain.hyphenated import hyphenated
from tertial.report.model import Chart, Document
from tertial.report.render.raster import rasterised
from tertial.report.render.web_font import font_faces

LONGEST_NAME = 80
GROUND = "white"
"""A picture that lies on a dark slide is read all the same."""
_BEGIN = re.compile(r"<svg\b[^>]*>")
_TEXT = re.compile(r">([^<]+)<")


@dataclass(frozen=True, slots=True)
class NamedChart:
    """A chart with a name for its files: the words of its title, so that it has the same the next time."""

    name: str
    chart: Chart

    def svg(self) -> bytes:
        """A drawing by itself, with its typeface; it says what it shows to those who do not see it."""
        drawn = self.chart.picture.svg
        letters = frozenset(unescape("".join(_TEXT.findall(drawn))))
        inside = (
            f"<title>{escape(self.chart.title)}</title><desc>{escape(self.chart.picture.alt)}</desc>"
            f"<style>{font_faces(letters)}</style>"
        )
        return _BEGIN.sub(lambda begin: begin.group() + inside, drawn, count=1).encode()

    def png(self, pixels: int) -> bytes:
        """The same so many pixels wide, on white."""
        return rasterised(self.chart.picture.svg, pixels, GROUND)


def named_charts(document: Document) -> Iterator[NamedChart]:
    """Every chart of a document in its order; of charts with one title the second has a number, and so on."""
    seen: dict[str, int] = {}
    for block in document.blocks:
        if isinstance(block, Chart):
            name = hyphenated(block.title)[:LONGEST_NAME].rstrip("-") or "chart"
            seen[name] = seen.get(name, 0) + 1
            yield NamedChart(name if seen[name] == 1 else f"{name}-{seen[name]}", block)
