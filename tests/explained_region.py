"""A region whose figures are explained: contacts of a few persons at two health centres, loaded and computed.

Harbour and Hill are health centres of primary care; Old Town went up into Harbour at the end of 2024. Alice has blocked
a contact, Bob has refused the register of one, David's identity is protected by a row of another feed.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tertial.definitions.start import start_folder
from tertial.domain.calendar import Month
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.row_marks import Mark
from tertial.store.state import State
from tests.command_line import answer
from tests.persons_in_store import ALICE, BOB, CECILIA, DAVID, contact, fill, listed, marks
from tests.unit.domain.declared import declared

HARBOUR, HILL, OLD_TOWN = "harbour-centre", "hill-centre", "old-town-centre"
REASON = ("--reason", "checks the waits", "--user", "anna")

INDICATORS = {
    "first-visits": """
id: first-visits
title: {sv: Nybesök inom tre dagar, en: First visits within three days}
why: {sv: Den som behöver vård ska inte vänta., en: Whoever needs care shall not wait.}
counted: {sv: Nybesök inom tre dagar, en: First visits within three days}
out_of: {sv: Nybesök, en: First visits}
kind: share
fact: contacts
denominator: visit = 'first' and kind(unit) = 'health_centre' and wait_days is not null
numerator: wait_days <= 3 and mode <> 'phone'
by: [sex]
value_unit: "%"
decimals: 1
shown: ytd
over_time: sum
direction: increase
official: {sv: Vårdgarantin, en: The care guarantee}
deviations: {sv: Inga., en: None.}
checked_by: Anna
next_review: 2026-06
version: 3
""",
    "wait-median": """
id: wait-median
title: {sv: Väntan i dagar, en: Days of waiting}
kind: median
fact: contacts
where: visit = 'first'
value: wait_days
value_unit: days
shown: ytd
over_time: sum
direction: decrease
""",
    "patients": """
id: patients
title: {sv: Unika patienter, en: Different patients}
kind: distinct
fact: contacts
of: person
where: mode = 'physical'
value_unit: count
shown: ytd
direction: none
""",
    "frequent": """
id: frequent
title: {sv: Flitiga besökare, en: Frequent visitors}
kind: count
fact: frequent-visitors
events: profession = 'doctor'
where: contacts >= 2
value_unit: count
shown: month
direction: none
""",
    "centres-in-time": """
id: centres-in-time
title: {sv: Hälsocentraler i tid, en: Health centres in time}
kind: units_reaching
level: {indicator: first-visits, at_least: 60}
among: health_centre
value_unit: count
shown: ytd
direction: increase
""",
    "beds-staffed": """
id: beds-staffed
title: {sv: Öppna vårdplatser, en: Staffed beds}
kind: count
fact: beds
numerator: {add: staffed}
value_unit: beds
shown: ytd
over_time: sum
direction: none
""",
}

JANUARY, JULY, AUGUST = Month(2025, 1), Month(2025, 7), Month(2025, 8)


def _first(number: str, name: str, day: date, wait: int | None, **more: Any) -> dict[str, Any]:
    said = {"unit": HARBOUR, "visit": "first", "mode": "physical", "profession": "doctor", "sex": "women"}
    return contact(number, name, day, **{**said, "wait_days": wait, **more})


ROWS = {
    JULY: [
        _first(ALICE, "a", date(2025, 7, 1), 2),
        _first(BOB, "b", date(2025, 7, 2), 4, sex="men"),
        _first(CECILIA, "c", date(2025, 7, 3), 1, unit=HILL),
        _first(CECILIA, "d", date(2025, 7, 3), None),
        _first(BOB, "e", date(2025, 7, 4), 1, sex="men", **marks(Mark.REGISTER_OPT_OUT)),
    ],
    AUGUST: [
        _first(ALICE, "f", date(2025, 8, 1), 1, **marks(Mark.BLOCKED)),
        _first(ALICE, "g", date(2025, 8, 2), 0, mode="phone"),
        _first(BOB, "h", date(2025, 8, 3), 3, sex="men", visit="return"),
        _first(DAVID, "i", date(2025, 8, 4), 3, sex="men"),
        _first(CECILIA, "j", date(2025, 8, 5), 9, unit=HILL),
        _first(BOB, "k", date(2025, 8, 6), 0, sex="men", unit=OLD_TOWN),
    ],
}
"""The contacts of each month that has been loaded."""


def region_with_events(folder: Path) -> Path:
    """The region folder with its store, not computed."""
    start_folder(folder, name=None, language="sv")
    for name, text in INDICATORS.items():
        (folder / "indicators" / f"{name}.yaml").write_text(text.lstrip(), "utf-8")
    load(folder, {("contacts", month): rows for month, rows in ROWS.items()})
    load(folder, {("listing", AUGUST): [listed(DAVID, date(2025, 8, 1), unit=HILL, **marks(Mark.PROTECTED_IDENTITY))]})
    return folder


def load(folder: Path, rows: dict[tuple[str, Month], list[dict[str, Any]]], *, extract: str = "", **said: Any) -> State:
    """Publish months of a feed as a load whose source declares primary care, or what else a test says."""
    (feed, _month) = next(iter(rows))
    assert feed in all_feeds()
    declaration = declared(**{"feed": feed, "units": ("primary-care",), **said})
    return fill(folder / "store", rows, declaration=declaration, extract=extract)


def explained_region(folder: Path) -> Path:
    """The region computed through August 2025."""
    region_with_events(folder)
    answer("compute", folder, "--through", "2025-08", "--json")
    return folder
