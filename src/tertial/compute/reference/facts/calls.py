"""Calls, a call at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from tertial.compute.reference.rows import Row
from tertial.compute.reference.values import known, perhaps
from tertial.domain.calendar import Month
from tertial.domain.clock import same_day
from tertial.domain.facts.calls import FACT


def rows(sources: Mapping[str, Sequence[Row]], _months: Sequence[Month]) -> list[Row]:
    """The fact, whatever months are asked for."""
    seen: set[tuple[object, ...]] = set()
    made: list[Row] = []
    for call in sorted(sources["phone-calls"], key=_order):
        errand = (call["extract"], call["unit"], call["errand_id"], call["called_at_day"])
        made.append(_call(call, repeated=None if call["errand_id"] is None else errand in seen))
        seen.add(errand)
    return made


def _order(call: Row) -> tuple[datetime, str]:
    return known(call, "called_at", datetime), known(call, "call_id", str)


def _call(call: Row, *, repeated: bool | None) -> Row:
    called_at = known(call, "called_at", datetime)
    contact = _first_contact(call, called_at)
    within_the_day = contact is not None and same_day(called_at, contact)
    found = {
        **call,
        "day": call["called_at_day"],
        "same_day": None if call["in_hours"] is False else within_the_day,
        "minutes_to_contact": None if contact is None else (contact - called_at) // timedelta(minutes=1),
        "repeated": repeated,
    }
    return {name: found[name] for name in FACT.made_names}


def _first_contact(call: Row, called_at: datetime) -> datetime | None:
    """The first contact that the call led to; what is said to be earlier than the call it did not lead to."""
    contacts = (perhaps(call, "answered_at", datetime), perhaps(call, "called_back_at", datetime))
    return min((contact for contact in contacts if contact is not None and contact >= called_at), default=None)
