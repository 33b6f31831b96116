"""The economy: frames and whether they add up, accounts with their notes, budgets in versions, and the forecast."""

from dataclasses import replace
from decimal import Decimal

from tertial.domain.calendar import Period
from tertial.domain.economy import AmountUnit, EconomyLine, Item
from tertial.domain.label import Label
from tertial.domain.organisation import Organisation, Unit
from tertial.domain.region import Region, Scheme
from tertial.report.assemble.economy import economy_section
from tertial.report.assemble.forecast import forecast_section
from tertial.report.model import RowKind, Table
from tests.unit.assess.cast import a_region
from tests.unit.report.assemble.cast import NB, blocks_of, heads, paragraphs, seen, tables, the_table, under

ACCOUNTS = Scheme(
    "account", "1", Label("Konto"), {"staff_cost": Label("Personalkostnader"), "agency": Label("Hyrpersonal")}
)
FRAMES = {"primary": "Primärvård", "dental": "Tandvård", "hospital": "Sjukhusvård", "grants": "Anslag"}


def a_line(
    frame: str,
    amount: str,
    item: Item = Item.DEVIATION,
    *,
    account: str = "net",
    period: str = "2025-YTD08",
    unit: AmountUnit = AmountUnit.MSEK,
    version: str = "",
    note: Label | None = None,
) -> EconomyLine:
    return EconomyLine(frame, account, Period.parse(period), item, Decimal(amount), unit, version, note=note)


def a_year(*lines: EconomyLine) -> Region:
    """The board with its frames."""
    region = a_region(economy=lines, schemes=[ACCOUNTS])
    units = [Unit("board", Label("Nämnden", "The board"), "board")]
    units += [Unit(name, Label(label), "frame") for name, label in FRAMES.items()]
    return replace(region, organisation=Organisation(tuple(units)))


def economy(*lines: EconomyLine, language: str = "sv") -> list[Table]:
    return tables(blocks_of(a_year(*lines), economy_section, language=language))


def of_frames(total: str) -> Table:
    amounts = {"primary": "-112", "dental": "-33", "hospital": "-334", "grants": "144", "board": total}
    (table,) = economy(*(a_line(frame, amount) for frame, amount in amounts.items()))
    return table


def test_frames_that_make_the_total_are_added_up_below() -> None:
    table = of_frames("-335")
    assert [(row.kind, *(cell.text for cell in row.cells)) for row in table.rows] == [
        (RowKind.BODY, "Primärvård", f"−112{NB}mnkr"),
        (RowKind.BODY, "Tandvård", f"−33{NB}mnkr"),
        (RowKind.BODY, "Sjukhusvård", f"−334{NB}mnkr"),
        (RowKind.BODY, "Anslag", f"+144{NB}mnkr"),
        (RowKind.TOTAL, "Nämnden", f"−335{NB}mnkr"),
    ]
    assert table.notes == ("Januari–augusti 2025.", "−112 − 33 − 334 + 144 = −335: ramarna ger summan.")


def test_frames_that_do_not_make_the_total_are_told_to_differ() -> None:
    assert of_frames("-340").notes[1] == "−112 − 33 − 334 + 144 = −335, men summan är tryckt som −340."


def test_frames_without_a_printed_total_are_not_added_up() -> None:
    (table,) = economy(a_line("primary", "-112"), a_line("dental", "-33"))
    assert table.notes == ("Januari–augusti 2025.",)
    assert [row.kind for row in table.rows] == [RowKind.BODY, RowKind.BODY]


def test_the_period_is_written_as_the_language_writes_months() -> None:
    (table,) = economy(a_line("primary", "-112"), language="en")
    assert table.notes == ("January–August 2025.",)


def test_a_share_beside_amounts_has_its_own_column_and_sign() -> None:
    (table,) = economy(
        a_line("primary", "-112"), a_line("primary", "6.7", Item.COST_DEVELOPMENT, unit=AmountUnit.PERCENT)
    )
    assert heads(table) == ["Ram", "Mot budget", "Kostnadsutveckling"]
    assert [seen(cell) for cell in table.rows[0].cells] == ["Primärvård", f"−112{NB}mnkr", f"+6,7{NB}%"]


def test_the_latest_version_of_a_budget_stands_first_and_earlier_ones_below() -> None:
    (table,) = economy(
        a_line("primary", "2000", Item.BUDGET, period="2025", version="plan"),
        a_line("primary", "1903", Item.BUDGET, period="2025", version="februari"),
        a_line("primary", "-112"),
    )
    cell = under(table, "Primärvård")["Budget"]
    assert (cell.text, cell.sub) == (f"1\u202f903{NB}mnkr", f"2\u202f000{NB}mnkr (plan)")
    assert table.notes == ("Januari–augusti 2025.",)


def test_amounts_of_earlier_and_later_months_are_left_to_their_own_reports() -> None:
    lines = [a_line("primary", str(amount), period=f"2025-YTD{month}") for month, amount in (("04", -50), ("12", -170))]
    (table,) = economy(*lines, a_line("primary", "-112"), a_line("primary", "-90", period="2024-YTD08"))
    cell = under(table, "Primärvård")["Mot budget"]
    assert (cell.text, cell.sub) == (f"−112{NB}mnkr", "")


def test_accounts_stand_under_their_frames_with_extra_cost_and_its_share() -> None:
    (table,) = economy(
        a_line("primary", "-79", account="staff_cost"),
        a_line("primary", "81", Item.AGENCY_COST, account="agency"),
        a_line("primary", "-4", Item.CHANGE, account="agency"),
        a_line("primary", "-5", Item.CHANGE_SHARE, account="agency", unit=AmountUnit.PERCENT),
        a_line("primary", "40.5", Item.EXTRA_COST, account="agency"),
        a_line("primary", "50", Item.EXTRA_SHARE, account="agency", unit=AmountUnit.PERCENT),
    )
    assert heads(table) == ["Ram och konto", "Belopp", "Mot budget", "Mot i fjol", "Varav merkostnad"]
    assert [(row.kind, row.cells[0].text) for row in table.rows] == [
        (RowKind.GROUP, "Primärvård"),
        (RowKind.BODY, "Personalkostnader"),
        (RowKind.BODY, "Hyrpersonal"),
    ]
    agency = [(cell.text, cell.sub) for cell in table.rows[2].cells[1:]]
    assert agency == [
        (f"81{NB}mnkr", ""),
        ("–", ""),
        (f"−4{NB}mnkr", f"−5{NB}%"),
        (f"40,5{NB}mnkr", f"50{NB}%"),
    ]
    assert table.notes == ("Streck: källan anger ingen siffra.",)


def test_what_is_written_about_amounts_is_told_once_with_its_places_and_a_full_stop() -> None:
    assessed = Label("Bedömd merkostnad")
    (table,) = economy(
        a_line("primary", "81", Item.AGENCY_COST, account="agency", note=assessed),
        a_line("hospital", "84", Item.AGENCY_COST, account="agency", note=assessed),
        a_line("hospital", "-2", account="staff_cost", note=Label("Beror på PO.")),
    )
    assert table.notes[1:] == (
        "Primärvård, hyrpersonal; Sjukhusvård, hyrpersonal: Bedömd merkostnad.",
        "Sjukhusvård, personalkostnader: Beror på PO.",
    )


def test_a_year_without_amounts_makes_no_table() -> None:
    assert economy() == []


def forecast(*lines: EconomyLine) -> Table:
    return the_table(blocks_of(a_year(*lines), forecast_section))


def test_the_announced_forecast_stands_beside_the_plain_rule() -> None:
    announced = a_line("board", "-550", Item.FORECAST, period="2025", note=Label("Sommaren bokförs i september."))
    table = forecast(a_line("board", "-335"), announced)
    assert [(row.cells[0].text, row.cells[1].text) for row in table.rows] == [
        ("Avvikelse hittills", f"−335{NB}mnkr"),
        ("Regionens egen prognos", f"−550{NB}mnkr"),
        ("Enkel 1/12-regel, beräknad", f"−502,5{NB}mnkr"),
    ]
    assert [row.cells[0].sub for row in table.rows] == [
        "till och med augusti 2025",
        "Sommaren bokförs i september.",
        f"samma avvikelse varje månad: −335{NB}mnkr / 8 × 12",
    ]


def test_without_an_announced_forecast_only_the_rule_is_shown() -> None:
    assert [row.cells[1].text for row in forecast(a_line("board", "8")).rows] == [f"+8{NB}mnkr", f"+12,0{NB}mnkr"]


def test_without_a_result_the_report_says_that_nothing_can_be_forecast() -> None:
    assert paragraphs(blocks_of(a_year(), forecast_section)) == ["Det finns inget utfall att göra en prognos från."]


def test_the_forecasts_of_single_frames_stand_beside_the_regions() -> None:
    lines = [
        a_line("board", "-335"),
        a_line("board", "-550", Item.FORECAST, period="2025"),
        a_line("dental", "-40", Item.FORECAST, period="2025", note=Label("Färre besök.")),
    ]
    table = the_table(blocks_of(a_year(*lines), forecast_section))
    cells = under(table, "Egen prognos: Tandvård")
    assert [cell.text for cell in cells.values()] == ["Egen prognos: Tandvård", f"−40{NB}mnkr"]
    assert next(iter(cells.values())).sub == "Färre besök."
