"""Continuity over rolling months, a person at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from tertial.compute.reference.facts.windows import by_person, last_contact, unit_of_most
from tertial.compute.reference.rows import Row
from tertial.compute.reference.values import known
from tertial.domain.calendar import Month


def continuity(contacts: Sequence[Row], months: Sequence[Month], length: int) -> list[Row]:
    """The rows of the fact over windows of so many months."""
    with_clinician = [contact for contact in contacts if contact["clinician"] is not None]
    return [
        _of_person(person, in_window, month)
        for month in months
        for (_, person), in_window in by_person(with_clinician, "date", month, length).items()
    ]


def _of_person(person: str, contacts: Sequence[Row], month: Month) -> Row:
    in_order = [known(contact, "clinician", str) for contact in sorted(contacts, key=_order)]
    met = Counter(in_order)
    count = len(in_order)
    last = last_contact(contacts, "date")
    return {
        "person": person,
        "unit": unit_of_most(contacts),
        "day": month.last_day,
        "sex": last["sex"],
        "age_years": last["age_years"],
        "contacts": count,
        "clinicians": len(met),
        "same": sum(times**2 for times in met.values()) - count,
        "possible": count * (count - 1),
        "largest": max(met.values()),
        "sequence_same": sum(before == after for before, after in pairwise(in_order)),
        "sequence_pairs": count - 1,
    }


def _order(contact: Row) -> tuple[date, str, str]:
    return known(contact, "date", date), known(contact, "contact_id", str), known(contact, "extract", str)
