from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from tertial.definitions import scalars
from tertial.definitions.refusal import Refusal
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.indicators import Direction


@pytest.mark.parametrize(
    ("convert", "text", "value"),
    [
        (scalars.figure, "93.4", Decimal("93.4")),
        (scalars.figure, "-15", Decimal(-15)),
        (scalars.figure, "0", Decimal(0)),
        (scalars.whole, "-3", -3),
        (scalars.count, "831", 831),
        (scalars.month, "2025-08", Month(2025, 8)),
        (scalars.period, "2025-T2", Period(PeriodKind.TERTIAL, Month(2025, 8))),
        (scalars.period, "2025-R12-08", Period(PeriodKind.R12, Month(2025, 8))),
        (scalars.year, "2026", 2026),
        (scalars.first_month, "2025", Month(2025, 1)),
        (scalars.last_month, "2025", Month(2025, 12)),
        (scalars.first_month, "2025-07", Month(2025, 7)),
        (scalars.last_month, "2025-07", Month(2025, 7)),
        (scalars.day, "2024-02-29", date(2024, 2, 29)),
        (scalars.yes_or_no, "yes", True),
        (scalars.yes_or_no, "false", False),
        (scalars.identifier, "phone-same-day", "phone-same-day"),
        (scalars.code, "dental_nurse", "dental_nurse"),
        (scalars.age_band, "50+", "50+"),
        (scalars.age_band, "30-49", "30-49"),
    ],
)
def test_a_text_in_the_right_form_is_converted(convert: Callable[[str], object], text: str, value: object) -> None:
    assert convert(text) == value


def test_the_decimals_of_a_figure_stay_as_printed() -> None:
    assert str(scalars.figure("70.0")) == "70.0"


def test_zero_has_no_sign() -> None:
    assert [str(scalars.figure(text)) for text in ("-0", "-0.0", "0.00")] == ["0", "0.0", "0.00"]


@pytest.mark.parametrize(
    ("convert", "text", "code", "nearest"),
    [
        (scalars.figure, "92 %", "E214", "92"),
        (scalars.figure, "92,5%", "E214", "92.5"),
        (scalars.figure, "1 234,5", "E215", "1234.5"),
        (scalars.figure, "93,4", "E215", "93.4"),
        (scalars.figure, "43\u00a0000", "E215", "43000"),
        (scalars.figure, "−112", "E215", "-112"),
        (scalars.figure, "+5", "E215", "5"),
        (scalars.figure, "ca 90", "E216", "90"),
        (scalars.figure, "3 av 3", "E216", ""),
        (scalars.figure, "okänt", "E213", ""),
        (scalars.figure, "", "E213", ""),
        (scalars.figure, "1e9", "E216", ""),
        (scalars.figure, "1.234,5", "E215", "1234.5"),
        (scalars.figure, "1,234.5", "E215", "1234.5"),
        (scalars.figure, "12.34,5", "E213", ""),
        (scalars.figure, "#DIV/0!", "E213", ""),
        (scalars.figure, "#SAKNAS!", "E213", ""),
        (scalars.figure, "٣", "E213", ""),
        (scalars.figure, "1.2.3", "E213", ""),
        (scalars.figure, "1.1234567", "E218", ""),
        (scalars.figure, "1" * 16, "E218", ""),
        (scalars.whole, "2.0", "E217", ""),
        (scalars.count, "-1", "E508", ""),
        (scalars.month, "2025", "E219", ""),
        (scalars.month, "2025-00", "E220", ""),
        (scalars.period, "202508", "E219", "2025-08"),
        (scalars.period, "2025-08-31", "E219", "2025-08"),
        (scalars.period, "2025–8", "E219", "2025-08"),
        (scalars.period, "8/2025", "E219", "2025-08"),
        (scalars.period, "T2 2025", "E219", "2025-T2"),
        (scalars.period, "tertial 2 2025", "E219", "2025-T2"),
        (scalars.period, "2025-R12-8", "E219", "2025-R12-08"),
        (scalars.period, "0001-01", "E219", ""),
        (scalars.period, "9999", "E219", ""),
        (scalars.first_month, "2025-T2", "E219", "2025-08"),
        (scalars.last_month, "maj", "E219", ""),
        (scalars.sex, "K", "E212", "women"),
        (scalars.sex, "Män", "E212", "men"),
        (scalars.sex, "totalt", "E212", "all"),
        (scalars.sex, "unkown", "E212", "unknown"),
        (scalars.true_or_false, "ja", "E222", "true"),
        (scalars.true_or_false, "False", "E222", "false"),
        (scalars.yes_or_no, "Yes", "E222", "yes"),
        (scalars.period, "2025/8", "E219", "2025-08"),
        (scalars.period, "2025t2", "E219", "2025-T2"),
        (scalars.period, "2025-T4", "E219", ""),
        (scalars.period, "2025-R12-13", "E220", ""),
        (scalars.period, "٢٠٢٥", "E219", ""),
        (scalars.period, "1900", "E219", ""),
        (scalars.year, "20250", "E218", ""),
        (scalars.day, "20250831", "E221", ""),
        (scalars.day, "2025-02-29", "E221", ""),
        (scalars.yes_or_no, "Ja", "E222", "yes"),
        (scalars.yes_or_no, "1", "E222", ""),
        (scalars.identifier, "Hälso Val", "E223", "halso-val"),
        (scalars.identifier, "a--b", "E223", "a-b"),
        (scalars.code, "a b", "E223", "a-b"),
        (scalars.age_band, "49-30", "E227", ""),
        (scalars.plain_text, "a\x1bb", "E106", ""),
    ],
)
def test_a_text_in_the_wrong_form_is_refused_with_what_was_meant(
    convert: Callable[[str], object], text: str, code: str, nearest: str
) -> None:
    with pytest.raises(Refusal) as refused:
        convert(text)
    assert (refused.value.code, refused.value.nearest) == (code, nearest)


def test_a_wrong_word_is_answered_with_the_nearest_right_one() -> None:
    with pytest.raises(Refusal) as refused:
        scalars.one_of("Decreasing", Direction)
    assert (refused.value.code, refused.value.nearest) == ("E212", "decrease")
    assert "within" in refused.value.expected


def test_a_long_text_is_quoted_in_short() -> None:
    assert len(Refusal("E213", "x" * 10_000, "").read) == 60
