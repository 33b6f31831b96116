"""What the categories of an indicator are called, in their scheme's order."""

from __future__ import annotations

from collections.abc import Mapping

from tertial.domain.age_bands import UNKNOWN
from tertial.domain.indicators import Indicator
from tertial.domain.label import Label
from tertial.domain.measures import rows_of_measure
from tertial.domain.region import Scheme

NOT_KNOWN = Label("okänt", "unknown")


def category_labels(indicator: Indicator, schemes: Mapping[str, Scheme]) -> dict[str, Label]:
    """The label of each code: of the fact that the indicator is computed from, else of the region's scheme.

    A code that only another scheme of the region has is called as there.
    """
    found: dict[str, Label] = {}
    if indicator.measure is not None and indicator.category:
        for rows in rows_of_measure(indicator.measure):
            if rows.fact.has(indicator.category):
                found |= rows.fact.column(indicator.category).labels
        found.setdefault(UNKNOWN, NOT_KNOWN)
    if indicator.category in schemes:
        found |= schemes[indicator.category].codes
    for scheme in schemes.values():
        for code, label in scheme.codes.items():
            found.setdefault(code, label)
    return found
