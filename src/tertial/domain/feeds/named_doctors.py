"""Named doctors: who has one, since when, and which source says so."""

from __future__ import annotations

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

SOURCE = CodeScheme(
    "named_doctor_source",
    "2025",
    Label("Uppgiftens källa", "Where the fact comes from"),
    {
        "register": Label("Listningssystemet", "The listing register"),
        "local_list": Label("Enhetens egen lista", "The unit’s own list"),
        "survey": Label("Enkät", "A survey"),
    },
)

COMPETENCE = CodeScheme(
    "named_doctor_competence",
    "2025",
    Label("Läkarens kompetens", "The doctor’s competence"),
    {
        "gp_specialist": Label("Specialist i allmänmedicin", "Specialist in general practice"),
        "other_specialist": Label("Specialist med annan inriktning", "Specialist in another field"),
        "trainee": Label("ST-läkare", "Doctor in specialist training"),
        "other": Label("Annan likvärdig kompetens", "Another equal competence"),
    },
    source="Socialstyrelsen, nationellt riktvärde för fast läkarkontakt i primärvården",
)

FEED = Feed(
    id="named-doctors",
    title=Label("Fast läkarkontakt", "Named doctors"),
    row=Label(
        "En persons fasta läkarkontakt under en tid, enligt en källa.",
        "One person’s named doctor for a time, by one source.",
    ),
    grain=Grain.PERSON,
    columns=(
        Column("person", ColumnKind.PERSON, Label("Patientens identitetsnummer", "The patient’s identity number")),
        Column("unit", ColumnKind.UNIT, Label("Hälsocentralen där läkaren arbetar", "The doctor’s health centre")),
        Column(
            "source",
            ColumnKind.CODE,
            Label(
                "Källan; samma person kan ha en rad för varje källa",
                "The source; one person may have a row for each",
            ),
            scheme=SOURCE,
        ),
        Column(
            "clinician",
            ColumnKind.CLINICIAN,
            Label("Läkarens id; en enkät har inget", "The doctor’s id; a survey has none"),
            required=False,
        ),
        Column(
            "competence",
            ColumnKind.CODE,
            Label("Läkarens kompetens", "The doctor’s competence"),
            required=False,
            scheme=COMPETENCE,
        ),
        Column(
            "chosen",
            ColumnKind.YES_NO,
            Label("Patienten har själv valt läkaren", "The patient chose the doctor"),
            required=False,
        ),
        Column("valid_from", ColumnKind.DATE, Label("Första dagen", "The first day")),
        Column(
            "valid_to",
            ColumnKind.DATE,
            Label(
                "Sista dagen, den dagen inräknad; tomt när kontakten gäller tills vidare",
                "The last day, included; empty while it lasts",
            ),
            required=False,
        ),
    ),
    key=("person", "source", "valid_from"),
    event="valid_from",
    # In full: a named doctor of many years is ended by a change of an old row.
    delivery=Delivery.FULL,
    look_back=0,
    carries=Label(
        "Andel med fast läkarkontakt enligt register, enhetens egen lista eller enkät, andel som själva valt, "
        "patienter per specialist mot riktvärdet 1 100.",
        "Share with a named doctor by register, the unit’s own list or survey, share who chose, patients a specialist "
        "against the norm of 1 100.",
    ),
    sample=(
        ("19121212-1212", "hc-1", "register", "L-7", "gp_specialist", "yes", "2024-02-01", "2025-08-13"),
        ("19900101-2385", "hc-2", "local_list", "L-9", "trainee", "no", "2025-05-01", ""),
        ("19900101-2385", "hc-2", "survey", "", "", "", "2025-06-10", ""),
    ),
)
