"""What is said of persons at the ends of months: the newest row of the register, and rows valid for a time."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir


def newest_rows(persons: ir.Table, months: ir.Table) -> ir.Table:
    """For each month and person of a provider the newest row of a day in the month or earlier, with the month's days.

    `lives_here` says no where the person by that row has died, or moved before the month's last day.
    """
    in_order = ibis.window(group_by=[persons.provider, persons.person], order_by=[persons.as_of, persons.extract])
    lasting = persons.mutate(next_as_of=persons.as_of.lead().over(in_order))
    newest = months.join(
        lasting,
        [
            lasting.as_of <= months.last_day,
            lasting.next_as_of.isnull() | (lasting.next_as_of > months.last_day),
        ],
    )
    return newest.select(
        months.month,
        months.last_day,
        lasting.provider,
        lasting.person,
        lasting.as_of,
        lasting.sex,
        lasting.age_years,
        lasting.municipality,
        # The month of the death is its first day, and over at the month's last.
        lives_here=(lasting.deceased.isnull() | (lasting.deceased > months.last_day))
        & (lasting.moved.isnull() | (lasting.moved >= months.last_day)),
    )


def valid_at_month_ends(rows: ir.Table, months: ir.Table) -> ir.Table:
    """The rows for each month whose last day lies from `valid_from` to `valid_to`, both included, with that day."""
    valid = [rows.valid_from <= months.last_day, rows.valid_to.isnull() | (rows.valid_to >= months.last_day)]
    return months.select("last_day").join(rows, valid)
