"""Rows of contacts and listings as a record system sends them."""

from __future__ import annotations

from tests.loaded import Row
from tests.persons_in_store import ALICE


def contact(contact_id: str = "K-1", **changed: str) -> Row:
    """A contact of Alice's that a load takes, with other words where a test says so."""
    words = {
        "contact_id": contact_id,
        "person": ALICE,
        "unit": "hc-1",
        "profession": "doctor",
        "date": "2026-11-02",
        "mode": "physical",
        "visit": "first",
    }
    return words | changed


def listed(person: str = ALICE, valid_from: str = "2025-03-01", unit: str = "hc-1", **more: str) -> Row:
    """A listing that a load takes."""
    return {"person": person, "unit": unit, "valid_from": valid_from, **more}
