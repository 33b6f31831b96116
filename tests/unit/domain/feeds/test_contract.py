"""The contract of a feed refuses whatever does not hang together, with a sentence that says what."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import LONGEST_LOOK_BACK, Delivery, Feed, Grain
from tertial.domain.label import Label

WORDS = Label("Ord", "Words")
COLOUR = CodeScheme("colour", "2025", WORDS, {"red": Label("Röd", "Red"), "blue": Label("Blå", "Blue")})

VISITS = Feed(
    id="visits",
    title=WORDS,
    row=WORDS,
    grain=Grain.PERSON,
    columns=(
        Column("visit_id", ColumnKind.KEY, WORDS),
        Column("person", ColumnKind.PERSON, WORDS),
        Column("date", ColumnKind.DATE, WORDS),
        Column("colour", ColumnKind.CODE, WORDS, required=False, scheme=COLOUR),
        Column("days", ColumnKind.INTEGER, WORDS, required=False, low=Decimal(0), high=Decimal(9)),
    ),
    key=("visit_id",),
    event="date",
    delivery=Delivery.DELTA,
    look_back=3,
    carries=WORDS,
    sample=(("B-1", "19121212-1212", "2025-08-04", "red", "2"),),
)
COUNTS = replace(
    VISITS,
    grain=Grain.COUNT,
    columns=(Column("month", ColumnKind.MONTH, WORDS), Column("visits", ColumnKind.INTEGER, WORDS)),
    key=("month",),
    event="month",
    sample=(("2025-08", "3"),),
)


def test_a_feed_knows_its_columns_and_the_one_of_the_person() -> None:
    assert VISITS.names == ("visit_id", "person", "date", "colour", "days")
    assert VISITS.column("colour").scheme is COLOUR
    assert VISITS.person == VISITS.columns[1]
    assert COUNTS.person is None


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match="visits: there is no column wait"):
        VISITS.column("wait")


def test_an_id_is_lower_case_words_joined_by_hyphens() -> None:
    with pytest.raises(ValueError, match="'Emergency_Visits' is no id"):
        replace(VISITS, id="Emergency_Visits")


def test_a_column_stands_once() -> None:
    with pytest.raises(ValueError, match="the column date stands twice"):
        replace(VISITS, columns=(*VISITS.columns, VISITS.columns[2]))


def test_a_feed_without_a_key_is_refused() -> None:
    with pytest.raises(ValueError, match="a feed has a key"):
        replace(VISITS, key=())


@pytest.mark.parametrize("key", [("visit_id", "wait"), ("wait",)])
def test_a_key_of_a_column_that_is_not_there_is_refused(key: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="there is no column wait"):
        replace(VISITS, key=key)


def test_what_names_the_row_is_required() -> None:
    with pytest.raises(ValueError, match="colour names or dates the row, so it is required"):
        replace(VISITS, key=("visit_id", "colour"))


def test_what_dates_the_row_is_required() -> None:
    with pytest.raises(ValueError, match="days names or dates the row"):
        replace(VISITS, event="days")


def test_the_event_is_a_time() -> None:
    with pytest.raises(ValueError, match="visit_id is no date, instant or month"):
        replace(VISITS, event="visit_id")


@pytest.mark.parametrize("months", [0, LONGEST_LOOK_BACK])
def test_a_look_back_may_be_nothing_or_ten_years(months: int) -> None:
    assert replace(VISITS, look_back=months).look_back == months


@pytest.mark.parametrize("months", [-1, LONGEST_LOOK_BACK + 1])
def test_a_look_back_outside_of_that_is_refused(months: int) -> None:
    with pytest.raises(ValueError, match="the look-back is 0 to 120 months"):
        replace(VISITS, look_back=months)


@pytest.mark.parametrize("grain", [Grain.EVENT, Grain.COUNT])
def test_a_person_in_a_feed_that_is_not_of_persons_is_refused(grain: Grain) -> None:
    with pytest.raises(ValueError, match="a feed of persons, and no other, has a column for the person"):
        replace(VISITS, grain=grain)


def test_a_feed_of_persons_without_a_person_is_refused() -> None:
    with pytest.raises(ValueError, match="a feed of persons, and no other"):
        replace(COUNTS, grain=Grain.PERSON)


def test_a_day_of_birth_makes_a_feed_personal_too() -> None:
    born = Column("birth_day", ColumnKind.BIRTH_DAY, WORDS)
    with pytest.raises(ValueError, match="a feed of persons, and no other"):
        replace(COUNTS, columns=(*COUNTS.columns, born), sample=(("2025-08", "3", "1912-12-12"),))


@pytest.mark.parametrize("sample", [(), (("B-1", "19121212-1212"),)])
def test_a_sample_without_rows_or_with_too_few_cells_is_refused(sample: tuple[tuple[str, ...], ...]) -> None:
    with pytest.raises(ValueError, match="the sample has rows, and each fits the columns"):
        replace(VISITS, sample=sample)


@pytest.mark.parametrize("name", ["Datum", "1st", "wait-days", "wait__days", "_wait", "wait_", "tid på", ""])
def test_a_column_s_name_is_lower_case_words_joined_by_underscores(name: str) -> None:
    with pytest.raises(ValueError, match="is no column name"):
        Column(name, ColumnKind.TEXT, WORDS)


@pytest.mark.parametrize("name", ["date", "offered_8_months", "unit2"])
def test_a_column_s_name_may_have_digits(name: str) -> None:
    assert Column(name, ColumnKind.TEXT, WORDS).name == name


def test_a_code_column_has_a_scheme() -> None:
    with pytest.raises(ValueError, match="colour: a code column, and no other, has a scheme"):
        Column("colour", ColumnKind.CODE, WORDS)


def test_no_other_column_has_one() -> None:
    with pytest.raises(ValueError, match="colour: a code column, and no other, has a scheme"):
        Column("colour", ColumnKind.TEXT, WORDS, scheme=COLOUR)


def test_only_numbers_have_bounds() -> None:
    with pytest.raises(ValueError, match="date: only numbers have bounds"):
        Column("date", ColumnKind.DATE, WORDS, low=Decimal(0))


def test_bounds_stand_in_their_order() -> None:
    with pytest.raises(ValueError, match="days: the bounds 9 and 0 are reversed"):
        Column("days", ColumnKind.INTEGER, WORDS, low=Decimal(9), high=Decimal(0))


def test_bounds_may_be_one_and_the_same_number() -> None:
    assert Column("days", ColumnKind.DECIMAL, WORDS, low=Decimal(1), high=Decimal(1)).low == 1


def test_a_scheme_without_codes_is_refused() -> None:
    with pytest.raises(ValueError, match="the scheme colour has no codes"):
        CodeScheme("colour", "2025", WORDS, {})
