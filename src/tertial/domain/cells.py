"""Cells: the whole numbers that figures are made of, as the engines compute them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tertial.domain.calendar import Month, Period
from tertial.domain.measures import Part
from tertial.domain.results import Sex, Split

NO_UNIT = ""
"""The unit of rows that state none; they count in the region's whole, and in no unit."""


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """An amount of an indicator in a unit and a month, for a sex, an age band and a category (empty texts: not split).

    The unit is the one that the rows state, whatever became of it later. In a histogram (`SPREAD`) `value`, and `over`
    where the measure has one, are what the rows share and `amount` is how many they are; else both are None. `rows`
    says how many rows the amount rests on, at least one: a cell without rows does not exist, and an amount of 0 is a
    sum that came to nothing.
    """

    indicator: str
    part: Part
    unit: str
    month: Month
    sex: Sex
    age_band: str
    category: str
    value: int | None
    over: int | None
    amount: int
    rows: int

    @property
    def split(self) -> Split:
        """Sex, age band and category."""
        return Split(self.sex, self.age_band, self.category)


class View(StrEnum):
    """In which organisation units are gathered: the one of the time, or the one of today."""

    AS_IT_WAS = "as_it_was"
    AS_IT_IS = "as_it_is"


@dataclass(frozen=True, slots=True, order=True)
class UniqueCell:
    """How many different persons (or other tokens) an indicator has at a node of a tree in a period.

    Never added up. `tree` is `line` or another tree of the organisation.
    """

    indicator: str
    view: View
    tree: str
    node: str
    period: Period
    sex: Sex
    age_band: str
    category: str
    count: int

    @property
    def split(self) -> Split:
        """Sex, age band and category."""
        return Split(self.sex, self.age_band, self.category)


NodesOfUnits = Mapping[tuple[View, str, str, Month], tuple[str, ...]]
"""The nodes of a tree at which a unit counts in a month, by view, tree, unit and month; none where it is not named."""
