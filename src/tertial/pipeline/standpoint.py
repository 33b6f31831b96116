"""Where figures are looked at from: a unit of a region, as of a month, with what a snapshot has of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tertial.compute.rollup import Results
from tertial.domain.calendar import Month, Period
from tertial.domain.figures import ComputedFigure
from tertial.domain.indicators import Indicator
from tertial.domain.region import Region
from tertial.domain.results import WHOLE, Split
from tertial.pipeline.inheritance import Inheritance


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A unit, a node of `tree`, as of a month; `inherits` knows the quality of the figures in `results`."""

    region: Region
    results: Results
    inherits: Inheritance
    unit: str
    tree: str
    as_of: Month

    def at(self, unit: str) -> Standpoint:
        """The same at a unit, as a node of the tree that it belongs to."""
        return replace(self, unit=unit, tree=self.region.organisation.tree_of(unit))

    def figure(self, indicator: Indicator, period: Period, split: Split = WHOLE) -> ComputedFigure:
        """The unit's figure as it was counted, without what it inherits. Raises ValueError as `Results.asked`."""
        return self.results.figure(indicator.id, self.unit, period, split, tree=self.tree)

    def of_unit(self, indicator: Indicator, unit: str, period: Period, split: Split = WHOLE) -> ComputedFigure:
        """That of a unit below or beside it, in the tree whose node it is. Raises ValueError as `Results.asked`."""
        asked = self.results.asked(indicator.id, self.unit, period, split, tree=self.tree)
        return self.results.of_unit(indicator.id, unit, asked)
