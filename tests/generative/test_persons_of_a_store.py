"""Keys and identities over generated stores: in which order they change makes no difference, and no row is lost."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import permutations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tertial.domain.calendar import Month
from tertial.domain.declarations import KeptMonths, RecordedDecision
from tertial.domain.disposal import Disposal
from tertial.domain.identity_changes import IdentityChange
from tertial.domain.key_rotation import rotation
from tertial.domain.person_key import PersonKey
from tertial.extracts.disposing import dispose
from tertial.extracts.identity_changing import change_identities
from tertial.extracts.keys_known import key_in_force
from tertial.extracts.rotating import rotate
from tertial.store.load_log import read_log
from tertial.store.state import open_state
from tests.invented_persons import TODAY, invented_persons
from tests.persons_in_store import HOLDER, KEY, NEW_KEY, NOW, contact, fill, listed, token
from tests.stored import AT_ONCE, QUICK
from tests.unit.domain.declared import declared

NUMBERS = [person.number for person in invented_persons(60, seed=11) if person.number.isdigit()][:6]
MONTHS = [Month(2026, 6), Month(2026, 7), Month(2026, 8)]
WITH = {"now": NOW, "program": "0.1.0", "holder": HOLDER, "patience": AT_ONCE, "disk": QUICK}

Change = Callable[[Path], object]


@dataclass(frozen=True)
class Case:
    """Who had contacts and was listed in which month, and whose number became whose."""

    contacts: tuple[tuple[int, int], ...]
    listings: tuple[tuple[int, int], ...]
    became: dict[int, int]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    someone, some_month = st.integers(0, len(NUMBERS) - 1), st.integers(0, len(MONTHS) - 1)
    rows = st.lists(st.tuples(someone, some_month), min_size=1, max_size=8).map(tuple)
    listings = st.sets(st.tuples(someone, some_month), min_size=1, max_size=6).map(lambda found: tuple(sorted(found)))
    # From a number to a later one, so that there is no circle.
    became = {old: draw(st.integers(old + 1, len(NUMBERS) - 1)) for old in draw(st.sets(st.integers(0, 4), max_size=3))}
    return Case(draw(rows), draw(listings), became)


def filled(root: Path, case: Case) -> None:
    by_month = [
        [
            contact(NUMBERS[who], f"kontakt-{place}", date(2026, 6 + month, 3))
            for place, (who, month) in enumerate(case.contacts)
            if month == number
        ]
        for number in range(len(MONTHS))
    ]
    fill(root, {("contacts", month): rows for month, rows in zip(MONTHS, by_month, strict=True)})
    for number, month in enumerate(MONTHS):
        rows = [
            listed(NUMBERS[who], date(2026, 6 + one, 1), version=who) for who, one in case.listings if one == number
        ]
        fill(root, {("listing", month): rows})


def key_of_store(root: Path) -> PersonKey:
    return NEW_KEY if key_in_force(read_log(root / "loads.jsonl")) == NEW_KEY.id else KEY


def change(case: Case, root: Path) -> None:
    key = key_of_store(root)
    changes = [
        IdentityChange(token(NUMBERS[old], key), token(NUMBERS[new], key), date(2026, 9, 1))
        for old, new in case.became.items()
    ]
    change_identities(root, changes, key, **WITH)  # type: ignore[arg-type]


def turn(root: Path) -> None:
    rotate(root, rotation(NUMBERS, KEY, NEW_KEY, TODAY).rotation, KEY, NEW_KEY, **WITH)  # type: ignore[arg-type]


def dispose_of_the_first_month(root: Path) -> None:
    decision = RecordedDecision("Arkivchefen", date(2026, 11, 1), "HSN 2026/31")
    disposal = Disposal(decision, "contacts", "gallring", through=MONTHS[0])
    dispose(root, disposal, [declared(retention=KeptMonths(1))], today=TODAY, **WITH)  # type: ignore[arg-type]


def outcome(case: Case, changes: Sequence[Change]) -> tuple[Counter[tuple[object, ...]], list[str]]:
    """The rows that are left, and the event files in force."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "store"
        filled(root, case)
        for one in changes:
            one(root)
        state = open_state(root)
        rows: Counter[tuple[object, ...]] = Counter()
        for feed in ("contacts", "listing"):
            for month in state.months(feed):
                for row in state.table(feed, [month]).to_pylist():
                    rows[feed, str(month), row["person"], row.get("contact_id"), row["version"]] += 1
        return rows, sorted(path.name for feed in ("contacts", "listing") for path in state.files(feed))


@settings(max_examples=5)
@given(cases())
def test_the_order_of_a_new_key_changed_numbers_and_disposal_makes_no_difference(case: Case) -> None:
    changes: tuple[Change, ...] = (partial(change, case), turn, dispose_of_the_first_month)
    outcomes = [outcome(case, order) for order in permutations(changes)]
    assert all(one == outcomes[0] for one in outcomes)


@settings(max_examples=12)
@given(cases())
def test_every_contact_is_kept_and_is_of_the_person_that_its_number_became(case: Case) -> None:
    def last(who: int) -> int:
        while who in case.became:
            who = case.became[who]
        return who

    rows, _files = outcome(case, [partial(change, case)])
    found = {(row[3], row[2]) for row in rows if row[0] == "contacts"}
    assert found == {(f"kontakt-{place}", token(NUMBERS[last(who)])) for place, (who, _) in enumerate(case.contacts)}
    persons = {(row[1], row[2]) for row in rows if row[0] == "listing"}
    assert persons == {(str(MONTHS[month]), token(NUMBERS[last(who)])) for who, month in case.listings}
    assert sum(count for row, count in rows.items() if row[0] == "listing") == len(persons)
