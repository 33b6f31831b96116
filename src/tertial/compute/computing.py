"""From a state of the events to a snapshot: what has not changed is taken over, what has is computed anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

import tertial
from tertial.compute.coverage import LoadedMonths
from tertial.compute.definition_hash import definition_document, definition_hash, facts_of
from tertial.compute.derived import closure
from tertial.compute.engine import Engine, runs
from tertial.compute.nodes import Nodes, NodesOfPlaces
from tertial.compute.persons import check_measure, loads_of
from tertial.compute.places import Places
from tertial.compute.rules import rules_hash
from tertial.compute.sources import StateEvents
from tertial.compute.terms import Term, terms_of
from tertial.compute.written import WrittenSql
from tertial.domain.calendar import Month, Period, PeriodKind, resolve
from tertial.domain.cells import View
from tertial.domain.clock import local_date
from tertial.domain.facts.contract import Fact
from tertial.domain.grounded_measures import grounded_indicator
from tertial.domain.indicators import Indicator
from tertial.domain.measures import Unique, rows_of_measure
from tertial.domain.organisation import Organisation
from tertial.store.canonical import canonical, digest
from tertial.store.snapshots.basis import Basis, CodeUsed, DefinitionUsed, Inputs, StateUsed
from tertial.store.snapshots.inputs import inputs_of
from tertial.store.snapshots.making import SnapshotWork
from tertial.store.snapshots.piece import PieceKind, piece_key
from tertial.store.snapshots.snapshot import Snapshot
from tertial.store.state import State


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to compute: the indicators of a region and its organisation, through a month."""

    indicators: Mapping[str, Indicator]
    organisation: Organisation
    through: Month
    again: bool = False
    """Compute all anew, whatever could be taken over."""


@dataclass(frozen=True, slots=True)
class Done:
    """A published snapshot, and how many of its pieces were computed and how many taken over."""

    snapshot: Snapshot
    computed: int
    reused: int


MOST_MONTHS_OF_TERMS = 60_000
"""Terms times months that are computed together: of thousands of indicators fewer months fit in memory at once."""

Told = Callable[[int, int], None]
"""Is told how many months of facts are done, and of how many."""


class CellEngine(Protocol):
    """What computes cells: the engine of one machine, or that of many."""

    def months_together(self, fact: Fact) -> int:
        """How many months of a fact are best asked for at once."""

    def facts_together(self, rows: int) -> bool:
        """Whether facts that are made from so many rows of events may be computed side by side."""

    def cells_of_terms(self, terms: Iterable[Term], months: Sequence[Month]) -> pa.Table:
        """The cells of terms in these months."""

    def unique_table(self, indicators: Iterable[Indicator], nodes: Nodes, periods: Sequence[Period]) -> pa.Table:
        """The counts of different tokens."""


EngineMaker = Callable[[StateEvents, Path, Callable[[int], None]], CellEngine]
"""Makes an engine over events, given a folder for what does not fit in memory and whom to tell of months done."""


def of_one_machine(source: StateEvents, spill: Path, told: Callable[[int], None]) -> CellEngine:
    """DuckDB inside the process."""
    return Engine(source, spill=spill, written=WrittenSql.beside(source.state.layout.root), told=told)


def compute(
    work: SnapshotWork,
    state: State,
    wanted: Wanted,
    made_at: datetime,
    told: Told,
    engine: EngineMaker = of_one_machine,
) -> Done:
    """Compute what has changed and publish the snapshot.

    Raises SourcesRefused, before anything is computed, where persons of sources without a shared purpose would be put
    together, StoreError, and OverflowError.
    """
    computing = _Computing(work, state, wanted, made_at, told, engine)
    computing.run()
    snapshot = work.publish(computing.basis, made_at)
    return Done(snapshot, computing.computed, computing.reused)


class _Computing:
    def __init__(
        self,
        work: SnapshotWork,
        state: State,
        wanted: Wanted,
        made_at: datetime,
        told: Told,
        engine: EngineMaker,
    ) -> None:
        self._work = work
        self._wanted = wanted
        self._events = StateEvents(state)
        self._counting = Lock()
        self._told = told
        self.computed = self.reused = 0
        self._done = self._all = 0
        self._indicators = {
            id: grounded_indicator(indicator, wanted.organisation)
            for id, indicator in wanted.indicators.items()
            if indicator.measure is not None
        }
        self._organisation = _organisation_hash(wanted.organisation)
        facts = {fact.id: fact.sources for indicator in self._indicators.values() for fact in _facts(indicator)}
        log = loads_of(state)
        for indicator in self._indicators.values():
            if indicator.measure is not None:
                check_measure(log, indicator.measure, local_date(made_at))
        self.basis = Basis(
            through=wanted.through,
            state=StateUsed(state.number, state.manifest.sha256),
            definitions={id: self._used(indicator) for id, indicator in self._indicators.items()},
            organisation=self._organisation,
            code=CodeUsed(tertial.__version__, rules_hash()),
            inputs=inputs_of(state, log, facts, ends=_ends(self._indicators.values())),
        )
        self._engine = engine(self._events, work.workspace, self._tell)
        # Persons of a year are counted up to the last month asked for; no fact that counts them looks ahead.
        self._counted = StateEvents(state, wanted.through)
        self._counter = engine(self._counted, work.workspace, self._tell)

    def _used(self, indicator: Indicator) -> DefinitionUsed:
        return DefinitionUsed(
            definition_hash(indicator),
            indicator.version,
            indicator.title,
            facts_of(indicator, self._indicators),
        )

    def _tell(self, months: int) -> None:
        with self._counting:
            self._done += months
            self._told(self._done, self._all)

    def run(self) -> None:
        """Add every piece. Raises StoreError, OverflowError."""
        facts = [self._fact_work(fact, terms) for fact, terms in self._by_fact().items()]
        unique = [self._unique_work(indicator) for indicator in self._indicators.values() if _counts_tokens(indicator)]
        self._all = sum(len(one.dirty) for one in facts) + sum(
            len({month for period in periods for month in period.months}) for _one, periods in unique
        )
        self._compute_facts(facts)
        places = self._nodes() if any(periods for _indicator, periods in unique) else None
        for indicator, periods in unique:
            if places is not None and periods:
                self._compute_unique(indicator, periods, places)

    def _by_fact(self) -> dict[Fact, list[Term]]:
        found: dict[Fact, list[Term]] = {}
        for term in terms_of(self._indicators.values()):
            found.setdefault(term.rows.fact, []).append(term)
        return found

    def _months(self, fact: Fact) -> list[Month]:
        """The months that a fact can have rows in, up to the last wanted."""
        loaded, last = self._events.months(fact.sources[0]), self._wanted.through
        if not fact.derived:
            return [month for month in loaded if month <= last]
        return list(loaded[0].through(last)) if loaded else []

    def _made_from(self, events: StateEvents, fact: Fact, first: Month, last: Month) -> dict[str, object]:
        """What of the events the rows of these months follow from."""
        return {
            feed: {
                str(month): self.basis.inputs.feeds[feed][month].content
                for month in closure(fact, first, last, events.months(feed))
            }
            for feed in fact.sources
        }

    def _fact_work(self, fact: Fact, terms: list[Term]) -> _FactWork:
        named = sorted({term.indicator for term in terms})
        definitions = digest(canonical({name: definition_document(self._indicators[name]) for name in named}))
        found = _FactWork(fact, terms, {}, [])
        for month in self._months(fact):
            made_from = {
                "definitions": definitions,
                "rules": rules_hash(),
                "events": self._made_from(self._events, fact, month, month),
            }
            key = piece_key(PieceKind.CELLS, fact.id, month, made_from)
            found.keys[month] = key
            if not self._take_over(key):
                found.dirty.append(month)
        return found

    def _take_over(self, key: str) -> bool:
        piece = None if self._wanted.again else self._work.reusable(key)
        if piece is None:
            return False
        self._work.keep(piece)
        self.reused += 1
        return True

    def _compute_facts(self, facts: Sequence[_FactWork]) -> None:
        """Those of few rows side by side, one that is derived beside one that is not; then the others by turns."""
        few: list[_FactWork] = []
        many: list[_FactWork] = []
        for one in facts:
            (few if self._engine.facts_together(self._rows(one.fact)) else many).append(one)
        two = [[one for one in few if one.fact.derived is derived] for derived in (True, False)]
        with ThreadPoolExecutor(len(two)) as pool:
            begun = [pool.submit(copy_context().run, self._by_turns, some) for some in two]
        for some_done in begun:
            some_done.result()
        self._by_turns(many)

    def _by_turns(self, facts: Iterable[_FactWork]) -> None:
        for one in facts:
            self._compute_fact(one)

    def _rows(self, fact: Fact) -> int:
        return sum(self._events.state.rows(feed) for feed in fact.sources)

    def _compute_fact(self, one: _FactWork) -> None:
        few = max(MOST_MONTHS_OF_TERMS // len(one.terms), 1)
        for run in runs(one.dirty, min(self._engine.months_together(one.fact), few)):
            cells = self._engine.cells_of_terms(one.terms, run)
            for month in run:
                of_month = cells.filter(pc.equal(cells["month"], pa.scalar(month.first_day, pa.date32())))
                self._work.add(PieceKind.CELLS, one.fact.id, month, one.keys[month], of_month)
                with self._counting:
                    self.computed += 1

    def _unique_work(self, indicator: Indicator) -> tuple[Indicator, dict[Period, str]]:
        measure = indicator.measure
        if not isinstance(measure, Unique):
            raise ValueError(f"{indicator.id} counts no tokens")
        fact = measure.rows.fact
        months = self._months(fact)
        dirty: dict[Period, str] = {}
        for period in _periods(indicator, months, self._wanted.through):
            made_from = {
                "definition": definition_document(indicator),
                "rules": rules_hash(),
                "organisation": self._organisation,
                "today": str(self._wanted.through),
                "events": self._made_from(self._counted, fact, period.first, period.last),
            }
            key = piece_key(PieceKind.UNIQUE, indicator.id, period, made_from)
            if not self._take_over(key):
                dirty[period] = key
        return indicator, dirty

    def _nodes(self) -> NodesOfPlaces:
        months = {month for fact in self._by_unique() for month in self._months(fact)}
        # A year to date, or twelve months, may begin before the first month that has been loaded.
        first, on = min(months).plus(-12), self._wanted.through.last_day
        span = first.through(self._wanted.through)
        return NodesOfPlaces({view: Places(self._wanted.organisation, span, view=view, on=on) for view in View})

    def _by_unique(self) -> Iterator[Fact]:
        for indicator in self._indicators.values():
            if isinstance(indicator.measure, Unique):
                yield indicator.measure.rows.fact

    def _compute_unique(self, indicator: Indicator, periods: Mapping[Period, str], nodes: NodesOfPlaces) -> None:
        cells = self._counter.unique_table([indicator], nodes, list(periods))
        parts = _by_word(cells, "period")
        for period, key in periods.items():
            self._work.add(PieceKind.UNIQUE, indicator.id, period, key, parts.get(str(period), cells.slice(0, 0)))
            self.computed += 1


def _by_word(cells: pa.Table, column: str) -> dict[str, pa.Table]:
    """The cells by what a column of words says."""
    words = cells[column].unify_dictionaries().combine_chunks()
    codes = words.indices.to_numpy(zero_copy_only=False)
    ordered = cells.take(pa.array(np.argsort(codes, kind="stable")))
    lengths = np.bincount(codes, minlength=len(words.dictionary))
    starts = np.cumsum(lengths) - lengths
    return {
        word: ordered.slice(start, length)
        for word, start, length in zip(words.dictionary.to_pylist(), starts.tolist(), lengths.tolist(), strict=True)
    }


@dataclass(frozen=True, slots=True)
class _FactWork:
    fact: Fact
    terms: list[Term]
    keys: dict[Month, str]
    dirty: list[Month]


def _facts(indicator: Indicator) -> Iterator[Fact]:
    if indicator.measure is not None:
        for rows in rows_of_measure(indicator.measure):
            yield rows.fact


def _counts_tokens(indicator: Indicator) -> bool:
    return isinstance(indicator.measure, Unique)


def _periods(indicator: Indicator, months: Sequence[Month], through: Month) -> Iterable[Period]:
    """The periods that different persons are counted in: each month, and each period of the kind that is shown.

    The last months of a longer period need not be there: it is then counted of those that are.
    """
    yield from map(Period.of_month, months)
    if indicator.shown is PeriodKind.MONTH or not months:
        return
    loaded = frozenset(months)
    for month in months[0].through(through):
        period = resolve(indicator.shown, month)
        is_last = month == period.last or (indicator.shown is PeriodKind.YEAR and month == through)
        if is_last and not loaded.isdisjoint(period.months):
            yield period


def _organisation_hash(organisation: Organisation) -> str:
    units = [
        {
            "id": unit.id,
            "kind": unit.kind,
            "parent": unit.parent,
            "provider": unit.provider,
            "valid": [str(unit.validity.first), str(unit.validity.last)],
            "successors": [[one.unit, str(one.share)] for one in unit.successors],
        }
        for unit in organisation.units
    ]
    memberships = [
        [one.unit, one.tree, one.node, str(one.validity.first), str(one.validity.last)]
        for one in organisation.memberships
    ]
    trees = {name: list(kinds) for name, kinds in organisation.trees.items()}
    return digest(canonical({"units": units, "memberships": memberships, "trees": trees}))


def _ends(indicators: Iterable[Indicator]) -> dict[str, tuple[str, ...]]:
    """The columns that say when rows left the feeds of stocks."""
    return {fact.sources[0]: fact.ends for indicator in indicators for fact in _facts(indicator) if fact.ends}


def results_inputs(inputs: Inputs) -> LoadedMonths:
    """For each feed the months of events that a snapshot was computed from."""
    feeds = {feed: frozenset(months) for feed, months in inputs.feeds.items()}
    empty = {feed: frozenset(months) for feed, months in inputs.empty.items()}
    return LoadedMonths(feeds, inputs.known_from, empty)
