"""Targets in every form, over the years, by sex and by unit."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from tertial.domain.calendar import Month, Period
from tertial.domain.label import Label
from tertial.domain.results import WHOLE, Sex, Split
from tertial.domain.targets import (
    Baseline,
    BySex,
    ByUnit,
    ChangeTarget,
    DatedTarget,
    Decision,
    OfTarget,
    PathTarget,
    RangeTarget,
    Reference,
    SimpleTarget,
    Target,
    Targets,
    ValueTarget,
    ZeroTarget,
    baseline_for,
)

WOMEN, MEN = Split(Sex.WOMEN), Split(Sex.MEN)
Y2023: Reference = Period.parse("2023")


def level(number: int) -> ValueTarget:
    return ValueTarget(Decimal(number))


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: ChangeTarget(Decimal(0), Y2023), "change of 0"),
        (lambda: OfTarget(4, 3), "cannot be reached"),
        (lambda: OfTarget(0, 3), "cannot be reached"),
        (lambda: RangeTarget(Decimal(35), Decimal(20)), "ends before"),
        (lambda: RangeTarget(Decimal(20), Decimal(20)), "ends before"),
        (lambda: ZeroTarget(Decimal(0)), "above zero"),
        (lambda: ZeroTarget(Decimal(-5)), "above zero"),
        (lambda: PathTarget({}), "at least one year"),
        (lambda: DatedTarget(level(1), Month(2025, 8), Month(2025, 7)), "reversed"),
    ],
)
def test_a_target_that_cannot_be_meant_is_refused(build: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        build()


def test_two_targets_in_the_same_month_are_refused() -> None:
    until_july = DatedTarget(level(90), None, Month(2025, 7))
    from_july = DatedTarget(level(95), Month(2025, 7))
    with pytest.raises(ValueError, match="two targets"):
        Targets((until_july, from_july))


def month(text: str | None) -> Month | None:
    return None if text is None else Month.parse(text)


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ((None, None), (None, None), True),
        ((None, "2024-12"), ("2025-01", None), False),
        ((None, "2025-07"), ("2025-07", None), True),
        ((None, "2025-06"), ("2025-07", None), False),
        (("2022-01", "2023-12"), ("2024-01", "2025-12"), False),
        (("2022-01", None), ("2024-01", "2025-12"), True),
    ],
)
def test_targets_overlap_when_they_hold_in_the_same_month(
    one: tuple[str | None, str | None], other: tuple[str | None, str | None], overlap: bool
) -> None:
    first, second = (DatedTarget(level(1), month(begins), month(ends)) for begins, ends in (one, other))
    assert first.overlaps(second) is overlap
    assert second.overlaps(first) is overlap


def test_each_month_has_the_target_that_was_decided_for_it() -> None:
    decision = Decision(Label("Regionfullmäktige"), case="RS 123-2021")
    until_june = DatedTarget(level(90), Month(2024, 1), Month(2025, 6))
    targets = Targets((until_june, DatedTarget(level(95), Month(2025, 7), decision=decision)))
    months = (Month(2023, 12), Month(2024, 1), Month(2025, 6), Month(2025, 7), Month(2030, 1))
    found = [targets.resolve(unit="board", split=WHOLE, month=month) for month in months]
    assert found == [None, level(90), level(90), level(95), level(95)]
    in_force = targets.in_force(Month(2025, 8))
    assert in_force is not None
    assert in_force.decision == decision


@pytest.mark.parametrize(
    ("split", "expected"),
    [
        (WOMEN, level(16)),
        (MEN, level(17)),
        (WHOLE, None),
        (Split(Sex.UNKNOWN), None),
        (Split(Sex.WOMEN, age_band="50+"), level(16)),
    ],
)
def test_a_target_by_sex_is_for_women_and_men_and_none_for_all(split: Split, expected: SimpleTarget | None) -> None:
    targets = Targets((DatedTarget(BySex(level(16), level(17))),))
    assert targets.resolve(unit="board", split=split, month=Month(2025, 8)) == expected


@pytest.mark.parametrize(
    ("otherwise", "unit", "expected"),
    [(level(85), "a", level(90)), (level(85), "b", level(85)), (None, "b", None)],
)
def test_a_target_by_unit_is_for_the_named_units_and_may_have_one_for_the_rest(
    otherwise: SimpleTarget | None, unit: str, expected: SimpleTarget | None
) -> None:
    target: Target = ByUnit({"a": level(90)}, otherwise)
    assert Targets((DatedTarget(target),)).resolve(unit=unit, split=WOMEN, month=Month(2025, 8)) == expected


def test_without_targets_there_is_none() -> None:
    assert Targets().resolve(unit="board", split=WHOLE, month=Month(2025, 8)) is None


@pytest.mark.parametrize(
    ("value", "numerator", "denominator", "message"),
    [
        (None, None, None, "neither"),
        ("NaN", None, None, "no number"),
        (None, -1, None, "below zero"),
        (None, 370, 0, "denominator"),
        ("8", None, 100, "denominator"),
    ],
)
def test_a_baseline_that_says_nothing_or_nonsense_is_refused(
    value: str | None, numerator: int | None, denominator: int | None, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        Baseline(Period.parse("2021-T2"), None if value is None else Decimal(value), numerator, denominator)


def test_a_baseline_may_be_a_tertial_and_hold_a_count_and_a_share() -> None:
    baseline = Baseline(Period.parse("2020-T2"), Decimal("8.0"), 370, 4600)
    assert (str(baseline.period), baseline.numerator, baseline.value) == ("2020-T2", 370, Decimal("8.0"))


def test_the_latest_baseline_of_exactly_the_split_is_used() -> None:
    baselines = [
        Baseline(Period.parse(period), Decimal(value), split=split)
        for period, value, split in (("2019", "1", WHOLE), ("2021-T2", "2", WHOLE), ("2020", "3", WOMEN))
    ]
    found = {split: baseline_for(baselines, split) for split in (WHOLE, WOMEN, MEN)}
    assert {split: baseline and baseline.value for split, baseline in found.items()} == {
        WHOLE: Decimal(2),
        WOMEN: Decimal(3),
        MEN: None,
    }
