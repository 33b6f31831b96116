"""What is taken over is what would have been computed: after any correction, a snapshot equals one made anew."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertial.compute import computing
from tertial.compute.computing import Done, Wanted, compute
from tertial.compute.reference.rows import Row
from tertial.definitions.library import library_indicators
from tertial.domain.calendar import Month, PeriodKind
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import event_day
from tertial.domain.label import Label
from tertial.domain.organisation import Organisation, Unit
from tertial.store.declared import declaration_document
from tertial.store.loading import begin_load
from tertial.store.snapshots.making import begin_snapshot
from tertial.store.snapshots.schema import unique_cells_of
from tertial.store.state import open_state
from tests.arrow_rows import arrow_table
from tests.generative.events import rows_of
from tests.stored import AT_ONCE, HOLDER, QUICK, WHEN, record
from tests.unit.domain.declared import declared

MONTHS = tuple(Month(2024, 10).plus(step) for step in range(6))
FEEDS = ("contacts", "admissions", "waiting-list")
INDICATORS = (
    "contacts-total",
    "wait-for-assessment-90th-percentile",
    "patients-with-contact",
    "readmissions-65-share",
    "waiting-total",
    "continuity-in-sequence",
)
ORGANISATION = Organisation(
    (
        Unit("top", Label("Regionen"), "region"),
        *(Unit(f"unit-{number}", Label(f"Enhet {number}"), "health_centre", "top") for number in (1, 2, 3)),
    ),
    trees={"line": ("region", "health_centre")},
)
WANTED = {id: library_indicators()[id] for id in INDICATORS}

Events = Mapping[str, Sequence[Row]]


def _publish(root: Path, events: Events) -> None:
    """Let the store hold these events and no others; months without a row have been loaded all the same."""
    for feed, rows in events.items():
        day = event_day(all_feeds()[feed])
        with begin_load(root, HOLDER, AT_ONCE, QUICK) as load:
            for month in MONTHS:
                held = [row for row in rows if str(row[day]).startswith(str(month))]
                load.replace_month(feed, month, arrow_table(feed, held))
            load.publish(replace(record(feed), extract=feed, declaration=declaration_document(declared(feed=feed))))


def _computed(root: Path, *, again: bool = False) -> Done:
    wanted = Wanted(WANTED, ORGANISATION, MONTHS[-1], again=again)
    with begin_snapshot(root, HOLDER, AT_ONCE, QUICK) as work:
        return compute(work, open_state(root), wanted, WHEN, lambda _done, _all: None)


def _pieces(done: Done) -> dict[tuple[str, str, str], str]:
    return {piece.place: piece.sha256 for piece in done.snapshot.manifest.pieces}


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.fixed_dictionaries({feed: rows_of(feed, months=MONTHS, least=5) for feed in FEEDS}),
    st.sampled_from(FEEDS).flatmap(lambda feed: st.tuples(st.just(feed), rows_of(feed, months=MONTHS[2:3], most=4))),
)
def test_after_a_correction_what_is_taken_over_equals_what_is_computed_anew(
    events: dict[str, list[Row]], corrected: tuple[str, list[Row]]
) -> None:
    feed, rows = corrected
    day = event_day(all_feeds()[feed])
    others = [row for row in events[feed] if not str(row[day]).startswith(str(MONTHS[2]))]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _publish(root, events)
        _computed(root)
        _publish(root, {feed: [*others, *rows]})
        incremental = _computed(root)
        full = _computed(root, again=True)
    assert _pieces(incremental) == _pieces(full)
    assert full.reused == 0
    assert incremental.reused > 0


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.fixed_dictionaries({feed: rows_of(feed, months=MONTHS, least=5) for feed in FEEDS}))
def test_pieces_are_the_same_however_few_months_fit_in_memory_at_once(events: dict[str, list[Row]]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        _publish(Path(folder), events)
        together = _computed(Path(folder), again=True)
        patch.setattr(computing, "MOST_MONTHS_OF_TERMS", 1)
        apart = _computed(Path(folder), again=True)
    assert _pieces(apart) == _pieces(together)


def test_nothing_is_computed_where_nothing_has_changed(tmp_path: Path) -> None:
    _publish(tmp_path, {feed: [] for feed in FEEDS})
    first = _computed(tmp_path)
    second = _computed(tmp_path)
    assert first.computed > 0
    assert (second.computed, second.reused) == (0, first.computed)
    assert second.snapshot.number == first.snapshot.number


def test_persons_of_a_year_are_counted_up_to_the_last_month_asked_for(tmp_path: Path) -> None:
    rows = [
        {"contact_id": f"k{number}", "person": f"p{number}", "unit": "unit-1", "profession": "doctor", "mode": "phone"}
        | {"date": MONTHS[number].first_day, "visit": "first", "marks": 0, "extract": "journal", "provider": "region"}
        for number in (3, 4, 5)
    ]
    _publish(tmp_path, {"contacts": rows})
    yearly = replace(WANTED["patients-with-contact"], shown=PeriodKind.YEAR, by=())
    wanted = Wanted({yearly.id: yearly}, ORGANISATION, MONTHS[4])
    with begin_snapshot(tmp_path, HOLDER, AT_ONCE, QUICK) as work:
        snapshot = compute(work, open_state(tmp_path), wanted, WHEN, lambda _done, _all: None).snapshot
    of_year = [cell for cell in unique_cells_of(snapshot.unique()) if (cell.node, str(cell.period)) == ("top", "2025")]
    assert {cell.count for cell in of_year} == {2}
