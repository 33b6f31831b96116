"""Listed with doctor: who is listed, and what each source says of a named doctor on the day."""

from __future__ import annotations

from collections.abc import Mapping

import ibis.expr.types as ir

from tertial.compute.facts.listed import listed
from tertial.compute.facts.person_register import valid_at_month_ends
from tertial.domain.facts.listed_with_doctor import FACT


def rows(sources: Mapping[str, ir.Table], months: ir.Table) -> ir.Table:
    """The fact at the ends of the months."""
    persons = listed(sources["listing"], sources["persons"], months)
    doctors = _doctors(sources["named-doctors"], months)
    joined = persons.left_join(
        doctors,
        [
            persons.day == doctors.doctor_day,
            persons.provider == doctors.doctor_provider,
            persons.person == doctors.doctor_person,
        ],
    )
    return joined.mutate(
        register=doctors.by_register.fill_null(False),
        local_list=doctors.by_local_list.fill_null(False),
        survey=doctors.by_survey.fill_null(False),
    ).select(*FACT.names)


def _doctors(named: ir.Table, months: ir.Table) -> ir.Table:
    """What is said of each person with a named doctor valid on a day; of several answers yes goes before no."""
    valid = valid_at_month_ends(named, months)
    return valid.group_by(
        doctor_day=valid.last_day, doctor_provider=valid.provider, doctor_person=valid.person
    ).aggregate(
        by_register=(valid.source == "register").any(),
        by_local_list=(valid.source == "local_list").any(),
        by_survey=(valid.source == "survey").any(),
        chosen=valid.chosen.any(),
        gp_specialist=(valid.competence == "gp_specialist").any(where=valid.source == "register"),
    )
