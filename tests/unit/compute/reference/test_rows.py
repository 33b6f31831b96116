"""Which rows the slow engine takes."""

from __future__ import annotations

import pytest

from tertial.compute.reference import rows as of_rows
from tertial.compute.reference.cells import reference_cells
from tertial.compute.reference.rows import TooManyRows, counted_rows, may_be_counted
from tertial.domain.calendar import Month
from tertial.domain.row_marks import Mark
from tests.spec.measure_case import indicator_of

OPTED_OUT = Mark.REGISTER_OPT_OUT.bit
BLOCKED = Mark.BLOCKED.bit


def test_a_row_of_a_register_that_the_patient_refused_is_left_out_whatever_else_marks_it() -> None:
    events = {"contacts": [{"marks": 0}, {"marks": OPTED_OUT}, {"marks": OPTED_OUT + BLOCKED}, {"marks": BLOCKED}]}
    assert counted_rows(events) == {"contacts": [{"marks": 0}, {"marks": BLOCKED}]}


@pytest.mark.parametrize("row", [{}, {"marks": None}, {"marks": 0}])
def test_a_row_without_marks_counts(row: dict[str, object]) -> None:
    assert may_be_counted(row)


@pytest.mark.parametrize("marks", ["1", 1 << 7])
def test_marks_that_do_not_exist_are_refused(marks: object) -> None:
    with pytest.raises(ValueError, match=r"whole number|no mark has"):
        may_be_counted({"marks": marks})


def test_more_rows_than_the_slow_engine_takes_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_rows, "MOST_ROWS", 2)
    visits = indicator_of("kind: count\nfact: contacts\n")
    with pytest.raises(TooManyRows, match="contacts") as refused:
        reference_cells([visits], {"contacts": [{}] * 3}, [Month(2025, 8)])
    assert "3" in str(refused.value)
    assert counted_rows({"contacts": [{}] * 2}) == {"contacts": [{}] * 2}


def test_the_slow_engine_takes_a_hundred_thousand_rows() -> None:
    assert of_rows.MOST_ROWS == 100_000
