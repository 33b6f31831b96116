"""Key figures of a simulated region, held against what regions' reports and open figures state.

The bands are wide enough for chance in a region of 12 000 people, and no wider than a reader of the reports would find
plausible.
"""

from __future__ import annotations

import pytest

from tests.unit.simulate.regions import asked, region


def figure(feed: str, sql: str) -> float:
    folder, _world = region(residents=12_000, months=9, seed=5)
    return float(str(asked(folder, feed, sql)[0][0]))


SAME_DAY = "coalesce(answered_at, called_back_at)::DATE = called_at::DATE"
SICK = "sick_hours_1_14 + sick_hours_15_59 + sick_hours_60_180 + sick_hours_over_180"
READMITTED = """
    SELECT 100.0 * count(*) FILTER (
        next_at >= discharged_at AND next_at < discharged_at + INTERVAL 30 DAY AND NOT next_planned
    ) / count(*)
    FROM (SELECT *, lead(admitted_at) OVER stays AS next_at, lead(planned) OVER stays AS next_planned
          FROM rows WINDOW stays AS (PARTITION BY person ORDER BY admitted_at))
    WHERE discharged_at IS NOT NULL AND NOT deceased
      AND year(discharged_at) - left(person::VARCHAR, 4)::INT >= 65
"""

FIGURES = [
    pytest.param(
        "phone-calls",
        f"SELECT 100.0 * count(*) FILTER ({SAME_DAY}) / count(*) FROM rows WHERE in_hours AND outcome <> 'hung_up'",
        (75, 82),
        id="phone answered the same day: 76-81 per cent in the regions' reports",
    ),
    pytest.param(
        "contacts",
        "SELECT 100.0 * count(*) FILTER (wait_days <= 3) / count(*) FROM rows "
        "WHERE visit = 'first' AND problem = 'new' AND wait_days IS NOT NULL",
        (80, 92),
        id="assessed within three days: 80-92 per cent",
    ),
    pytest.param(
        "admissions",
        "SELECT 100.0 * count(*) FILTER (discharged_at > ready_at + INTERVAL 24 HOUR) / count(*) FROM rows "
        "WHERE discharged_at IS NOT NULL",
        (32, 40),
        id="ready for discharge for over a day: 36 per cent, Region Norrbotten 2022",
    ),
    pytest.param("admissions", READMITTED, (9, 13), id="readmitted from 65 years: 10-12 per cent"),
    pytest.param(
        "staff-absence",
        f"SELECT 100.0 * sum({SICK}) / sum(scheduled_hours) FROM rows",
        (5.3, 6.3),
        id="sick leave: 5.8 per cent, Region Västerbotten 2025",
    ),
    pytest.param(
        "staff-absence",
        "SELECT 100.0 * sum(never_sick_12_months) / sum(employees_12_months) FROM rows",
        (31, 37),
        id="never sick in a year: 34 per cent, Region Västerbotten 2025",
    ),
    pytest.param(
        "named-doctors",
        "SELECT 100.0 * count(*) FILTER (source = 'register') / 12000 FROM rows WHERE valid_to IS NULL",
        (7.5, 12),
        id="named doctor by the register: 10 per cent, Region Västerbotten 2024",
    ),
    pytest.param(
        "named-doctors",
        "SELECT 100.0 * count(*) FILTER (source = 'survey') / 12000 FROM rows WHERE valid_to IS NULL",
        (16, 21),
        id="named doctor by the survey: 18 per cent, Region Västerbotten 2024",
    ),
    pytest.param(
        "agency-costs",
        "SELECT 100.0 * sum(agency_cost) / sum(own_staff_cost) FROM rows",
        (2, 6),
        id="agency staff of the cost of own staff: 3.8 per cent, Region Västerbotten 2025",
    ),
    pytest.param(
        "dental-visits",
        "SELECT 100.0 * count(*) FILTER (finished) / count(finished) FROM rows "
        "WHERE care = 'general' AND year(date) - left(person::VARCHAR, 4)::INT <= 19",
        (55, 75),
        id="children finished in one dental visit",
    ),
    pytest.param(
        "beds",
        "SELECT 100.0 * sum(overcrowded) / sum(staffed) FROM rows",
        (3, 9),
        id="overcrowding to a hundred beds",
    ),
]


@pytest.mark.parametrize(("feed", "sql", "band"), FIGURES)
def test_a_key_figure_lies_in_its_band(feed: str, sql: str, band: tuple[float, float]) -> None:
    assert band[0] <= figure(feed, sql) <= band[1]


def test_people_die_and_are_born_at_about_the_official_rate() -> None:
    # Statistics Sweden: 5 486 of 513 111 died in 2015, about one in a hundred, and about as many were born.
    died = figure("persons", "SELECT count(DISTINCT person) FILTER (deceased IS NOT NULL) FROM rows")
    assert 0.7 <= 100 * died / 12_000 / (9 / 12) <= 1.4
    born = figure("child-health-newborns", "SELECT count(*) FROM rows")
    assert 0.6 <= 100 * born / 12_000 / (9 / 12) <= 1.4
