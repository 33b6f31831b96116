"""The feeds that come out of the record system, each with the kinds of units that it is about."""

from __future__ import annotations

from collections.abc import Mapping

BUSY: Mapping[str, tuple[str, ...]] = {
    "contacts": ("health_centre",),
    "phone-calls": ("health_centre",),
    "emergency-visits": ("emergency_department",),
}
"""Those with hundreds of rows a month at each unit of a real-sized region; of contacts health centres have most."""

SPARSE: Mapping[str, tuple[str, ...]] = {
    "digital-triage": ("health_centre",),
    "admissions": ("ward",),
    "discharge-exchange": ("ward",),
    "waiting-list": ("clinic",),
    "medication-reviews": ("health_centre", "ward"),
    "lifestyle-advice": ("health_centre",),
    "violence-questions": ("health_centre", "maternity_centre", "clinic"),
    "suicide-assessments": ("health_centre",),
    "health-dialogues": ("health_centre",),
    "health-examinations": ("health_centre",),
    "maternity": ("maternity_centre",),
    "child-health-newborns": ("child_health_centre",),
    "child-health-weight": ("child_health_centre",),
    "coordinated-plans": ("health_centre",),
    "documented-agreements": ("health_centre",),
}

RECORD_FEEDS: Mapping[str, tuple[str, ...]] = {**BUSY, **SPARSE}

ANY: Mapping[str, tuple[str, ...]] = dict.fromkeys(RECORD_FEEDS, ())
"""All of them, for mechanisms that hit whole rows."""
