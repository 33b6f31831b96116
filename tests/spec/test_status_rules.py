"""The tables of docs/explanation/status.md, run row by row."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tertial.assess.assessment import IndicatorAssessment, UnitsJudged
from tertial.assess.objectives import suggestion
from tertial.assess.outlooks import suggested_outlook
from tertial.assess.sureness import sureness
from tertial.assess.units_judged import suggested_by_units
from tertial.domain.calendar import Period
from tertial.domain.indicators import Direction, OverTime, ValueUnit
from tertial.domain.judgements import Status
from tertial.domain.results import Quality
from tertial.domain.targets import (
    AsNeeded,
    BetterThan,
    ChangeTarget,
    OfTarget,
    PathTarget,
    RangeTarget,
    SimpleTarget,
    ValueTarget,
    ZeroTarget,
)
from tests.spec.page_tables import rows_under
from tests.unit.assess.cast import RULE, a_figure, an_indicator, one_row

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "status.md"
NOW, REFERENCE = "2025-YTD08", "2024-YTD08"
NOTHING = "–"
INDICATOR_HEAD = ["What", "Direction", "Target", "Figure", "Attainment", "Status"]
OBJECTIVE_HEAD = ["Indicators", "Suggestion"]
ESTIMATE_HEAD = ["Indicators with estimates", "Suggestion", "Uncertain"]
UNITS_HEAD = ["Units below", "They judge", "Suggestion"]
SURENESS_HEAD = ["Indicators in doubt or not", "Units judge otherwise", "Sureness"]
OUTLOOK_HEAD = ["The year will probably end", "Suggested outlook"]
QUALITY = {Status.NO_DATA: Quality.MISSING, Status.NOT_DUE: Quality.NOT_DUE}


def number(text: str) -> Decimal:
    return Decimal(text.replace("−", "-"))


def target_and_reference(text: str) -> tuple[SimpleTarget | None, str | None]:
    """The target that a cell says, and the figure it is measured against."""
    against = Period.parse(REFERENCE)
    minus = text.replace("−", "-")
    if match := re.fullmatch(r"(\S+) % on (\S+)", minus):
        return ChangeTarget(Decimal(match[1]), against), match[2]
    if match := re.fullmatch(r"better than (\S+)", minus):
        return BetterThan(against), match[1]
    if match := re.fullmatch(r"(\d+)–(\d+)", text):
        return RangeTarget(Decimal(match[1]), Decimal(match[2])), None
    if match := re.fullmatch(r"(\d) of (\d)", text):
        return OfTarget(int(match[1]), int(match[2])), None
    if match := re.fullmatch(r"zero, partly within (\d+)", text):
        return ZeroTarget(Decimal(match[1])), None
    if match := re.fullmatch(r"(\d+) for the year", text):
        return ValueTarget(Decimal(match[1]), for_year=True), None
    if match := re.fullmatch(r"path (\d+)", text):
        return PathTarget({2024: Decimal(1), 2025: Decimal(match[1])}), None
    worded: dict[str, SimpleTarget | None] = {
        "zero": ZeroTarget(),
        "as needed": AsNeeded(),
        "none": None,
        "path without the year": PathTarget({2024: Decimal(1)}),
    }
    if text in worded:
        return worded[text], None
    return ValueTarget(Decimal(minus)), None


@pytest.mark.parametrize(
    "row", rows_under(PAGE, *INDICATOR_HEAD), ids=lambda row: f"{row[0]}: {row[3]} against {row[2]}"
)
def test_the_page_of_formulas_says_what_the_program_does(row: list[str]) -> None:
    _what, direction, target_text, figure, attainment, status = row
    target, reference = target_and_reference(target_text)
    of_year = isinstance(target, ValueTarget) and target.for_year
    indicator = an_indicator(
        target=target,
        direction=Direction(direction),
        unit=ValueUnit.COUNT if of_year else ValueUnit.RATIO,
        over_time=OverTime.SUM,
    )
    figures = [a_figure(NOW, str(number(figure)))]
    if reference is not None:
        figures.append(a_figure(REFERENCE, reference))

    found = one_row(indicator, *figures)

    shown = NOTHING if found.attainment is None else str(found.attainment)
    assert (shown, found.status.replace("_", " ")) == (attainment, status)


@pytest.mark.parametrize("row", rows_under(PAGE, *OBJECTIVE_HEAD), ids=" -> ".join)
def test_the_page_says_what_the_indicators_of_an_objective_suggest(row: list[str]) -> None:
    sample = one_row(an_indicator())
    statuses = [Status(words.strip().replace(" ", "_")) for words in row[0].split(",")]
    indicators = [replace(sample, status=status, quality=QUALITY.get(status, Quality.COMPLETE)) for status in statuses]

    suggested, by, _uncertain = suggestion(indicators)

    assert suggested.replace("_", " ") == row[1]
    assert by


def a_status(words: str) -> Status:
    return Status(words.strip().replace(" ", "_"))


@pytest.mark.parametrize("row", rows_under(PAGE, *ESTIMATE_HEAD), ids=lambda row: row[0])
def test_the_page_says_what_estimates_do_to_a_suggestion(row: list[str]) -> None:
    cells, suggested, uncertain = row
    sample = one_row(an_indicator())
    indicators, estimated = [], {}
    for place, words in enumerate(cells.split(", ")):
        name = f"measure-{place}"
        status = Status.NO_DATA if words.startswith("estimated ") else a_status(words)
        if words.startswith("estimated "):
            estimated[name] = a_status(words.removeprefix("estimated "))
        quality = QUALITY.get(status, Quality.COMPLETE)
        indicators.append(replace(sample, indicator=an_indicator(name), status=status, quality=quality))

    found, by, is_uncertain = suggestion(indicators, estimated)

    assert (found, is_uncertain) == (a_status(suggested), uncertain == "yes")
    assert by


@pytest.mark.parametrize("row", rows_under(PAGE, *UNITS_HEAD), ids=" -> ".join)
def test_the_page_says_what_the_units_below_suggest(row: list[str]) -> None:
    below, they, suggested = row
    judged = [a_status(words) for words in they.split(", ")]
    counts = (judged.count(status) for status in (Status.MET, Status.PARTLY_MET, Status.NOT_MET))
    found = suggested_by_units(UnitsJudged(int(below), *counts))
    assert found == (None if suggested == NOTHING else a_status(suggested))


DOUBTS: dict[str, IndicatorAssessment] = {
    "firm": one_row(an_indicator(target=ValueTarget(Decimal(100))), a_figure(NOW, "130")),
    "near": one_row(an_indicator(target=ValueTarget(Decimal(100))), a_figure(NOW, "101")),
    "no data": one_row(an_indicator(target=ValueTarget(Decimal(100)))),
    "provisional": one_row(
        an_indicator(target=ValueTarget(Decimal(100))), replace(a_figure(NOW, "130"), quality=Quality.PROVISIONAL)
    ),
}


@pytest.mark.parametrize("row", rows_under(PAGE, *SURENESS_HEAD), ids=" -> ".join)
def test_the_page_says_how_sure_a_suggestion_is(row: list[str]) -> None:
    cells, otherwise, sure = row
    # Each its own indicator, as in an objective.
    due = [
        replace(DOUBTS[words], indicator=an_indicator(f"measure-{place}", ValueTarget(Decimal(100))))
        for place, words in enumerate(cells.split(", "))
    ]
    found, why = sureness(due, RULE, uncertain=False, units_part=otherwise == "yes")
    assert found == sure
    assert why


@pytest.mark.parametrize("row", rows_under(PAGE, *OUTLOOK_HEAD), ids=" -> ".join)
def test_the_page_says_which_outlook_forecasts_suggest(row: list[str]) -> None:
    ends = row[0].split(", ")
    expected = [None if words in {"either way", "no forecast"} else a_status(words) for words in ends]
    found, by = suggested_outlook(expected, sum(words != "no forecast" for words in ends))
    assert (NOTHING if found is None else found.replace("_", " ")) == row[1]
    assert bool(by) is (found is not None)


def test_the_page_has_examples_of_every_kind_of_target() -> None:
    shown = {type(target_and_reference(row[2])[0]) for row in rows_under(PAGE, *INDICATOR_HEAD)}
    kinds = {AsNeeded, BetterThan, ChangeTarget, OfTarget, PathTarget, RangeTarget, ValueTarget, ZeroTarget}
    assert shown == kinds | {type(None)}


@pytest.mark.parametrize(
    "rule",
    ["increase", "decrease", "prorated-year", "path", "zero", "change", "better_than", "change-prorated",
     "better_than-prorated", "range", "of", "as_needed"],
)  # fmt: skip
def test_the_page_names_every_rule(rule: str) -> None:
    assert f"`{rule}`" in PAGE.read_text("utf-8")
