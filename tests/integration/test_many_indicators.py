"""Thousands of indicators at once: an answer for each, the same as if it were alone."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import product
from typing import Any

from tertial.compute.engine import Engine
from tertial.domain.calendar import Month, PeriodKind
from tertial.domain.expressions.parser import parse
from tertial.domain.facts.registry import all_facts
from tertial.domain.indicators import Direction, Indicator, Kind, ValueUnit
from tertial.domain.label import Label
from tertial.domain.measures import Additive, Part, Rows, Sum
from tertial.store.snapshots.schema import cells_of
from tests.arrow_rows import arrow_table
from tests.memory_events import MemoryEvents

MONTHS = (Month(2025, 7), Month(2025, 8))
CONTACTS = all_facts()["contacts"]
PROFESSIONS, MODES = CONTACTS.column("profession").codes[:6], CONTACTS.column("mode").codes[:5]
CONDITIONS = list(product((3, 7), (0, 18, 65, 75, 80), PROFESSIONS, MODES))
ASKED = CONDITIONS * 10

EVENTS: list[dict[str, Any]] = [
    {
        "contact_id": f"k{number}",
        "person": "p1",
        "unit": f"unit-{number % 3}",
        "profession": PROFESSIONS[number % len(PROFESSIONS)],
        "mode": MODES[number // 5 % len(MODES)],
        "wait_days": number * 7 % 13 if number % 11 else None,
        "age_years": number * 31 % 97,
        "date": date(2025, 7 + number % 2, 1 + number % 28),
        "marks": 0,
        "extract": "journal",
        "provider": "region",
    }
    for number in range(300)
]


def share(number: int, wait: int, age: int, profession: str, mode: str) -> Indicator:
    above = Sum(Rows(CONTACTS, parse(f"wait_days <= {wait}")))
    below = Sum(Rows(CONTACTS, parse(f"age_years >= {age} and profession = '{profession}' and mode = '{mode}'")))
    return Indicator(
        id=f"i-{number}",
        title=Label(f"i-{number}"),
        kind=Kind.SHARE,
        value_unit=ValueUnit.PERCENT,
        shown=PeriodKind.MONTH,
        direction=Direction.NONE,
        measure=Additive(above, below),
    )


def expected() -> Counter[tuple[str, Part, str, Month]]:
    found: Counter[tuple[str, Part, str, Month]] = Counter()
    for number, (wait, age, profession, mode) in enumerate(ASKED):
        for event in EVENTS:
            if (event["profession"], event["mode"]) == (profession, mode) and event["age_years"] >= age:
                of = f"i-{number}", event["unit"], Month(2025, event["date"].month)
                found[of[0], Part.DENOMINATOR, *of[1:]] += 1
                if event["wait_days"] is not None and event["wait_days"] <= wait:
                    found[of[0], Part.NUMERATOR, *of[1:]] += 1
    return found


def test_three_thousand_shares_have_the_cells_that_each_has_alone() -> None:
    defined = [share(number, *asked) for number, asked in enumerate(ASKED)]
    assert len(defined) == 3000
    source = MemoryEvents({"contacts": arrow_table("contacts", EVENTS)})
    found = list(cells_of(Engine(source, cores=2).cells(defined, MONTHS)))
    assert {(cell.indicator, cell.part, cell.unit, cell.month): cell.amount for cell in found} == expected()
    assert len(found) == len(expected())
    assert [cell.month for cell in found] == sorted(cell.month for cell in found)
