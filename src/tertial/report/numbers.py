"""Figures and dates as a reader of the language expects them; the only place that formats them.

Swedish: decimal comma, narrow space in thousands, minus sign, unit after a no-break space. English: decimal
point, comma in thousands, the percent sign close to its figure. A figure is shown with the decimals it came
with, never more.
"""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal, localcontext
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from tertial.assess.comparison.wording import Wording
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.economy import AmountUnit
from tertial.domain.indicators import ValueUnit
from tertial.language import _, current_language

NO_BREAK_SPACE = "\u00a0"
NARROW_SPACE = "\u202f"
MINUS = "\u2212"
DASH = "–"
"""Stands where there is no figure; the reason stands in words beside."""


def number(value: Decimal | int) -> str:
    """The figure with its own decimals."""
    return _formatted(str(value), current_language())


@lru_cache(maxsize=65536)
def _formatted(figure: str, language: str) -> str:
    """Cached by the written figure: 70 and 70.0 are equal as numbers and print differently."""
    value = Decimal(figure)
    if value == 0:
        value = abs(value)  # a rounded zero has no sign
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    # An enormous figure is printed as it is, and is seen to be wrong.
    with localcontext(Context(prec=max(value.adjusted() + decimals, 0) + 28)):
        text = format_decimal(value, format=pattern, locale=language, decimal_quantization=False)
    return text.replace(NO_BREAK_SPACE, NARROW_SPACE).replace("-", MINUS)


def plain(value: Decimal | int | None) -> str:
    """The figure in plain notation, for reading back: `-335`, `70.0`; empty where there is none."""
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def signed(value: Decimal) -> str:
    """The figure with a plus sign when above zero, for changes."""
    return f"+{number(value)}" if value > 0 else number(value)


def with_unit(value: Decimal | int, unit: ValueUnit | AmountUnit) -> str:
    """The figure with the unit that a table shows: 1 day, 1.0 days."""
    text = number(value)
    one = _of_one(unit) if text == "1" else ""
    return f"{text}{NO_BREAK_SPACE}{one}" if one else join_unit(text, unit)


def join_unit(text: str, unit: ValueUnit | AmountUnit) -> str:
    """An already formatted figure with its unit after a no-break space (in English none before a percent sign)."""
    word = unit_word(unit)
    close = not word or (word == "%" and current_language() == "en")
    return f"{text}{word}" if close else f"{text}{NO_BREAK_SPACE}{word}"


def figure_value(value: float, decimals: int) -> Decimal:
    """What is reckoned in floating point, as it is printed: with so many decimals, half rounded up."""
    return Wording(1, decimals).rounded(value)


def figure_words(value: float, unit: ValueUnit, decimals: int) -> str:
    """Such a figure with its unit."""
    return with_unit(figure_value(value, decimals), unit)


def level_words(value: float, unit: ValueUnit) -> str:
    """A target or a tick of an axis with its unit and the decimals that it has."""
    return join_unit(number(Decimal(repr(value)).normalize() + 0), unit)


def percent(value: Decimal | int) -> str:
    """A share as the language writes it: `85 %`, `85%`."""
    return join_unit(number(value), ValueUnit.PERCENT)


def unit_word(unit: ValueUnit | AmountUnit) -> str:
    """The short word of a unit, empty for counts, indexes and ratios."""
    match unit:
        case ValueUnit.PERCENT | AmountUnit.PERCENT:
            return "%"
        case ValueUnit.MSEK | AmountUnit.MSEK:
            return _("MSEK")
        case ValueUnit.SEK:
            return _("SEK")
        case ValueUnit.HOURS:
            return _("hours")
        case ValueUnit.DAYS:
            return _("days")
        case ValueUnit.POSTS:
            return _("posts")
        case ValueUnit.BEDS:
            return _("beds")
        case _:
            return ""


def _of_one(unit: ValueUnit | AmountUnit) -> str:
    """The word of a single one, empty where it is that of many."""
    match unit:
        case ValueUnit.HOURS:
            return _("hour")
        case ValueUnit.DAYS:
            return _("day")
        case ValueUnit.POSTS:
            return _("post")
        case ValueUnit.BEDS:
            return _("bed")
        case _:
            return ""


def change_text(change: Decimal, unit: ValueUnit) -> str:
    """A change since last year: percentage points for shares, the plain difference for others."""
    if unit is ValueUnit.PERCENT:
        return f"{signed(change)}{NO_BREAK_SPACE}{_('pp')}"
    return join_unit(signed(change), unit)


def month_name(month: Month) -> str:
    """`augusti`."""
    return format_date(month.first_day, "LLLL", locale=current_language())


def month_year(month: Month) -> str:
    """`augusti 2022`."""
    return f"{month_name(month)} {month.year}"


def month_short(month: Month) -> str:
    """`aug`."""
    return format_date(month.first_day, "LLL", locale=current_language()).rstrip(".")


def period_name(period: Period) -> str:
    """The period in full: `januari–augusti 2022`, `tertial 2 2022`, `tolv månader till och med augusti 2025`."""
    year = period.last.year
    match period.kind:
        case PeriodKind.MONTH:
            return month_year(period.last)
        case PeriodKind.TERTIAL:
            return _("tertial {number} {year}").format(number=period.last.tertial, year=year)
        case PeriodKind.YTD:
            if period.last.number == 1:
                return month_year(period.last)
            return f"{month_name(period.first)}–{month_name(period.last)} {year}"
        case PeriodKind.R12:
            return _("twelve months to {month}").format(month=month_year(period.last))
        case PeriodKind.YEAR:
            return str(year)


def period_short(period: Period) -> str:
    """The period in a table: `jan–aug 2022`, `T2 2022`, `aug 2022`, `R12 aug 2025`, `2022`."""
    year = period.last.year
    match period.kind:
        case PeriodKind.MONTH:
            return f"{month_short(period.last)} {year}"
        case PeriodKind.TERTIAL:
            return f"T{period.last.tertial} {year}"
        case PeriodKind.YTD:
            if period.last.number == 1:
                return f"{month_short(period.last)} {year}"
            return f"{month_short(period.first)}–{month_short(period.last)} {year}"
        case PeriodKind.R12:
            return f"R12 {month_short(period.last)} {year}"
        case PeriodKind.YEAR:
            return str(year)


def span_name(first: Period, last: Period) -> str:
    """The periods from one to another: `januari–augusti 2020–2022`, else both in full."""
    if first.kind is last.kind and first.last.number == last.last.number and first.kind is not PeriodKind.R12:
        return period_name(last).replace(str(last.last.year), f"{first.last.year}–{last.last.year}")
    return f"{period_name(first)} – {period_name(last)}"


def day(when: date) -> str:
    """A date in full, kept on one line: `31 december 2025`."""
    return unbroken(format_date(when, "d MMMM y", locale=current_language()))


def unbroken(text: str) -> str:
    """The text kept on one line: a period, a date."""
    return text.replace(" ", NO_BREAK_SPACE)
