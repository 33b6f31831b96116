"""Which row speaks for an indicator."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertial.assess.assessment import IndicatorAssessment
from tertial.assess.overall import overall
from tertial.domain.judgements import Status
from tertial.domain.results import Sex, Split
from tests.unit.assess.cast import MEN, WOMEN, an_indicator, one_row

MET, PARTLY, NOT_MET, NO_TARGET = Status.MET, Status.PARTLY_MET, Status.NOT_MET, Status.NO_TARGET


def rows(*parts: tuple[Split, Status, int | None]) -> list[IndicatorAssessment]:
    sample = one_row(an_indicator())
    return [replace(sample, split=split, status=status, attainment=attained) for split, status, attained in parts]


def test_the_whole_speaks_where_it_is_judged() -> None:
    found = overall(rows((WOMEN, NOT_MET, 10), (Split(), MET, 100), (MEN, NOT_MET, 20)))
    assert found.split == Split()


def test_the_worst_of_women_and_men_speaks_where_only_they_have_targets() -> None:
    found = overall(rows((Split(), NO_TARGET, None), (WOMEN, MET, 100), (MEN, PARTLY, 90)))
    assert (found.split, found.status) == (MEN, PARTLY)


def test_of_two_equally_bad_parts_the_one_that_attains_less_speaks() -> None:
    assert overall(rows((WOMEN, PARTLY, 95), (MEN, PARTLY, 85))).split == MEN


def test_an_age_band_speaks_through_its_own_figure_for_both_sexes() -> None:
    forty, fifty = Split(age_band="40"), Split(age_band="50")
    found = overall(rows((forty, MET, 100), (forty.of_sex(Sex.MEN), NOT_MET, 10), (fifty, PARTLY, 80)))
    assert found.split == fifty


def test_without_any_judged_row_the_whole_speaks() -> None:
    assert overall(rows((WOMEN, NO_TARGET, None), (Split(), NO_TARGET, None))).split == Split()


def test_without_a_whole_and_without_judgement_the_first_row_speaks() -> None:
    assert overall(rows((MEN, NO_TARGET, None), (Split(Sex.UNKNOWN), NO_TARGET, None))).split == MEN


def test_an_indicator_without_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="always has a row"):
        overall([])
