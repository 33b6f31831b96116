"""Code schemes that several feeds share; a scheme of one feed alone stands in that feed's module."""

from __future__ import annotations

from tertial.domain.feeds.columns import CodeScheme
from tertial.domain.label import Label

SEX = CodeScheme(
    "sex",
    "2025",
    Label("Kön", "Sex"),
    {
        "women": Label("Kvinna", "Woman"),
        "men": Label("Man", "Man"),
        "unknown": Label("Okänt", "Unknown"),
    },
)

PROFESSION = CodeScheme(
    "profession",
    "2025",
    Label("Yrke", "Profession"),
    {
        "doctor": Label("Läkare", "Doctor"),
        "nurse": Label("Sjuksköterska", "Nurse"),
        "assistant_nurse": Label("Undersköterska", "Assistant nurse"),
        "midwife": Label("Barnmorska", "Midwife"),
        "psychologist": Label("Psykolog", "Psychologist"),
        "counsellor": Label("Kurator", "Counsellor"),
        "physiotherapist": Label("Fysioterapeut", "Physiotherapist"),
        "occupational_therapist": Label("Arbetsterapeut", "Occupational therapist"),
        "dietitian": Label("Dietist", "Dietitian"),
        "dentist": Label("Tandläkare", "Dentist"),
        "dental_hygienist": Label("Tandhygienist", "Dental hygienist"),
        "dental_nurse": Label("Tandsköterska", "Dental nurse"),
        "medical_secretary": Label("Medicinsk sekreterare", "Medical secretary"),
        "manager": Label("Chef", "Manager"),
        "other": Label("Annat yrke", "Other profession"),
    },
)

MODE = CodeScheme(
    "contact_mode",
    "2025",
    Label("Kontaktsätt", "Mode of contact"),
    {
        "physical": Label("Fysiskt besök", "Physical visit"),
        "phone": Label("Telefon", "Phone"),
        "video": Label("Video", "Video"),
        "chat": Label("Chatt eller meddelande", "Chat or message"),
        "home": Label("Hembesök", "Home visit"),
    },
)

VISIT = CodeScheme(
    "visit_kind",
    "2025",
    Label("Nybesök eller återbesök", "First or return visit"),
    {"first": Label("Nybesök", "First visit"), "return": Label("Återbesök", "Return visit")},
)

PROBLEM = CodeScheme(
    "problem",
    "2025",
    Label("Nytt eller känt problem", "New or known problem"),
    {
        "new": Label("Nytt eller klart försämrat", "New or clearly worse"),
        "known": Label("Känt", "Known"),
    },
)
