"""Spark gives the cells that DuckDB and the slow engine give: over drawn rows, by drawn definitions, of every fact."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tertial.compute.engine import Engine
from tertial.compute.logical import fact_rows, in_asked_months
from tertial.compute.reference.cells import reference_cells
from tertial.compute.reference.rows import Row, counted_rows
from tertial.compute.reference.unique import in_order, reference_unique
from tertial.compute.spark_engine import SparkEngine
from tertial.compute.spark_session import spark_session
from tertial.domain.calendar import Month, PeriodKind
from tertial.domain.expressions.parser import parse
from tertial.domain.facts.registry import all_facts, derived_facts
from tertial.domain.feeds.contract import Delivery, Grain
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import StoredKind, stored_columns
from tertial.domain.indicators import Direction, Indicator, Kind, ValueUnit
from tertial.domain.label import Label
from tertial.domain.measures import Additive, FirstStage, Rows, Sum, Unique
from tertial.extracts.event_schema import event_schema
from tertial.store.errors import StoreError
from tertial.store.snapshots.schema import cells_of
from tests.arrow_rows import arrow_table
from tests.facts_both_ways import slowly, stored
from tests.generative.drawn_once import drawn_indicators, drawn_rows
from tests.generative.moving_units import PERIODS, MappedNodes, moving_units
from tests.generative.test_engines import feeds_of
from tests.integration.spark_here import IN_CI, MARKS
from tests.parquet_events import ParquetEvents

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = MARKS

FEEDS = ("admissions", "contacts", "drg-costs", "named-doctors", "persons", "phone-calls")
"""Feeds with every kind of column, of every kind of row and of delivery."""

EVENT_MONTHS = tuple(Month(2024, 1).plus(step) for step in range(14))
ASKED = (Month(2024, 2), Month(2024, 3), Month(2024, 4), Month(2024, 10), Month(2025, 1))
"""With a leap day, both changes of the clock, and months between that are not asked for."""

CHANCE = 0 if IN_CI else random.randrange(1 << 32)
"""What is drawn follows from it; a failure says which it was. The same in CI each time, as all that is drawn there."""


@dataclass(frozen=True)
class Region:
    """Drawn rows of every feed, as they are and as files."""

    rows: dict[str, list[Row]]
    events: ParquetEvents


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    settings = {
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.memory": "2g",
        # Many small queries: to compile the best code for each takes longer than to run it.
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
    }
    with spark_session("local[2]", settings=settings) as session:
        yield session


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    feeds = sorted({*FEEDS, *(feed for fact in derived_facts().values() for feed in fact.sources)})
    rows = {feed: drawn_rows(feed, EVENT_MONTHS, 6, CHANCE) for feed in feeds}
    tables = {feed: arrow_table(feed, some) for feed, some in rows.items()}
    return Region(rows, ParquetEvents(tables, tmp_path_factory.mktemp("events")))


def indicator(name: str, measure: FirstStage, by: tuple[str, ...] = ()) -> Indicator:
    return Indicator(
        id=name,
        title=Label("Gjord för hand"),
        kind=Kind.DISTINCT if isinstance(measure, Unique) else Kind.COUNT,
        value_unit=ValueUnit.COUNT,
        shown=PeriodKind.MONTH,
        direction=Direction.NONE,
        by=by,
        measure=measure,
    )


def rows_of(fact: str, where: str = "", events: str = "") -> Rows:
    return Rows(all_facts()[fact], parse(where) if where else None, parse(events) if events else None)


def _month(day: object) -> Month | None:
    return Month(day.year, day.month) if isinstance(day, date) else None


def agree(session: SparkSession, region: Region, defined: Sequence[Indicator]) -> None:
    """Assert that three engines give the same cells."""
    by_spark = sorted(map(repr, cells_of(SparkEngine(region.events, session).cells(defined, ASKED))))
    by_duckdb = sorted(map(repr, cells_of(Engine(region.events, cores=1).cells(defined, ASKED))))
    rows = {feed: region.rows[feed] for feed in feeds_of(defined)}
    slowly = sorted(map(repr, reference_cells(defined, rows, ASKED)))
    assert by_duckdb == slowly, f"drawn by {CHANCE}"
    assert by_spark == slowly, f"drawn by {CHANCE}: {defined}"


def test_the_feeds_have_every_kind_of_column_row_and_delivery() -> None:
    feeds = [all_feeds()[feed] for feed in FEEDS]
    assert {column.kind for feed in feeds for column in stored_columns(feed)} == set(StoredKind)
    assert {feed.grain for feed in feeds} == set(Grain)
    assert {feed.delivery for feed in feeds} == set(Delivery)


@pytest.mark.parametrize("fact", sorted(derived_facts()))
def test_spark_makes_the_rows_of_a_derived_fact(fact: str, session: SparkSession, region: Region) -> None:
    contract = derived_facts()[fact]
    sources = counted_rows({feed: region.rows[feed] for feed in contract.sources})
    engine = SparkEngine(region.events, session)
    with engine.offered(contract, ASKED):
        made = engine.collected(in_asked_months(fact_rows(contract), contract)).to_pylist()
    expected = [row for row in slowly(fact, sources, ASKED) if _month(row[contract.day]) in ASKED]
    found, wanted = (
        Counter(tuple(row[name] for name in contract.made_names) for row in rows) for rows in (made, expected)
    )
    assert found == wanted, f"drawn by {CHANCE}"


@pytest.mark.parametrize("feed", FEEDS)
def test_spark_agrees_on_definitions_over_a_feed(feed: str, session: SparkSession, region: Region) -> None:
    agree(session, region, drawn_indicators(feed, 6, CHANCE))


@pytest.mark.parametrize("fact", sorted(derived_facts()))
def test_spark_agrees_on_definitions_over_a_derived_fact(fact: str, session: SparkSession, region: Region) -> None:
    agree(session, region, drawn_indicators(fact, 3, CHANCE))


UNIQUE = (
    indicator("of-a-feed", Unique(rows_of("contacts", "wait_days <= 30 or wait_days is null"), "person")),
    indicator(
        "in-parts", Unique(rows_of("contacts", "mode <> 'phone'"), "person"), by=("sex", "age_band", "profession")
    ),
    indicator("of-clinicians", Unique(rows_of("contacts", "visit = 'first'"), "clinician"), by=("mode",)),
    indicator("of-a-fact", Unique(rows_of("episodes", "first_of_episode"), "clinician"), by=("sex",)),
    indicator("of-errands", Unique(rows_of("calls", "outcome <> 'hung_up'"), "errand_id"), by=("outcome",)),
    indicator("of-nobody", Unique(rows_of("contacts", "wait_days < 0 and wait_days > 0"), "person")),
)


def test_different_persons_are_counted_by_spark_and_no_token_leaves_it(
    session: SparkSession, region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    out: list[pa.Table] = []
    collected = SparkEngine.collected

    def watched(engine: SparkEngine, rows: ir.Table) -> pa.Table:
        out.append(collected(engine, rows))
        return out[-1]

    monkeypatch.setattr(SparkEngine, "collected", watched)
    nodes = moving_units()
    found = sorted(SparkEngine(region.events, session).unique(UNIQUE, MappedNodes(nodes), PERIODS), key=in_order)
    rows = {feed: region.rows[feed] for feed in feeds_of(UNIQUE)}
    assert found == reference_unique(UNIQUE, rows, nodes, PERIODS), f"drawn by {CHANCE}"
    assert found == sorted(Engine(region.events).unique(UNIQUE, MappedNodes(nodes), PERIODS), key=in_order)
    tokens = {row[name] for row in rows["contacts"] for name in ("person", "clinician") if row[name] is not None}
    told = {value for table in out for column in table.to_pydict().values() for value in column}
    assert len(tokens) > 5
    assert tokens & told == set()


def test_facts_made_from_chosen_events_alone(session: SparkSession, region: Region) -> None:
    few = rows_of("frequent-visitors", "contacts = 1", events="mode in ('video', 'chat')")
    agree(session, region, [indicator("few", Additive(Sum(few)), by=("sex", "age_band"))])


def test_the_same_month_asked_for_alone_gives_the_same_cells(
    session: SparkSession, region: Region, tmp_path: Path
) -> None:
    defined = [indicator("again", Additive(Sum(rows_of("frequent-visitors"), parse("contacts"))), by=("sex",))]
    # What is drawn may have no known person before the month, and then no cell.
    contacts = [*region.rows["contacts"], march_contact(1)]
    engine = SparkEngine(ParquetEvents({"contacts": arrow_table("contacts", contacts)}, tmp_path), session)
    whole = [repr(cell) for cell in cells_of(engine.cells(defined, ASKED)) if cell.month == ASKED[1]]
    assert whole
    assert sorted(whole) == sorted(map(repr, cells_of(engine.cells(defined, ASKED[1:2]))))


def contacts_file(folder: Path, rows: list[Row], *, without: tuple[str, ...] = ()) -> ParquetEvents:
    """Contacts of March 2024 in a file that lacks some columns."""
    table = arrow_table("contacts", rows)
    events = ParquetEvents({"contacts": table}, folder)
    kept = [name for name in event_schema(all_feeds()["contacts"]).names if name not in without]
    for path in events.files("contacts", events.months("contacts")):
        pq.write_table(table.select(kept), path)
    return events


def march_contact(number: int, **values: object) -> Row:
    return stored("contacts", contact_id=f"c{number}", date=Month(2024, 3).first_day, **values)


def test_a_column_that_an_older_file_lacks_is_not_known(session: SparkSession, tmp_path: Path) -> None:
    events = contacts_file(tmp_path, [march_contact(1, wait_days=3, mode="chat")], without=("wait_days", "version"))
    defined = [
        indicator("unknown", Additive(Sum(rows_of("contacts", "wait_days is null and mode = 'chat'")))),
        indicator("known", Additive(Sum(rows_of("contacts", "wait_days = 3")))),
    ]
    (cell,) = cells_of(SparkEngine(events, session).cells(defined, [Month(2024, 3)]))
    assert (cell.indicator, cell.amount, cell.rows) == ("unknown", 1, 1)


def test_a_sum_that_64_bits_do_not_hold_is_an_error_and_no_figure(session: SparkSession, tmp_path: Path) -> None:
    events = contacts_file(tmp_path, [march_contact(number, wait_days=1 << 62) for number in range(2)])
    engine = SparkEngine(events, session)
    with pytest.raises(OverflowError):
        engine.cells([indicator("long", Additive(Sum(rows_of("contacts"), parse("wait_days"))))], [Month(2024, 3)])


def test_a_file_that_is_not_there_is_named(session: SparkSession, tmp_path: Path) -> None:
    events = contacts_file(tmp_path, [march_contact(1)])
    (path,) = events.files("contacts", [Month(2024, 3)])
    path.unlink()
    with pytest.raises(StoreError, match="contacts-2024-03"):
        SparkEngine(events, session).cells([indicator("all", Additive(Sum(rows_of("contacts"))))], [Month(2024, 3)])


def test_instants_are_read_as_they_were_written(session: SparkSession, tmp_path: Path) -> None:
    """24 hours over the night when clocks change are a day and an hour of the calendar, and to the microsecond."""
    start = datetime(2024, 3, 30, 12, 0, 0, 1, UTC)
    stays = [
        stored(
            "admissions",
            admission_id=f"a{more}",
            admitted_at=start,
            discharged_at=start + timedelta(hours=24, microseconds=more),
        )
        for more in (-1, 0, 1)
    ]
    events = ParquetEvents({"admissions": arrow_table("admissions", stays)}, tmp_path)
    over = indicator("over", Additive(Sum(rows_of("admissions", "discharged_at - admitted_at > 24 hours"))))
    (cell,) = cells_of(SparkEngine(events, session).cells([over], [Month(2024, 3)]))
    assert cell.amount == 1


def test_done_months_are_told(session: SparkSession, region: Region) -> None:
    told: list[int] = []
    defined = [
        indicator("all", Additive(Sum(rows_of("contacts")))),
        indicator("stays", Additive(Sum(rows_of("discharges")))),
    ]
    SparkEngine(region.events, session, told=told.append).cells(defined, ASKED)
    assert told == [len(set(ASKED) & set(region.events.months("contacts"))), len(ASKED)]
