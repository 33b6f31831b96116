"""What to find the different tokens of an indicator by, and what their tables and columns are called."""

from __future__ import annotations

from dataclasses import dataclass

from tertial.compute.plan import CellTerm, Scope, planned
from tertial.compute.terms import Splits, Term
from tertial.domain.indicators import Indicator
from tertial.domain.measures import Part, Unique

TOKEN, COUNT = "token", "tokens"

ENTRIES = "token_entries"
"""What different tokens that lie ready are called."""
PLACES, PLACE = "token_places", "place"
"""The table of places (nodes of trees, by number) with the units and months that count there."""
PERIODS, PERIOD = "token_periods", "period"
"""The table of periods, by number, with their months."""


@dataclass(frozen=True, slots=True)
class TokenPlan:
    """What to find the tokens of an indicator by: a cuboid of its own, with the condition over its cells."""

    scope: Scope
    of: str
    term: CellTerm

    @classmethod
    def of_indicator(cls, indicator: Indicator, measure: Unique) -> TokenPlan:
        """The plan of one indicator."""
        rows = measure.rows
        (scope,) = planned([Term(indicator.id, Part.NUMERATOR, rows, Splits.of(indicator, rows.fact))])
        return cls(scope, measure.of, scope.cuboids[0].terms[0])

    @property
    def splits(self) -> dict[str, str]:
        """The keys of the parts of the people, by what cells call them."""
        splits = self.term.term.splits
        named = {"sex": "sex" if splits.sex else "", "age_band": self.term.age_band, "category": splits.category}
        return {name: column for name, column in named.items() if column}
