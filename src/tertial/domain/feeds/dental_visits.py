"""Dental visits: every completed visit to a dental clinic, and whether a child's treatment was finished in it."""

from __future__ import annotations

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.feeds.schemes import MODE
from tertial.domain.label import Label

# Finished in one visit is a fact of the examination, so it is a column here and no feed of its own.
CARE = CodeScheme(
    "dental_care",
    "2025",
    Label("Tandvårdens gren", "Branch of dental care"),
    {
        "general": Label("Allmäntandvård", "General dental care"),
        "specialist": Label("Specialisttandvård", "Specialist dental care"),
    },
)

KIND = CodeScheme(
    "dental_visit_kind",
    "2025",
    Label("Slag av besök", "Kind of visit"),
    {
        "examination": Label("Undersökning", "Examination"),
        "treatment": Label("Behandling", "Treatment"),
        "acute": Label("Akut besök", "Acute visit"),
        "other": Label("Annat besök", "Other visit"),
    },
)

FEED = Feed(
    id="dental-visits",
    title=Label("Tandvårdsbesök", "Dental visits"),
    row=Label("Ett genomfört besök i tandvården.", "A completed visit in dental care."),
    grain=Grain.PERSON,
    columns=(
        Column(
            "visit_id", ColumnKind.KEY, Label("Besökets id i journalsystemet", "The visit’s id in the record system")
        ),
        Column("person", ColumnKind.PERSON, Label("Patientens identitetsnummer", "The patient’s identity number")),
        Column("unit", ColumnKind.UNIT, Label("Kliniken", "The clinic")),
        Column("date", ColumnKind.DATE, Label("Dagen för besöket", "The day of the visit")),
        Column(
            "care",
            ColumnKind.CODE,
            Label("Allmän- eller specialisttandvård", "General or specialist dental care"),
            scheme=CARE,
        ),
        Column("kind", ColumnKind.CODE, Label("Slag av besök", "Kind of visit"), scheme=KIND),
        Column("mode", ColumnKind.CODE, Label("Kontaktsätt", "Mode of contact"), required=False, scheme=MODE),
        Column(
            "finished",
            ColumnKind.YES_NO,
            Label(
                "Patienten blev färdigbehandlad vid undersökningen; bara för undersökningar",
                "The treatment was finished at the examination; only for examinations",
            ),
            required=False,
        ),
    ),
    key=("visit_id",),
    event="date",
    delivery=Delivery.DELTA,
    look_back=3,
    carries=Label(
        "Besök och patienter i tandvården, barn och unga färdigbehandlade på ett besök, kliniker som når målet.",
        "Visits and patients in dental care, children finished in one visit, clinics that reach the target.",
    ),
    sample=(
        ("T-9001", "20140412-9809", "ftv-1", "2025-05-05", "general", "examination", "physical", "yes"),
        ("T-9002", "20110926-9819", "ftv-1", "2025-05-05", "general", "examination", "physical", "no"),
        ("T-9003", "19650811-9804", "ftv-2", "2025-05-06", "general", "acute", "physical", ""),
    ),
)
