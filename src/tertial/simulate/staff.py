"""What the staff system delivers: posts, employment and hours, absence, and managers with their groups."""

from __future__ import annotations

import numpy as np

from tertial.domain.feeds import staff_absence, staff_employment, staff_per_manager, staff_posts
from tertial.simulate.chance import Chance, Floats, Ints, Yes
from tertial.simulate.feed_rows import code
from tertial.simulate.workforce import GRADE_SHARES, GRADES, Workforce, month_hours, shares_of
from tertial.simulate.world import World

_WOMEN = {
    "doctor": 0.54, "nurse": 0.88, "assistant_nurse": 0.87, "midwife": 0.99, "psychologist": 0.74, "counsellor": 0.88,
    "physiotherapist": 0.74, "dentist": 0.66, "dental_hygienist": 0.95, "dental_nurse": 0.97,
    "medical_secretary": 0.97, "manager": 0.76,
}  # fmt: skip
_WOMEN_ELSE = 0.72
_BANDS, _BAND_SHARES = ("under_30", "from_30_to_49", "from_50"), (0.15, 0.47, 0.38)

SICK_WOMEN, SICK_MEN = 0.0627, 0.0420
"""Sick leave of working time before what age and profession add: 5.8 per cent in all, 6.3 and 3.6 by sex, as Region
Västerbotten's interim report per August 2025 states."""

_SICK_BY_BAND = (0.80, 0.95, 1.12)
_SICK = {
    "assistant_nurse": 1.28, "dental_nurse": 1.45, "dental_hygienist": 1.2, "medical_secretary": 1.05, "doctor": 0.62,
    "manager": 0.62, "other": 0.75, "dentist": 0.95,
}  # fmt: skip
_LENGTHS = (("sick_hours_1_14", 0.38, 800), ("sick_hours_15_59", 0.20, 4_000), ("sick_hours_60_180", 0.19, 9_000),
            ("sick_hours_over_180", 0.23, 12_000))  # fmt: skip
"""Share of the sick leave, and the hours of one who is away in a month, in hundredths."""

_WINTER = (1.20, 1.25, 1.15, 1.0, 0.95, 0.85, 0.62, 0.80, 1.0, 1.08, 1.12, 1.15)
"""Short leave by month, where 1 is the mean."""

_NEVER_SICK, _SELDOM_SICK = 0.34, 0.60
_SUMMER = {6: 0.4, 7: 1.0, 8: 0.7}
_SUMMER_JOBS = {"nurse": 0.08, "assistant_nurse": 0.16, "doctor": 0.04, "medical_secretary": 0.06, "dental_nurse": 0.06}
_AGENCY = {"doctor": 0.42, "nurse": 0.28, "dentist": 0.12, "psychologist": 0.10}
"""Hours of agency staff for an hour of vacant post; falls every year."""

_SPANS = ((9, "1_9"), (14, "10_14"), (19, "15_19"), (35, "20_35"), (50, "36_50"))
_STAFF_A_MANAGER = 27


def agency_hours(world: World, workforce: Workforce) -> Ints:
    """Hours of agency staff in the month by row, in hundredths."""
    falling = max(1 - 0.22 * world.years, 0.3)
    hours = workforce.vacant / 100 * month_hours(world) * shares_of(_AGENCY, 0.0, workforce) * falling
    return np.rint(hours).astype(np.int64)


def staff(world: World, workforce: Workforce) -> None:
    """Draw and deliver the month of the staff system."""
    _posts(world, workforce)
    _employment(world, workforce)
    _absence(world, workforce)
    _managers(world, workforce)


def _posts(world: World, workforce: Workforce) -> None:
    doctors = workforce.of("doctor")
    other = ~doctors
    columns = {
        "unit": workforce.unit,
        "profession": workforce.profession,
        "month": np.full(len(workforce.unit), world.number),
    }
    _put_posts(world, columns, other, "not_a_doctor", workforce.posts, workforce.vacant)
    left_posts, left_vacant = workforce.posts, workforce.vacant
    for grade, share in zip(GRADES[1:], GRADE_SHARES[1:], strict=True):
        # By the quarter; vacancies are among the specialists.
        posts = workforce.posts * share // 100 // 25 * 25
        _put_posts(world, columns, doctors & (posts > 0), grade, posts, np.zeros_like(posts))
        left_posts = left_posts - posts
    _put_posts(world, columns, doctors, GRADES[0], left_posts, np.minimum(left_vacant, left_posts))


def _put_posts(world: World, columns: dict[str, Ints], rows: Yes, grade: str, posts: Ints, vacant: Ints) -> None:
    world.deliveries.put(
        "staff-posts",
        {
            **{name: each[rows] for name, each in columns.items()},
            "grade": np.full(int(rows.sum()), code(staff_posts.FEED, "grade", grade)),
            "posts": posts[rows],
            "filled": (posts - vacant)[rows],
            "vacant": vacant[rows],
        },
    )


def _employment(world: World, workforce: Workforce) -> None:
    chance = world.chance("staff-employment")
    full = month_hours(world)
    size = len(workforce.unit)
    people = workforce.employees
    worked = workforce.filled * full // 100 * (880 + chance.below(40, size)) // 1000
    temporary = people * 7 // 100
    summer = np.rint(people * shares_of(_SUMMER_JOBS, 0.0, workforce) * _SUMMER.get(world.month.number, 0.0))
    summer = summer.astype(np.int64)
    nobody = np.zeros(size, np.int64)
    forms: tuple[tuple[str, Ints, Ints], ...] = (
        ("permanent", people - temporary, worked * 93 // 100),
        ("temporary", temporary, np.where(temporary > 0, worked * 7 // 100, 0)),
        ("hourly", np.rint(people * 0.05).astype(np.int64), people * full * 15 // 1000 * (people >= 10)),
        ("summer", summer, summer * full * 9 // 10),
        ("agency", nobody, agency_hours(world, workforce)),
    )
    for form, employed, hours in forms:
        rows = (employed > 0) | (hours > 0)
        world.deliveries.put(
            "staff-employment",
            {
                "unit": workforce.unit[rows],
                "profession": workforce.profession[rows],
                "form": np.full(int(rows.sum()), code(staff_employment.FEED, "form", form)),
                "month": np.full(int(rows.sum()), world.number),
                "employed": employed[rows],
                "hours": hours[rows],
            },
        )


def _absence(world: World, workforce: Workforce) -> None:
    chance = world.chance("staff-absence")
    # Who is who stays the same from month to month.
    rounding = Chance(world.seed, 0, "staff groups").shares(len(workforce.unit) * 6).reshape(-1, 6)
    women = shares_of(_WOMEN, _WOMEN_ELSE, workforce)
    by_profession = shares_of(_SICK, 1.0, workforce)
    place = 0
    for sex, share, sick in (("women", women, SICK_WOMEN), ("men", 1 - women, SICK_MEN)):
        for band, part, by_band in zip(_BANDS, _BAND_SHARES, _SICK_BY_BAND, strict=True):
            exact = workforce.employees * share * part
            employees = np.floor(exact + rounding[:, place]).astype(np.int64)
            _group(world, chance, workforce, sex, band, employees, sick * by_band * by_profession)
            place += 1


def _group(
    world: World, chance: Chance, workforce: Workforce, sex: str, band: str, employees: Ints, sick: Floats
) -> None:
    rows = employees > 0
    employees, sick = employees[rows], sick[rows]
    size = len(employees)
    scheduled = employees * month_hours(world) * 89 // 100
    columns = {
        "unit": workforce.unit[rows],
        "profession": workforce.profession[rows],
        "sex": np.full(size, code(staff_absence.FEED, "sex", sex)),
        "age_band": np.full(size, code(staff_absence.FEED, "age_band", band)),
        "month": np.full(size, world.number),
        "employees": employees,
        "scheduled_hours": scheduled,
    }
    left = scheduled.copy()
    for name, share, each in _LENGTHS:
        season = _WINTER[world.month.number - 1] if name == "sick_hours_1_14" else 1.0
        hours = np.minimum(chance.numbers(scheduled * sick * share * season / each) * each, left)
        left -= hours
        columns[name] = hours
    never = chance.part(employees, _NEVER_SICK)
    seldom = never + chance.part(employees - never, (_SELDOM_SICK - _NEVER_SICK) / (1 - _NEVER_SICK))
    columns |= {
        "employees_12_months": employees,
        "never_sick_12_months": never,
        "sick_under_5_days_12_months": seldom,
    }
    world.deliveries.put("staff-absence", columns)


def _managers(world: World, workforce: Workforce) -> None:
    people = workforce.by_unit(workforce.employees, len(world.places.all))
    units = np.flatnonzero(people > 0)
    people = people[units]
    managers = np.maximum(np.rint(people / _STAFF_A_MANAGER).astype(np.int64), 1)
    spans = [code(staff_per_manager.FEED, "span", name) for _most, name in _SPANS]
    spans.append(code(staff_per_manager.FEED, "span", "over_50"))
    place = np.searchsorted([most for most, _name in _SPANS], (people + managers - 1) // managers)
    world.deliveries.put(
        "staff-per-manager",
        {
            "unit": units,
            "span": np.array(spans)[place],
            "month": np.full(len(units), world.number),
            "managers": managers,
            "staff": people,
        },
    )
