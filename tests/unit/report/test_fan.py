"""The forecast fan: what has been, what is ahead within its bands, the target and the year's end."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tertial.report.charts import ChartPoint, ChartTarget
from tertial.report.charts.fan import FanPoint, FanWords, YearsEnd, fan_chart
from tertial.report.model import Picture
from tests.unit.report.drawing import SVG, colliding, outside, root_of, texts_of

BEEN = [ChartPoint(f"2025-{month:02d}", 80.0 + month, f"{80 + month}") for month in range(1, 9)]
AHEAD = [
    FanPoint(
        f"2025-{month:02d}", 85.0, "85", (85.0 - month / 4, 85.0 + month / 4), (85.0 - month / 2, 85.0 + month / 2)
    )
    for month in range(9, 13)
]
WORDS = FanWords("prognos", "8 av 10", "19 av 20")


def fan(
    been: list[ChartPoint] | None = None,
    ahead: list[FanPoint] | None = None,
    width: float = 480,
    place: int = 3,
    again: int = 0,
) -> Picture:
    return fan_chart(
        BEEN if been is None else been,
        AHEAD if ahead is None else ahead,
        words=WORDS,
        target=ChartTarget(95, "mål 95"),
        years_end=YearsEnd(place, "hela 2025: 84 (82–86)"),
        axis_label=lambda tick: f"{tick:g}",
        alt="Siffran var 88 i augusti.",
        again=again,
        width=width,
    )


def test_the_forecast_its_bands_the_target_and_the_year_s_end_are_named_where_they_stand() -> None:
    picture = fan()
    said = texts_of(picture.svg)
    assert {"prognos 85", "8 av 10", "19 av 20", "mål 95", "hela 2025: 84 (82–86)", "81"} <= set(said)
    assert outside(picture.svg) == []
    assert colliding(picture.svg) == []
    assert picture.alt == "Siffran var 88 i augusti."


def test_the_bands_open_from_the_last_figure_and_the_narrower_is_darker_and_above() -> None:
    bands = list(root_of(fan().svg).iter(f"{SVG}polygon"))
    wide, narrow = (str(band.attrib["points"]).split() for band in bands)
    assert wide[0] == narrow[0]
    lights = [int(str(band.attrib["fill"])[1:3], 16) for band in bands]
    assert lights[0] - lights[1] > 20


def test_what_is_ahead_is_dashed_and_what_has_been_is_not() -> None:
    lines = list(root_of(fan().svg).iter(f"{SVG}polyline"))
    assert [line.get("stroke-dasharray") is None for line in lines] == [False, True]
    assert lines[0].attrib["points"].split()[0] == lines[1].attrib["points"].split()[-1]


def test_after_a_gap_the_forecast_stands_by_itself() -> None:
    picture = fan([*BEEN[:-1], ChartPoint("2025-08", None, "–")])
    bands = list(root_of(picture.svg).iter(f"{SVG}polygon"))
    assert all(len(band.attrib["points"].split()) == 2 * len(AHEAD) for band in bands)


def test_months_that_are_not_relied_on_stand_beside_what_is_foreseen_of_them() -> None:
    """July and August have figures, and the forecast begins in July."""
    foreseen = [FanPoint(f"2025-{month:02d}", 85.0, "85", (84.0, 86.0), (83.0, 87.0)) for month in (7, 8)]
    picture = fan(ahead=[*foreseen, *AHEAD], place=5, again=2)
    ahead, been = (
        [float(point.split(",")[0]) for point in str(line.attrib["points"]).split()]
        for line in root_of(picture.svg).iter(f"{SVG}polyline")
    )
    assert ahead[:3] == been[5:8]
    assert len(ahead) == 7
    apart = [round(after - before, 1) for before, after in pairwise(been)]
    assert max(apart) - min(apart) <= 0.1
    assert colliding(picture.svg) == []


@pytest.mark.parametrize("again", [-1, 4, 9])
def test_no_more_months_both_have_been_and_are_ahead_than_there_are(again: int) -> None:
    with pytest.raises(ValueError, match="both have been and be ahead"):
        fan(again=again)


def test_a_forecast_without_intervals_has_no_bands() -> None:
    picture = fan(ahead=[FanPoint(point.label, point.value, point.printed) for point in AHEAD])
    assert list(root_of(picture.svg).iter(f"{SVG}polygon")) == []
    assert "19 av 20" not in texts_of(picture.svg)


@pytest.mark.parametrize(
    ("been", "ahead", "width", "place", "reason"),
    [
        ([ChartPoint("2025", None, "–")], AHEAD, 480, 3, "at least one figure"),
        (BEEN, [], 480, 0, "at least one period"),
        (BEEN, AHEAD, 100, 3, "at least 160"),
        (BEEN, AHEAD, 480, 4, "year's end"),
        ([ChartPoint("2025", float("inf"), "")], AHEAD, 480, 3, "finite"),
    ],
)
def test_what_no_fan_can_show_is_refused(
    been: list[ChartPoint], ahead: list[FanPoint], width: float, place: int, reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        fan(been, ahead, width, place)
