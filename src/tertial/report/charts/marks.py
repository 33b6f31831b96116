"""Status marks in a picture: a disc that fills as the goal does, so that it reads without colour."""

from __future__ import annotations

from tertial.report import tokens
from tertial.report.charts import svg
from tertial.report.charts.placement import Box
from tertial.report.model import Mark, Tone

MARK = 7.4
"""Diameter of a mark in points, as beside the words of a table."""

_STROKE = 1.1
_DOTS = "0.1 1.93"
"""Twelve round dots around the ring."""


def mark(kind: Mark, tone: Tone, x: float, y: float) -> str:
    """The mark with its middle at x and y: full, half, ring or dotted ring."""
    colour = tokens.TONES[tone.value]
    if kind is Mark.FULL:
        return svg.element("circle", cx=x, cy=y, r=MARK / 2, fill=colour)
    reach = (MARK - _STROKE) / 2
    ring: dict[str, svg.Attribute] = {"cx": x, "cy": y, "r": reach, "fill": "none", "stroke": colour}
    match kind:
        case Mark.DOTTED:
            return svg.element("circle", stroke_width=_STROKE, stroke_dasharray=_DOTS, stroke_linecap="round", **ring)
        case Mark.HALF:
            top, foot = svg.number(y - reach), svg.number(y + reach)
            half = f"M{svg.number(x)} {top}A{svg.number(reach)} {svg.number(reach)} 0 0 0 {svg.number(x)} {foot}Z"
            return svg.element("circle", stroke_width=_STROKE, **ring) + svg.element("path", d=half, fill=colour)
        case _:
            return svg.element("circle", stroke_width=_STROKE, **ring)


def hatched(box: Box, apart: float = 4.0) -> str:
    """Slanting hairlines over a box: what is there is estimated or uncertain.

    Drawn as a path, which every output knows.
    """
    wide, high = box.right - box.left, box.bottom - box.top
    steps = []
    offset = apart / 2
    while offset < wide + high:
        # From the left or the lower edge up to the upper or the right edge, at 45 degrees.
        start = (box.left + max(offset - high, 0), box.top + min(offset, high))
        end = (box.left + min(offset, wide), box.top + max(offset - wide, 0))
        steps.append(f"M{svg.number(start[0])} {svg.number(start[1])}L{svg.number(end[0])} {svg.number(end[1])}")
        offset += apart
    return svg.element("path", d="".join(steps), fill="none", stroke=tokens.MUTED, stroke_width=0.5, stroke_opacity=0.6)
