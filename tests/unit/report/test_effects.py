"""The effect of an action in words and in a picture."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from tertial.assess.effects.action_effect import ActionEffect
from tertial.assess.effects.before_and_after import effect_of
from tertial.assess.effects.effect import Effect, Method, MonthFigure, Reason, Scale, Start
from tertial.domain.actions import Action
from tertial.domain.calendar import Month
from tertial.domain.indicators import ValueUnit
from tertial.domain.label import Label
from tertial.language import using
from tertial.report.charts.before_after import LineNames, MonthOfAction, before_after_chart
from tertial.report.effect_picture import effect_picture
from tertial.report.effect_records import effect_records
from tertial.report.effects import effect_notes, effect_sentence, told_effect
from tests.unit.assess.cast import an_indicator
from tests.unit.report.drawing import ROUNDING, root_of, view_box, words_of

START = Start(Month(2024, 9))
SVG = "{http://www.w3.org/2000/svg}"


def told(value: float, low: float, high: float, scale: Scale = Scale.POINTS, **more: object) -> Effect:
    made = {"scale": scale, "method": Method.BEFORE, "start": START, "months_before": 24, "months_after": 12}
    return Effect(**{**made, "value": value, "low": low, "high": high, **more})  # type: ignore[arg-type]


def sentence(effect: Effect, language: str, unit: ValueUnit = ValueUnit.PERCENT, decimals: int = 0) -> str:
    with using(language):
        return effect_sentence(effect, "Flytta jouren", unit=unit, decimals=decimals).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("effect", "unit", "said"),
    [
        (
            told(4.2, 1.1, 7.3),
            ValueUnit.PERCENT,
            "the share rose by 4.2 percentage points (95%: 1.1–7.3) beyond what was expected.",
        ),
        (
            told(-12.34, -20.06, -0.012, Scale.PERCENT),
            ValueUnit.COUNT,
            "the number fell by 12.34% (95%: 0.01–20.06) beyond what was expected.",
        ),
        (
            told(-3.0, -5.0, -1.0, Scale.VALUE),
            ValueUnit.DAYS,
            "the figure fell by 3.0 days (95%: 1.0–5.0) beyond what was expected.",
        ),
    ],
)
def test_a_sure_effect_is_told_with_its_direction_size_and_interval(effect: Effect, unit: ValueUnit, said: str) -> None:
    assert sentence(effect, "en", unit) == f"After the action “Flytta jouren” {said}"


def test_an_effect_that_may_be_none_is_told_by_its_interval_alone() -> None:
    effect = told(0.8, -1.2, 2.8)
    assert sentence(effect, "en") == (
        "No certain change after the action “Flytta jouren”: between \u22121.2 and 2.8 percentage points."
    )


def test_swedish_has_its_own_words_decimal_comma_and_minus_sign() -> None:
    assert sentence(told(4.2, 1.1, 7.3), "sv") == (
        "Efter åtgärden ”Flytta jouren” steg andelen med 4,2 procentenheter (95 %: 1,1–7,3) utöver vad som väntades."
    )
    assert sentence(told(0.8, -1.2, 2.8), "sv") == (
        "Ingen säker förändring efter åtgärden ”Flytta jouren”: mellan \u22121,2 och 2,8 procentenheter."
    )


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence_of_its_own_in_both_languages(reason: Reason) -> None:
    for language in ("sv", "en"):
        said = {sentence(Effect(Scale.POINTS, Method.BEFORE, START, 5, 3, reason=other), language) for other in Reason}
        assert len(said) == len(Reason)
    english = sentence(Effect(Scale.POINTS, Method.BEFORE, START, 5, 3, reason=reason), "en")
    assert english.startswith("The effect of the action “Flytta jouren” cannot be told: ")


@pytest.mark.parametrize(
    ("months", "said"), [(0, "there is no month"), (1, "there is one month"), (3, "there are 3 months")]
)
def test_months_that_are_too_few_are_counted_in_words_that_agree(months: int, said: str) -> None:
    for reason, where in ((Reason.TOO_FEW_BEFORE, "before the start"), (Reason.TOO_FEW_AFTER, "after the start")):
        words = sentence(Effect(Scale.POINTS, Method.BEFORE, START, months, months, reason=reason), "en")
        assert f"{said} with reliable figures {where}" in words


def test_quotation_marks_within_the_name_of_an_action_are_single() -> None:
    with using("sv"):
        said = effect_sentence(told(0.8, -1.2, 2.8), "Börja ”i tid”", unit=ValueUnit.PERCENT)
    assert "åtgärden ”Börja ’i tid’”:" in said


def test_what_was_put_aside_and_compared_with_is_said() -> None:
    effect = told(
        4.2,
        1.1,
        7.3,
        months_before=14,
        guard=(Month(2024, 7), Month(2024, 8)),
        left_out=(Month(2024, 3),),
    )
    with using("en"):
        assert effect_notes(effect) == (
            (
                "Without July–August 2024, which stood out just before the start: what is unusual mostly becomes more "
                "usual by itself."
            ),
            "Without March 2024, where there is no reliable figure.",
            "The season cannot be told apart for certain: there are fewer than 24 months before the start.",
        )
        compared = told(4.2, 1.1, 7.3, method=Method.COMPARED, comparison_units=7, comparison_left_out=("a", "b"))
        assert effect_notes(compared) == (
            "Compared with 7 units without the action.",
            "Comparison units left out because months are missing: 2.",
        )


def figures_and_effect() -> tuple[list[MonthFigure], Effect]:
    chance = np.random.default_rng(4)
    first = Month(2022, 9)
    figures = [MonthFigure(first.plus(place), 70 + float(chance.normal()) + 9 * (place >= 24)) for place in range(36)]
    figures[28] = MonthFigure(figures[28].month, 90.0, reliable=False)
    beside = {"b": [MonthFigure(one.month, 60 + float(chance.normal())) for one in figures]}
    return figures, effect_of(figures, Start(Month(2024, 9), 2), Scale.POINTS, comparison=beside)


def test_the_picture_has_the_start_the_expected_level_dashed_and_every_line_named_without_overlap() -> None:
    figures, effect = figures_and_effect()
    with using("en"):
        picture = effect_picture(effect, figures, title="Phone", action="Flytta jouren", unit=ValueUnit.PERCENT)
    assert picture is not None
    words = words_of(picture.svg)
    texts = {one.text for one in words}
    assert {"outcome", "expected without the action", "with the action", "comparison units"} <= texts
    assert "start September 2024" in texts
    assert not [(one, other) for place, one in enumerate(words) for other in words[place + 1 :] if one.covers(other)]
    width, height = view_box(picture.svg)
    assert all(one.left >= 0 and one.right <= width and one.bottom <= height + ROUNDING for one in words)
    lines = list(root_of(picture.svg).iter(f"{SVG}polyline"))
    dashed = [line for line in lines if line.get("stroke-dasharray")]
    assert len(dashed) == 1
    assert len(str(dashed[0].get("points")).split()) == effect.months_after == 11
    hollow = [one for one in root_of(picture.svg).iter(f"{SVG}circle") if one.get("stroke")]
    assert len(hollow) == 3 + len(effect.guard)


def test_the_picture_says_in_words_what_its_lines_show() -> None:
    figures, effect = figures_and_effect()
    with using("en"):
        picture = effect_picture(effect, figures, title="Phone", action="Flytta jouren", unit=ValueUnit.PERCENT)
    assert picture is not None
    after = [one for one in effect.fitted if one.fitted is not None]
    level = math.fsum(one.fitted for one in after if one.fitted is not None) / len(after)
    expected = math.fsum(one.expected for one in after) / len(after)
    assert picture.alt.startswith(
        "Phone: monthly figures September 2022–August 2025. The action “Flytta jouren” started in September 2024. "
        f"On average after the start the level was {level:.1f}%, against {expected:.1f}% expected without the action. "
        "The comparison units went from "
    )
    assert "the share rose by " in picture.alt


def test_there_is_no_picture_where_no_effect_is_told() -> None:
    none = Effect(Scale.POINTS, Method.BEFORE, START, 5, 3, reason=Reason.TOO_FEW_BEFORE)
    assert effect_picture(none, [], title="Phone", action="x", unit=ValueUnit.PERCENT) is None


def test_a_picture_whose_start_is_outside_or_that_is_too_small_is_refused() -> None:
    months = [MonthOfAction("jan", 1.0, 1.0), MonthOfAction("feb", 2.0, 1.0, 2.0)]
    names = LineNames("a", "b", "c", "d", "e")
    for begun, start, width, said in ((0, 1, 480, "within"), (1, 2, 480, "within"), (1, 1, 100, "too small")):
        with pytest.raises(ValueError, match=said):
            before_after_chart(
                months, begun=begun, start=start, names=names, axis_label=str, alt="x", width=width, height=190
            )


HERE = Action(
    "move", "access", Label("Kortare väntan"), Label("Flytta jouren", "Move the duty"), indicator="phone",
    started=START.month, units=("north", "south"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        (Reason.NOT_HERE, "it is not done at this unit."),
        (Reason.OVERLAPPING, "share the same events."),
        (Reason.NOT_ADDED_UP, "cannot be put together."),
        (Reason.TOO_LARGE, "too large to reckon with."),
    ],
)
def test_a_reason_that_stands_before_any_reckoning_is_told(reason: Reason, why: str) -> None:
    none = Effect(Scale.POINTS, Method.BEFORE, START, 0, 0, reason=reason)
    assert sentence(none, "en").startswith("The effect of the action “Flytta jouren” cannot be told: ")
    assert sentence(none, "en").endswith(why)


def test_an_effect_at_several_units_says_that_their_figures_are_put_together() -> None:
    with using("en"):
        several = told_effect(ActionEffect(HERE, an_indicator(), HERE.units, told(4, 1, 7)))
        one = told_effect(ActionEffect(HERE, an_indicator(), ("north",), told(4, 1, 7)))
    assert several[0].startswith("After the action “Move the duty” the share rose")
    assert several[1] == ("Figures of the 2 units where it is done, put together.", *one[1])


def test_a_record_has_the_effect_with_its_sentence_and_an_action_without_a_start_the_reason() -> None:
    planned = Action("plan", "access", Label("Fler svar"), Label("Planera"), indicator="phone")
    words = Action("words", "access", Label("Fler svar"), Label("Samtala"))
    found = ActionEffect(HERE, an_indicator(), HERE.units, told(1 / 3, -1.0, 2.0))
    first, second = effect_records([HERE, planned, words], {"move": found}, "en")
    assert (first["action"], first["started"], first["units"]) == ("move", "2024-09", ["north", "south"])
    assert (first["value"], first["sure"], first["reason"]) == (0.3333333333, False, None)
    assert (
        first["says"]
        == "No certain change after the action “Move the duty”: between −1.0 and 2.0\u00a0percentage points."
    )
    assert (second["action"], second["value"], second["reason"]) == ("plan", None, "no_start")
    assert second["says"] == "No start month is given, so its effect cannot be told."


def test_the_page_of_effects_names_every_reason_and_every_key_of_a_record() -> None:
    page = (Path(__file__).parents[3] / "docs" / "explanation" / "effects.md").read_text("utf-8")
    planned = Action("plan", "access", Label("Fler svar"), Label("Planera"), indicator="phone")
    (record,) = effect_records([planned], {}, "en")
    named = {str(record["reason"]), *record, *Reason, *Scale, *Method}
    assert {name for name in named if f"`{name}`" not in page} == set()
