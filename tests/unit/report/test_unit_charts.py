"""Small multiples and heat maps: read the same in grey, nothing cut or covered, the worst first, the dash explained."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertial.assess.variation import Meaning, Point, Series, Variation, VariationIcon, vary
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.indicators import Direction, ValueUnit
from tertial.domain.label import Label
from tertial.language import using
from tertial.report import tokens
from tertial.report.charts import sparkline
from tertial.report.charts.heat import HeatCell, HeatRow, heat_map, parted
from tertial.report.charts.icons import variation_icon, worded
from tertial.report.charts.small_multiples import UnitPoint, UnitSeries, small_multiples
from tertial.report.heat_pictures import heat_pictures
from tertial.report.model import Mark, Picture, Status, Tone
from tertial.report.unit_pictures import UnitVariation, unit_pictures, worst_first
from tests.unit.report.drawing import SVG, colliding, outside, root_of, texts_of, words_of
from tests.unit.report.sample import HOSTILE

NB = "\u00a0"
NAMES = st.sampled_from(["", "Ålidhem", "Västerbottens norra länsdels hälsocentraler", *HOSTILE, "Å"]) | st.text(
    max_size=20
)
MET = Status(Mark.FULL, "uppfyllt", Tone.MET)
PARTLY = Status(Mark.HALF, "delvis", Tone.PARTLY)
NOT_MET = Status(Mark.RING, "ej uppfyllt", Tone.NOT_MET)
UNJUDGED = Status(Mark.DOTTED, "kan inte bedömas", Tone.NONE)
STATUSES = (MET, PARTLY, NOT_MET, UNJUDGED)


def plain(text: str) -> str:
    return re.sub(r"\s", " ", text)


def multiples(units: Sequence[UnitSeries], periods: int = 3, width: float = 480) -> tuple[Picture, ...]:
    return small_multiples(
        units,
        periods=["jan 2025", *["x"] * (periods - 2), "mars 2025"][-periods:],
        axis_label=lambda tick: f"{tick:.0f}{NB}%",
        alts=lambda some: f"Enheter: {len(some)}.",
        width=width,
    )


def points(*values: float | None, meaning: Meaning | None = None) -> list[UnitPoint]:
    return [UnitPoint(value, 70, 90, meaning) for value in values]


def test_all_units_have_the_same_scale_their_name_and_their_latest_figure() -> None:
    (picture,) = multiples(
        [UnitSeries("Åsele", points(80, 82, 81), f"81{NB}%"), UnitSeries("Teg", points(60, 61, 99), "99")]
    )
    lines = [
        [float(pair.split(",")[1]) for pair in str(line.attrib["points"]).split()]
        for line in root_of(picture.svg).findall(f"{SVG}polyline")
    ]
    assert {"Åsele", "Teg", f"81{NB}%", "99"} <= set(texts_of(picture.svg))
    # Both stand in the same row: 80 and 82 lie between 61 and 99.
    assert lines[1][1] > lines[0][0] > lines[0][1] > lines[1][2]


def test_a_target_is_dashed_and_what_is_left_out_is_hollow_and_off_the_line() -> None:
    series = UnitSeries("Teg", [*points(80, 82), UnitPoint(40, left_out=True)], "82", (95.0,))
    root = root_of(multiples([series])[0].svg)
    assert len([line for line in root.findall(f"{SVG}line") if line.get("stroke-dasharray")]) == 1
    assert len(root.find(f"{SVG}polyline").attrib["points"].split()) == 2  # type: ignore[union-attr]
    hollow = [dot for dot in root.findall(f"{SVG}circle") if dot.get("fill") == tokens.PAPER]
    assert len(hollow) == 1


def test_sixty_units_are_three_pictures_of_five_rows_and_each_says_its_own_in_words() -> None:
    pictures = multiples([UnitSeries(f"Enhet {at}", points(80, 82, 81), "81") for at in range(60)])
    assert [picture.alt for picture in pictures] == ["Enheter: 20."] * 3
    assert max(picture.height for picture in pictures) < 360
    assert [len(multiples([UnitSeries("", points(1, 2, 3), "")] * count)) for count in (1, 20, 21)] == [1, 1, 2]


def test_names_that_four_in_a_row_would_cut_stand_three_in_a_row() -> None:
    short = [UnitSeries("Tegs hälsocentral", points(80, 82, 81), f"81{NB}%")] * 4
    (four,) = multiples(short)
    assert len({word.left for word in words_of(four.svg) if word.text == "Tegs hälsocentral"}) == 4
    long = [*short, UnitSeries("Universitetets hälsocentral", points(80, 82, 81), f"81{NB}%")]
    (three,) = multiples(long)
    assert len({word.left for word in words_of(three.svg) if word.text == "Tegs hälsocentral"}) == 3
    assert "Universitetets hälsocentral" in texts_of(three.svg)


@pytest.mark.parametrize(("first", "lines"), [("jan 2025", 1), ("september 2024, den första", 2)])
def test_both_the_first_and_the_last_period_stand_beneath_each_chart(first: str, lines: int) -> None:
    (picture,) = small_multiples(
        [UnitSeries("Teg", points(80, 82, 81), "81")] * 4,
        periods=[first, "x", "augusti 2025"],
        axis_label=str,
        alts=lambda _some: "x",
    )
    beneath = [word for word in words_of(picture.svg) if word.text in {first, "augusti 2025"}]
    assert len(beneath) == 8
    assert len({word.top for word in beneath}) == lines
    assert outside(picture.svg) == []
    assert colliding(picture.svg) == []


def test_the_printed_figure_has_the_colour_of_its_own_signal_and_none_where_it_is_no_figure() -> None:
    better = points(80, 82, 99, meaning=Meaning.IMPROVING)
    series = [
        UnitSeries("Teg", [*better, UnitPoint(40, left_out=True)], "99"),
        UnitSeries("Åsele", [*better, UnitPoint(None)], "för få", has_latest=False),
    ]
    (picture,) = multiples(series, 4)
    colours = {text.text: text.get("fill") for text in root_of(picture.svg).iter(f"{SVG}text")}
    assert (colours["99"], colours["för få"]) == (tokens.TONES["met"], tokens.MUTED)


SERIES = st.builds(
    UnitSeries,
    NAMES,
    st.lists(
        st.builds(
            UnitPoint,
            st.none() | st.floats(-1e6, 1e6),
            st.none() | st.floats(-1e6, 0),
            st.none() | st.floats(0, 1e6),
            st.none() | st.sampled_from(Meaning),
            st.booleans(),
        ),
        min_size=4,
        max_size=4,
    ),
    NAMES,
    st.just(()) | st.tuples(st.floats(-1e6, 1e6)),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(SERIES, min_size=1, max_size=23), st.sampled_from([240, 300, 480]))
def test_any_small_multiples_are_inside_their_frame_and_no_label_covers_another(
    units: list[UnitSeries], width: float
) -> None:
    units = [*units, UnitSeries("Teg", points(80, 82, 81, 80), "80")]
    for picture in multiples(units, 4, width):
        assert outside(picture.svg) == []
        assert colliding(picture.svg) == []


def judged(*values: float, direction: Direction = Direction.INCREASE) -> Variation:
    made = tuple(Point(Period(PeriodKind.MONTH, Month(2024, 1).plus(at)), value) for at, value in enumerate(values))
    return vary(Series(made, direction, targets={point.period.last: 95.0 for point in made}, floor=0.0, ceiling=100.0))


def test_the_worst_stands_first_by_the_way_that_is_good_and_units_without_figures_last() -> None:
    values = {"Backen": (90.0,), "Teg": (70.0,), "Ersboda": (), "Åsele": (80.0,)}

    def order(direction: Direction) -> list[str]:
        units = [UnitVariation(Label(name), judged(*some, direction=direction)) for name, some in values.items()]
        return [one.name.sv for one in worst_first(units)]

    assert order(Direction.INCREASE) == ["Teg", "Åsele", "Backen", "Ersboda"]
    assert order(Direction.DECREASE) == ["Backen", "Åsele", "Teg", "Ersboda"]


def test_units_in_words_have_figures_signals_and_the_target_they_share() -> None:
    even = [80.0, 82.0] * 8
    units = [
        UnitVariation(Label("Backen"), judged(*even)),
        UnitVariation(Label("Teg"), judged(*even, 60.0)),
        UnitVariation(Label("Ersboda"), judged()),
    ]
    with using("en"):
        (picture,) = unit_pictures(units, title="Calls", unit=ValueUnit.PERCENT, decimals=0)
    assert picture.alt == (
        "Calls, a small chart for each unit, the worst first: Teg 60% (deterioration); Backen 82%; "
        "Ersboda no figures. Target 95%."
    )
    assert unit_pictures(units[2:], title="Calls", unit=ValueUnit.PERCENT, decimals=0) == ()


def test_a_month_of_too_few_is_neither_told_nor_drawn_and_the_unit_stands_last() -> None:
    even = [80.0, 82.0] * 8
    last, other = Month(2025, 4), Month(2024, 6)
    units = [
        UnitVariation(Label("Backen"), judged(*even)),
        UnitVariation(Label("Teg"), judged(*even[:-1], 20.0), frozenset({last})),
        UnitVariation(Label("Åsele"), judged(*even), frozenset({other})),
    ]
    with using("en"):
        (picture,) = unit_pictures(units, title="Calls", unit=ValueUnit.PERCENT, decimals=0)
        (whole,) = unit_pictures(
            [replace(one, few=frozenset()) for one in units], title="Calls", unit=ValueUnit.PERCENT, decimals=0
        )
    assert "Backen 82%; Åsele 82%; Teg too few. Target 95%." in picture.alt
    assert "Teg 20% (deterioration)" in whole.alt

    def drawn(of: Picture) -> list[int]:
        lines = root_of(of.svg).findall(f"{SVG}polyline")
        return sorted(len(line.attrib["points"].split()) for line in lines)

    # Of Åsele the line is broken in the sixth month, of Teg it ends a month before.
    assert drawn(whole) == [16, 16, 16]
    assert drawn(picture) == [5, 10, 15, 16]
    # The scale does not reach down to the figure that is not shown.
    assert "20%" in plain(" ".join(texts_of(whole.svg)))
    assert "20%" not in plain(" ".join(texts_of(picture.svg)))
    nothing = [replace(units[1], few=frozenset(point.month for point in units[1].variation.points))]
    assert unit_pictures(nothing, title="Calls", unit=ValueUnit.PERCENT, decimals=0) == ()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["Ålidhem", "Teg"]), st.lists(st.none() | st.floats(), max_size=16)),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(Direction),
)
def test_any_units_have_a_picture_or_none_and_never_an_error(
    units: list[tuple[str, list[float | None]]], direction: Direction
) -> None:
    made = []
    for name, values in units:
        points = [Point(Period(PeriodKind.MONTH, Month(2024, 1).plus(at)), value) for at, value in enumerate(values)]
        made.append(UnitVariation(Label(name), vary(Series(tuple(points), direction))))
    for picture in unit_pictures(made, title="Mått", unit=ValueUnit.HOURS, decimals=1):
        assert "nan" not in picture.svg
        assert outside(picture.svg) == []


def mapped(rows: Sequence[HeatRow], columns: Sequence[str], width: float = 480) -> tuple[Picture, ...]:
    alts = ["x"] * len(parted(rows, columns, width))
    return heat_map(rows, columns, legend=STATUSES, uncertain="osäker siffra", alts=alts, width=width)


def test_each_status_has_a_shape_of_its_own_so_that_grey_tells_them_apart() -> None:
    (picture,) = mapped([HeatRow("Teg", [HeatCell(status) for status in STATUSES])], ["A", "B", "C", "D"])
    root = root_of(picture.svg)
    dots = root.findall(f"{SVG}circle")[:4]
    looks = {(dot.get("fill") == "none", dot.get("stroke-dasharray") is not None) for dot in dots}
    assert looks == {(False, False), (True, False), (True, True)}
    halves = [path for path in root.findall(f"{SVG}path") if path.get("fill") == tokens.TONES["partly"]]
    assert len(halves) == 2, "in the cell and in the legend"
    assert {"uppfyllt", "delvis", "ej uppfyllt"} <= set(texts_of(picture.svg))


def test_what_is_uncertain_is_hatched_and_said_and_what_is_absent_is_a_dash_without_a_mark() -> None:
    cells = [HeatCell(MET, f"81{NB}%", uncertain=True), HeatCell(MET, f"82{NB}%"), HeatCell(None, "–")]
    (picture,) = heat_pictures([HeatRow("Teg", cells)], ["A", "B", "C"], title="Mål", uncertain="osäker siffra")
    root = root_of(picture.svg)
    hatched = [path for path in root.findall(f"{SVG}path") if path.get("stroke") == tokens.MUTED]
    assert len(hatched) == 2, "in the cell and in the legend"
    assert texts_of(picture.svg).count("–") == 1
    assert "osäker siffra" in texts_of(picture.svg)
    (picture,) = heat_pictures([HeatRow("Teg", cells[1:])], ["B", "C"], title="Mål", uncertain="osäker siffra")
    assert "osäker siffra" not in texts_of(picture.svg)
    with using("en"):
        (picture,) = heat_pictures(
            [HeatRow("Teg", cells)], ["A", "B", "C"], title="Goals", uncertain="uncertain figure"
        )
    assert picture.alt == (
        "Goals, a heat map of units: Teg. A: 1 uppfyllt, of which hatched (uncertain figure): 1. B: 1 uppfyllt. "
        "C: 1 without a figure."
    )


def test_sixty_units_by_fifteen_columns_fit_on_pages_and_no_figure_is_cut() -> None:
    rows = [HeatRow(f"Enhet {at}", [HeatCell(MET, f"100{NB}%")] * 15) for at in range(60)]
    pictures = mapped(rows, [f"Mål {at}" for at in range(15)])
    assert len(pictures) == 3
    assert max(picture.height for picture in pictures) <= 640
    assert sum(texts_of(picture.svg).count(f"100{NB}%") for picture in pictures) == 900


def test_a_name_that_one_line_would_cut_stands_on_two_as_long_as_that_takes_no_more_pictures() -> None:
    columns = ["Den som söker sin hälsocentral ska få kontakt samma dag", *["Mål"] * 10]
    rows = [HeatRow("Norrvikens hälsocentral Centrum", [HeatCell(MET)] * 11)]
    (picture,) = mapped(rows, columns)
    first, second = (word for word in words_of(picture.svg) if word.text in columns[0] and len(word.text) > 5)
    assert f"{first.text} {second.text}" == columns[0] or f"{second.text} {first.text}" == columns[0]
    assert abs(first.top - second.top) >= 8.5
    assert "Norrvikens hälsocentral Centrum" in texts_of(picture.svg)
    assert outside(picture.svg) == []
    assert colliding(picture.svg) == []
    three = [columns[0]] * 3 + columns[3:]
    fits = next(count for count in range(30, 60) if len(parted(rows * (count + 1), three)) == 2)
    (full,) = mapped(rows * fits, three)
    assert any(text.endswith("…") for text in texts_of(full.svg))


def test_rows_are_pressed_together_a_little_where_that_saves_a_picture() -> None:
    columns = ["Den som söker sin hälsocentral ska få kontakt samma dag", *["Mål"] * 10]
    apart: dict[int, float] = {}
    for units in range(20, 50):
        pictures = mapped([HeatRow(f"Enhet {at}", [HeatCell(MET)] * 11) for at in range(units)], columns)
        assert max(picture.height for picture in pictures) <= 640
        if len(pictures) == 1:
            tops = {word.text: word.top for word in words_of(pictures[0].svg)}
            apart[units] = tops["Enhet 1"] - tops["Enhet 0"]
    usual, pressed = apart[20], [distance for distance in apart.values() if distance < apart[20] - 0.05]
    assert len(pressed) >= 2
    assert min(pressed) >= 0.93 * usual - 0.05


def test_names_of_units_never_take_the_room_of_figures() -> None:
    rows = [HeatRow("Norrvikens hälsocentral Centrum, filialen", [HeatCell(MET, f"100,0{NB}%")] * 7)]
    (picture,) = mapped(rows, ["Mått"] * 7)
    marks = [float(dot.attrib["cx"]) for dot in root_of(picture.svg).findall(f"{SVG}circle")[:7]]
    figures = [word for word in words_of(picture.svg) if word.text == f"100,0{NB}%"]
    assert len(figures) == 7
    assert all(figure.left > mark for figure, mark in zip(figures, marks, strict=True))


CELLS = st.builds(HeatCell, st.none() | st.sampled_from(STATUSES), NAMES, st.booleans())


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 15), st.data(), st.sampled_from([300, 480]))
def test_any_heat_map_is_inside_its_frame_and_no_label_covers_another(
    columns: int, data: st.DataObject, width: float
) -> None:
    cells = st.lists(CELLS, min_size=columns, max_size=columns)
    rows = data.draw(st.lists(st.builds(HeatRow, NAMES, cells), min_size=1, max_size=4))
    heads = data.draw(st.lists(NAMES, min_size=columns, max_size=columns))
    for picture in mapped(rows, heads, width):
        assert outside(picture.svg) == []
        assert colliding(picture.svg) == []


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: multiples([]),
        lambda: multiples([UnitSeries("", points(1, 2), "")]),
        lambda: multiples([UnitSeries("", points(None, None, None)[:0], "")]),
        lambda: multiples([UnitSeries("", points(1, 2, float("inf")), "")]),
        lambda: multiples([UnitSeries("", points(1, 2, 3), "")], width=100),
        lambda: mapped([HeatRow("", [])], ["A"]),
        lambda: mapped([HeatRow("", [HeatCell(MET)])], ["A"], width=100),
        lambda: heat_map([HeatRow("", [HeatCell(MET)])], ["A"], legend=[], uncertain="", alts=[]),
    ],
)
def test_what_cannot_be_drawn_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        wrong()  # type: ignore[operator]


def test_an_icon_stands_before_its_word_and_says_in_full_what_it_means() -> None:
    picture = worded(variation_icon(VariationIcon.CONCERNING_LOW, 0.0), "försämring", "Det har blivit sämre.")
    (word,) = words_of(picture.svg)
    assert word.text == "försämring"
    assert word.left > 11
    assert word.right <= picture.width
    assert picture.alt == "Det har blivit sämre."


def test_a_small_chart_has_its_limits_as_a_band_from_where_the_level_began() -> None:
    picture = sparkline([1.0, 2.0, 5.0, 6.0], None, "x", limits=(4.0, 7.0), limits_from=2)
    (band,) = root_of(picture.svg).findall(f"{SVG}rect")
    assert band.get("fill") == tokens.BAND
    assert float(band.attrib["x"]) == pytest.approx(picture.width / 2, abs=2)
    assert outside(picture.svg) == []
