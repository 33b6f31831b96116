"""The tables of docs/explanation/sentences.md, run row by row."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tertial.assess.assessment import IndicatorAssessment
from tertial.assess.comparison import Difference, Share, difference
from tertial.assess.sentences import Estimated, Sexes, YearEnd, indicator_text
from tertial.assess.variation import Point, Series, Variation, vary
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.changes import Change, ChangeKind
from tertial.domain.indicators import Absence, Direction, Indicator, OverTime, ValueUnit
from tertial.domain.label import Label
from tertial.domain.results import Quality
from tertial.domain.targets import (
    Against,
    AsNeeded,
    BetterThan,
    OfTarget,
    RangeTarget,
    SimpleTarget,
    ValueTarget,
    ZeroTarget,
)
from tests.spec.page_tables import rows_under
from tests.unit.assess.cast import AUGUST, WOMEN, YEAR, a_figure, an_indicator, one_row

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "sentences.md"
NOW, LAST, BASE = "2025-YTD08", "2024-YTD08", "2021-YTD08"
NOTHING, NONE = "–", "none"
PHONE = Label("Telefontillgänglighet", "Phone access")


def plain(text: str) -> str:
    """With plain spaces for those that are not broken."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def phone(target: SimpleTarget | None = None, **more: object) -> Indicator:
    return replace(an_indicator(target=target), title=PHONE, **more)  # type: ignore[arg-type]


def the_target(text: str) -> SimpleTarget | None:
    if match := re.fullmatch(r"(\d+)–(\d+)", text):
        return RangeTarget(Decimal(match[1]), Decimal(match[2]))
    if match := re.fullmatch(r"(\d) of (\d)", text):
        return OfTarget(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"(\d+) for the year", text):
        return ValueTarget(Decimal(match[1]), for_year=True)
    if text.startswith("better than "):
        return BetterThan(Period.parse(BASE))
    worded: dict[str, SimpleTarget | None] = {"zero": ZeroTarget(), "as needed": AsNeeded(), NONE: None}
    return worded[text] if text in worded else ValueTarget(Decimal(text))


@pytest.mark.parametrize(
    "cells",
    rows_under(PAGE, "Case", "Title", "Unit", "Figure", "Last year", "Target", "Swedish", "English"),
    ids=lambda cells: cells[0],
)
def test_the_page_says_how_the_figure_is_told(cells: list[str]) -> None:
    _case, title, unit, now, before, target_text, swedish, english = cells
    target = the_target(target_text)
    indicator = an_indicator(
        target=target,
        unit=ValueUnit(unit),
        over_time=OverTime.SUM,
        direction=Direction.WITHIN if isinstance(target, RangeTarget) else Direction.INCREASE,
        decimals=len(now.partition(".")[2]),
    )
    figures = [a_figure(NOW, now)]
    if before != NOTHING:
        figures.append(a_figure(LAST, before))
    if isinstance(target, BetterThan):
        figures.append(a_figure(BASE, target_text.removeprefix("better than ")))

    said = indicator_text(one_row(replace(indicator, title=Label(title, title)), *figures), as_of=AUGUST)

    assert (plain(said.sv), plain(said.en)) == (swedish, english)


def months(text: str, target: SimpleTarget | None) -> Variation | None:
    """The chart of `82 80 ×8, 62`: months up to August 2025."""
    if text == NOTHING:
        return None
    values: list[float] = []
    for run in text.split(", "):
        figures, _sign, times = run.partition(" ×")
        values += [float(figure) for figure in figures.split()] * int(times or 1)
    first = AUGUST.plus(1 - len(values))
    points = tuple(Point(Period(PeriodKind.MONTH, first.plus(at)), value) for at, value in enumerate(values))
    level = float(target.value) if isinstance(target, ValueTarget) else None
    return vary(
        Series(
            points,
            Direction.INCREASE,
            targets={} if level is None else {point.period.last: level for point in points},
        )
    )


def year_end(text: str) -> YearEnd | None:
    match = re.fullmatch(r"([\d.]+)–([\d.]+)(?: at (\d+) %)?", text)
    if match is None:
        assert text == NOTHING
        return None
    return YearEnd(float(match[1]), float(match[2]), 0.8, None if match[3] is None else int(match[3]) / 100)


@pytest.mark.parametrize(
    "cells",
    rows_under(PAGE, "Case", "Months", "Target", "Year's end", "Swedish", "English"),
    ids=lambda cells: cells[0],
)
def test_the_page_says_how_level_target_and_year_are_told(cells: list[str]) -> None:
    _case, run, target_text, end, swedish, english = cells
    target = the_target(target_text)
    row = one_row(phone(target), a_figure(NOW, "81"))

    said = indicator_text(row, as_of=AUGUST, variation=months(run, target), year_end=year_end(end))

    alone = indicator_text(row, as_of=AUGUST)
    assert (plain(said.sv.removeprefix(alone.sv + " ")), plain(said.en.removeprefix(alone.en + " "))) == (
        swedish,
        english,
    )


@pytest.mark.parametrize(
    "cells", rows_under(PAGE, "Women", "Men", "Swedish", "English"), ids=lambda cells: " ".join(cells[:2])
)
def test_the_page_says_when_women_and_men_are_told_of(cells: list[str]) -> None:
    women, men = (tuple(int(part) for part in cell.split(" of ")) for cell in cells[:2])
    found = difference(Share(*women), Share(*men))
    assert isinstance(found, Difference)
    printed = [Decimal(round(100 * events / of)) for events, of in (women, men)]
    row = one_row(phone(), a_figure(NOW, "81"))

    said = indicator_text(row, as_of=AUGUST, sexes=Sexes(printed[0], printed[1], found))

    alone = indicator_text(row, as_of=AUGUST)
    more = plain(said.sv.removeprefix(alone.sv).strip()), plain(said.en.removeprefix(alone.en).strip())
    assert tuple(text or NOTHING for text in more) == tuple(cells[2:])


CHANGE = Change(
    "new-record", ChangeKind.RECORD_SYSTEM, Label("Byte", "Change"), Month(2025, 5),
    Label("Nytt journalsystem", "New record system"), ("phone",),
)  # fmt: skip
ELSEWHERE = Absence(Quality.FOLLOWED_ELSEWHERE, Label("Se 1177.", "See 1177."))
ESTIMATE = Estimated(78, 81, 84, (Month(2025, 3), Month(2025, 4)))
ROWS: dict[str, IndicatorAssessment] = {
    "nobody reported": one_row(phone()),
    "not due": one_row(phone(followed=(YEAR,))),
    "elsewhere": one_row(phone(absences=(ELSEWHERE,))),
    "estimated": one_row(phone()),
    "estimated beside": one_row(phone(), replace(a_figure(NOW, "75"), quality=Quality.PARTIAL)),
    "broken series": one_row(phone(), a_figure(NOW, "81"), a_figure(LAST, "60"), changes=[CHANGE]),
    "broken series, held against last year": one_row(
        phone(target=BetterThan(Against.SAME_PERIOD_LAST_YEAR)),
        a_figure(NOW, "81"),
        a_figure(LAST, "60"),
        changes=[CHANGE],
    ),
    "provisional": one_row(phone(), replace(a_figure(NOW, "81"), quality=Quality.PROVISIONAL)),
    "a year that goes on": one_row(phone(shown=PeriodKind.YEAR), a_figure("2025", "81")),
    "a part of the people": one_row(phone(), a_figure(NOW, "81", WOMEN)),
}


@pytest.mark.parametrize("cells", rows_under(PAGE, "Case", "Swedish", "English"), ids=lambda cells: cells[0])
def test_the_page_says_what_is_told_where_something_lacks(cells: list[str]) -> None:
    case, swedish, english = cells
    estimated = ESTIMATE if case.startswith("estimated") else None
    said = indicator_text(ROWS[case], as_of=AUGUST, estimated=estimated)
    assert (plain(said.sv), plain(said.en)) == (swedish, english)
