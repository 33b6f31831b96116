"""Any finite figures and any texts give a fan that is well-formed, inside its frame and readable."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tertial.report.charts import ChartPoint, ChartTarget
from tertial.report.charts.fan import FanPoint, FanWords, YearsEnd, fan_chart
from tests.generative.test_charts import FIGURES, SENSIBLE, WORDS
from tests.unit.report.drawing import colliding, outside

ENDS = st.none() | st.tuples(SENSIBLE, SENSIBLE).map(lambda ends: (min(ends), max(ends)))


@st.composite
def fans(draw: st.DrawFn) -> str:
    figures = st.one_of(SENSIBLE, FIGURES)
    been = [
        ChartPoint(draw(WORDS), value, draw(WORDS), draw(st.just("") | WORDS))
        for value in [draw(figures), *draw(st.lists(st.none() | figures, max_size=30))]
    ]
    ahead = [
        FanPoint(draw(WORDS), draw(figures), draw(WORDS), draw(ENDS), draw(ENDS))
        for _month in range(draw(st.integers(1, 12)))
    ]
    picture = fan_chart(
        been,
        ahead,
        words=FanWords(draw(WORDS), draw(WORDS), draw(WORDS)),
        target=draw(st.none() | st.builds(ChartTarget, figures, WORDS)),
        years_end=draw(st.none() | st.builds(YearsEnd, st.integers(0, len(ahead) - 1), WORDS)),
        axis_label=draw(st.sampled_from([lambda v: f"{v:g}", lambda v: f"{v:.0f}\u00a0%", lambda _: "…"])),
        alt="Prognos.",
        width=draw(st.sampled_from([160, 480, 700])),
        height=draw(st.sampled_from([90, 190])),
    )
    return picture.svg


@given(fans())
def test_any_fan_is_inside_its_frame_and_no_label_covers_another(svg: str) -> None:
    assert outside(svg) == []
    assert colliding(svg) == []
