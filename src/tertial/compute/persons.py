"""Whose persons may be put together: rows that may be counted, and what their sources declared when they were loaded.

Within a care provider persons are matched by their tokens where the sources share a purpose. Across care providers
nothing here matches persons: derived facts keep each provider's persons to itself, and different persons are counted as
pairs of provider and token. So no decision between providers is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tertial.domain.declarations import Declaration, JoinRefused, check_can_join_all
from tertial.domain.facts.contract import Fact
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.measures import Measure, Unique, rows_of_measure
from tertial.domain.row_marks import Mark, handling
from tertial.language import _, spoken
from tertial.store.declared import read_declaration
from tertial.store.errors import StoreError
from tertial.store.load_log import LogEntry, read_log
from tertial.store.load_record import Action
from tertial.store.state import State

ALL_BITS = sum(mark.bit for mark in Mark)

COUNTED = tuple(bits for bits in range(ALL_BITS + 1) if handling(mark for mark in Mark if bits & mark.bit).counted)
"""What the column of marks holds in rows that may be counted."""


class SourcesRefused(ValueError):  # noqa: N818 - the noun that the declarations speak of
    """Persons of two extracts may not be put together in a fact; the message says whose, and what would mend it."""


def recorded_declarations(log: Iterable[LogEntry], feed: str) -> dict[str, Declaration]:
    """What each extract of a feed declared when it was last loaded, by the extract's id. Raises StoreError."""
    return dict(_declared(log, feed))


def loads_of(state: State) -> tuple[LogEntry, ...]:
    """The loads that led to a state, in order. Raises OSError, StoreError."""
    return tuple(entry for entry in read_log(state.layout.log) if entry.number <= state.number)


def facts_matching_persons(measure: Measure) -> Iterator[Fact]:
    """The facts of a measure whose rows are matched by token: to make a derived fact, or to count different tokens."""
    for rows in rows_of_measure(measure):
        of_persons = any(all_feeds()[feed].person is not None for feed in rows.fact.sources)
        if isinstance(measure, Unique) or (rows.fact.derived and of_persons):
            yield rows.fact


def check_measure(log: Sequence[LogEntry], measure: Measure, on: date) -> None:
    """Hold the sources of everything that a measure matches by token against their declarations, as `check_sources`."""
    for fact in facts_matching_persons(measure):
        check_sources(log, fact, on)


def check_sources(log: Sequence[LogEntry], fact: Fact, on: date) -> None:
    """Raise SourcesRefused where two sources of a fact, of one care provider, share no purpose.

    `log` is the loads that led to the state. An extract that was loaded for several care providers in turn has rows of
    each, so what it declared last for each counts. Raises StoreError where a load recorded no declaration.
    """
    by_provider: dict[str, dict[str, Declaration]] = {}
    for feed in fact.sources:
        for extract, declaration in _declared(log, feed):
            by_provider.setdefault(declaration.provider, {})[extract] = declaration
    for declared in by_provider.values():
        try:
            check_can_join_all(list(declared.values()), on)
        except JoinRefused as refused:
            raise SourcesRefused(_why(fact, declared, refused)) from refused


def _declared(log: Iterable[LogEntry], feed: str) -> Iterator[tuple[str, Declaration]]:
    """What each load of a feed declared, by the extract's id, in order."""
    for entry in log:
        record = entry.record
        if record.action is not Action.LOAD or record.feed != feed:
            continue
        try:
            yield record.extract, read_declaration(record.declaration)
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(
                _("The load of {feed} to state {number} recorded no declaration. Load {extract} again.").format(
                    feed=feed, number=entry.number, extract=record.extract
                )
            ) from error


def _why(fact: Fact, declared: dict[str, Declaration], refused: JoinRefused) -> str:
    one, other = (
        next(extract for extract, declaration in declared.items() if declaration is side) for side in refused.sources
    )
    return _(
        "{fact}: persons of the extracts {one} ({one_feed}) and {other} ({other_feed}) of {provider} may not be "
        "joined, since the two share no purpose: {one} has {one_purposes}, {other} has {other_purposes}. If both are "
        "kept for one purpose, state it for both in extracts.toml and load them again; if not, leave out the "
        "indicators that rest on both."
    ).format(
        fact=spoken(fact.title),
        one=one,
        other=other,
        one_feed=declared[one].feed,
        other_feed=declared[other].feed,
        provider=declared[one].provider,
        one_purposes=_purposes(declared[one]),
        other_purposes=_purposes(declared[other]),
    )


def _purposes(declaration: Declaration) -> str:
    """As extracts.toml has them."""
    return ", ".join(sorted(purpose.value for purpose in declaration.purposes))
