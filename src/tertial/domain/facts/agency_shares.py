"""Agency shares: what agency staff cost beside own staff and beside all staff, by unit and month."""

from __future__ import annotations

from tertial.domain.facts.columns import columns_of_feed
from tertial.domain.facts.contract import Fact, FactColumn, ValueType
from tertial.domain.label import Label

FACT = Fact(
    id="agency-shares",
    title=Label("Inhyrd personal av personalkostnaden", "Agency staff of the cost of staff"),
    row=Label(
        "En enhets kostnad för inhyrd, egen och all personal under en månad.",
        "A unit’s cost of agency staff, own staff and all staff in a month.",
    ),
    columns=(
        *columns_of_feed("agency-costs", "unit", "month", "agency_cost", "own_staff_cost"),
        FactColumn(
            "staff_cost",
            ValueType.AMOUNT,
            Label("Kostnad för all personal, inhyrd och egen", "Cost of all staff, agency and own"),
            nullable=False,
        ),
    ),
    day="month",
    unit="unit",
    person="",
    sources=("agency-costs",),
    derived=True,
    official=Label(
        "Regioner redovisar båda andelarna: agency_cost/own_staff_cost, som SKR:s uppföljning av inhyrd personal, och "
        "agency_cost/staff_cost. Avvikelser: inga; vilka konton som är inhyrd personal avgör regionens uttag.",
        "Regions report both shares: agency_cost/own_staff_cost, as SKR’s follow-up of agency staff, and "
        "agency_cost/staff_cost. Deviations: none; which accounts are agency staff the region’s extract decides.",
    ),
)
