"""Listed with doctor: who is listed at the end of a month, and who of them has a named doctor by which source."""

from __future__ import annotations

from tertial.domain.facts.contract import EVER, Fact, FactColumn, ValueType
from tertial.domain.facts.listed import FACT as LISTED
from tertial.domain.label import Label

FACT = Fact(
    id="listed-with-doctor",
    title=Label("Listade och fast läkarkontakt", "Listed and named doctor"),
    row=Label(
        "En person som är listad månadens sista dag, med vad varje källa säger om fast läkarkontakt.",
        "A person listed on the month’s last day, with what each source says of a named doctor.",
    ),
    columns=(
        *LISTED.columns,
        FactColumn(
            "register",
            ValueType.YES_NO,
            Label("Fast läkarkontakt enligt listningssystemet", "A named doctor by the listing register"),
            nullable=False,
        ),
        FactColumn(
            "local_list",
            ValueType.YES_NO,
            Label("Fast läkarkontakt enligt enhetens egen lista", "A named doctor by the unit’s own list"),
            nullable=False,
        ),
        FactColumn(
            "survey",
            ValueType.YES_NO,
            Label("Fast läkarkontakt enligt enkät", "A named doctor by a survey"),
            nullable=False,
        ),
        FactColumn(
            "chosen",
            ValueType.YES_NO,
            Label(
                "Patienten har själv valt läkaren, enligt någon källa; okänt om ingen säger det",
                "The patient chose the doctor, by any source; not known where none says",
            ),
        ),
        FactColumn(
            "gp_specialist",
            ValueType.YES_NO,
            Label(
                "Läkaren i listningssystemet är specialist i allmänmedicin; okänt om det inte anges",
                "The doctor in the listing register is a specialist in general practice; not known if not stated",
            ),
        ),
    ),
    day="day",
    unit="unit",
    person="person",
    sources=("listing", "named-doctors", "persons"),
    derived=True,
    look_back=EVER,
    at_month_ends=True,
    official=Label(
        "Hälso- och sjukvårdslagen (2017:30) 7 kap. 3 § (fast läkarkontakt i primärvården) och Socialstyrelsens "
        "nationella riktvärde för fast läkarkontakt i primärvården. Avvikelser: en fast läkarkontakt räknas på vilken "
        "enhet som helst hos samma vårdgivare, och källorna hålls isär: varje definition väljer. I övrigt som listade "
        "vid månadens slut.",
        "Hälso- och sjukvårdslagen (2017:30) chapter 7 section 3 (named doctor in primary care) and Socialstyrelsen’s "
        "national norm for named doctors in primary care. Deviations: a named doctor counts at any unit of the same "
        "care provider, and the sources are kept apart: each definition chooses. For the rest as listed at the month’s "
        "end.",
    ),
)
