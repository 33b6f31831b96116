"""The rows that a measure counts, one by one: made, dated, placed and asked whether they meet the condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module

from tertial.compute.reference.evaluate import holds
from tertial.compute.reference.rows import Row, counted_rows
from tertial.compute.reference.values import perhaps
from tertial.domain.calendar import Month
from tertial.domain.cells import NO_UNIT
from tertial.domain.expressions.tree import Expression
from tertial.domain.facts.contract import Fact
from tertial.domain.measures import Rows


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with the unit and the month where it counts; the unit is `NO_UNIT` where the row states none."""

    row: Row
    unit: str
    month: Month


class FactRows:
    """The rows of facts, made from the rows of feeds for the months that are asked for.

    Raises TooManyRows for a feed of more rows than the slow engine takes.
    """

    def __init__(self, events: Mapping[str, Sequence[Row]], months: Sequence[Month]) -> None:
        self._events = counted_rows(events)
        self._months = tuple(sorted(set(months)))
        self._made: dict[tuple[str, Expression | None], Sequence[Row]] = {}

    def of(self, rows: Rows) -> Iterator[Placed]:
        """The rows that are counted: those of the asked months that meet the condition."""
        asked = set(self._months)
        for row in self._of_fact(rows.fact, rows.events):
            day = perhaps(row, rows.fact.day, date)
            if day is None or (month := Month(day.year, day.month)) not in asked:
                continue
            if holds(rows.where, row):
                yield Placed(row, perhaps(row, rows.place, str) or NO_UNIT, month)

    def _of_fact(self, fact: Fact, chosen: Expression | None) -> Sequence[Row]:
        if (fact.id, chosen) not in self._made:
            self._made[fact.id, chosen] = self._make(fact, chosen)
        return self._made[fact.id, chosen]

    def _make(self, fact: Fact, chosen: Expression | None) -> Sequence[Row]:
        sources = {feed: [row for row in self._events.get(feed, ()) if holds(chosen, row)] for feed in fact.sources}
        if not fact.derived:
            return sources[fact.id]
        module = import_module(f"tertial.compute.reference.facts.{fact.id.replace('-', '_')}")
        made: list[Row] = module.rows(sources, self._months)
        return made
