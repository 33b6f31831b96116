"""Control charts: what signals has another shape and colour, nothing covers anything, and the words say all of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

import pytest

from tertial.assess.estimates.results import Amount, Estimate, Places
from tertial.assess.variation import Events, Nature, Point, Series, Variation, vary, vary_events
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.indicators import Direction, ValueUnit
from tertial.domain.label import Label
from tertial.domain.rebasing import Rebasing
from tertial.language import using
from tertial.report import tokens
from tertial.report.estimate_words import NO_ESTIMATES
from tertial.report.model import Picture
from tertial.report.variation_picture import HEIGHT, variation_picture
from tertial.report.variation_words import suggestion_text, variation_words
from tests.unit.report.drawing import SVG, colliding, outside, root_of, texts_of

NB = "\u00a0"
EVEN = [80.0, 82.0] * 12
STEP = [*EVEN, *[90.0, 92.0] * 8]
REBASED = Rebasing(
    "x", Month(2024, 1), Label("Ny växel.", "A new switchboard."), date(2024, 2, 1), Label("Chefen", "Head")
)


def month(at: int) -> Period:
    return Period(PeriodKind.MONTH, Month(2022, 1).plus(at))


def judged(
    values: list[float], *rebasings: Rebasing, direction: Direction = Direction.INCREASE, target: float | None = 95.0
) -> Variation:
    points = tuple(Point(month(at), value) for at, value in enumerate(values))
    targets = {} if target is None else {point.period.last: target for point in points}
    return vary(Series(points, direction, targets=targets, floor=0.0, ceiling=100.0), rebasings)


def drawn(
    variation: Variation,
    unit: ValueUnit = ValueUnit.PERCENT,
    *,
    width: float = 480,
    height: float = HEIGHT,
    estimates: Mapping[Month, Estimate] = NO_ESTIMATES,
) -> Picture:
    picture = variation_picture(
        variation, title="Samtal", unit=unit, decimals=0, width=width, height=height, estimates=estimates
    )
    assert picture is not None
    return picture


def gaps() -> Variation:
    days = tuple(date.fromordinal(738000 + 9 * at + at % 4) for at in range(16))
    return vary_events(Events(days, days[0], days[-1]))


def uneven() -> Variation:
    counts = [(at % 5 + 2, 40 + 60 * (at % 2)) for at in range(30)]
    points = tuple(Point(month(at), numerator=part, denominator=whole) for at, (part, whole) in enumerate(counts))
    return vary(Series(points, Direction.WITHIN, Nature.SHARE, 100.0, {month(29).last: (5.0, 20.0)}, 0.0, 100.0))


def unreliable() -> Variation:
    points = [Point(month(at), value) for at, value in enumerate(EVEN)]
    points[12] = Point(month(12), 60.0, note=Label("Halva månaden saknas"))
    points[13] = Point(month(13))
    return vary(Series(tuple(points), Direction.DECREASE))


CHARTS: dict[str, Callable[[], Variation]] = {
    "stable": lambda: judged(EVEN),
    "a step": lambda: judged(STEP),
    "a step decided": lambda: judged(STEP, REBASED),
    "concerning": lambda: judged([*EVEN, 60.0], direction=Direction.INCREASE),
    "neither": lambda: judged(STEP, direction=Direction.NONE),
    "few": lambda: judged(EVEN[:3]),
    "one": lambda: judged([5.0], target=None),
    "constant": lambda: judged([100.0] * 20, target=100.0),
    "near the ceiling": lambda: judged([99.0, 97.0] * 10),
    "enormous": lambda: judged([8e14, 9e14] * 10, target=None),
    "tiny": lambda: judged([1e-9, 2e-9] * 10, target=None),
    "gaps": gaps,
    "uneven": uneven,
    "unreliable": unreliable,
    "many": lambda: judged([80.0 + at * 7 % 11 for at in range(120)]),
}


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize(("language", "width", "height"), [("sv", 480.0, 200.0), ("en", 300.0, 150.0)])
def test_no_word_covers_another_or_leaves_the_picture(name: str, language: str, width: float, height: float) -> None:
    with using(language):
        picture = drawn(CHARTS[name](), width=width, height=height)
    assert colliding(picture.svg) == []
    assert outside(picture.svg) == []


def an_estimate(at: int, value: float, half: float) -> Estimate:
    amount = Amount(value, value - half, value + half)
    places = Places((("a", month(at).last),))
    return Estimate("a", month(at), amount, amount, None, places, ())


ESTIMATES = {month(at).last: an_estimate(at, 70.0 + at, 4.0) for at in (12, 13, 20)}


def hatches(picture: Picture) -> list[str]:
    return [path.get("d", "") for path in root_of(picture.svg).iter(f"{SVG}path") if path.get("stroke-opacity")]


@pytest.mark.parametrize(("language", "width", "height"), [("sv", 480.0, 200.0), ("en", 300.0, 150.0)])
def test_estimated_months_are_hatched_with_their_intervals_and_nothing_covers_another(
    language: str, width: float, height: float
) -> None:
    with using(language):
        picture = drawn(unreliable(), width=width, height=height, estimates=ESTIMATES)
    assert colliding(picture.svg) == []
    assert outside(picture.svg) == []
    assert len(hatches(picture)) == 2, "months that follow each other share their ground"
    diamonds = [one for one in root_of(picture.svg).iter(f"{SVG}polygon") if one.get("stroke") == tokens.INK]
    assert len(diamonds) == 3


def test_days_between_events_are_drawn_in_days_and_tell_of_no_events_day() -> None:
    with using("en"):
        picture = drawn(gaps())
    assert "control chart August 2021 to December 2021. Latest figure 10 days (December 2021)" in picture.alt.replace(
        NB, " "
    )
    assert "each point is a rare event with the days since the one before" in picture.alt
    assert f"10{NB}days" in texts_of(picture.svg)
    months = [text for text in texts_of(picture.svg) if "202" in text]
    assert [text.replace(NB, " ") for text in months] == [
        *("August 2021", "September 2021", "October 2021", "November 2021", "December 2021")
    ]


def test_the_words_of_a_chart_name_the_estimated_months_and_their_intervals() -> None:
    with using("en"):
        picture = drawn(unreliable(), estimates=ESTIMATES)
        plain = drawn(unreliable())
    assert picture.alt == (
        f"{plain.alt} Hatched months are estimated, no official figures: January 2023 82% (78–86%), "
        "February 2023 83% (79–87%), September 2023 90% (86–94%)."
    )
    assert "estimated figure" in texts_of(picture.svg)
    assert hatches(plain) == []


def test_an_estimate_of_a_month_that_the_chart_does_not_have_is_not_drawn() -> None:
    assert drawn(unreliable(), estimates={Month(2031, 1): an_estimate(0, 50.0, 1.0)}) == drawn(unreliable())


@pytest.mark.parametrize("name", CHARTS)
def test_the_same_figures_give_the_same_bytes(name: str) -> None:
    assert drawn(CHARTS[name]()) == drawn(CHARTS[name]())


@pytest.mark.parametrize(
    ("direction", "shape", "tone"),
    [
        (Direction.INCREASE, "rect", tokens.TONES["met"]),
        (Direction.DECREASE, "polygon", tokens.TONES["not_met"]),
        (Direction.NONE, "polygon", tokens.INK),
    ],
)
def test_what_signals_has_a_colour_and_a_shape_of_its_own(direction: Direction, shape: str, tone: str) -> None:
    root = root_of(drawn(judged([*EVEN, 99.0], direction=direction)).svg)
    marks = [
        each for each in root.iter(f"{SVG}{shape}") if each.get("fill") == tone and each.get("stroke-width") == "0.5"
    ]
    assert len(marks) == 1
    assert len([each for each in root.iter(f"{SVG}circle") if each.get("fill") == tokens.ACCENT]) == 24


def test_the_labels_name_figure_mean_limits_target_and_icons() -> None:
    with using("sv"):
        texts = [re.sub(r"\s", " ", text) for text in texts_of(drawn(judged(EVEN)).svg)]
    assert {"stabil nivå", "målet nås inte utan förändring", "82 %", "mål 95 %"} <= set(texts)
    assert {"medelvärde 81,0 %", "övre gräns 86,3 %", "undre gräns 75,7 %"} <= set(texts)
    assert any("2023" in text and "december" in text for text in texts)


def test_a_new_level_is_a_step_with_its_reason() -> None:
    with using("sv"):
        picture = drawn(judged(STEP, REBASED))
    assert "ny nivå: Ny växel" in texts_of(picture.svg)
    assert len([each for each in root_of(picture.svg).iter(f"{SVG}polygon") if each.get("fill") == tokens.BAND]) == 2
    assert "Ny nivå från januari 2024: Ny växel. Beslutat 1\u00a0februari\u00a02024 av Chefen." in picture.alt


def test_a_limit_beyond_the_possible_is_cut_off_and_said_so() -> None:
    with using("sv"):
        picture = drawn(judged([99.0, 97.0] * 10))
    assert not any("övre gräns" in text for text in texts_of(picture.svg))
    assert "Gränserna är avskurna där inga värden kan finnas." in picture.alt


def test_the_words_say_what_the_chart_shows_in_both_languages() -> None:
    with using("sv"):
        text = re.sub(r"\s", " ", variation_words(judged(STEP), title="Samtal", unit=ValueUnit.PERCENT, decimals=0))
    assert text == (
        "Samtal, styrdiagram från januari 2022 till april 2025. "
        "Senaste värdet är 92 % (april 2025), medelvärde 81,0 %. "
        "Slumpen ensam ger värden mellan 75,7 % och 86,3 %. Det senaste värdet ligger över den övre gränsen. "
        "Avvikelser i 17 punkter, de senaste: november 2024, december 2024, januari 2025, februari 2025, mars 2025, "
        "april 2025. Målet är 95 %. Målet nås inte utan förändring."
    )
    with using("en"):
        text = variation_words(judged(EVEN), title="Calls", unit=ValueUnit.PERCENT, decimals=0)
    assert text.startswith("Calls, control chart January 2022 to December 2023. Latest figure 82% (December 2023)")


def test_a_suggestion_has_its_figures_and_a_series_without_figures_no_picture() -> None:
    with using("sv"):
        said = suggestion_text(judged(STEP), unit=ValueUnit.PERCENT, decimals=0)
    assert said.startswith("Sedan januari 2024 ligger 16 månader i rad över medelvärdet.")
    assert re.sub(r"\s", " ", said).endswith("Nivån var 81,0 % och är sedan dess 91,0 %.")
    assert suggestion_text(judged(EVEN), unit=ValueUnit.PERCENT, decimals=0) == ""
    assert variation_picture(judged([]), title="Samtal", unit=ValueUnit.PERCENT, decimals=0) is None
    assert variation_words(judged([]), title="Samtal", unit=ValueUnit.PERCENT, decimals=0).startswith("Samtal.")


def test_months_before_the_first_figure_have_no_place_in_the_chart() -> None:
    late = tuple(Point(month(at), None if at < 6 else value) for at, value in enumerate([80.0] * 6 + STEP))
    made = vary(Series(late, Direction.INCREASE, floor=0.0, ceiling=100.0), [REBASED])
    first = tuple(point for point in late if point.value is not None)
    begun = vary(Series(first, Direction.INCREASE, floor=0.0, ceiling=100.0), [REBASED])
    assert drawn(made) == drawn(begun)
    assert "styrdiagram från juli 2022" in drawn(made).alt.replace(NB, " ")
    # An estimate of an earlier month has its place.
    assert "styrdiagram från mars 2022" in drawn(
        made, estimates={month(2).last: an_estimate(2, 81.0, 4.0)}
    ).alt.replace(NB, " ")
