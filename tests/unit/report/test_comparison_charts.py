"""Funnels and bars by sex: what stands out is seen and named, in grey too, and nothing is covered or cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertial.report import tokens
from tertial.report.charts import ChartTarget
from tertial.report.charts.funnel import FunnelEdge, FunnelUnit, FunnelWords, Standing, funnel_chart
from tertial.report.charts.sexes import SexBar, SexRow, sexes_chart
from tertial.report.model import Picture
from tests.unit.report.drawing import SVG, colliding, outside, root_of, texts_of
from tests.unit.report.sample import HOSTILE

NB = "\u00a0"
NAMES = st.sampled_from(["", "Ålidhem", "Västerbottens norra länsdels hälsocentraler", *HOSTILE, "Å"]) | st.text(
    max_size=20
)


def per_cent(value: float) -> str:
    return f"{100 * value:.0f}{NB}%"


def edges(sizes: Sequence[float]) -> list[FunnelEdge]:
    """Limits two and three standard errors from 86 %, as the small units have them."""
    low, high = min(sizes) * 0.7, max(sizes) * 1.05
    found = []
    for step in range(21):
        size = low * (high / low) ** (step / 20)
        error = (0.86 * 0.14 / size) ** 0.5
        found.append(FunnelEdge(size, *(max(min(0.86 + z * error, 1), 0) for z in (-3.1, -2, 2, 3.1))))
    return found


def funnel(units: Sequence[FunnelUnit], target: ChartTarget | None = None, width: float = 480) -> Picture:
    return funnel_chart(
        units,
        edges([unit.size or 1.0 for unit in units]),
        centre=ChartTarget(0.86, f"alla 86{NB}%"),
        target=target,
        words=FunnelWords(f"95{NB}%", f"99,8{NB}%", "antal besök"),
        axis_label=per_cent,
        size_label=lambda size: f"{size:g}",
        alt="Trattdiagram.",
        width=width,
    )


UNITS = [
    FunnelUnit("Backen", 300, 0.87),
    FunnelUnit("Dragonen", 820, 0.78, Standing.BEYOND_OUTER),
    FunnelUnit("Storuman", 370, 0.82, Standing.BEYOND_INNER),
    FunnelUnit("Ersboda", 640, 0.85),
]


def test_units_outside_are_named_and_those_within_are_not() -> None:
    texts = texts_of(funnel(UNITS).svg)
    assert {"Dragonen", "Storuman"} <= set(texts)
    assert not {"Backen", "Ersboda"} & set(texts)


def test_units_differ_by_shape_and_not_by_colour_alone() -> None:
    dots = root_of(funnel(UNITS).svg).findall(f"{SVG}circle")
    looks = {(dot.get("r"), dot.get("fill"), dot.get("stroke")) for dot in dots}
    assert looks == {
        ("1.7", tokens.MUTED, None),
        ("2.3", tokens.PAPER, tokens.ACCENT),
        ("2.6", tokens.ACCENT, None),
    }


def test_the_target_is_dashed_and_named_and_all_together_is_a_line() -> None:
    picture = funnel(UNITS, ChartTarget(0.95, f"mål 95{NB}%"))
    dashed = [line for line in root_of(picture.svg).findall(f"{SVG}line") if line.get("stroke-dasharray")]
    assert len(dashed) == 1
    assert {f"mål 95{NB}%", f"alla 86{NB}%", f"95{NB}%", f"99,8{NB}%", "antal besök"} <= set(texts_of(picture.svg))


def test_sizes_stand_on_a_root_scale_when_one_unit_is_far_larger() -> None:
    even = texts_of(funnel([FunnelUnit("", size, 0.86) for size in (100, 200, 300)]).svg)
    uneven = texts_of(funnel([FunnelUnit("", size, 0.86) for size in (100, 200, 30_000)]).svg)
    assert {"100", "200", "300"} <= set(even)
    assert {"1000", "5000", "20000"} <= set(uneven)


def test_the_same_funnel_is_the_same_bytes() -> None:
    assert funnel(UNITS) == funnel(UNITS)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (lambda: funnel(UNITS, width=100), "at least 240 by 150"),
        (lambda: funnel([FunnelUnit("", 0, 0.5)]), "above nought"),
        (lambda: funnel([FunnelUnit("", 10, float("nan"))]), "finite"),
        (lambda: sexes_chart([], short=("K", "M"), axis_label=per_cent, alt="x"), "1 to 40 rows, not 0"),
        (lambda: sexes([SexRow("", SexBar(None, "–"), SexBar(None, "–"))]), "at least one figure"),
        (lambda: sexes([SexRow("", SexBar(0.5, "50", 0.4), SexBar(None, "–"))]), "two ends"),
        (lambda: sexes([SexRow("", SexBar(0.5, "50"), SexBar(None, "–"))], width=100), "at least 240 points wide"),
    ],
)
def test_what_cannot_be_drawn_is_refused(wrong: Callable[[], Picture], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        wrong()


@settings(max_examples=25)
@given(
    st.lists(
        st.builds(FunnelUnit, NAMES, st.integers(1, 100_000), st.floats(0, 1), st.sampled_from(Standing)),
        min_size=1,
        max_size=25,
    ),
    st.none() | st.builds(ChartTarget, st.floats(0, 1), NAMES),
    st.sampled_from([240, 480, 700]),
)
def test_any_funnel_is_inside_its_frame_and_no_label_covers_another(
    units: list[FunnelUnit], target: ChartTarget | None, width: float
) -> None:
    picture = funnel(units, target, width)
    assert outside(picture.svg) == []
    assert colliding(picture.svg) == []


def sexes(rows: Sequence[SexRow], width: float = 480) -> Picture:
    return sexes_chart(rows, short=("K", "M"), axis_label=per_cent, alt="Staplar.", width=width)


def bar(value: float, reach: float = 0.05) -> SexBar:
    return SexBar(value, per_cent(value), max(value - reach, 0), value + reach)


def test_bars_begin_at_nought_and_end_at_their_figures() -> None:
    picture = sexes([SexRow("Backen", bar(0.8), bar(0.4))])
    women, men = root_of(picture.svg).findall(f"{SVG}rect")
    assert float(women.attrib["width"]) == pytest.approx(2 * (float(men.attrib["width"]) + 0.9), abs=0.1)
    assert women.get("fill") == tokens.ACCENT
    assert (men.get("fill"), men.get("stroke")) == (tokens.BAND, tokens.ACCENT)
    assert texts_of(picture.svg)[:3] == [f"0{NB}%", f"50{NB}%", f"100{NB}%"]


def test_each_bar_has_its_letter_its_figure_and_its_interval() -> None:
    picture = sexes([SexRow("Backen", bar(0.8), bar(0.4))])
    assert {"Backen", "K", "M", f"80{NB}%", f"40{NB}%"} <= set(texts_of(picture.svg))
    inked = [line for line in root_of(picture.svg).findall(f"{SVG}line") if line.get("stroke") == tokens.INK]
    assert len(inked) == 2 * 3


def test_an_absent_figure_has_its_words_and_no_bar() -> None:
    picture = sexes([SexRow("Dorotea", bar(0.8), SexBar(None, "– för få"))])
    assert len(root_of(picture.svg).findall(f"{SVG}rect")) == 1
    assert "– för få" in texts_of(picture.svg)


BARS = st.builds(
    lambda value, reach, words: SexBar(value, words, value - reach, value + reach),
    st.floats(-2, 3),
    st.floats(0, 1),
    NAMES,
)


@settings(max_examples=25)
@given(
    st.lists(st.builds(SexRow, NAMES, BARS, BARS | st.just(SexBar(None, "–"))), min_size=1, max_size=8),
    st.sampled_from([240, 480, 700]),
)
def test_any_bars_are_inside_their_frame_and_no_label_covers_another(rows: list[SexRow], width: float) -> None:
    picture = sexes(rows, width)
    assert outside(picture.svg) == []
    assert colliding(picture.svg) == []
