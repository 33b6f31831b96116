"""Money: the ledger with its budget, agency staff, business travel, and the cost of cases; amounts in öre."""

from __future__ import annotations

import numpy as np

from tertial.domain.calendar import Month
from tertial.domain.feeds import drg_costs, ledger, travel_costs
from tertial.simulate.chance import Chance, Floats, Ints
from tertial.simulate.feed_rows import code
from tertial.simulate.places import FRAMES
from tertial.simulate.staff import agency_hours
from tertial.simulate.staffing import list_sizes
from tertial.simulate.workforce import Workforce, shares_of
from tertial.simulate.world import World

_KRONOR = 100
_MONTH_COST = {
    "doctor": 118_000, "nurse": 61_000, "assistant_nurse": 48_000, "midwife": 66_000, "psychologist": 70_000,
    "dentist": 88_000, "dental_nurse": 47_000, "manager": 86_000, "medical_secretary": 47_000,
}  # fmt: skip
_MONTH_COST_ELSE = 58_000
"""Kronor a full-time post and month with payroll overhead; assumed."""

_AGENCY_HOUR = {"doctor": 1_450, "nurse": 690, "dentist": 1_100}
_AGENCY_HOUR_ELSE = 800
_COSTS = {
    "health_centre": {"drugs_benefit": 0.16, "medical_supplies": 0.05, "other_cost": 0.17, "assistive_devices": 0.03},
    "ward": {"drugs": 0.10, "medical_supplies": 0.09, "other_cost": 0.14},
    "clinic": {"drugs": 0.26, "medical_supplies": 0.10, "care_bought": 0.12, "other_cost": 0.14},
    "emergency_department": {"medical_supplies": 0.08, "other_cost": 0.12},
    "ambulance_station": {"medical_supplies": 0.05, "other_cost": 0.28},
    "dental_clinic": {"medical_supplies": 0.11, "other_cost": 0.20},
    "maternity_centre": {"medical_supplies": 0.04, "other_cost": 0.14},
    "administration": {"other_cost": 0.45},
}
"""Other costs, as shares of the cost of own staff."""

_INCOME = {
    "health_centre": {"capitation": 1.32, "care_income": 0.05, "state_grants": 0.04},
    "ward": {"frame_funds": 1.26, "care_income": 0.07},
    "clinic": {"frame_funds": 1.50, "care_income": 0.12},
    "emergency_department": {"frame_funds": 1.18},
    "ambulance_station": {"frame_funds": 1.30},
    "dental_clinic": {"patient_dental_income": 0.92, "frame_funds": 0.37},
    "maternity_centre": {"capitation": 1.15},
    "administration": {"frame_funds": 1.40, "other_income": 0.05},
}
_GROWTH, _CUT = 0.033, 0.985
"""Costs grow by so much a year; the budget is cut in April to so much of what was first decided."""

_PRELIMINARY = 2
"""Months at the end whose income from care sold is preliminary."""

_OVERRUN = (-20, 90)
"""What a unit spends beyond its budget, in thousandths."""

_TRAVEL = (("flight", 0.0011), ("rail_bus", 0.0006), ("own_car", 0.0016), ("hired_car", 0.0008), ("lodging", 0.0011),
           ("other", 0.0003))  # fmt: skip
_TRAVEL_FALLS = 0.03
_BETWEEN = {"own_car": 0.35, "hired_car": 0.15, "flight": 0.2}
_PAID_A_LISTED = 460
"""Kronor a listed and month to private health centres; assumed."""

_POINT_COST = {"inpatient": 74_000, "outpatient": 41_000}
_POINTS = {"inpatient": 96, "outpatient": 7}
"""DRG points of a contact, in hundredths."""


def money(world: World, workforce: Workforce) -> None:
    """Draw and deliver the month's amounts."""
    units = len(world.places.all)
    growth = 1 + _GROWTH * world.years
    month = shares_of(_MONTH_COST, _MONTH_COST_ELSE, workforce)
    budgeted = workforce.by_unit(_ore(workforce.posts / 100 * month * 0.97 * growth), units)
    own = workforce.by_unit(_ore(workforce.filled / 100 * month * growth * 1.01), units)
    hour = shares_of(_AGENCY_HOUR, _AGENCY_HOUR_ELSE, workforce)
    agency = workforce.by_unit(_ore(agency_hours(world, workforce) / 100 * hour * growth), units)
    _ledger(world, budgeted, own, agency)
    _agency(world, own, agency)
    _travel(world, budgeted)
    _cases(world)


def _ore(kronor: Floats) -> Ints:
    return np.rint(kronor * _KRONOR).astype(np.int64)


def _frames(world: World, units: Ints) -> Ints:
    """The frame that each unit's money belongs to."""
    kinds = {"dental_clinic": 2, "administration": 3, "health_centre": 0, "maternity_centre": 0}
    numbers = [world.places.number(id) for id, _name, _english in FRAMES]
    return np.array([numbers[kinds.get(world.places.all[unit].kind, 1)] for unit in units.tolist()], np.int64)


def _ledger(world: World, budgeted: Ints, own: Ints, agency: Ints) -> None:
    chance = world.chance("ledger")
    overrun = Chance(world.seed, 0, "overrun").below(_OVERRUN[1] - _OVERRUN[0] + 1, len(world.places.all)) + _OVERRUN[0]
    units = np.flatnonzero(budgeted > 0)
    kinds = [world.places.all[unit].kind for unit in units.tolist()]
    accounts = sorted({*(name for kind in kinds for name in (*_COSTS[kind], *_INCOME[kind])), "staff_cost", "agency"})
    changed = world.month >= Month(world.month.year, 4)
    late = world.last.since(world.month) < _PRELIMINARY
    for account in accounts:
        planned, came = _amounts(account, kinds, units, budgeted, own, agency, overrun, chance)
        rows = planned != 0
        if not rows.any():
            continue
        _put(world, units[rows], account, "budget", 1, _thousands(planned[rows]))
        if changed:
            cut = planned[rows] < 0
            _put(
                world, units[rows], account, "budget", 2, _thousands(np.where(cut, planned[rows] * _CUT, planned[rows]))
            )
        item = "preliminary_income" if late and account == "care_income" else "result"
        _put(world, units[rows], account, item, 0, came[rows])
    _private(world, chance)


def _amounts(
    account: str, kinds: list[str], units: Ints, budgeted: Ints, own: Ints, agency: Ints, overrun: Ints, chance: Chance
) -> tuple[Ints, Ints]:
    """What was planned and what came of it, by unit: income above zero, costs below."""
    if account == "staff_cost":
        return -budgeted[units], -own[units]
    if account == "agency":
        return -(budgeted[units] * 15 // 1000), -agency[units]
    cost = np.array([_COSTS[kind].get(account, 0.0) for kind in kinds])
    income = np.array([_INCOME[kind].get(account, 0.0) for kind in kinds])
    planned = np.rint(budgeted[units] * (income - cost)).astype(np.int64)
    wobble = 980 + chance.below(41, len(units))
    came = np.where(income > 0, planned * wobble // 1000, planned * (1000 + overrun[units]) // 1000 * wobble // 1000)
    # Funds of the frame and payment for the listed come as decided.
    fixed = account in {"frame_funds", "capitation"}
    return planned, planned if fixed else came


def _thousands(amount: Floats | Ints) -> Ints:
    """Budgets are decided in thousands of kronor."""
    step = 1000 * _KRONOR
    return np.rint(amount / step).astype(np.int64) * step


def _put(world: World, units: Ints, account: str, item: str, version: int, amount: Ints) -> None:
    size = len(units)
    world.deliveries.put(
        "ledger",
        {
            "unit": units,
            "frame": _frames(world, units),
            "account": np.full(size, code(ledger.FEED, "account", account)),
            "month": np.full(size, world.number),
            "item": np.full(size, code(ledger.FEED, "item", item)),
            "budget_version": np.full(size, code(ledger.FEED, "budget_version", str(version))),
            "amount": amount,
        },
    )


def _private(world: World, chance: Chance) -> None:
    """What the region pays private health centres for their listed, at the service area for them."""
    private = ~np.array(world.places.is_public(world.centres))
    # Added up in order: a sum in another order may differ in the last bit.
    listed = float(np.cumsum(list_sizes(world)[private])[-1])
    paid = int(listed * _PAID_A_LISTED * _KRONOR * (1 + _GROWTH * world.years))
    unit = np.array([world.places.number("private-care")])
    _put(world, unit, "care_bought", "budget", 1, _thousands(np.array([-paid])))
    _put(world, unit, "frame_funds", "budget", 1, _thousands(np.array([paid])))
    _put(world, unit, "frame_funds", "result", 0, _thousands(np.array([paid])))
    _put(world, unit, "care_bought", "result", 0, -paid * (985 + chance.below(31, 1)) // 1000)


def _agency(world: World, own: Ints, agency: Ints) -> None:
    units = np.flatnonzero(own > 0)
    world.deliveries.put(
        "agency-costs",
        {
            "unit": units,
            "month": np.full(len(units), world.number),
            "agency_cost": agency[units],
            "own_staff_cost": own[units],
        },
    )


def _travel(world: World, budgeted: Ints) -> None:
    chance = world.chance("travel-costs")
    units = np.flatnonzero(budgeted > 0)
    falling = 1 - _TRAVEL_FALLS * world.years
    summer = 0.4 if world.month.number == 7 else 1.0
    for means, share in _TRAVEL:
        drawn = (300 + chance.below(1401, len(units))) / 1000
        cost = np.rint(budgeted[units] * share * falling * summer * drawn).astype(np.int64)
        between = np.rint(cost * _BETWEEN.get(means, 0.0)).astype(np.int64)
        for amount, yes in ((cost - between, 0), (between, 1)):
            rows = amount > 0
            world.deliveries.put(
                "travel-costs",
                {
                    "unit": units[rows],
                    "means": np.full(int(rows.sum()), code(travel_costs.FEED, "means", means)),
                    "month": np.full(int(rows.sum()), world.number),
                    "between_workplaces": np.full(int(rows.sum()), yes),
                    "cost": amount[rows],
                },
            )


def _cases(world: World) -> None:
    """Contacts as the month's own rows of stays and of the clinics' contacts say."""
    chance = world.chance("drg-costs")
    for care, feed, kind in (("inpatient", "admissions", "ward"), ("outpatient", "contacts", "clinic")):
        counts = world.deliveries.counts.get((feed, world.number))
        if counts is None:
            continue
        units = world.places.of_kind(kind)
        units = units[counts[units] > 0]
        contacts = counts[units]
        outliers = chance.part(contacts, 0.04)
        for case, number, weight in (("inlier", contacts - outliers, 1), ("outlier", outliers, 4)):
            rows = number > 0
            points = number[rows] * _POINTS[care] * (92 + chance.below(17, int(rows.sum()))) // 100 * weight
            cost = (
                points
                * int(_POINT_COST[care] * (1 + _GROWTH * world.years))
                * (93 + chance.below(15, len(points)))
                // 100
            )
            world.deliveries.put(
                "drg-costs",
                {
                    "unit": units[rows],
                    "care": np.full(len(points), code(drg_costs.FEED, "care", care)),
                    "case": np.full(len(points), code(drg_costs.FEED, "case", case)),
                    "month": np.full(len(points), world.number),
                    "contacts": number[rows],
                    "points": points,
                    # Points are hundredths, so kronor times them are öre.
                    "cost": cost,
                },
            )
