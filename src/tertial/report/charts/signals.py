"""The points of a control chart: a disc for chance, another shape and colour for each kind of signal."""

from __future__ import annotations

from tertial.assess.variation import Meaning
from tertial.report import tokens
from tertial.report.charts import svg
from tertial.report.charts.strokes import Place

DOT = 1.7
SIGNAL_REACH = 3.2
"""How far the mark of a signal reaches from its point."""

TONES = {
    Meaning.IMPROVING: tokens.TONES["met"],
    Meaning.CONCERNING: tokens.TONES["not_met"],
    Meaning.NEITHER: tokens.INK,
}


def marker(place: Place, meaning: Meaning | None) -> str:
    """A disc; a square for an improvement, a diamond for concern, a triangle where neither way is good."""
    x, y = place
    if meaning is None:
        return svg.element("circle", cx=x, cy=y, r=DOT, fill=tokens.ACCENT)
    fill: dict[str, svg.Attribute] = {"fill": TONES[meaning], "stroke": tokens.PAPER, "stroke_width": 0.5}
    reach = SIGNAL_REACH
    if meaning is Meaning.IMPROVING:
        side = 0.8 * reach
        return svg.element("rect", x=x - side, y=y - side, width=2 * side, height=2 * side, **fill)
    corners = {
        Meaning.CONCERNING: [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)],
        Meaning.NEITHER: [(x, y - reach), (x + reach, y + 0.7 * reach), (x - reach, y + 0.7 * reach)],
    }[meaning]
    return svg.element("polygon", points=svg.path(corners), **fill)
