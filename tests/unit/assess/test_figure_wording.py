"""An indicator's figures are written with its decimals and its unit, wherever they are told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tertial.assess.figure_wording import wording_of
from tertial.domain.calendar import PeriodKind
from tertial.domain.indicators import Direction, Indicator, Kind, ValueUnit
from tertial.domain.label import Label

NB = "\u00a0"


def indicator(unit: ValueUnit, decimals: int) -> Indicator:
    return Indicator("wait", Label("Mått"), Kind.REPORTED, unit, PeriodKind.YTD, Direction.DECREASE, decimals=decimals)


@pytest.mark.parametrize(
    ("unit", "decimals", "figure", "swedish", "english"),
    [
        (ValueUnit.DAYS, 1, "2.5", f"2,5{NB}dagar", f"2.5{NB}days"),
        (ValueUnit.DAYS, 0, "1", f"1{NB}dag", f"1{NB}day"),
        (ValueUnit.MSEK, 1, "-31.5", f"−31,5{NB}mnkr", f"−31.5{NB}MSEK"),
        (ValueUnit.PERCENT, 0, "81", f"81{NB}%", "81%"),
        (ValueUnit.COUNT, 0, "81", "81", "81"),
    ],
)
def test_a_figure_has_its_unit_in_each_language(
    unit: ValueUnit, decimals: int, figure: str, swedish: str, english: str
) -> None:
    said = wording_of(indicator(unit, decimals)).figure(Decimal(figure))
    assert (said.sv, said.en) == (swedish, english)


def test_a_share_from_nought_to_one_is_told_in_per_cent_half_rounded_up() -> None:
    wording = wording_of(indicator(ValueUnit.PERCENT, 1), 100)
    assert wording.figure(wording.rounded(0.8125)).sv == f"81,3{NB}%"
