"""What can be said of months and units whose data are missing: an estimate with an interval, or why there is none.

`estimate_months(series, lacking, sisters, proxies)` gives an `Estimate` or `NoEstimate` for each month that lacks;
`over_months` and `over_units` put them together with what is known; `sentence` says it. docs/explanation/estimates.md
explains it. Support for text and for the suggested judgement only: never an official outcome, and never inside a
published count.
"""

from tertial.assess.estimates.months import estimate_months
from tertial.assess.estimates.results import Amount, Estimate, NoEstimate, Places, Source, Weight
from tertial.assess.estimates.sentences import Kin, sentence
from tertial.assess.estimates.series import Counts, Coverage, ProxySeries, Shape, UnitSeries
from tertial.assess.estimates.totals import Whole, over_months, over_units

__all__ = [
    "Amount",
    "Counts",
    "Coverage",
    "Estimate",
    "Kin",
    "NoEstimate",
    "Places",
    "ProxySeries",
    "Shape",
    "Source",
    "UnitSeries",
    "Weight",
    "Whole",
    "estimate_months",
    "over_months",
    "over_units",
    "sentence",
]
