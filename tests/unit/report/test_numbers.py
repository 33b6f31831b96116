"""Figures, changes, periods and dates in Swedish and English."""

from datetime import date
from decimal import Decimal

import pytest

from tertial.domain.calendar import Month, Period
from tertial.domain.economy import AmountUnit
from tertial.domain.indicators import ValueUnit
from tertial.language import using
from tertial.report.numbers import (
    change_text,
    day,
    figure_words,
    number,
    percent,
    period_name,
    period_short,
    plain,
    span_name,
    with_unit,
)

N, NB, M = "\u202f", "\u00a0", "\u2212"


@pytest.mark.parametrize(
    ("figure", "swedish", "english"),
    [
        ("81", "81", "81"),
        ("70.0", "70,0", "70.0"),
        ("3.81", "3,81", "3.81"),
        ("29191", f"29{N}191", "29,191"),
        ("-335", f"{M}335", f"{M}335"),
        ("-502.5", f"{M}502,5", f"{M}502.5"),
        ("1234567.50", f"1{N}234{N}567,50", "1,234,567.50"),
        ("0", "0", "0"),
        ("-0.0", "0,0", "0.0"),
        ("1E+3", f"1{N}000", "1,000"),
    ],
)
def test_a_figure_keeps_its_decimals_and_gets_the_languages_signs(figure: str, swedish: str, english: str) -> None:
    with using("sv"):
        assert number(Decimal(figure)) == swedish
    with using("en"):
        assert number(Decimal(figure)) == english


@pytest.mark.parametrize("decimals", ["", ".5", ".25"])
def test_an_enormous_figure_is_printed_as_it_is(decimals: str) -> None:
    whole = "340282366920938463463374607431768211456"
    with using("en"):
        assert number(Decimal(f"{whole}{decimals}")) == f"{int(whole):,}{decimals}"
        assert number(Decimal("1E+300")) == f"{10**300:,}"


def test_a_unit_stands_after_a_no_break_space() -> None:
    with using("sv"):
        assert with_unit(Decimal("81"), ValueUnit.PERCENT) == f"81{NB}%"
        assert with_unit(Decimal("-31"), AmountUnit.MSEK) == f"{M}31{NB}mnkr"
        assert with_unit(Decimal("6171"), ValueUnit.COUNT) == f"6{N}171"
        assert [with_unit(Decimal(one), ValueUnit.DAYS) for one in ("1", "1.0", "2")] == [
            f"1{NB}dag", f"1,0{NB}dagar", f"2{NB}dagar",
        ]  # fmt: skip
    with using("en"):
        assert with_unit(Decimal("-31"), ValueUnit.MSEK) == f"{M}31{NB}MSEK"
        singular = [with_unit(1, unit) for unit in (ValueUnit.HOURS, ValueUnit.POSTS, ValueUnit.BEDS, ValueUnit.COUNT)]
        assert singular == [f"1{NB}hour", f"1{NB}post", f"1{NB}bed", "1"]


@pytest.mark.parametrize(("reckoned", "printed"), [(81.25, "81,3"), (31.25, "31,3"), (0.285, "0,3"), (-0.04, "0,0")])
def test_what_is_reckoned_in_floating_point_is_printed_half_rounded_up_as_every_other_figure(
    reckoned: float, printed: str
) -> None:
    with using("sv"):
        assert figure_words(reckoned, ValueUnit.PERCENT, 1) == f"{printed}{NB}%"


def test_a_change_of_a_share_is_in_percentage_points_and_has_its_sign() -> None:
    with using("sv"):
        assert change_text(Decimal("-1"), ValueUnit.PERCENT) == f"{M}1{NB}pe"
        assert change_text(Decimal("0.3"), ValueUnit.PERCENT) == f"+0,3{NB}pe"
        assert change_text(Decimal("0"), ValueUnit.PERCENT) == f"0{NB}pe"
        assert change_text(Decimal("4393"), ValueUnit.COUNT) == f"+4{N}393"


@pytest.mark.parametrize(
    ("period", "swedish", "english", "short"),
    [
        ("2022-08", "augusti 2022", "August 2022", "aug 2022"),
        ("2022-T2", "tertial 2 2022", "tertial 2 2022", "T2 2022"),
        ("2022-YTD08", "januari–augusti 2022", "January–August 2022", "jan–aug 2022"),
        ("2022-YTD01", "januari 2022", "January 2022", "jan 2022"),
        ("2025-R12-08", "tolv månader till och med augusti 2025", "twelve months to August 2025", "R12 aug 2025"),
        ("2022", "2022", "2022", "2022"),
    ],
)
def test_a_period_has_a_full_and_a_short_name(period: str, swedish: str, english: str, short: str) -> None:
    with using("sv"):
        assert period_name(Period.parse(period)) == swedish
        assert period_short(Period.parse(period)) == short
    with using("en"):
        assert period_name(Period.parse(period)) == english


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2020-YTD08", "2022-YTD08", "januari–augusti 2020–2022"),
        ("2020-T2", "2022-T2", "tertial 2 2020–2022"),
        ("2021-T1", "2022-T2", "tertial 1 2021 – tertial 2 2022"),
        ("2020", "2022", "2020–2022"),
        ("2024-11", "2025-08", "november 2024 – augusti 2025"),
    ],
)
def test_a_span_of_like_periods_names_them_once(first: str, last: str, text: str) -> None:
    with using("sv"):
        assert span_name(Period.parse(first), Period.parse(last)) == text


def test_every_month_has_a_short_name_without_a_stop() -> None:
    with using("sv"):
        names = [period_short(Period.parse(str(Month(2025, number)))) for number in range(1, 13)]
    assert [name.removesuffix(" 2025") for name in names] == [
        "jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec",
    ]  # fmt: skip


def test_the_plain_notation_reads_back_as_the_same_figure() -> None:
    assert plain(Decimal("-335")) == "-335"
    assert plain(Decimal("1E+3")) == "1000"
    assert plain(Decimal("70.0")) == "70.0"
    assert plain(None) == ""


def test_equal_figures_printed_with_different_decimals_do_not_take_each_others_form() -> None:
    with using("sv"):
        assert [number(Decimal(figure)) for figure in ("70", "70.0", "70.00", "70")] == ["70", "70,0", "70,00", "70"]


def test_a_percent_sign_stands_apart_in_swedish_and_close_in_english() -> None:
    with using("sv"):
        assert percent(85) == f"85{NB}%"
    with using("en"):
        assert percent(Decimal("3.81")) == "3.81%"


def test_a_date_is_kept_on_one_line() -> None:
    with using("sv"):
        assert day(date(2025, 12, 31)) == f"31{NB}december{NB}2025"
