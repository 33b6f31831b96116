"""The frames' deviations beside the printed total."""

from decimal import Decimal

from tertial.assess.frames import frame_sum
from tertial.domain.calendar import Month, Period
from tertial.domain.economy import NET, AmountUnit, Economy, EconomyLine, Item

AUGUST = Month(2025, 8)


def deviation(frame: str, amount: str, period: str = "2025-YTD08", unit: AmountUnit = AmountUnit.MSEK) -> EconomyLine:
    return EconomyLine(frame, NET, Period.parse(period), Item.DEVIATION, Decimal(amount), unit)


FRAMES = [deviation(frame, amount) for frame, amount in (("care", "-112"), ("dental", "-33"), ("hospital", "-334"))]


def test_frames_that_make_the_total_agree() -> None:
    found = frame_sum(
        Economy([*FRAMES, deviation("other", "144"), deviation("board", "-335")]), unit="board", as_of=AUGUST
    )
    assert found is not None
    assert (found.made, found.total, found.agrees) == (Decimal(-335), Decimal(-335), True)


def test_frames_that_do_not_make_the_total_say_what_they_make() -> None:
    found = frame_sum(Economy([*FRAMES, deviation("board", "-335")]), unit="board", as_of=AUGUST)
    assert found is not None
    assert (found.made, found.agrees) == (Decimal(-479), False)


def test_other_periods_and_shares_are_left_out() -> None:
    lines = [deviation("care", "-5", "2024-YTD08"), deviation("dental", "-3", unit=AmountUnit.PERCENT)]
    assert frame_sum(Economy([*lines, deviation("board", "-335")]), unit="board", as_of=AUGUST) is None


def test_without_a_printed_total_there_is_nothing_to_compare() -> None:
    assert frame_sum(Economy(FRAMES), unit="board", as_of=AUGUST) is None
