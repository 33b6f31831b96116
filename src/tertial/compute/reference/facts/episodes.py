"""Episodes, the contacts of a person at a unit in their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from tertial.compute.reference.rows import Row
from tertial.compute.reference.values import known
from tertial.domain.calendar import Month
from tertial.domain.facts.episodes import DAYS_APART, FACT


def rows(sources: Mapping[str, Sequence[Row]], _months: Sequence[Month]) -> list[Row]:
    """The fact, whatever months are asked for."""
    together: dict[tuple[object, object, object], list[Row]] = defaultdict(list)
    for contact in sources["contacts"]:
        together[contact["provider"], contact["person"], contact["unit"]].append(contact)
    made: list[Row] = []
    for contacts in together.values():
        in_order = sorted(contacts, key=_order)
        for before, contact in zip((None, *in_order), in_order, strict=False):
            made.append(_contact(contact, before))
    return made


def _order(contact: Row) -> tuple[date, str, str]:
    return known(contact, "date", date), known(contact, "contact_id", str), known(contact, "extract", str)


def _contact(contact: Row, before: Row | None) -> Row:
    days = None if before is None else (known(contact, "date", date) - known(before, "date", date)).days
    if days is not None and days > DAYS_APART:
        days = None
    found = {**contact, "day": contact["date"], "first_of_episode": days is None, "days_since_previous": days}
    return {name: found[name] for name in FACT.made_names}
