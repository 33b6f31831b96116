"""Months and periods in words, in both languages: augusti 2025, januari–augusti 2025."""

from __future__ import annotations

from collections.abc import Iterable

from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.label import Label, listed

_SV = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ORDINALS = {1: ("första", "first"), 2: ("andra", "second"), 3: ("tredje", "third")}


def month_words(month: Month) -> Label:
    """A month in words: augusti 2025."""
    return Label(f"{_SV[month.number - 1]} {month.year}", f"{_EN[month.number - 1]} {month.year}")


def period_words(period: Period) -> Label:
    """A period in words: januari–augusti 2025."""
    last = month_words(period.last)
    year = period.last.year
    match period.kind:
        case PeriodKind.MONTH:
            return last
        case PeriodKind.TERTIAL:
            sv, en = _ORDINALS[period.last.tertial]
            return Label(f"{sv} tertialen {year}", f"the {en} tertial of {year}")
        case PeriodKind.YTD:
            return _from_to(period.first, period.last)
        case PeriodKind.R12:
            return Label(f"tolv månader till och med {last.sv}", f"the twelve months to {last.en}")
        case PeriodKind.YEAR:
            return Label(str(year), str(year))


def months_words(months: Iterable[Month]) -> Label:
    """Some months in words, those that follow each other as one: mars och maj–augusti 2025.

    Raises ValueError where there is no month.
    """
    runs: list[tuple[Month, Month]] = []
    for month in sorted(set(months)):
        if runs and runs[-1][1].plus(1) == month:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    return listed([_from_to(first, last) for first, last in runs])


def _from_to(first: Month, last: Month) -> Label:
    """Months that follow each other; the year stands once where both are of it."""
    if first == last:
        return month_words(last)
    if first.year != last.year:
        one, other = month_words(first), month_words(last)
        return Label(f"{one.sv}–{other.sv}", f"{one.en}–{other.en}")
    return Label(
        f"{_SV[first.number - 1]}–{_SV[last.number - 1]} {last.year}",
        f"{_EN[first.number - 1]}–{_EN[last.number - 1]} {last.year}",
    )
