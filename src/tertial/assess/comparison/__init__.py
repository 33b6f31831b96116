"""Figures held against each other: intervals, standardised rates, funnels, differences, ranks and what is chance.

`compare` takes units, `difference` two groups, `compare_pairs` two groups at every unit; all answer with a result or
with a reason in words. Sources and formulas: docs/explanation/comparison.md.
"""

from tertial.assess.comparison.comparison import ComparedUnit, Comparison, Spread
from tertial.assess.comparison.differences import Difference, Verdict, difference
from tertial.assess.comparison.figures import Figure, Kind, Mean, Rate, Share, UnitFigure
from tertial.assess.comparison.funnel import Limits, Position, limits
from tertial.assess.comparison.interval import Interval, Method
from tertial.assess.comparison.means import Moments
from tertial.assess.comparison.pairs import ComparedPair, UnitPair, compare_pairs
from tertial.assess.comparison.units import compare

__all__ = [
    "ComparedPair", "ComparedUnit", "Comparison", "Difference", "Figure", "Interval", "Kind", "Limits", "Mean",
    "Method", "Moments", "Position", "Rate", "Share", "Spread", "UnitFigure", "UnitPair", "Verdict", "compare",
    "compare_pairs", "difference", "limits",
]  # fmt: skip
