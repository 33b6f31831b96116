"""What more there is to tell of an indicator than its row: plain figures, whoever reckoned them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tertial.assess.assessment import IndicatorAssessment
from tertial.assess.comparison import Difference, Share, difference
from tertial.domain.calendar import Month
from tertial.domain.results import Sex


@dataclass(frozen=True, slots=True)
class YearEnd:
    """Between which figures the year will probably end, in the indicator's unit (per cent for shares).

    `level` is how often such an interval holds the figure, above 0 and below 1; `probability` that of meeting the
    year's target, None where it is not known. `since` is the first month of the year that the figure is of, January
    where it is None. `reach` is the level that the year's target comes to. Raises ValueError for anything else.
    """

    low: float
    high: float
    level: float
    probability: float | None = None
    since: Month | None = None
    reach: float | None = None

    def __post_init__(self) -> None:
        if not -math.inf < self.low <= self.high < math.inf:
            raise ValueError(f"{self.low} to {self.high} is no interval")
        if not 0 < self.level < 1:
            raise ValueError(f"{self.level} is no level of an interval")
        if self.probability is not None and not 0 <= self.probability <= 1:
            raise ValueError(f"{self.probability} is no probability")


@dataclass(frozen=True, slots=True)
class Estimated:
    """What a figure probably would have been without what lacks, in the indicator's unit, and the months that lack.

    Raises ValueError unless low <= value <= high, all finite, or where no month is named.
    """

    low: float
    value: float
    high: float
    months: tuple[Month, ...]

    def __post_init__(self) -> None:
        if not -math.inf < self.low <= self.value <= self.high < math.inf:
            raise ValueError(f"no interval: {self.low} <= {self.value} <= {self.high}")
        if not self.months:
            raise ValueError("an estimate stands in for at least one month")


@dataclass(frozen=True, slots=True)
class Sexes:
    """The printed figures of women and of men, and how they differ."""

    women: Decimal
    men: Decimal
    difference: Difference

    @classmethod
    def of_shares(cls, rows: Sequence[IndicatorAssessment]) -> Sexes | None:
        """From the counts of the rows of an indicator; None unless it is a share with counts for each of the two."""
        by_sex = {row.split.sex: row for row in rows if not row.split.age_band and not row.split.category}
        women, men = by_sex.get(Sex.WOMEN), by_sex.get(Sex.MEN)
        if women is None or men is None or women.value is None or men.value is None:
            return None
        found = difference(_share(women), _share(men))
        return cls(women.value, men.value, found) if isinstance(found, Difference) else None


def _share(row: IndicatorAssessment) -> Share | None:
    over, under = row.numerator, row.denominator
    if not row.indicator.is_share or over is None or under is None or over > under:
        return None
    return Share(over, under)
