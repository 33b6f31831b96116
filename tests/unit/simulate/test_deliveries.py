from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tertial.domain.calendar import Month
from tertial.simulate.deliveries import Deliveries, Form, Span
from tertial.simulate.place_names import REGION
from tertial.simulate.places import invented_places

PLACES = invented_places()
PUBLIC, PRIVATE = PLACES.number("hc-alvsunda-hamnen"), PLACES.number("hc-alvsunda-strand")
MARCH = Month(2025, 3).ordinal


def concern(month: int, units: list[int]) -> dict[str, np.ndarray]:
    day = (np.datetime64("1970-01") + (month - Month(1970, 1).ordinal)).astype("datetime64[D]").astype(int)
    return {"report_id": np.arange(len(units)), "unit": np.array(units), "reported": np.full(len(units), day)}


def written(folder: Path) -> dict[str, int]:
    """The rows of each file, by its path."""
    return {
        path.relative_to(folder).as_posix(): len(path.read_text("utf-8").splitlines()) - 1
        for path in sorted(folder.rglob("*.csv"))
    }


def contacts_of(bearers: list[int]) -> dict[str, np.ndarray]:
    """Named care contacts at units."""
    size = len(bearers)
    return {
        "person": np.arange(size) + 199001012385,
        "unit": np.array(bearers),
        "valid_from": np.full(size, 20_000),
        "valid_to": np.full(size, -1),
    }


def plans_of(bearers: list[int]) -> dict[str, np.ndarray]:
    """Coordinated plans of March at units."""
    size = len(bearers)
    drawn_up = concern(MARCH, bearers)["reported"]
    return {
        "plan_id": np.arange(size),
        "person": np.arange(size) + 199001012385,
        "unit": np.array(bearers),
        "drawn_up": drawn_up,
    }


def test_persons_of_a_company_come_in_an_extract_of_its_own(tmp_path: Path) -> None:
    deliveries = Deliveries(tmp_path, PLACES, Form.CSV)
    deliveries.begin(MARCH)
    deliveries.put("care-contacts", contacts_of([PUBLIC, PRIVATE, PUBLIC]))
    deliveries.end(last=True)
    assert written(tmp_path) == {"care-contacts-strandhalsan/all.csv": 1, "care-contacts/all.csv": 2}
    assert {extract.provider for extract in deliveries.extracts} == {REGION, "strandhalsan"}


def test_what_is_about_nobody_comes_from_the_region_for_all(tmp_path: Path) -> None:
    deliveries = Deliveries(tmp_path, PLACES, Form.CSV)
    deliveries.begin(MARCH)
    deliveries.put("concern-reports", concern(MARCH, [PUBLIC, PRIVATE]))
    deliveries.end(last=True)
    assert written(tmp_path) == {"concern-reports/2025-03.csv": 2}


def test_what_companies_do_not_deliver_by_their_contracts_does_not_come(tmp_path: Path) -> None:
    deliveries = Deliveries(tmp_path, PLACES, Form.CSV)
    deliveries.begin(MARCH)
    deliveries.put("coordinated-plans", plans_of([PRIVATE, PUBLIC]))
    deliveries.put("coordinated-plans", plans_of([PRIVATE]))
    deliveries.end(last=True)
    assert written(tmp_path) == {"coordinated-plans/2025-03.csv": 1}


def test_rows_of_a_later_month_wait_until_it_comes_and_those_after_the_last_are_never_written(tmp_path: Path) -> None:
    deliveries = Deliveries(tmp_path, PLACES, Form.CSV)
    deliveries.begin(MARCH)
    for month in (MARCH, MARCH + 1, MARCH + 9):
        deliveries.put("concern-reports", concern(month, [PUBLIC]))
    deliveries.end(last=False)
    assert written(tmp_path) == {"concern-reports/2025-03.csv": 1}
    deliveries.begin(MARCH + 1)
    deliveries.put("concern-reports", concern(MARCH + 1, [PUBLIC]))
    deliveries.end(last=True)
    assert written(tmp_path) == {"concern-reports/2025-03.csv": 1, "concern-reports/2025-04.csv": 2}
    assert {month: int(rows[PUBLIC]) for (_feed, month), rows in deliveries.counts.items()} == {MARCH: 1, MARCH + 1: 2}


def test_rows_of_a_month_that_has_been_written_are_refused_but_not_those_before_all(tmp_path: Path) -> None:
    deliveries = Deliveries(tmp_path, PLACES, Form.CSV)
    deliveries.begin(MARCH)
    deliveries.put("concern-reports", concern(MARCH - 5, [PUBLIC]))
    deliveries.end(last=False)
    deliveries.begin(MARCH + 1)
    with pytest.raises(ValueError, match="has been written"):
        deliveries.put("concern-reports", concern(MARCH, [PUBLIC]))


def test_a_full_delivery_is_one_file_over_all_months(tmp_path: Path) -> None:
    deliveries = Deliveries(tmp_path, PLACES, Form.CSV)
    for place, month in enumerate((MARCH, MARCH + 1)):
        deliveries.begin(month)
        row = contacts_of([PUBLIC])
        deliveries.put("care-contacts", {**row, "person": row["person"] + place})
        deliveries.end(last=month > MARCH)
    assert written(tmp_path) == {"care-contacts/all.csv": 2}


def test_a_file_of_a_year_holds_its_months_and_rows_are_the_same(tmp_path: Path) -> None:
    deliveries = Deliveries(tmp_path, PLACES, Form.CSV, span=Span.YEAR)
    for month in range(MARCH + 8, MARCH + 12):
        deliveries.begin(month)
        deliveries.put("concern-reports", concern(month, [PUBLIC]))
        deliveries.end(last=month == MARCH + 11)
    assert written(tmp_path) == {"concern-reports/2025.csv": 2, "concern-reports/2026.csv": 2}
