"""The work list: which unit should mend what, and how many indicators that is worth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tertial.domain.expressions.tree import Expression, columns_of
from tertial.domain.indicators import Indicator
from tertial.domain.measures import Additive, Measure, Rows, Spread, Sum, Unique, indicators_of_measure, rows_of_measure
from tertial.quality.findings import Finding
from tertial.quality.verdicts import OTHERWISE, Kind


@dataclass(frozen=True, slots=True)
class Task:
    """What one unit should mend; `indicators` are those whose figures rest on it, by id."""

    unit: str
    finding: Finding
    indicators: tuple[str, ...]


def work_list(findings: Iterable[Finding], indicators: Mapping[str, Indicator]) -> tuple[Task, ...]:
    """A task for each unit of each finding that somebody has to mend, the one worth most indicators first.

    What is late mends itself. Of equal worth what lasts comes first, then what lacks the most.
    """
    tasks = [
        Task(unit, finding, readers(indicators, finding.feed, finding.column))
        for finding in findings
        if finding.kind is not Kind.LATE
        for unit in finding.units
    ]
    return tuple(sorted(tasks, key=lambda task: (-len(task.indicators), not task.finding.lasts, _there(task.finding))))


def _there(finding: Finding) -> float:
    """The share that is there, or as it was."""
    if finding.expected is None:
        return 1 - finding.share if finding.kind in OTHERWISE else finding.share
    return finding.rows / finding.expected.rows


def readers(indicators: Mapping[str, Indicator], feed: str, column: str = "") -> tuple[str, ...]:
    """The indicators whose facts are made from a feed and, where one is named, read that column of it, sorted.

    A derived fact is taken to read every column of its feeds; an indicator that rests on another reads what that does.
    """
    direct = {
        name
        for name, indicator in indicators.items()
        if indicator.measure is not None and _reads(indicator, indicator.measure, feed, column)
    }
    while True:
        more = {
            name
            for name, indicator in indicators.items()
            if indicator.measure is not None and direct.intersection(indicators_of_measure(indicator.measure))
        }
        if more <= direct:
            return tuple(sorted(direct))
        direct |= more


def _reads(indicator: Indicator, measure: Measure, feed: str, column: str) -> bool:
    for rows in rows_of_measure(measure):
        if feed not in rows.fact.sources:
            continue
        if not column or rows.fact.derived or column in columns_read(indicator, measure):
            return True
    return False


def columns_read(indicator: Indicator, measure: Measure) -> frozenset[str]:
    """The columns that an indicator's own expressions name, and those that it is split by."""
    named = {name for expression in _expressions(measure) for name in columns_of(expression)}
    return frozenset({*named, *_named(measure), *indicator.by})


def columns_of_part(part: Sum) -> frozenset[str]:
    """The columns that the expressions of a numerator or denominator name, and that of its units."""
    expressions = [*_of_rows(part.rows), *([] if part.add is None else [part.add])]
    return frozenset({part.rows.place, *(name for expression in expressions for name in columns_of(expression))})


def _named(measure: Measure) -> set[str]:
    units = {rows.place for rows in rows_of_measure(measure)}
    return units | {measure.of} if isinstance(measure, Unique) else units


def _expressions(measure: Measure) -> Iterator[Expression]:
    for rows in rows_of_measure(measure):
        yield from _of_rows(rows)
    match measure:
        case Additive(numerator=numerator, denominator=denominator):
            for one in (numerator, denominator):
                if one is not None and one.add is not None:
                    yield one.add
        case Spread(value=value, over=over):
            yield value
            if over is not None:
                yield over


def _of_rows(rows: Rows) -> Iterator[Expression]:
    for condition in (rows.where, rows.events):
        if condition is not None:
            yield condition
