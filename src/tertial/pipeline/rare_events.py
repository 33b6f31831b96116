"""The days of rare events at a unit, as its figures count them, from the store that they were computed from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tertial.assess import rare_events as why
from tertial.assess.evidence import Measured, Months
from tertial.assess.variation.points import Events
from tertial.compute.connection import looking
from tertial.compute.filters import chains_of
from tertial.compute.row_days import row_days
from tertial.compute.sources import StateEvents
from tertial.compute.steps import Node
from tertial.domain.calendar import Month
from tertial.domain.cells import View
from tertial.domain.indicators import Indicator
from tertial.domain.label import Label
from tertial.domain.measures import Part
from tertial.domain.results import Split
from tertial.pipeline.standpoint import Standpoint
from tertial.store.errors import StoreError
from tertial.store.snapshots.snapshot import Snapshot
from tertial.store.state import open_state


@dataclass(frozen=True, slots=True)
class RareEvents:
    """Reads the days of the rows that a snapshot's figures rest on."""

    root: Path
    snapshot: Snapshot

    def of(self, here: Standpoint, indicator: Indicator, months: Months) -> dict[Split, Events | Label]:
        """Those of each split whose months are of rare events, or why they cannot be had."""
        if not why.has_days(indicator):
            return {}
        return {
            split: self._days(here, indicator, split, found)
            for split, found in months.items()
            if why.are_rare(indicator, found)
        }

    def _days(self, here: Standpoint, indicator: Indicator, split: Split, months: Sequence[Measured]) -> Events | Label:
        watched = why.watched(months)
        if isinstance(watched, Label):
            return watched
        (chain,) = chains_of(indicator, split.sex)
        node = Node(here.unit, here.tree, here.results.first_stage.places(View.AS_IT_WAS))
        try:
            source = StateEvents(open_state(self.root, self.snapshot.manifest.basis.state.number))
            with looking(self.root) as connection:
                days = row_days(connection, source, chain, Part.NUMERATOR, node, watched)
        except StoreError:
            return why.NO_ROWS
        # A unit that was split counts parts of rows, and a definition may be another than the one computed.
        now = Counter(Month(day.year, day.month) for day in days)
        if any(now[one.period.last] != one.numerator for one in months if one.period.last in watched):
            return why.OTHER_ROWS
        return Events(days, watched[0].first_day, watched[-1].last_day)
