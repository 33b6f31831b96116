"""What the tests' source declares."""

from __future__ import annotations

from typing import Any

from tertial.domain.declarations import Declaration, KeptMonths, Purpose


def declared(**changed: Any) -> Declaration:
    """The region's contacts, with other words where a test says so."""
    words: dict[str, Any] = {
        "feed": "contacts",
        "purposes": frozenset({Purpose.QUALITY, Purpose.PLANNING_AND_FOLLOW_UP}),
        "controller": "Hälso- och sjukvårdsnämnden",
        "provider": "region",
        "units": ("hc-1", "hc-2"),
        "legal_basis": "patientdatalagen 2 kap. 4 § 4 och 5",
        "retention": KeptMonths(60),
    }
    return Declaration(**(words | changed))
