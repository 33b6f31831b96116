"""Rows of examples: what is written, converted, and what is left out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tertial.definitions.document import Document
from tertial.definitions.example_rows import ExampleRows
from tertial.definitions.findings import Findings
from tertial.definitions.schema.indicator import IndicatorFile
from tertial.domain.calendar import Month
from tertial.domain.feeds.columns import ColumnKind
from tertial.domain.feeds.contract import Feed
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import stored_columns

MAY = Month(2024, 5)


def read(feed: str, *rows: dict[str, str]) -> tuple[list[dict[str, object]], list[str]]:
    findings = Findings()
    document: Document[IndicatorFile] = Document("own.yaml", "", None)
    made = ExampleRows(all_feeds()[feed], MAY, document, (), findings).read(rows)
    return [dict(row) for row in made], [found.code for found in findings.sorted()]


@pytest.mark.parametrize("feed", all_feeds().values(), ids=lambda feed: feed.id)
def test_a_row_that_says_nothing_fits_every_feed(feed: Feed) -> None:
    rows, codes = read(feed.id, {})
    assert codes == []
    assert list(rows[0]) == [stored.name for stored in stored_columns(feed)]
    missing = [
        c.name for c in feed.columns if c.required and c.kind is not ColumnKind.BIRTH_DAY and rows[0][c.name] is None
    ]
    assert missing == []


@pytest.mark.parametrize("feed", all_feeds().values(), ids=lambda feed: feed.id)
def test_the_sample_of_every_feed_reads_as_an_example(feed: Feed) -> None:
    columns = [column for column in feed.columns if column.kind is not ColumnKind.BIRTH_DAY]
    places = [feed.names.index(column.name) for column in columns]
    samples = [{feed.names[place]: sample[place].replace(",", ".") for place in places} for sample in feed.sample]
    rows, codes = read(feed.id, *samples)
    assert codes == []
    assert len(rows) == len(feed.sample)


def test_what_is_left_out_gets_usual_values() -> None:
    rows, codes = read("contacts", {}, {"wait_days": "2"})
    assert codes == []
    assert [row["contact_id"] for row in rows] == ["contact_id-001", "contact_id-002"]
    assert {row["person"] for row in rows} == {"person-1"}
    assert {row["unit"] for row in rows} == {"unit-1"}
    assert {row["date"] for row in rows} == {date(2024, 5, 15)}
    assert [row["wait_days"] for row in rows] == [None, 2]
    assert {row["marks"] for row in rows} == {0}


def test_points_in_time_are_swedish_and_have_their_date_beside() -> None:
    rows, codes = read("phone-calls", {"called_at": "2024-05-31 23:30"}, {"called_at": "2024-06-01T00:30:00+02:00"})
    assert codes == []
    assert [row["called_at"] for row in rows] == [
        datetime(2024, 5, 31, 21, 30, tzinfo=UTC),
        datetime(2024, 5, 31, 22, 30, tzinfo=UTC),
    ]
    assert [row["called_at_day"] for row in rows] == [date(2024, 5, 31), date(2024, 6, 1)]


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    rows, _codes = read("phone-calls", {"called_at": "2024-10-27 02:30"})
    assert rows[0]["called_at"] == datetime(2024, 10, 27, 0, 30, tzinfo=UTC)


def test_an_hour_that_no_clock_shows_is_refused() -> None:
    assert read("phone-calls", {"called_at": "2024-03-31 02:30"})[1] == ["E737"]


def test_amounts_are_written_in_kronor_and_kept_in_öre() -> None:
    rows, codes = read("agency-costs", {"agency_cost": "1250.50"})
    assert codes == []
    assert rows[0]["agency_cost"] == 125050
    assert read("agency-costs", {"agency_cost": "1.005"})[1] == ["E218"]


def test_months_are_kept_as_their_first_day_and_decimals_exact() -> None:
    rows, codes = read("staff-absence", {"month": "2024-04", "sick_hours_1_14": "7.25"})
    assert codes == []
    assert rows[0]["month"] == date(2024, 4, 1)
    assert rows[0]["sick_hours_1_14"] == Decimal("7.25")
    assert rows[0]["sick_hours_15_59"] == 0


def test_age_sex_and_provider_may_be_stated() -> None:
    rows, codes = read("contacts", {"age_years": "1", "age_days": "400", "sex": "women", "provider": "other"})
    assert codes == []
    assert (rows[0]["age_years"], rows[0]["age_days"]) == (1, 400)
    assert (rows[0]["sex"], rows[0]["provider"]) == ("women", "other")
    assert read("contacts", {"sex": "kvinna"})[1] == ["E212"]


@pytest.mark.parametrize("column", ["extract", "marks", "version", "date_day"])
def test_what_the_store_keeps_for_itself_is_no_column_of_an_example(column: str) -> None:
    assert read("contacts", {column: "1"})[1] == ["E736"]


def test_the_date_beside_a_point_in_time_is_never_written() -> None:
    assert read("phone-calls", {"called_at_day": "2024-05-15"})[1] == ["E736"]


def test_a_mark_of_a_column_is_a_mark_of_the_row() -> None:
    marked = [(feed, column) for feed in all_feeds().values() for column in feed.columns if column.mark is not None]
    assert marked != []
    for feed, column in marked:
        rows, codes = read(feed.id, {column.name: "yes"})
        assert codes == []
        assert column.mark is not None
        assert rows[0]["marks"] == column.mark.bit


def test_rows_with_the_same_key_are_the_same_row() -> None:
    same = {"unit": "a", "month": "2024-05"}
    assert read("staff-absence", same, {**same, "sex": "men"})[1] == []
    assert read("staff-absence", same, {**same, "employees": "3"})[1] == ["E310"]
