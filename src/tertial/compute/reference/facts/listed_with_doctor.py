"""Listed with doctor, a month and a person at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tertial.compute.reference.facts.listed import listed
from tertial.compute.reference.facts.person_register import Person, is_valid, person_of
from tertial.compute.reference.rows import Row
from tertial.compute.reference.values import perhaps
from tertial.domain.calendar import Month


def rows(sources: Mapping[str, Sequence[Row]], months: Sequence[Month]) -> list[Row]:
    """The fact at the ends of the months."""
    made: list[Row] = []
    for month in months:
        doctors: dict[Person, list[Row]] = defaultdict(list)
        for named in sources["named-doctors"]:
            if is_valid(named, month.last_day):
                doctors[person_of(named)].append(named)
        for person, row in listed(sources, month).items():
            made.append({**row, **_said(doctors[person])})
    return made


def _said(named: Sequence[Row]) -> Row:
    by_register = [row for row in named if row["source"] == "register"]
    competences = [perhaps(row, "competence", str) for row in by_register]
    return {
        "register": bool(by_register),
        "local_list": any(row["source"] == "local_list" for row in named),
        "survey": any(row["source"] == "survey" for row in named),
        "chosen": _any_yes(perhaps(row, "chosen", bool) for row in named),
        "gp_specialist": _any_yes(
            None if competence is None else competence == "gp_specialist" for competence in competences
        ),
    }


def _any_yes(answers: Iterable[bool | None]) -> bool | None:
    """Yes where one answer is yes, no where one at least is no, else not known."""
    known = [answer for answer in answers if answer is not None]
    return any(known) if known else None
