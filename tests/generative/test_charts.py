"""Any finite figures and any texts give a drawing that is well-formed, inside its frame and readable."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from tertial.report.charts import ChartPoint, ChartTarget, Series, line_chart, sparkline
from tertial.report.charts.scale import round_ticks
from tests.unit.report.drawing import colliding, outside

FIGURES = st.floats(allow_nan=False, allow_infinity=False)
SENSIBLE = st.floats(-1e12, 1e12).map(lambda value: round(value, 3))
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    ["", "augusti 2025", "mål 95\u00a0%", "−31\u00a0mnkr", "kvinnor", "Västerbotten och Norrbotten"]
)
VALUES = st.lists(st.none() | FIGURES | SENSIBLE, max_size=40)


@example([], 1.72e308)
@given(VALUES, st.none() | FIGURES)
def test_any_sparkline_is_inside_its_frame(values: list[float | None], target: float | None) -> None:
    picture = sparkline(values, target, "Utveckling.")
    assert outside(picture.svg) == []
    assert picture == sparkline(values, target, "Utveckling.")


@st.composite
def charts(draw: st.DrawFn) -> str:
    count = draw(st.integers(1, 30))
    figures = st.one_of(SENSIBLE, FIGURES)

    def line(required: bool) -> list[ChartPoint]:
        values = draw(st.lists(st.none() | figures, min_size=count, max_size=count))
        if required:
            values[draw(st.integers(0, count - 1))] = draw(figures)
        return [ChartPoint(draw(WORDS), value, draw(WORDS), draw(st.just("") | WORDS)) for value in values]

    picture = line_chart(
        line(required=True),
        target=draw(st.none() | st.builds(ChartTarget, figures, WORDS)),
        axis_label=draw(st.sampled_from([lambda v: f"{v:g}", lambda v: f"{v:.0f}\u00a0%", lambda _: "…"])),
        alt="Utveckling.",
        series=[Series(draw(WORDS), line(required=False)) for _ in range(draw(st.integers(0, 3)))],
        width=draw(st.sampled_from([160, 480, 700])),
        height=draw(st.sampled_from([90, 170])),
    )
    return picture.svg


@given(charts())
def test_any_line_chart_is_inside_its_frame_and_no_label_covers_another(svg: str) -> None:
    assert outside(svg) == []
    assert colliding(svg) == []


@given(st.lists(FIGURES | SENSIBLE, min_size=1, max_size=10))
def test_ticks_rise(values: list[float]) -> None:
    ticks = round_ticks(values)
    assert list(ticks) == sorted(set(ticks))


@given(st.lists(SENSIBLE, min_size=1, max_size=10))
def test_three_to_five_ticks_cover_figures_of_sensible_size(values: list[float]) -> None:
    ticks = round_ticks(values)
    assert 3 <= len(ticks) <= 5
    assert ticks[0] <= min(values) <= max(values) <= ticks[-1]
