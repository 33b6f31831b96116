"""What each mechanism does to rows, a few at a time."""

from __future__ import annotations

import numpy as np
import pytest

from tertial.domain.calendar import Month
from tertial.domain.feeds.registry import all_feeds
from tertial.simulate.chance import Chance
from tertial.simulate.days import DAY, HOUR, MINUTE
from tertial.simulate.feed_rows import Values, code
from tertial.simulate.mechanisms.backlogs import dictate_half, dictate_later
from tertial.simulate.mechanisms.codings import swap, to_rest
from tertial.simulate.mechanisms.delays import delay, delay_a_month
from tertial.simulate.mechanisms.doubles import double
from tertial.simulate.mechanisms.fields import empty
from tertial.simulate.mechanisms.kind import Spoil
from tertial.simulate.mechanisms.losses import lose
from tertial.simulate.mechanisms.rows import Rows
from tertial.simulate.mechanisms.times import to_days, to_hours

MARCH = Month(2025, 3).ordinal
CONTACTS, CALLS = (all_feeds()[feed] for feed in ("contacts", "phone-calls"))
EVERY = np.arange(4)
SOME = np.array([1, 3])


def contacts() -> Rows:
    columns = {
        "contact_id": np.arange(4),
        "person": np.arange(4) + 199001012385,
        "unit": np.array([5, 5, 6, 6]),
        "profession": np.full(4, code(CONTACTS, "profession", "doctor")),
        "mode": np.array([code(CONTACTS, "mode", name) for name in ("physical", "phone", "video", "phone")]),
        "problem": np.array([0, 1, -1, 0]),
        "wait_days": np.array([3, -1, -1, 0]),
    }
    return Rows(CONTACTS, MARCH, {name: each.astype(np.int64) for name, each in columns.items()}, columns["unit"])


def calls(answered: list[int]) -> Rows:
    size = len(answered)
    called = np.full(size, 20_150 * DAY + 9 * HOUR + 10 * MINUTE)
    columns = {"unit": np.zeros(size, np.int64), "called_at": called, "answered_at": np.array(answered)}
    return Rows(CALLS, MARCH, columns, columns["unit"])


def chance() -> Chance:
    return Chance(1, MARCH, "mechanisms")


def test_lost_rows_are_those_that_were_hit() -> None:
    rows = contacts()
    lose(rows, SOME, (), chance())
    assert rows.lost.tolist() == [False, True, False, True]


def test_late_rows_wait_no_longer_than_the_contract_looks_back() -> None:
    many = Rows(CONTACTS, MARCH, {}, np.zeros(400, np.int64))
    delay(many, np.arange(400), (), chance())
    assert set(many.late.tolist()) == {1, 2, 3}
    short = Rows(CALLS, MARCH, {}, np.zeros(400, np.int64))
    delay(short, np.arange(400), (), chance())
    assert set(short.late.tolist()) == {1}


def test_rows_a_month_late_all_come_with_the_next_delivery() -> None:
    rows = contacts()
    delay_a_month(rows, EVERY, (), chance())
    assert rows.late.tolist() == [1, 1, 1, 1]


def test_an_empty_field_makes_a_row_refused_only_where_the_contract_requires_it() -> None:
    required, optional = contacts(), contacts()
    empty(required, SOME, ("profession",), chance())
    empty(optional, SOME, ("wait_days",), chance())
    doctor = code(CONTACTS, "profession", "doctor")
    assert required.columns["profession"].tolist() == [doctor, -1, doctor, -1]
    assert required.refused.tolist() == [False, True, False, True]
    assert optional.columns["wait_days"].tolist() == [3, -1, -1, -1]
    assert not optional.refused.any()


def test_a_doubled_row_is_the_same_event_under_a_new_id() -> None:
    rows = contacts()
    double(rows, SOME, (), chance())
    assert rows.doubled.tolist() == [False] * 4 + [True] * 2
    assert rows.unit.tolist() == [5, 5, 6, 6, 5, 6]
    ids = rows.columns.pop("contact_id")
    assert len(set(ids.tolist())) == 6
    assert ids[:4].tolist() == [0, 1, 2, 3]
    for name, each in rows.columns.items():
        assert each[4:].tolist() == each[SOME].tolist(), name


def test_codes_become_that_for_all_else_where_something_was_known() -> None:
    rows = contacts()
    to_rest(rows, SOME, ("profession",), chance())
    doctor, other = (code(CONTACTS, "profession", name) for name in ("doctor", "other"))
    assert rows.columns["profession"].tolist() == [doctor, other, doctor, other]


def test_two_codes_change_places_and_others_stay() -> None:
    rows = contacts()
    swap(rows, EVERY, ("mode",), chance())
    names = ("phone", "physical", "video", "physical")
    assert rows.columns["mode"].tolist() == [code(CONTACTS, "mode", name) for name in names]


def test_undictated_notes_are_empty_at_first_and_whole_when_they_come() -> None:
    rows = contacts()
    dictate_later(rows, EVERY, ("problem", "wait_days"), chance())
    assert rows.columns["problem"].tolist() == [-1] * 4
    assert rows.whole["problem"].tolist() == [0, 1, -1, 0]
    assert rows.whole["wait_days"].tolist() == [3, -1, -1, 0]
    # A note that never said anything is not sent again.
    assert (rows.mended > 0).tolist() == [True, True, False, True]
    assert rows.mended.max() <= CONTACTS.look_back


def test_half_of_the_notes_never_come() -> None:
    size = 1000
    columns: dict[str, Values] = {name: np.zeros(size, np.int64) for name in ("unit", "problem", "wait_days")}
    rows = Rows(CONTACTS, MARCH, columns, np.zeros(size, np.int64))
    dictate_half(rows, np.arange(size), ("problem", "wait_days"), chance())
    assert 430 < np.count_nonzero(rows.mended) < 570
    assert set(rows.columns["problem"].tolist()) == {-1}


def test_two_backlogs_at_different_units_do_not_take_each_other_s_notes() -> None:
    rows = contacts()
    dictate_later(rows, np.array([0]), ("problem",), chance())
    dictate_later(rows, np.array([3]), ("problem",), chance())
    assert rows.columns["problem"].tolist() == [-1, 1, -1, -1]
    assert rows.whole["problem"].tolist() == [0, 1, -1, 0]


def test_times_stand_at_midnight_or_at_the_hour_and_unknown_ones_stay_unknown() -> None:
    answered = 20_150 * DAY + 10 * HOUR + 59 * MINUTE
    days, hours = calls([answered, -1]), calls([answered, -1])
    to_days(days, np.arange(2), ("called_at", "answered_at"), chance())
    to_hours(hours, np.arange(2), ("called_at", "answered_at"), chance())
    assert days.columns["answered_at"].tolist() == [20_150 * DAY, -1]
    assert hours.columns["answered_at"].tolist() == [20_150 * DAY + 10 * HOUR, -1]
    assert hours.columns["called_at"].tolist() == [20_150 * DAY + 9 * HOUR] * 2


@pytest.mark.parametrize("spoil", [empty, to_rest, swap, dictate_later])
def test_what_was_simulated_is_not_changed_in_place(spoil: Spoil) -> None:
    rows = contacts()
    before = dict(rows.columns)
    copies = {name: each.copy() for name, each in before.items()}
    columns = ("mode",) if spoil is swap else ("profession",)
    spoil(rows, EVERY, columns, chance())
    for name, each in before.items():
        assert each.tolist() == copies[name].tolist()
    assert any(rows.columns[name].tolist() != copies[name].tolist() for name in columns)
