"""Two small marks of our own: has it changed, and is the target met if nothing changes. A word stands beside each."""

from __future__ import annotations

from tertial.assess.variation import Assurance, Meaning, VariationIcon
from tertial.domain.indicators import Direction
from tertial.report import tokens
from tertial.report.charts import svg
from tertial.report.charts.labels import SIZE
from tertial.report.charts.placement import ASCENT, DESCENT
from tertial.report.charts.signals import TONES
from tertial.report.charts.type_width import text_width
from tertial.report.model import Picture

ICON = 16.0
"""Side of an icon in points."""

SMALL_ICON = 0.7 * ICON
"""Side of an icon in a row of a table."""
_TO_WORD = 3.0
_MIDDLE = ICON / 2
_ROUND = 3.5
_WAVE = ((3.0, 9.4), (5.2, 6.6), (7.4, 9.6), (9.4, 6.4), (11.2, 9.0), (13.0, 7.2))
_MEANINGS = {
    icon: meaning for icon in VariationIcon for meaning in Meaning if icon.value.startswith(f"{meaning.value}_")
}


def variation_icon(icon: VariationIcon, left: float) -> str:
    """An empty tile with a small wave for chance; a filled one with an arrow up or down for a change."""
    meaning = _MEANINGS.get(icon)
    if meaning is None:
        wave = [(left + x, y) for x, y in _WAVE]
        return _tile(left, tokens.PAPER) + svg.polyline(wave, stroke=tokens.INK, stroke_width=1.2)
    up = icon.value.endswith("_high")
    tip, foot = (3.2, 12.8) if up else (12.8, 3.2)
    wing = tip + 4.2 if up else tip - 4.2
    x = left + _MIDDLE
    arrow = svg.polyline([(x, foot), (x, tip)], stroke=tokens.PAPER, stroke_width=1.8) + svg.polyline(
        [(x - 3.8, wing), (x, tip), (x + 3.8, wing)], stroke=tokens.PAPER, stroke_width=1.8
    )
    return _tile(left, TONES[meaning]) + arrow


def assurance_icon(answer: Assurance, direction: Direction, left: float) -> str:
    """The band of the process held against the dashed target: clear of it on the right or the wrong side, or across.

    Passing is a filled tile, failing a filled one too with the band on the other side, hit or miss an empty one.
    """
    above = (answer is Assurance.PASSES) == (direction is not Direction.DECREASE)
    tone = {
        Assurance.PASSES: tokens.TONES["met"],
        Assurance.FAILS: tokens.TONES["not_met"],
        Assurance.HIT_OR_MISS: None,
    }[answer]
    line = tokens.INK if tone is None else tokens.PAPER
    top = 4.8 if tone is None else 2.6 if above else 9.6
    high = 6.4 if tone is None else 3.8
    band = svg.element(
        "rect", x=left + 3, y=top, width=10, height=high, rx=0.8,
        fill=tokens.HAIRLINE if tone is None else tokens.PAPER,
    )  # fmt: skip
    dashes = svg.element(
        "line", x1=left + 2, y1=_MIDDLE, x2=left + 14, y2=_MIDDLE, stroke=line, stroke_width=1.2,
        stroke_dasharray="2.4 1.6",
    )  # fmt: skip
    return _tile(left, tone or tokens.PAPER) + band + dashes


def worded(icon: str, word: str, alt: str) -> Picture:
    """A small icon, drawn at the left edge, with its word beside; `alt` says in full what both mean.

    `icon` may be empty: the word then stands alone, where an icon would stand.
    """
    left = SMALL_ICON + _TO_WORD if icon else 0.0
    baseline = SMALL_ICON / 2 + (ASCENT - DESCENT) * SIZE / 2
    drawn = svg.element("g", icon, transform=f"scale({svg.number(SMALL_ICON / ICON)})") if icon else ""
    ink = tokens.INK if icon else tokens.MUTED
    wide = left + text_width(word, SIZE)
    return Picture(
        svg.drawing([drawn, svg.text(word, left, baseline, fill=ink)], wide, SMALL_ICON, SIZE), wide, SMALL_ICON, alt
    )


def _tile(left: float, fill: str) -> str:
    edge = tokens.MUTED if fill == tokens.PAPER else fill
    return svg.element(
        "rect",
        x=left + 0.5,
        y=0.5,
        width=ICON - 1,
        height=ICON - 1,
        rx=_ROUND,
        fill=fill,
        stroke=edge,
        stroke_width=0.8,
    )
