"""Key figures as Tertial computes them of a simulated region without a new record system are plausible.

The same bands as those of the rows themselves: what a region's reports and open figures state.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tertial.domain.calendar import Month
from tertial.simulate.region import Plan, simulate
from tests.command_line import Json, answer

BANDS = {
    "phone-same-day": (75, 82),
    "assessed-within-3-days": (80, 92),
    "ready-for-discharge-share": (32, 40),
    "readmissions-65-share": (8, 14),
    "sick-leave": (5.2, 6.4),
}
"""Per cent; phone 76-81, assessed 80-92, ready 36, readmitted 10-12 and sick leave 5.8 in the documents."""
FEEDS = ("admissions", "contacts", "persons", "phone-calls", "staff-absence")


@pytest.fixture(scope="module")
def assessed(tmp_path_factory: pytest.TempPathFactory) -> Json:
    """A region of 8 000 residents and nine months, its feeds of these indicators loaded and computed."""
    folder: Path = tmp_path_factory.mktemp("simulated") / "region"
    simulate(folder, Plan(8_000, 9, 5, Month(2025, 8)), lambda _done, _months: None)
    for path in (folder / "indicators").glob("*.yaml"):
        if path.stem not in BANDS:
            path.unlink()
    goals = folder / "goals.yaml"
    lines = goals.read_text("utf-8").splitlines()
    kept = [
        f"        indicators: [{', '.join(one for one in BANDS if one in line)}]" if "indicators: [" in line else line
        for line in lines
    ]
    goals.write_text("\n".join(kept) + "\n", "utf-8")
    key = folder.parent / "person.key"
    answer("key", "new", key, "--id", "k1", "--json")
    asked = [word for feed in FEEDS for word in ("--feed", feed)]
    answer("load", folder, "--key-file", key, *asked, "--json")
    answer("compute", folder, "--through", "2025-08", "--json")
    return answer("assess", folder, "--period", "2025-08", "--json")


@pytest.mark.parametrize("indicator", BANDS)
def test_a_key_figure_is_within_its_band(indicator: str, assessed: Json) -> None:
    low, high = BANDS[indicator]
    (value,) = [
        Decimal(row["value"])
        for row in assessed["indicators"]
        if row["indicator"] == indicator and row["sex"] == "all" and not row["category"] and not row["age_band"]
    ]
    assert low <= value <= high
