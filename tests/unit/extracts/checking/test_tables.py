"""The tables beneath: short texts and their numbers, changes of the clock, ages of many at once."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.calendar import Month
from tertial.domain.clock import TIME_ZONE, completed_age
from tertial.domain.identity import Identity, read
from tertial.domain.results import Sex
from tertial.extracts.checking import own_number
from tertial.extracts.checking.ages import ages, months_of
from tertial.extracts.checking.days import EPOCH
from tertial.extracts.checking.persons import UNKNOWN_DAY
from tertial.extracts.checking.short_texts import ABSENT, ShortTexts
from tertial.extracts.checking.swedish_time import changes, is_shown, to_local, to_utc
from tertial.extracts.checking.usual_numbers import FORMS, read_usual
from tests.invented_persons import TODAY, modulus_10

WORD = st.integers(0, 2**64 - 1) | st.integers(0, 3)
PAIRS = st.lists(st.lists(st.tuples(WORD, WORD), unique=True, max_size=40), max_size=6)


@given(PAIRS)
def test_a_table_gives_each_text_the_number_it_was_put_in_with(batches: list[list[tuple[int, int]]]) -> None:
    table, known = ShortTexts(), dict[tuple[int, int], int]()
    for batch in batches:
        new = [pair for pair in batch if pair not in known]
        if new:
            words = np.array(new, np.uint64)
            table.add(words[:, 0], words[:, 1], np.arange(len(known), len(known) + len(new), dtype=np.int32))
            known |= {pair: len(known) + place for place, pair in enumerate(new)}
        asked = [*known, (5, 5), (0, 0)]
        words = np.array(asked, np.uint64)
        assert table.find(words[:, 0], words[:, 1]).tolist() == [known.get(pair, ABSENT) for pair in asked]


def test_a_table_that_grows_keeps_what_it_holds() -> None:
    table = ShortTexts()
    words = np.arange(300_000, dtype=np.uint64)
    for part in np.split(words, 10):
        table.add(part, part % 7, part.astype(np.int32))
    assert (table.find(words, words % 7) == words.astype(np.int32)).all()
    assert (table.find(words, words % 7 + 1) == ABSENT).all()


def date_time(year: int) -> datetime:
    """The first moment of a year by a clock that knows no zone."""
    return datetime(year, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def test_the_clock_changes_twice_a_year() -> None:
    found = changes()
    assert len(found.utc) == 99 * 2
    assert {datetime.fromtimestamp(second, UTC).hour for second in found.utc.tolist()} == {1}
    assert set(found.offsets.tolist()) == {3600, 7200}


@given(st.datetimes(date_time(2000), date_time(2098)), st.sampled_from([0, -1, 1, 3600, -3600, 7200]))
def test_clocks_are_turned_as_the_time_zone_says(moment: datetime, beside: int) -> None:
    at = changes().utc
    near = at[np.abs(at - int(moment.replace(tzinfo=UTC).timestamp())).argmin()]
    for local in (moment.replace(microsecond=0), date_time(1970) + timedelta(seconds=int(near) + 3600 + beside)):
        seconds = np.array([int(local.replace(tzinfo=UTC).timestamp())])
        utc, shown = to_utc(seconds)
        assert bool(shown[0]) == is_shown(local)
        if shown[0]:
            assert utc[0] == local.replace(tzinfo=TIME_ZONE, fold=0).timestamp()
        clock = datetime.fromtimestamp(int(seconds[0]), UTC).astimezone(TIME_ZONE).replace(tzinfo=UTC)
        assert to_local(seconds)[0] == clock.timestamp()


@given(st.dates(date(1800, 1, 1), date(2099, 12, 31)), st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_ages_of_many_are_those_of_each(birth: date, event: date) -> None:
    found = ages(
        np.array([birth.toordinal() - EPOCH, UNKNOWN_DAY], np.int32),
        np.array([event.toordinal() - EPOCH] * 2, np.int32),
        None,
    )
    assert found.unborn.tolist() == [event < birth, False]
    assert found.known.tolist() == [event >= birth, False]
    if event >= birth:
        assert found.years[0] == completed_age(birth, event)
        assert bool(found.in_days[0]) == (completed_age(birth, event) < 2)
        if found.in_days[0]:
            assert found.days[0] == (event - birth).days
    assert months_of(np.array([event.toordinal() - EPOCH], np.int32))[0] == Month(event.year, event.month).ordinal


DIGITS = "0123456789"


@st.composite
def written(draw: st.DrawFn) -> tuple[str, int]:
    length = draw(st.sampled_from(list(FORMS)))
    year, month, day = draw(st.integers(1700, 2150)), draw(st.integers(0, 13)), draw(st.integers(0, 92))
    digits = f"{year % 100:02}{month:02}{day:02}{draw(st.integers(0, 999)):03}"
    last = modulus_10(digits) if draw(st.booleans()) else draw(st.sampled_from(DIGITS))
    text = f"{year // 100 if length > 11 else ''}{digits[:6]}{FORMS[length]}{digits[6:]}{last}"
    if draw(st.integers(0, 5)) == 0:
        place = draw(st.integers(0, length - 1))
        text = text[:place] + draw(st.sampled_from("+-xA 0/:")) + text[place + 1 :]
    return text, length


@given(written(), st.sampled_from([TODAY, date(2000, 1, 1), date(2024, 2, 29)]))
def test_usual_numbers_are_read_as_one_by_one_or_left(drawn: tuple[str, int], today: date) -> None:
    text, length = drawn
    signs = np.frombuffer(text.encode(), np.uint8).reshape(-1, length)
    usual = read_usual(signs, today)
    found = read(text, today)
    if "+" not in text and " " not in text and ("-" in text) == bool(FORMS[length]):
        assert bool(usual.right[0]) == isinstance(found, Identity)
    if usual.right[0]:
        assert isinstance(found, Identity)
        assert found.birth_day is not None
        assert found.birth_day.reveal().toordinal() - EPOCH == usual.birth_days[0]
        assert found.number.reveal() == f"{usual.centuries[0]}{text.replace('-', '')[-10:]}"
        assert found.sex is (Sex.MEN if usual.odd[0] else Sex.WOMEN)


@pytest.mark.parametrize("text", ["191212121212", "19121212-1212", "121212-1212", "1212121212"])
def test_a_right_number_in_a_usual_form_is_not_left_to_be_read_alone(text: str) -> None:
    signs = np.frombuffer(text.encode(), np.uint8).reshape(1, -1)
    assert read_usual(signs, TODAY).right.tolist() == [True]


KEYS = st.text("0123456789-/ Kå", max_size=90) | st.from_regex(r"[Kå 0-9]{0,70}[0-9]{6}[-/ ]{0,3}[0-9A]{4}\Z")


@given(st.lists(KEYS, min_size=1, max_size=30))
def test_no_word_with_the_form_of_a_number_in_it_is_passed_over(words: list[str]) -> None:
    texts = pa.array(words, pa.string())
    found = set(own_number._perhaps(texts).tolist())
    assert found == {place for place, word in enumerate(words) if re.search(own_number._PERHAPS, word)}
