"""With care contact: the population at the end of a month, and who of them has a named care contact."""

from __future__ import annotations

from tertial.domain.facts.contract import EVER, Fact, FactColumn, ValueType
from tertial.domain.facts.population import FACT as POPULATION
from tertial.domain.label import Label

FACT = Fact(
    id="with-care-contact",
    title=Label("Befolkning och fast vårdkontakt", "Population and named care contact"),
    row=Label(
        "En person som bor i regionen månadens sista dag, med eller utan fast vårdkontakt.",
        "A person who lives in the region on the month’s last day, with or without a named care contact.",
    ),
    columns=(
        *POPULATION.columns,
        FactColumn(
            "named_contact",
            ValueType.YES_NO,
            Label("Personen har en fast vårdkontakt den dagen", "The person has a named care contact on that day"),
            nullable=False,
        ),
    ),
    day="day",
    unit="unit",
    person="person",
    sources=("persons", "care-contacts"),
    derived=True,
    look_back=EVER,
    at_month_ends=True,
    official=Label(
        "Patientlagen (2014:821) 6 kap. 2 §: fast vårdkontakt. Avvikelser: en vårdkontakt räknas på vilken enhet som "
        "helst hos samma vårdgivare, utan krav på att den har använts. I övrigt som befolkning vid månadens slut.",
        "Patientlagen (2014:821) chapter 6 section 2: named care contact. Deviations: a contact counts at any unit of "
        "the same care provider, whether it has been used or not. For the rest as population at the month’s end.",
    ),
)
