"""Any series gets an effect with finite figures or a reason, whatever it holds."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertial.assess.effects.before_and_after import effect_of
from tertial.assess.effects.effect import Effect, MonthFigure, Scale, Start
from tertial.domain.calendar import Month
from tertial.domain.indicators import ValueUnit
from tertial.report.effect_picture import effect_picture
from tertial.report.effects import effect_text
from tests.generative.odd_series import LAST, ODD_EXAMPLES, Odd, odd_figures

FIRST = Month(2020, 1)

ANY = st.one_of(
    st.none(),
    st.floats(),
    st.sampled_from([0.0, -0.0, 1.0, 100.0, 1e308, -1e308, 5e-324, math.inf, math.nan]),
    st.floats(0, 100),
    st.integers(0, 50).map(float),
)


@st.composite
def any_series(draw: st.DrawFn) -> list[MonthFigure]:
    """Shuffled, with holes; either of any figures, or of a few that come again and again."""
    in_a_row = st.integers(20, 36).map(lambda count: list(reversed(range(count))))
    places = draw(st.one_of(in_a_row, in_a_row, st.lists(st.integers(0, 40), unique=True, max_size=30)))
    whole = draw(st.sampled_from([True, True, False]))
    finite = st.floats(allow_nan=False, allow_infinity=False)
    kinds = [st.floats(0, 100), finite, st.integers(0, 50).map(float)] if whole else [ANY]
    kind = draw(st.sampled_from(kinds))
    one = draw(st.one_of(st.just(kind), st.lists(kind, min_size=1, max_size=2).map(st.sampled_from)))
    size = draw(st.sampled_from([st.none(), st.floats(0, 500), ANY]))
    reliable = st.just(True) if whole else st.booleans()
    return [MonthFigure(FIRST.plus(place), draw(one), draw(size), draw(reliable)) for place in places]


@given(
    any_series(),
    st.one_of(st.integers(8, 14), st.integers(8, 14), st.integers(0, 40)),
    st.integers(0, 3),
    st.sampled_from(Scale),
    st.one_of(st.none(), st.dictionaries(st.sampled_from("abc"), any_series(), max_size=3)),
    st.lists(st.integers(0, 40), max_size=2),
)
def test_any_series_is_answered_with_finite_figures_or_a_reason_in_words(
    figures: list[MonthFigure],
    started: int,
    phase_in: int,
    scale: Scale,
    comparison: dict[str, list[MonthFigure]] | None,
    breaks: list[int],
) -> None:
    effect = effect_of(
        figures,
        Start(FIRST.plus(started), phase_in),
        scale,
        comparison=comparison,
        breaks=[FIRST.plus(place) for place in breaks],
    )
    check(effect, figures)


@pytest.mark.parametrize("odd", Odd)
@settings(max_examples=ODD_EXAMPLES)
@given(st.data(), st.sampled_from(Scale), st.integers(0, 24), st.booleans())
def test_an_odd_series_is_answered_with_finite_figures_or_a_reason(
    odd: Odd, data: st.DataObject, scale: Scale, back: int, compared: bool
) -> None:
    figures, beside = ([MonthFigure(*one) for one in data.draw(odd_figures(odd)).items()] for _series in range(2))
    comparison = {"beside": beside} if compared else None
    effect = effect_of(figures, Start(LAST.plus(-back)), scale, comparison=comparison)
    check(effect, figures)
    if odd in {Odd.CONSTANT, Odd.ALL_ZERO, Odd.SINGLE, Odd.ALL_MISSING}:
        assert effect.reason is not None


def check(effect: Effect, figures: list[MonthFigure]) -> None:
    """Figures or a reason, in words that hold no number that is none."""
    text = effect_text(effect, "Flytta jouren", unit=ValueUnit.COUNT)
    assert not {"nan", "inf"} & set(text.lower().split())
    if effect.value is None or effect.low is None or effect.high is None:
        assert effect.reason is not None
        assert not effect.sure
        return
    assert effect.reason is None
    assert effect.low <= effect.value <= effect.high
    assert all(map(math.isfinite, (effect.low, effect.high)))
    picture = effect_picture(effect, figures, title="Mått", action="Flytta jouren", unit=ValueUnit.COUNT)
    assert picture is not None
    assert "nan" not in picture.svg
