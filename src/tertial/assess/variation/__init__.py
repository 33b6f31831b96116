"""Variation and assurance: control charts by the NHS Making Data Count rules, and their kin for counts and rare events.

`vary(series, rebasings)` gives a `Variation`; docs/explanation/variation.md explains it. Months (or other periods that
do not overlap) only: year-to-date and rolling twelve months are refused.
"""

from tertial.assess.variation.assurance import Assurance
from tertial.assess.variation.chart import ChartedPoint, ChartKind, Choice, Phase, Suggestion, Variation
from tertial.assess.variation.choice import nature_of
from tertial.assess.variation.icons import Meaning, VariationIcon, Way
from tertial.assess.variation.indicator_series import indicator_series
from tertial.assess.variation.limits import Limits
from tertial.assess.variation.points import Events, Left, Nature, Point, Series, Target
from tertial.assess.variation.rules import DEFAULT, Rules
from tertial.assess.variation.signals import Signal
from tertial.assess.variation.vary import vary, vary_events

__all__ = [
    "DEFAULT",
    "Assurance",
    "ChartKind",
    "ChartedPoint",
    "Choice",
    "Events",
    "Left",
    "Limits",
    "Meaning",
    "Nature",
    "Phase",
    "Point",
    "Rules",
    "Series",
    "Signal",
    "Suggestion",
    "Target",
    "Variation",
    "VariationIcon",
    "Way",
    "indicator_series",
    "nature_of",
    "vary",
    "vary_events",
]
