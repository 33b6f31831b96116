"""Objectives in the terminal: a person's word and the program's suggestion side by side, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from io import StringIO

import pytest
from rich.console import Console

from tertial.assess.region import assess_region
from tertial.assess.sentences import YearEnd
from tertial.assess.support import Support
from tertial.domain.calendar import Period
from tertial.domain.indicators import ValueUnit
from tertial.domain.judgements import Outlook, Status
from tertial.domain.region import Region
from tertial.domain.results import Split
from tertial.domain.targets import BetterThan, ValueTarget
from tertial.language import using
from tertial.printout import print_assessment
from tests.unit.assess.cast import AUGUST, a_figure, a_region, an_indicator
from tests.unit.report.assemble.cast import a_judgement


def tables(region: Region, support: Mapping[str, Support] | None = None, unit: str | None = None) -> tuple[str, str]:
    """The table of objectives and that of indicators."""
    with using("en"):
        stream = StringIO()
        console = Console(file=stream, width=120, markup=False, emoji=False, highlight=False)
        print_assessment(console, assess_region(region, as_of=AUGUST, unit=unit, support=support))
    objectives, _between, indicators = stream.getvalue().partition("Indicators")
    return " ".join(objectives.split()), " ".join(indicators.split())


def printed(status: Status, outlook: Outlook | None, probability: float) -> str:
    """The table of objectives, of one with a single measure that is well above its target."""
    phone = an_indicator(target=ValueTarget(Decimal(95)))
    region = a_region([phone], [a_figure("2025-YTD08", "120")], judgements=[a_judgement(status, outlook)])
    return tables(region, {"phone": Support(year_end=YearEnd(70, 80, 0.8, probability))})[0]


def test_how_sure_the_suggestion_is_stands_below_it() -> None:
    assert "likely: only one is judged" in printed(Status.MET, None, 0.9)


@pytest.mark.parametrize(
    ("status", "outlook", "signs"),
    [
        (Status.MET, Outlook.WILL_BE_MET, 0),
        (Status.NOT_MET, Outlook.WILL_BE_MET, 1),
        (Status.NOT_MET, Outlook.WILL_NOT_BE_MET, 2),
    ],
)
def test_a_sign_stands_wherever_a_person_and_the_program_part(status: Status, outlook: Outlook, signs: int) -> None:
    said = printed(status, outlook, 0.9)
    assert said.count("≠") == signs
    assert "forecasts: will be" in said


def test_a_suggestion_and_an_outlook_that_cannot_be_judged_say_why() -> None:
    phone = an_indicator(target=ValueTarget(Decimal(95)))
    nothing, _indicators = tables(a_region([phone]))
    assert "0 of 1 indicator met, 1 without an outcome to judge: fewer than half can be judged" in nothing
    either_way = printed(Status.MET, None, 0.5)
    assert "forecasts: cannot be judged 0 of 1 indicator likely met, 1 can go either way" in either_way


def test_a_figure_that_has_nothing_to_be_held_against_says_what_lacks() -> None:
    phone = an_indicator(target=BetterThan(Period.parse("2023")))
    _objectives, indicators = tables(a_region([phone], [a_figure("2025-YTD08", "80")]))
    assert "The target compares with 2023, and that outcome is missing." in indicators


def test_the_tables_of_another_unit_begin_with_its_name() -> None:
    region = a_region([an_indicator()])
    centre = region.organisation.find("centre")
    assert centre is not None
    assert tables(region, unit="centre")[0].startswith(centre.name.in_language("en"))
    assert tables(region)[0].startswith("Objectives")


def test_attainment_is_written_as_the_language_writes_per_cent() -> None:
    phone = an_indicator(target=ValueTarget(Decimal(95)))
    _objectives, indicators = tables(a_region([phone], [a_figure("2025-YTD08", "80")]))
    assert "partly 84%" in indicators


def test_a_part_of_a_count_has_no_target_of_the_whole_beside_it() -> None:
    visits = an_indicator(target=ValueTarget(Decimal(4321)), unit=ValueUnit.COUNT)
    figures = [a_figure("2025-YTD08", "5000"), a_figure("2025-YTD08", "1200", Split(category="video"))]
    with using("en"):
        stream = StringIO()
        console = Console(file=stream, width=160, markup=False, emoji=False, highlight=False)
        print_assessment(console, assess_region(a_region([visits], figures), as_of=AUGUST))
    assert "no target" in stream.getvalue()
    assert stream.getvalue().count("4,321") == 1


def test_a_variation_that_ends_before_the_others_says_in_which_month() -> None:
    ends = {"phone": AUGUST, "visits": AUGUST.plus(-10)}
    figures = [
        a_figure(str(last.plus(-back)), str(80 + back % 3), indicator=name)
        for name, last in ends.items()
        for back in range(16)
    ]
    with using("en"):
        stream = StringIO()
        console = Console(file=stream, width=160, markup=False, emoji=False, highlight=False)
        region = a_region([an_indicator(name) for name in ends], figures)
        print_assessment(console, assess_region(region, as_of=AUGUST))
    assert stream.getvalue().count("stable") == 2
    assert stream.getvalue().count("Oct 2024") == 1
