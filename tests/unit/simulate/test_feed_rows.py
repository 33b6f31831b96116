from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from tertial.domain.calendar import Month
from tertial.domain.feeds.registry import all_feeds
from tertial.simulate.days import NEVER
from tertial.simulate.feed_rows import arrow_rows, code, event_months

UNITS = pa.array(["hc-1", "avd-30"])


def test_a_stay_is_written_by_the_contract() -> None:
    feed = all_feeds()["admissions"]
    rows = arrow_rows(
        feed,
        {
            "admission_id": np.array([7, 8]),
            "person": np.array([199001012385, 199001012393]),
            "unit": np.array([1, 1]),
            "admitted_at": np.array([1_754_000_000, 1_754_000_060]),
            "planned": np.array([True, False]),
            "delay_cause": np.array([code(feed, "delay_cause", "planning"), NEVER]),
            "discharged_at": np.array([NEVER, 1_754_100_000]),
        },
        UNITS,
    )
    texts = {name: rows.column(name).cast(pa.string()).to_pylist() for name in rows.column_names}
    assert texts == {
        "admission_id": ["H7", "H8"],
        "person": ["199001012385", "199001012393"],
        "unit": ["avd-30", "avd-30"],
        "admitted_at": ["2025-07-31 22:13:20", "2025-07-31 22:14:20"],
        "planned": ["yes", "no"],
        "delay_cause": ["planning", None],
        "discharged_at": [None, "2025-08-02 02:00:00"],
    }


def test_amounts_below_zero_and_months_are_written_exactly() -> None:
    feed = all_feeds()["ledger"]
    columns = {
        "unit": np.array([0, 0]),
        "frame": np.array([1, 1]),
        "account": np.array([code(feed, "account", "agency")] * 2),
        "month": np.array([Month(2025, 8).ordinal, Month(2025, 1).ordinal]),
        "item": np.array([0, 0]),
        "budget_version": np.array([0, 0]),
        "amount": np.array([-184_021_050, 5]),
    }
    rows = arrow_rows(feed, columns, UNITS)
    assert rows.column("amount").cast(pa.string()).to_pylist() == ["-1840210.50", "0.05"]
    assert rows.column("month").to_pylist() == ["2025-08", "2025-01"]
    assert event_months(feed, columns).tolist() == [Month(2025, 8).ordinal, Month(2025, 1).ordinal]


def test_a_month_that_is_not_known_is_empty() -> None:
    columns = {
        "person": np.array([199001012385, 199001012393]),
        "as_of": np.array([20_000, 20_000]),
        "sex": np.array([0, 1]),
        "deceased": np.array([NEVER, Month(2025, 1).ordinal]),
        "protected": np.array([False, True]),
        "opted_out": np.array([False, False]),
    }
    assert arrow_rows(all_feeds()["persons"], columns, UNITS).column("deceased").to_pylist() == [None, "2025-01"]


def test_a_column_too_many_and_one_too_few_are_refused() -> None:
    feed = all_feeds()["emergency-visits"]
    good = {name: np.array([1]) for name in feed.names}
    with pytest.raises(ValueError, match="colour"):
        arrow_rows(feed, {**good, "colour": np.array([1])}, UNITS)
    with pytest.raises(ValueError, match="arrived_at"):
        arrow_rows(feed, {name: each for name, each in good.items() if name != "arrived_at"}, UNITS)
