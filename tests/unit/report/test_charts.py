"""Charts: figures stand where they should, nothing is covered or cut, and what is absent is seen to be."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tertial.report import tokens
from tertial.report.charts import ChartPoint, ChartTarget, Series, line_chart, sparkline
from tertial.report.charts.placement import spread
from tertial.report.charts.scale import Scale, round_ticks
from tertial.report.charts.svg import number
from tertial.report.charts.type_width import _BY_CHARACTER, shortened, text_width
from tertial.report.model import Picture
from tests.unit.report.drawing import (
    SVG,
    colliding,
    measured,
    outside,
    places_of,
    root_of,
    texts_of,
    words_of,
)
from tests.unit.report.sample import HOSTILE

NB = "\u00a0"


def per_cent(value: float) -> str:
    return f"{value:g}".replace(".", ",").replace("-", "−") + f"{NB}%"


def points(*values: float | None, labels: tuple[str, ...] = ()) -> list[ChartPoint]:
    names = labels or tuple(str(2019 + index) for index in range(len(values)))
    return [
        ChartPoint(label, value, "–" if value is None else per_cent(value))
        for label, value in zip(names, values, strict=True)
    ]


def chart(*values: float | None, target: float | None = None, series: tuple[Series, ...] = ()) -> Picture:
    return line_chart(
        points(*values),
        target=None if target is None else ChartTarget(target, f"mål {per_cent(target)}"),
        axis_label=per_cent,
        alt="Utvecklingen 2019–2022.",
        series=series,
    )


def shapes(picture: Picture, name: str) -> list[dict[str, str]]:
    return [
        {str(key): str(value) for key, value in element.attrib.items()}
        for element in root_of(picture.svg).iter(f"{SVG}{name}")
    ]


# Sparklines


def test_a_sparkline_runs_from_the_first_figure_to_a_dot_at_the_last() -> None:
    picture = sparkline([87, 82, 81], None, "Tre perioder: 87, 82 och 81 %.")
    (line,) = shapes(picture, "polyline")
    (dot,) = shapes(picture, "circle")
    places = [tuple(map(float, pair.split(","))) for pair in line["points"].split()]
    assert places[-1] == (float(dot["cx"]), float(dot["cy"]))
    assert places[0][1] < places[1][1] < places[2][1], "falling figures fall"
    assert (picture.width, picture.height, picture.alt) == (84, 18, "Tre perioder: 87, 82 och 81 %.")


def test_a_sparkline_s_target_is_dashed_and_on_the_figures_scale() -> None:
    picture = sparkline([80, 90], 95, "x")
    (target,) = shapes(picture, "line")
    assert target["stroke-dasharray"]
    assert target["y1"] == target["y2"]
    (line,) = shapes(picture, "polyline")
    assert float(target["y1"]) < min(float(pair.split(",")[1]) for pair in line["points"].split())


def test_a_sparkline_is_broken_where_a_period_has_no_figure() -> None:
    picture = sparkline([1, 2, None, 3, 4], None, "x")
    first, second = shapes(picture, "polyline")
    assert len(first["points"].split()) == len(second["points"].split()) == 2


def test_a_figure_between_two_gaps_is_still_seen() -> None:
    assert len(shapes(sparkline([None, 5, None, 7], None, "x"), "circle")) == 2


def test_a_series_that_ends_early_has_its_dot_where_it_ends() -> None:
    (dot,) = shapes(sparkline([1, 2, None], None, "x"), "circle")
    assert float(dot["cx"]) == 42


@pytest.mark.parametrize("values", [[5.0, 5.0, 5.0], [7.0], [], [None, None], [1e308, -1e308], [5e-324, 0.0]])
@pytest.mark.parametrize("target", [None, 5.0, -1.7e308])
def test_a_sparkline_of_odd_figures_stays_in_its_frame(values: list[float | None], target: float | None) -> None:
    assert outside(sparkline(values, target, "x").svg) == []


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_figure_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        sparkline([1.0, value], None, "x")
    with pytest.raises(ValueError, match="finite"):
        chart(1.0, value)


# Scales


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ((87, 82, 81, 95), (80, 85, 90, 95)),
        ((0, 100), (0, 50, 100)),
        ((-335, 0), (-400, -300, -200, -100, 0)),
        ((3.81, 3.7), (3.4, 3.6, 3.8, 4.0)),
        ((81, 82), (75, 80, 85, 90)),
        ((5.67, 5.8), (5.4, 5.6, 5.8, 6.0, 6.2)),
        ((0, 1), (0, 1, 2)),
        ((5, 5), (4, 5, 6)),
        ((0, 0), (0, 1, 2)),
        ((43_000, 29_191), (25_000, 30_000, 35_000, 40_000, 45_000)),
    ],
)
def test_ticks_are_round_and_cover_the_figures(values: tuple[float, ...], ticks: tuple[float, ...]) -> None:
    assert round_ticks(float(value) for value in values) == ticks


def test_whole_figures_get_whole_ticks() -> None:
    assert all(tick.is_integer() for tick in round_ticks([7.0, 8.0, 9.0]))


def test_a_scale_needs_a_figure() -> None:
    with pytest.raises(ValueError, match="at least one figure"):
        round_ticks([])


def test_a_scale_without_span_places_in_the_middle() -> None:
    assert Scale(4, 4, top=10, bottom=30).place(4) == 20


# Line charts


def test_a_line_chart_says_the_first_and_the_last_figure_and_names_the_target() -> None:
    texts = texts_of(chart(87, 85, 82, 81, target=95).svg)
    assert {f"87{NB}%", f"81{NB}%", f"mål 95{NB}%"} <= set(texts)
    assert f"82{NB}%" not in texts


def test_the_last_figure_and_the_target_stand_right_of_the_lines() -> None:
    picture = chart(87, 85, 82, 81, target=95)
    rightmost = max(x for x, _ in places_of(picture.svg))
    beyond = {words.text for words in words_of(picture.svg) if words.left >= rightmost}
    assert beyond == {f"81{NB}%", f"mål 95{NB}%"}


def test_the_target_is_dashed_and_the_grid_is_hairlines_in_their_colour() -> None:
    lines = shapes(chart(87, 85, 82, 81, target=95), "line")
    assert [line["stroke"] for line in lines if "stroke-dasharray" in line] == [tokens.INK]
    grid = [line for line in lines if "stroke-dasharray" not in line]
    assert 3 <= len(grid) <= 5
    assert {line["stroke"] for line in grid} == {tokens.HAIRLINE}


def test_axis_labels_come_from_the_caller() -> None:
    picture = line_chart(points(-1.5, 2.5), target=None, axis_label=lambda v: f"<{v:g}>", alt="x")
    assert {"<-2>", "<0>", "<2>"} <= set(texts_of(picture.svg))


def test_every_period_has_its_label_where_there_is_room() -> None:
    assert {"2019", "2020", "2021", "2022"} <= set(texts_of(chart(1, 2, 3, 4).svg))


def test_many_periods_are_thinned_evenly_and_the_last_keeps_its_label() -> None:
    months = tuple(f"september {1990 + index}" for index in range(37))
    picture = line_chart(points(*range(37), labels=months), target=None, axis_label=per_cent, alt="x")
    shown = [months.index(text) for text in texts_of(picture.svg) if text in months]
    assert shown[-1] == 36
    assert len({after - before for before, after in pairwise(shown)}) == 1
    assert 2 <= len(shown) < 37
    assert colliding(picture.svg) == []


def test_no_text_is_turned() -> None:
    assert "rotate" not in chart(*range(30)).svg


def test_women_and_men_are_named_at_their_lines_ends() -> None:
    picture = chart(
        12.0, 12.1, 12.2,
        series=(Series("kvinnor", points(12.1, 12.2, 12.25)), Series("män", points(11.9, 12.0, 12.15))),
        target=12.2,
    )  # fmt: skip
    assert {f"kvinnor 12,25{NB}%", f"män 12,15{NB}%", f"12,2{NB}%"} <= set(texts_of(picture.svg))
    assert colliding(picture.svg) == []


def test_lines_are_told_apart_without_colour() -> None:
    picture = chart(1, 2, series=(Series("kvinnor", points(3, 4)), Series("män", points(5, 6))))
    assert shapes(picture, "circle")
    assert shapes(picture, "rect")
    assert shapes(picture, "polygon")


def test_a_chart_of_series_alone_names_them_all() -> None:
    picture = line_chart(
        [],
        target=None,
        axis_label=per_cent,
        alt="x",
        series=(Series("kvinnor", points(3, 4)), Series("män", points(5, 6))),
    )
    assert {f"kvinnor 4{NB}%", f"män 6{NB}%"} <= set(texts_of(picture.svg))


def test_a_line_breaks_where_a_figure_is_absent_and_the_reason_stands_there() -> None:
    measured_points = points(87, 85, None, 82, 81)
    measured_points[2] = ChartPoint("2021", None, "–", note="nytt journalsystem")
    picture = line_chart(measured_points, target=None, axis_label=per_cent, alt="x")
    assert len(shapes(picture, "polyline")) == 2
    assert "nytt journalsystem" in texts_of(picture.svg)


def test_a_point_with_a_note_is_hollow() -> None:
    noted = [*points(80, 81), ChartPoint("2021", 82, f"82{NB}%", note="skattat"), *points(83)]
    picture = line_chart(noted, target=None, axis_label=per_cent, alt="x")
    assert [dot["fill"] for dot in shapes(picture, "circle")].count(tokens.PAPER) == 1
    assert "skattat" in texts_of(picture.svg)


def test_a_note_without_room_is_left_out_rather_than_laid_over_another() -> None:
    crowd = [ChartPoint(str(i), i % 2, "1", note="en anteckning av viss längd") for i in range(40)]
    picture = line_chart(crowd, target=None, axis_label=per_cent, alt="x", width=200, height=90)
    assert colliding(picture.svg) == []
    assert texts_of(picture.svg).count("en anteckning av viss längd") < 40


def test_texts_of_users_stay_texts() -> None:
    for text in (*HOSTILE, "noll \x00 och radbyte\n", "\ud800"):
        picture = line_chart(
            [ChartPoint(text, 1, text, note=text), ChartPoint(text, 2, text)],
            target=ChartTarget(3, text),
            axis_label=lambda _, text=text: text,  # type: ignore[misc]
            alt=text,
            series=[Series(text, points(1, 2))],
        )
        names = {element.tag for element in root_of(picture.svg).iter()}
        drawn = ("svg", "text", "line", "polyline", "circle", "rect")
        assert names <= {f"{SVG}{name}" for name in drawn}
        assert colliding(picture.svg) == []
        assert picture.alt == text


def test_a_long_label_is_cut_with_an_ellipsis_and_the_alt_text_is_whole() -> None:
    name = "hälso- och sjukvårdsförvaltningens samtliga verksamheter i länet " * 3
    picture = line_chart(points(1, 2), target=ChartTarget(3, name), axis_label=per_cent, alt=name)
    (cut,) = [text for text in texts_of(picture.svg) if text.startswith("hälso-")]
    assert cut.endswith("…")
    assert picture.alt == name
    assert outside(picture.svg) == []


def test_the_same_figures_give_the_same_drawing() -> None:
    assert chart(87.123456, 85, None, 81, target=95) == chart(87.123456, 85, None, 81, target=95)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: chart(None, None), "at least one figure"),
        (lambda: line_chart([], target=None, axis_label=per_cent, alt="x"), "at least one figure"),
        (lambda: chart(1, 2, series=(Series("män", points(1)),)), "same periods"),
        (lambda: chart(1, series=tuple(Series(str(i), points(1)) for i in range(4))), "at most 4 lines"),
        (lambda: line_chart(points(1), target=None, axis_label=per_cent, alt="x", width=99), "at least 160"),
    ],
)
def test_what_no_chart_can_show_is_refused(make: object, reason: str) -> None:
    assert callable(make)
    with pytest.raises(ValueError, match=reason):
        make()


# Texts and places


def test_no_text_stands_wider_than_the_charts_believe() -> None:
    for character, advance in _BY_CHARACTER.items():
        for weight in ("400", "600"):
            assert measured(character, 1, weight) <= advance + 1e-9, character


def test_a_text_that_fits_is_not_shortened() -> None:
    assert shortened("mål 95 %", 10, text_width("mål 95 %", 10)) == "mål 95 %"


def test_a_shortened_text_fits() -> None:
    cut = shortened("Tillgänglighetsuppföljning", 10, 60)
    assert cut.endswith("…")
    assert text_width(cut, 10) <= 60


def test_labels_are_moved_apart_no_further_than_needed() -> None:
    assert spread([50, 51], 10, 0, 100) == [45.5, 55.5]
    assert spread([50, 80], 10, 0, 100) == [50, 80]
    assert spread([99, 98, 100], 10, 0, 100) == [90, 80, 100]


def test_more_labels_than_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        spread([1, 2, 3], 10, 0, 15)


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "1"), (-0.001, "0"), (0.125, "0.12"), (10.5, "10.5"), (100.0, "100")]
)
def test_coordinates_are_written_with_two_decimals_at_most(value: float, text: str) -> None:
    assert number(value) == text
