"""Unknown is neither true nor false, and stays unknown wherever it decides the answer."""

from __future__ import annotations

from itertools import product

import duckdb
import pytest

from tertial.compute.reference.three_valued import AND, NOT, OR, Truth, all_true, any_true

TRUTHS: tuple[Truth, ...] = (True, False, None)


@pytest.mark.parametrize(("left", "right"), list(product(TRUTHS, TRUTHS)))
def test_and_and_or_are_those_of_sql(left: Truth, right: Truth) -> None:
    with duckdb.connect() as connection:
        asked = "SELECT $1::BOOLEAN AND $2::BOOLEAN, $1::BOOLEAN OR $2::BOOLEAN, NOT $1::BOOLEAN"
        found = connection.execute(asked, [left, right]).fetchone()
    assert found == (AND[left, right], OR[left, right], NOT[left])


def test_many_parts_are_joined_from_the_left() -> None:
    assert all_true([True, None, True]) is None
    assert all_true([True, None, False]) is False
    assert any_true([False, None, False]) is None
    assert any_true([False, None, True]) is True


def test_no_parts_at_all_hold_together_and_none_of_them_alone() -> None:
    assert all_true([]) is True
    assert any_true([]) is False
