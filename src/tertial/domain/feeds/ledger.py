"""The ledger: result and budget by unit, frame, account and month; preliminary income apart from what is settled."""

from __future__ import annotations

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

ITEM = CodeScheme(
    "ledger_item",
    "2025",
    Label("Vad beloppet är", "What the amount is"),
    {
        "result": Label("Utfall", "Result"),
        "preliminary_income": Label(
            "Preliminär intäkt, inte med i utfallet", "Preliminary income, not part of the result"
        ),
        "budget": Label("Budget", "Budget"),
    },
)

ACCOUNT = CodeScheme(
    "ledger_account",
    "2025",
    Label("Kontogrupp", "Group of accounts"),
    {
        "capitation": Label("Kapitering och annan hälsovalsersättning", "Capitation and other care-choice payment"),
        "care_income": Label("Vårdintäkter", "Income from care sold"),
        "patient_dental_income": Label("Patient- och tandvårdsintäkter", "Patient and dental income"),
        "state_grants": Label("Statsbidrag", "State grants"),
        "frame_funds": Label("Tilldelad ram", "Funds of the frame"),
        "other_income": Label("Övriga intäkter", "Other income"),
        "staff_cost": Label("Egen personal, med personalomkostnader", "Own staff, payroll overhead included"),
        "agency": Label("Inhyrd personal", "Agency staff"),
        "drugs": Label("Läkemedel utanför förmånen", "Drugs outside the benefit scheme"),
        "drugs_benefit": Label("Läkemedel inom förmånen", "Drugs of the benefit scheme"),
        "drug_rebates": Label("Läkemedelsrabatter", "Drug rebates"),
        "medical_supplies": Label("Medicinskt material", "Medical supplies"),
        "assistive_devices": Label("Hjälpmedel", "Assistive devices"),
        "care_bought": Label("Köpt vård, även utomlänsvård", "Care bought, from other regions too"),
        "other_cost": Label("Övriga kostnader", "Other costs"),
    },
)
"""The groups that the reports follow. A region maps the accounts of its own chart to them; no row is a sum."""

VERSION = CodeScheme(
    "budget_version",
    "2025",
    Label("Budgetens version", "Version of the budget"),
    {
        "0": Label("Inte en budget", "No budget"),
        "1": Label("Först beslutad", "As first decided"),
        **{str(number): Label(f"Ändrad, version {number}", f"Changed, version {number}") for number in range(2, 10)},
    },
)
"""A changed budget follows the first one by its number; the rows of both stay."""

FEED = Feed(
    id="ledger",
    title=Label("Ekonomi", "Ledger"),
    row=Label(
        "Ett belopp för en enhet, en ram, en kontogrupp och en månad.",
        "An amount for a unit, a frame, a group of accounts and a month.",
    ),
    grain=Grain.COUNT,
    columns=(
        Column(
            "unit",
            ColumnKind.UNIT,
            Label("Enheten som kostnadsstället hör till", "The unit that the cost centre belongs to"),
        ),
        Column(
            "frame",
            ColumnKind.UNIT,
            Label(
                "Den politiskt beslutade ramen, som enhet i organisationen",
                "The decided budget frame, as a unit of the organisation",
            ),
        ),
        Column("account", ColumnKind.CODE, Label("Kontogrupp", "Group of accounts"), scheme=ACCOUNT),
        Column("month", ColumnKind.MONTH, Label("Månaden", "The month")),
        Column(
            "item",
            ColumnKind.CODE,
            Label("Utfall, preliminär intäkt eller budget", "Result, preliminary income or budget"),
            scheme=ITEM,
        ),
        Column(
            "budget_version",
            ColumnKind.CODE,
            Label(
                "Budgetens version, 1 är den först beslutade; 0 för det som inte är budget",
                "Version of the budget, 1 as first decided; 0 for what is no budget",
            ),
            scheme=VERSION,
        ),
        Column(
            "amount",
            ColumnKind.AMOUNT,
            Label("Beloppet; intäkter över noll, kostnader under noll", "The amount; income above zero, costs below"),
        ),
    ),
    key=("unit", "frame", "account", "month", "item", "budget_version"),
    event="month",
    delivery=Delivery.DELTA,
    # The books of a year stay open into the second month of the next; preliminary income is replaced within the year.
    look_back=14,
    carries=Label(
        "Resultat mot budget per ram, nettokostnad och kostnadsutveckling, primärvårdens nettokostnadsandel.",
        "Result against budget by frame, net cost and its development, the net cost share of primary care.",
    ),
    sample=(
        ("hc-1", "primary-care", "staff_cost", "2025-05", "result", "0", "-1840210.50"),
        ("hc-1", "primary-care", "staff_cost", "2025-05", "budget", "1", "-1690000"),
        ("hc-1", "primary-care", "staff_cost", "2025-05", "budget", "2", "-1655000"),
        ("avd-30", "hospital-care", "care_income", "2025-05", "preliminary_income", "0", "96000"),
    ),
)
