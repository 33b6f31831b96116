"""The indicators that are measured, as definitions: the pack of 25, its additive set, and a hundred additive ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, product

from benchmarks.care_units import EMERGENCY, MODES, PROFESSIONS, UNITS
from tertial.domain.calendar import PeriodKind
from tertial.domain.expressions.parser import parse
from tertial.domain.expressions.tree import Expression
from tertial.domain.facts.registry import all_facts
from tertial.domain.indicators import Direction, Indicator, Kind, OverTime, ValueUnit
from tertial.domain.label import Label
from tertial.domain.measures import Additive, Measure, Rows, Spread, Sum, Unique, rows_of_measure
from tertial.domain.organisation import LINE, Organisation, Unit

REGION = "region"
AT_EMERGENCY = "unit in ({})".format(", ".join(f"'{unit}'" for unit in EMERGENCY))
AT_CENTRES = f"not {AT_EMERGENCY}"
FIRST_KNOWN = "visit = 'first' and wait_days is not null"
DIGITAL = "mode in ('video', 'chat')"
FREQUENT = 4
"""Visits to emergency departments in twelve months from which a person is a frequent attender."""
FEWEST = 3
"""Contacts from which a person has a continuity."""
WAITS = (0, 3, 7, 14, 30)
AGES = (18, 65, 75, 80)
VISITS = ("first", "return")

_PERSON = ("sex",)


def organisation() -> Organisation:
    """All units right below the region."""
    units = [Unit(REGION, Label("Regionen"), "region"), *(Unit(id, Label(id), "unit", REGION) for id in UNITS)]
    return Organisation(tuple(units), trees={LINE: ("region", "unit")})


def pack() -> Mapping[str, Indicator]:
    """The 25 indicators by id; the rival's queries have the same names."""
    found = (*_additive(), *_over_time(), *_rest())
    return {one.id: one for one in found}


def additive() -> Mapping[str, Indicator]:
    """Those of the pack that are sums over contacts of a month."""
    return {one.id: one for one in _additive()}


def monthly() -> Mapping[str, Indicator]:
    """The pack without facts at month ends: what is computed of a month of events, not of the twelve before it."""
    return {
        id: one
        for id, one in pack().items()
        if one.measure is None or not any(rows.fact.at_month_ends for rows in rows_of_measure(one.measure))
    }


def hundred_conditions() -> Mapping[str, str]:
    """A hundred conditions on contacts that combine professions, modes, waits, visits and ages, by name.

    They read the same in SQL.
    """
    found = (
        *(f"profession = '{profession}' and mode = '{mode}'" for profession, mode in product(PROFESSIONS, MODES)),
        *(f"profession = '{profession}' and wait_days <= {days}" for profession, days in product(PROFESSIONS, WAITS)),
        *(f"mode = '{mode}' and age_years >= {age}" for mode, age in product(MODES, AGES)),
        *islice(
            (
                f"profession = '{profession}' and age_years >= {age} and visit = '{visit}'"
                for profession, age, visit in product(PROFESSIONS, AGES, VISITS)
            ),
            20,
        ),
    )
    return {f"number-{place:03}": condition for place, condition in enumerate(found)}


def hundred() -> Mapping[str, Indicator]:
    """The counts of rows that meet the hundred conditions."""
    return {name: _count(name, condition) for name, condition in hundred_conditions().items()}


def unique_patients() -> Indicator:
    """Different patients by sex."""
    return _indicator("unique-patients", Kind.DISTINCT, Unique(_rows(), "person"))


def _additive() -> Iterator[Indicator]:
    yield _count("contacts")
    yield _count("doctor", "profession = 'doctor'")
    yield _count("nurse", "profession = 'nurse'")
    yield _count("physiotherapist", "profession = 'physiotherapist'")
    yield _count("psychologist", "profession = 'psychologist'")
    yield _share("digital-share", DIGITAL)
    yield _share("phone-share", "mode = 'phone'")
    yield _share("assessed-in-3-days", "wait_days <= 3", FIRST_KNOWN)
    yield _share("doctor-in-7-days", "wait_days <= 7", f"{FIRST_KNOWN} and profession = 'doctor'")
    yield _indicator(
        "mean-wait",
        Kind.MEAN,
        Additive(Sum(_rows("visit = 'first'"), parse("wait_days")), Sum(_rows(FIRST_KNOWN))),
    )
    yield _share("new-share", "visit = 'first'")
    yield _share("physical-75-and-older", "age_years >= 75", "mode = 'physical'")
    yield _count("emergency-visits", AT_EMERGENCY)
    yield _count("emergency-visits-80-and-older", f"{AT_EMERGENCY} and age_years >= 80")


def _over_time() -> Iterator[Indicator]:
    """Sums of the same over more months than one."""
    yield _count("contacts-r12", shown=PeriodKind.R12)
    yield _share("digital-share-r12", DIGITAL, shown=PeriodKind.R12)
    yield _share("assessed-in-3-days-ytd", "wait_days <= 3", FIRST_KNOWN, shown=PeriodKind.YTD)


def _rest() -> Iterator[Indicator]:
    yield _indicator("median-wait", Kind.MEDIAN, Spread(_rows(FIRST_KNOWN), parse("wait_days"), percent=50))
    yield unique_patients()
    yield _indicator(
        "frequent-attenders",
        Kind.COUNT,
        Additive(Sum(_rows(f"contacts >= {FREQUENT}", "frequent-visitors", parse(AT_EMERGENCY)))),
        over_time=OverTime.LAST,
    )
    for name, above, below in (("continuity-coc", "same", "possible"), ("usual-provider-upc", "largest", "contacts")):
        rows = _rows(f"contacts >= {FEWEST}", "continuity-12", parse(AT_CENTRES))
        yield _indicator(name, Kind.MEAN, Spread(rows, parse(above), parse(below)), by=(), over_time=OverTime.LAST)
    yield _indicator(
        "phone-answered-same-day",
        Kind.SHARE,
        Additive(Sum(_rows("same_day", "calls")), Sum(_rows(None, "calls"))),
        by=(),
    )
    yield _indicator(
        "ready-over-a-day",
        Kind.SHARE,
        Additive(
            Sum(_rows("ready_over_a_day", "discharges")), Sum(_rows("ready_over_a_day is not null", "discharges"))
        ),
    )
    yield _indicator(
        "readmission-30-days-65-and-older",
        Kind.SHARE,
        Additive(Sum(_rows("readmitted_30_days", "readmissions")), Sum(_rows("age_years >= 65", "readmissions"))),
    )


def _rows(where: str | None = None, fact: str = "contacts", events: Expression | None = None) -> Rows:
    return Rows(all_facts()[fact], None if where is None else parse(where), events)


def _count(name: str, where: str | None = None, *, shown: PeriodKind = PeriodKind.MONTH) -> Indicator:
    return _indicator(name, Kind.COUNT, Additive(Sum(_rows(where))), shown=shown)


def _share(name: str, of: str, out_of: str | None = None, *, shown: PeriodKind = PeriodKind.MONTH) -> Indicator:
    return _indicator(name, Kind.SHARE, Additive(Sum(_rows(of)), Sum(_rows(out_of))), shown=shown)


def _indicator(
    name: str,
    kind: Kind,
    measure: Measure,
    *,
    shown: PeriodKind = PeriodKind.MONTH,
    by: tuple[str, ...] = _PERSON,
    over_time: OverTime = OverTime.SUM,
) -> Indicator:
    share = kind is Kind.SHARE
    return Indicator(
        id=name,
        title=Label(name),
        kind=kind,
        value_unit=ValueUnit.PERCENT if share else ValueUnit.COUNT,
        shown=shown,
        direction=Direction.NONE,
        over_time=over_time,
        measure=measure,
        by=by,
    )
