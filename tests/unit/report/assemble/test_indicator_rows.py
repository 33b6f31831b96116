"""The rows of an indicator table: figures by sex, parts, levels so far, changes, attainment and what to know."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tertial.domain.calendar import Period
from tertial.domain.indicators import Absence, Direction, Indicator, OverTime, ValueUnit
from tertial.domain.label import Label
from tertial.domain.region import Region, Scheme, Section
from tertial.domain.results import Quality, ReportedValue, Sex, Split
from tertial.domain.targets import (
    Against,
    Baseline,
    BetterThan,
    BySex,
    ValueTarget,
)
from tertial.report.assemble.indicators import indicator_table
from tertial.report.model import RowKind, Table
from tests.unit.assess.cast import MEN, WOMEN, a_figure, a_region, an_indicator
from tests.unit.report.assemble.cast import (
    NARROW,
    NB,
    a_section,
    blocks_of,
    heads,
    seen,
    the_table,
    under,
    with_outline,
)

NOW, BEFORE = "2025-YTD08", "2024-YTD08"
AT_95 = ValueTarget(Decimal("95"))
NAME = "Mått phone"


def table_of(region: Region, language: str = "sv") -> Table:
    names = list(region.indicators)
    return the_table(
        blocks_of(region, lambda draft: indicator_table(draft, "Mått", [(None, names)]), language=language)
    )


def one(indicator: Indicator, *figures: ReportedValue, language: str = "sv") -> Table:
    return table_of(a_region([indicator], figures), language)


def test_a_figure_alone_needs_no_more_columns_than_name_and_outcome() -> None:
    assert heads(one(an_indicator(), a_figure(NOW, "81"))) == ["Mått", "Utfall"]


def test_columns_come_with_what_fills_them() -> None:
    table = one(
        an_indicator(target=AT_95, by=("sex",)),
        a_figure(NOW, "81"), a_figure(NOW, "82", WOMEN), a_figure(NOW, "80", MEN),
        a_figure(BEFORE, "82"), a_figure("2023-YTD08", "87"),
    )  # fmt: skip
    assert heads(table) == ["Mått", "Mål", "Utfall", "K", "M", "Mot i fjol", "Utveckling", "Status"]
    cells = under(table, NAME)
    assert [seen(cells[head]) for head in ("Mål", "Utfall", "K", "M", "Mot i fjol", "Status")] == [
        f"95{NB}%",
        f"81{NB}%",
        f"82{NB}%",
        f"80{NB}%",
        f"−1{NB}pe",
        "delvis",
    ]
    assert cells["Utfall"].bold
    assert cells["Utfall"].figure == "81"
    picture = cells["Utveckling"].picture
    assert picture is not None
    assert picture.alt == (f"{NAME}: jan–aug 2023 87{NB}%; jan–aug 2024 82{NB}%; jan–aug 2025 81{NB}%. Mål 95{NB}%.")


def test_two_periods_are_too_few_for_a_small_chart() -> None:
    assert "Utveckling" not in heads(one(an_indicator(), a_figure(NOW, "81"), a_figure(BEFORE, "82")))


def test_the_name_is_followed_by_period_baseline_remark_and_note() -> None:
    indicator = replace(
        an_indicator(baselines=(Baseline(Period.parse("2019"), Decimal("73.4")),)),
        short=Label("Svar", "Answers"),
        remark=Label("Stämmer inte."),
    )
    region = a_region([indicator], [a_figure(NOW, "81", note=Label("Cirka."))])
    plain = table_of(region).rows[0].cells[0]
    pointing = table_of(with_outline(region, a_section(Section.REMARKS))).rows[0].cells[0]
    assert (plain.text, plain.sub) == ("Svar", f"jan–aug{NB}2025{NB}· ingångsvärde 73,4{NB}% (2019){NB}· Cirka.")
    assert f"{NB}· se{NB}anm.{NB}· Cirka." in pointing.sub


def test_an_absent_figure_is_a_dash_with_its_reason_and_no_period() -> None:
    absence = Absence(Quality.FOLLOWED_ELSEWHERE, Label("Följs upp av företagshälsovården."))
    cells = under(one(an_indicator(target=AT_95, absences=(absence,))), NAME)
    assert cells["Mått"].sub == "Följs upp av företagshälsovården."
    assert [seen(cells[head]) for head in ("Utfall", "Status")] == ["–", "följs upp på annat håll"]


def test_a_missing_figure_cannot_be_judged() -> None:
    absence = Absence(Quality.MISSING, Label("Uppgifterna saknas."))
    assert seen(under(one(an_indicator(target=AT_95, absences=(absence,))), NAME)["Status"]) == "kan inte bedömas"


def test_counts_stand_below_the_share_that_they_make() -> None:
    cells = under(one(an_indicator(), a_figure(NOW, "75", numerator=622, denominator=831)), NAME)
    assert (cells["Utfall"].text, cells["Utfall"].sub) == (f"75{NB}%", "622 av 831")


def test_people_of_unknown_sex_are_told_beside_the_period() -> None:
    table = one(
        an_indicator(unit=ValueUnit.COUNT, by=("sex",)),
        a_figure(NOW, "8"), a_figure(NOW, "2", WOMEN), a_figure(NOW, "5", MEN), a_figure(NOW, "1", Split(Sex.UNKNOWN)),
    )  # fmt: skip
    assert under(table, NAME)["Mått"].sub == f"jan–aug{NB}2025{NB}· okänt kön 1"


@pytest.mark.parametrize(
    ("value", "status", "attained"),
    [
        ("81", "delvis", f"måluppfyllelse 85{NB}%"),
        ("14", "ej uppfyllt", f"måluppfyllelse 14{NB}%"),
        ("96", "uppfyllt", f"måluppfyllelse 101{NB}%"),
    ],
)
def test_attainment_stands_below_the_status_that_it_gives(value: str, status: str, attained: str) -> None:
    cell = under(one(an_indicator(target=AT_95), a_figure(NOW, value)), NAME)["Status"]
    assert (seen(cell), cell.sub) == (status, attained)


def test_with_a_target_for_each_sex_the_attainment_says_whose_it_is() -> None:
    target = BySex(ValueTarget(Decimal("16")), ValueTarget(Decimal("17.2")))
    table = one(
        an_indicator(target=target, direction=Direction.DECREASE, by=("sex",)),
        a_figure(NOW, "17.1", WOMEN), a_figure(NOW, "20.5", MEN),
    )  # fmt: skip
    cells = under(table, NAME)
    assert cells["Mål"].text == f"K högst 16{NB}%\nM högst 17,2{NB}%"
    assert [seen(cells[head]) for head in ("Utfall", "K", "M", "Status")] == [
        "–",
        f"17,1{NB}%",
        f"20,5{NB}%",
        "delvis",
    ]
    assert cells["Status"].sub == f"måluppfyllelse M{NB}83{NB}%"


def test_without_a_figure_of_all_the_change_is_told_for_women_and_men() -> None:
    table = one(
        an_indicator(target=BetterThan(Against.SAME_PERIOD_LAST_YEAR), unit=ValueUnit.COUNT, by=("sex",)),
        a_figure(NOW, "1179", WOMEN), a_figure(NOW, "462", MEN),
        a_figure(BEFORE, "1305", WOMEN), a_figure(BEFORE, "650", MEN),
    )  # fmt: skip
    assert under(table, NAME)["Mot i fjol"].text == f"K{NB}−126, M{NB}−188"


def test_the_level_so_far_stands_below_a_target_of_the_whole_year() -> None:
    indicator = an_indicator(
        target=ValueTarget(Decimal("43000"), for_year=True), unit=ValueUnit.COUNT, over_time=OverTime.SUM
    )
    cell = under(one(indicator, a_figure(NOW, "29191")), NAME)["Mål"]
    assert (cell.text, cell.sub, cell.figure) == (
        f"43{NARROW}000 på helår",
        f"28{NARROW}667 hittills",
        "43000",
    )


def ages(name: str = "phone") -> list[ReportedValue]:
    return [
        a_figure(NOW, value, Split(age_band=age), indicator=name)
        for age, value in (("50", "6"), ("40", "7"), ("60", "10"))
    ]


def test_ages_stand_from_young_to_old_below_a_row_that_says_so() -> None:
    table = one(an_indicator(target=ValueTarget(Decimal("35")), by=("age_band",)), *ages())
    assert [(row.kind, row.cells[0].text) for row in table.rows] == [
        (RowKind.BODY, NAME),
        (RowKind.PART, "40 år"),
        (RowKind.PART, "50 år"),
        (RowKind.PART, "60 år"),
    ]
    whole = under(table, NAME)
    assert whole["Mått"].sub == f"jan–aug{NB}2025{NB}· uppdelat nedan"
    assert seen(whole["Status"]) == "ej uppfyllt"
    assert under(table, "40 år")["Status"].sub == f"måluppfyllelse 20{NB}%"


def test_parts_below_a_judged_whole_repeat_neither_target_nor_status() -> None:
    scheme = Scheme("bed", "1", Label("Plats"), {"ima": Label("IMA"), "kava": Label("KAVA")})
    figures = [
        a_figure(NOW, "18"),
        a_figure(NOW, "8", Split(category="kava"), note=Label("Öppnar i höst.")),
        a_figure(NOW, "6", Split(category="ima")),
    ]
    indicator = an_indicator(target=ValueTarget(Decimal("25")), unit=ValueUnit.BEDS, by=("bed",))
    table = table_of(a_region([indicator], figures, schemes=[scheme]))
    assert [row.cells[0].text for row in table.rows] == [NAME, "IMA", "KAVA"]
    part = under(table, "KAVA")
    assert part["Mått"].sub == "Öppnar i höst."
    assert [seen(part[head]) for head in ("Mål", "Utfall", "Status")] == ["–", f"8{NB}platser", "–"]
    assert not part["Utfall"].bold


def test_a_category_and_an_age_together_name_both() -> None:
    scheme = Scheme("profession", "1", Label("Yrke"), {"dentist": Label("Tandläkare", "Dentist")})
    figures = [
        a_figure(NOW, "2.7", Split(age_band="0-29", category="dentist")),
        a_figure(NOW, "9", Split(age_band="50+", category="locum")),
    ]
    table = table_of(a_region([an_indicator()], figures, schemes=[scheme]), "en")
    assert [row.cells[0].text for row in table.rows] == ["Measure phone", "locum, 50+ years", "Dentist, 0–29 years"]


def test_a_name_in_swedish_only_is_marked_in_an_english_report() -> None:
    indicator = replace(an_indicator(), title=Label("Svar i telefon"))
    assert one(indicator, a_figure(NOW, "81"), language="en").rows[0].cells[0].language == "sv"
