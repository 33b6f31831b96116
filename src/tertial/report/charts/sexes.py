"""Bars for women and men, row by row, each with its interval: told apart by filled and hollow, so also in grey."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tertial.report import tokens
from tertial.report.charts import svg
from tertial.report.charts.labels import GAP, SIZE
from tertial.report.charts.placement import LINE_HEIGHT, Box, period_boxes
from tertial.report.charts.scale import Scale, checked, round_ticks
from tertial.report.charts.type_width import shortened, text_width
from tertial.report.model import Picture

LEAST_WIDTH = 240.0
MOST_ROWS = 40

_BAR, _PAIR_GAP, _ROW_GAP = 7.0, 3.5, 9.0
_TOP = 2.0
_CAP = 2.0
"""Half the height of the stroke that ends an interval."""
_NAME_SHARE, _PRINTED_SHARE = 0.3, 0.3


@dataclass(frozen=True, slots=True)
class SexBar:
    """One sex: the figure, its interval where it has one, and what is printed: the figure, or why it is absent."""

    value: float | None
    printed: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class SexRow:
    """A unit or an indicator with its two bars."""

    name: str
    women: SexBar
    men: SexBar


def sexes_chart(
    rows: Sequence[SexRow],
    *,
    short: tuple[str, str],
    axis_label: Callable[[float], str],
    alt: str,
    width: float = 480,
) -> Picture:
    """The rows under each other, as high as they need; `short` names women and men before the bars (K, M).

    Bars begin at nought. Raises ValueError for no figure at all, a figure that is not finite, an interval with one
    end, more than forty rows or a picture too narrow to read.
    """
    _check(rows, width)
    bars = [bar for row in rows for bar in (row.women, row.men)]
    figures = checked(figure for bar in bars for figure in (bar.value, bar.low, bar.high))
    ticks = round_ticks([0.0, *figures])
    names = [shortened(row.name, SIZE, width * _NAME_SHARE) for row in rows]
    letters = max(text_width(letter, SIZE) for letter in short)
    printed = max(text_width(shortened(bar.printed, SIZE, width * _PRINTED_SHARE), SIZE) for bar in bars)
    deep = 2 * _BAR + _PAIR_GAP + _ROW_GAP
    plot = Box(
        left=max(text_width(name, SIZE) for name in names) + letters + 2 * GAP,
        top=_TOP,
        right=width - printed - GAP - 1,
        bottom=_TOP + len(rows) * deep,
    )
    height = plot.bottom + GAP + LINE_HEIGHT * SIZE
    # Scale counts from the bottom up; here from left to right.
    scale = Scale(ticks[0], ticks[-1], plot.right, plot.left)
    parts = _axis(ticks, axis_label, scale, plot, width, height)
    for index, (row, name) in enumerate(zip(rows, names, strict=True)):
        middle = plot.top + index * deep + deep / 2
        parts.append(svg.text(name, 0, middle + 0.32 * SIZE, fill=tokens.INK))
        for bar, letter, filled in ((row.women, short[0], True), (row.men, short[1], False)):
            y = middle - (_BAR + _PAIR_GAP / 2 if filled else -_PAIR_GAP / 2)
            baseline = y + _BAR / 2 + 0.32 * SIZE
            parts.append(svg.text(letter, plot.left - GAP, baseline, text_anchor="end", fill=tokens.MUTED))
            parts += _bar(bar, y, scale, filled=filled)
            words = shortened(bar.printed, SIZE, width * _PRINTED_SHARE)
            colour = tokens.MUTED if bar.value is None else tokens.INK
            parts.append(svg.text(words, plot.right + GAP, baseline, fill=colour))
    return Picture(svg.drawing(parts, width, height, SIZE), width, height, alt)


def _check(rows: Sequence[SexRow], width: float) -> None:
    if width < LEAST_WIDTH:
        raise ValueError(f"bars by sex are at least {LEAST_WIDTH:g} points wide")
    if not 1 <= len(rows) <= MOST_ROWS:
        raise ValueError(f"bars by sex have 1 to {MOST_ROWS} rows, not {len(rows)}")
    bars = [bar for row in rows for bar in (row.women, row.men)]
    if all(bar.value is None for bar in bars):
        raise ValueError("bars by sex need at least one figure")
    if any((bar.low is None) != (bar.high is None) for bar in bars):
        raise ValueError("an interval has two ends")


def _axis(
    ticks: Sequence[float], axis_label: Callable[[float], str], scale: Scale, plot: Box, width: float, height: float
) -> list[str]:
    labels = [shortened(axis_label(tick), SIZE, width) for tick in ticks]
    baseline = height - (LINE_HEIGHT - 0.9) * SIZE
    boxes = period_boxes(labels, [scale.place(tick) for tick in ticks], SIZE, width, baseline=baseline)
    parts = [
        svg.element(
            "line",
            x1=scale.place(tick),
            x2=scale.place(tick),
            y1=plot.top,
            y2=plot.bottom,
            stroke=tokens.MUTED if tick == 0 else tokens.HAIRLINE,
            stroke_width=0.6,
        )
        for tick in ticks
    ]
    parts += [
        svg.text(labels[index], (box.left + box.right) / 2, baseline, text_anchor="middle", fill=tokens.MUTED)
        for index, box in boxes.items()
    ]
    return parts


def _bar(bar: SexBar, y: float, scale: Scale, *, filled: bool) -> list[str]:
    parts = []
    if bar.value is not None:
        ends = sorted((scale.place(0.0), scale.place(bar.value)))
        paint: dict[str, svg.Attribute] = {"fill": tokens.ACCENT}
        inset = 0.0
        if not filled:
            # The stroke stands inside the bar, so that both bars end where their figures are.
            paint, inset = {"fill": tokens.BAND, "stroke": tokens.ACCENT, "stroke_width": 0.9}, 0.45
        wide = max(ends[1] - ends[0] - 2 * inset, 0.0)
        parts.append(svg.element("rect", x=ends[0] + inset, y=y + inset, width=wide, height=_BAR - 2 * inset, **paint))
    if bar.low is not None and bar.high is not None:
        parts += _whisker(scale.place(bar.low), scale.place(bar.high), y + _BAR / 2)
    return parts


def _whisker(low: float, high: float, y: float) -> list[str]:
    """The interval with a paper edge, so that it is seen on the filled bar too."""
    lines = [(low, high, y, y), (low, low, y - _CAP, y + _CAP), (high, high, y - _CAP, y + _CAP)]
    return [
        svg.element("line", x1=x1, x2=x2, y1=y1, y2=y2, stroke=colour, stroke_width=wide)
        for colour, wide in ((tokens.PAPER, 2.1), (tokens.INK, 0.9))
        for x1, x2, y1, y2 in lines
    ]
