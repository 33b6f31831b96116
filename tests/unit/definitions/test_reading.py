from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tertial.definitions.reading import read_region
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.indicators import Direction
from tertial.domain.label import Label
from tertial.domain.organisation import Carried
from tertial.domain.region import Region
from tertial.domain.results import Quality, Sex, Split
from tertial.domain.targets import (
    Against,
    AsNeeded,
    BetterThan,
    BySex,
    ByUnit,
    ChangeTarget,
    DatedTarget,
    OfTarget,
    PathTarget,
    RangeTarget,
    ValueTarget,
    ZeroTarget,
)
from tests.spec.good_folder import PLANS, write_good_folder

AUGUST = Month(2025, 8)
YTD = Period(PeriodKind.YTD, AUGUST)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_good_folder(tmp_path / "small")


def read(folder: Path) -> Region:
    reading = read_region(folder)
    assert reading.diagnostics == ()
    assert reading.region is not None
    return reading.region


def test_labels_keep_both_languages_or_swedish_alone(folder: Path) -> None:
    region = read(folder)
    assert region.settings.name == Label("Region Småland", "Region Småland")
    assert region.goals.find("access") is not None
    assert region.indicators["visits"].title == Label("Besök")


def test_a_target_comes_with_its_decision(folder: Path) -> None:
    dated = read(folder).indicators["phone-same-day"].targets.in_force(Month(2025, 8))
    assert dated is not None
    assert dated.target == ValueTarget(Decimal(95))
    assert dated.decision is not None
    assert (dated.decision.on, dated.decision.case) == (date(2024, 11, 20), "RS 12-2024")


@pytest.mark.parametrize(
    ("written", "direction", "target"),
    [
        ("95", "increase", ValueTarget(Decimal(95))),
        ("{value: 43000, for: year}", "increase", ValueTarget(Decimal(43000), for_year=True)),
        (
            '{change: -15, against: "2023"}',
            "decrease",
            ChangeTarget(Decimal(-15), Period(PeriodKind.YEAR, Month(2023, 12))),
        ),
        ("{better_than: previous}", "increase", BetterThan(Against.PREVIOUS)),
        ("{better_than: 2021-T2}", "increase", BetterThan(Period(PeriodKind.TERTIAL, Month(2021, 8)))),
        ("{as_needed: true}", "none", AsNeeded()),
        ("{of: [3, 3]}", "none", OfTarget(3, 3)),
        ("{between: [20, 35]}", "within", RangeTarget(Decimal(20), Decimal(35))),
        ("{zero: true, partly_within: 5}", "increase", ZeroTarget(Decimal(5))),
        (
            "{path: {2024: 70, 2025: 75}}",
            "increase",
            PathTarget({2024: Decimal(70), 2025: Decimal(75)}),
        ),
        (
            "{by_sex: {women: 16, men: {value: 17.2}}}",
            "increase",
            BySex(ValueTarget(Decimal(16)), ValueTarget(Decimal("17.2"))),
        ),
        (
            "{by_unit: {north: 90, other: 80}, value: 85}",
            "increase",
            ByUnit({"north": ValueTarget(Decimal(90)), "board": ValueTarget(Decimal(85))}, ValueTarget(Decimal(80))),
        ),
        (
            "{by_unit: {north: 90}, value: 85}",
            "increase",
            ByUnit({"north": ValueTarget(Decimal(90))}, ValueTarget(Decimal(85))),
        ),
    ],
)
def test_every_form_of_target_is_read(folder: Path, written: str, direction: str, target: object) -> None:
    file = folder / "indicators" / "plans.yaml"
    text = PLANS.replace("target: 80", f"target: {written}").replace("increase", direction)
    file.write_text(text.replace('value_unit: "%"', "value_unit: count"), "utf-8")
    indicator = read(folder).indicators["plans"]
    assert [dated.target for dated in indicator.targets.dated] == [target]
    assert indicator.direction is Direction(direction)


def test_targets_follow_each_other_over_the_years(folder: Path) -> None:
    file = folder / "indicators" / "plans.yaml"
    file.write_text(PLANS.replace("target: 80", "target: [{value: 70, to: 2024}, {value: 80, from: 2025}]"), "utf-8")
    targets = read(folder).indicators["plans"].targets
    assert targets.in_force(Month(2025, 1)) == DatedTarget(ValueTarget(Decimal(80)), first=Month(2025, 1))
    assert targets.in_force(Month(2024, 12)) == DatedTarget(ValueTarget(Decimal(70)), last=Month(2024, 12))


def test_a_target_may_begin_within_a_year(folder: Path) -> None:
    file = folder / "indicators" / "plans.yaml"
    file.write_text(
        PLANS.replace("target: 80", "target: [{value: 70, to: 2025-06}, {value: 80, from: 2025-07}]"), "utf-8"
    )
    targets = read(folder).indicators["plans"].targets
    assert targets.in_force(Month(2025, 6)) == DatedTarget(ValueTarget(Decimal(70)), last=Month(2025, 6))
    assert targets.in_force(Month(2025, 7)) == DatedTarget(ValueTarget(Decimal(80)), first=Month(2025, 7))


def test_baselines_and_absences_are_read(folder: Path) -> None:
    indicator = read(folder).indicators["plans"]
    (baseline,) = indicator.baselines
    assert (baseline.numerator, baseline.denominator, baseline.period.month_count) == (30, 60, 12)
    absence = indicator.absence(Month(2024, 12))
    assert absence is not None
    assert absence.reason is Quality.NOT_STARTED
    assert indicator.absence(Month(2025, 1)) is None


def test_figures_keep_what_is_printed_and_counted(folder: Path) -> None:
    outcomes = read(folder).outcomes
    plans = outcomes.series("plans", "board")[YTD, Split()]
    assert (plans.numerator, plans.denominator, str(plans.value)) == (622, 831, "74.8")
    women = outcomes.series("phone-same-day", "board")[YTD, Split(Sex.WOMEN)]
    assert (women.value, women.published, women.source) == (Decimal(82), False, "Sida 3")


def test_columns_may_stand_in_any_order_and_optional_ones_be_left_out(folder: Path) -> None:
    table = folder / "outcomes" / "figures.csv"
    rows = [line.split(",")[:11] for line in table.read_text("utf-8").splitlines()]
    before = read(folder).outcomes.series("plans", "board")
    table.write_text("\r\n".join(",".join(reversed(row)) for row in rows), "utf-8")
    assert read(folder).outcomes.series("plans", "board") == before


def test_units_have_history_and_a_place_in_other_trees(folder: Path) -> None:
    organisation = read(folder).organisation
    carried = organisation.carriers("old-centre", date(2025, 8, 31))
    assert set(carried) == {Carried(Fraction(3, 5), ("north",)), Carried(Fraction(2, 5), ("south",))}
    assert organisation.below("frame-care", date(2025, 8, 31), "frame") == ("north", "south")


def test_a_judgement_without_unit_is_of_the_report_s_own(folder: Path) -> None:
    judgement = read(folder).judgement("access", "board", AUGUST)
    assert judgement is not None
    assert judgement.on == date(2025, 9, 17)


def test_texts_come_by_month_in_both_languages(folder: Path) -> None:
    words = read(folder).words
    assert words.text("summary", AUGUST) == Label("Läget är gott.\n\n- Fler når fram.", "All is well.")
    assert words.text("summary", Month(2025, 4)) is None


def test_texts_of_the_site_need_no_files(folder: Path) -> None:
    settings = folder / "region.toml"
    settings.write_text(settings.read_text("utf-8").replace('words = "files"', 'words = "site"'), "utf-8")
    for text in (folder / "texts" / "2025-08").iterdir():
        text.unlink()
    assert read(folder).settings.words == "site"


def test_what_belongs_in_the_folder_for_others_is_left_alone(folder: Path) -> None:
    (folder / ".schemas").mkdir()
    (folder / ".schemas" / "region.json").write_text("{}", "utf-8")
    (folder / ".gitignore").write_text("out/", "utf-8")
    read(folder)


def test_the_readings_of_one_folder_are_equal(folder: Path) -> None:
    (folder / "judgements.yaml").write_text("judgements: []\nx: 1\n", "utf-8")
    assert read_region(folder).diagnostics == read_region(folder).diagnostics
