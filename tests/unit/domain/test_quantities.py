"""What quantities are added up in: whole numbers all through."""

from __future__ import annotations

import pytest

from tertial.domain.expressions.checking import resolved
from tertial.domain.expressions.parser import parse
from tertial.domain.facts.of_feeds import fact_of_feed
from tertial.domain.quantities import scale_of, written_scale


@pytest.mark.parametrize(
    ("feed", "quantity", "scale", "written"),
    [
        ("contacts", "wait_days", 1, 1),
        ("contacts", "wait_days * 7", 1, 1),
        ("contacts", "wait_days + 0.5", 1_000_000, 1_000_000),
        ("waiting-list", "done - decided", 1, 1),
        ("staff-posts", "posts", 1_000_000, 1_000_000),
        ("staff-posts", "filled + vacant - posts", 1_000_000, 1_000_000),
        ("travel-costs", "cost", 1, 100),
        ("travel-costs", "cost - 12.50", 1, 100),
        ("agency-costs", "agency_cost + own_staff_cost", 1, 100),
    ],
)
def test_sums_are_of_ones_of_millionths_or_of_ore(feed: str, quantity: str, scale: int, written: int) -> None:
    fact = fact_of_feed(feed)
    expression = resolved(parse(quantity), fact)
    assert (scale_of(expression, fact), written_scale(expression, fact)) == (scale, written)


def test_rows_are_counted_in_ones() -> None:
    fact = fact_of_feed("travel-costs")
    assert (scale_of(None, fact), written_scale(None, fact)) == (1, 1)
