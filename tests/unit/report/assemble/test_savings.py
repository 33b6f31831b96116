"""Deviations with causes and activities; savings with the printed share beside the computed one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tertial.domain.calendar import Period
from tertial.domain.economy import (
    AmountUnit,
    Deviation,
    EconomyLine,
    Item,
    Savings,
    SavingsEffect,
    SavingsMeasure,
    SavingsNeed,
)
from tertial.domain.label import Label
from tertial.report.assemble.savings import deviations_section, savings_section
from tertial.report.model import Table
from tests.unit.assess.cast import AUGUST, a_region
from tests.unit.report.assemble.cast import NB, blocks_of, paragraphs, tables, the_table, under

NEED = SavingsNeed(Period.parse("2025"), Decimal("593"), note=Label("Behov inför året."))


def savings(found: Savings) -> list[Table]:
    return tables(blocks_of(replace(a_region(), savings=found), savings_section))


def test_the_printed_share_stands_beside_the_one_that_the_amounts_give() -> None:
    effect = SavingsEffect(Period.parse("2025-YTD08"), Decimal("137"), Decimal("35"), Label("Mer än i april."))
    (table,) = savings(Savings(NEED, (effect,), remark=Label("Det stämmer inte.")))
    assert [(row.cells[0].text, row.cells[1].text) for row in table.rows] == [
        ("Behov 2025", f"593{NB}mnkr"),
        ("Effekt januari–augusti 2025", f"137{NB}mnkr"),
    ]
    assert table.rows[0].cells[0].sub == "Behov inför året."
    assert table.rows[1].cells[0].sub == f"Mer än i april. Tryckt som 35{NB}% av behovet. Beloppen ger 23{NB}%."
    assert table.notes == ("Anmärkning: Det stämmer inte.",)


def test_an_effect_without_a_need_is_shown_without_share_and_unit() -> None:
    (table,) = savings(Savings(effects=(SavingsEffect(Period.parse("2025-YTD08"), Decimal("137")),)))
    assert [(cell.text, cell.sub) for cell in table.rows[0].cells] == [("Effekt januari–augusti 2025", ""), ("137", "")]


def test_effects_of_later_months_are_left_out() -> None:
    later = SavingsEffect(Period.parse("2025"), Decimal("200"))
    (table,) = savings(Savings(NEED, (later,)))
    assert [row.cells[0].text for row in table.rows] == ["Behov 2025"]


def test_a_measure_tells_who_decided_it_when_and_from_when_it_holds() -> None:
    measure = SavingsMeasure(
        "hold", Label("Restriktivitet"), Label("Nämnden"), date(2025, 6, 18), date(2025, 7, 1), Decimal("80"),
        text=Label("Gäller alla."),
    )  # fmt: skip
    (table,) = savings(Savings(measures=(measure, SavingsMeasure("other", Label("Annat")))))
    cells = under(table, "Restriktivitet")
    assert cells["Beslutad åtgärd"].sub == f"Gäller alla. Gäller från 1{NB}juli{NB}2025."
    assert [cell.text for cell in cells.values()][1:] == ["Nämnden", f"18{NB}juni{NB}2025", f"80{NB}mnkr"]
    assert [cell.text for cell in under(table, "Annat").values()][1:] == ["–", "–", "–"]
    assert table.notes == ("Streck: inte angivet.",)


def test_without_savings_the_report_says_so() -> None:
    assert paragraphs(blocks_of(a_region(), savings_section)) == ["Inga sparåtgärder är beslutade."]


def test_several_causes_are_told_apart_and_one_stands_alone() -> None:
    costs = Deviation("a", AUGUST, Label("Kostnader"), (Label("Dyrt."), Label("Mycket.")), (Label("Spara."),))
    table = the_table(blocks_of(replace(a_region(), deviations=(costs,)), deviations_section))
    assert [cell.text for cell in table.rows[0].cells] == ["Kostnader", "– Dyrt.\n– Mycket.", "Spara."]


def test_a_deviation_without_activity_has_a_dash_and_that_of_another_month_is_left_out() -> None:
    here = Deviation("a", AUGUST, Label("Nu"), (Label("Dyrt."),))
    before = Deviation("b", AUGUST.plus(-4), Label("Förr"), (Label("Dyrt."),))
    table = the_table(blocks_of(replace(a_region(), deviations=(here, before)), deviations_section))
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Nu", "Dyrt.", "–"]]


def test_without_deviations_the_report_says_so() -> None:
    assert paragraphs(blocks_of(a_region(), deviations_section)) == ["Inga avvikelser är beskrivna för perioden."]


def test_needs_and_effects_of_single_frames_in_the_economy_are_shown_too() -> None:
    line = EconomyLine("board", "net", Period.parse("2025"), Item.SAVINGS_NEED, Decimal(593), AmountUnit.MSEK)
    table = the_table(blocks_of(a_region(economy=[line]), savings_section))
    assert [cell.text for cell in table.rows[0].cells] == ["Sparbehov: Regionen, 2025", f"593{NB}mnkr"]
