"""What of a definition decides its figures, as one document with one hash."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tertial.domain.expressions.tree import Expression
from tertial.domain.expressions.writing import written
from tertial.domain.indicators import Indicator
from tertial.domain.measures import (
    Additive,
    AmongReaching,
    Level,
    Measure,
    Reaching,
    Rows,
    Spread,
    Sum,
    Unique,
    indicators_of_measure,
    rows_of_measure,
)
from tertial.store.canonical import canonical, digest


def definition_document(indicator: Indicator) -> dict[str, object]:
    """All that decides the indicator's cells and how they become figures. Raises ValueError where it is reported."""
    if indicator.measure is None or indicator.over_time is None:
        raise ValueError(f"{indicator.id}: its figures are reported")
    return {
        "kind": indicator.kind.value,
        "measure": _measure(indicator.measure),
        "by": list(indicator.by),
        "cuts": list(indicator.cuts),
        "over_time": indicator.over_time.value,
        "settled_after": indicator.settled_after,
    }


def definition_hash(indicator: Indicator) -> str:
    """The hash of `definition_document`."""
    return digest(canonical(definition_document(indicator)))


def facts_of(indicator: Indicator, indicators: Mapping[str, Indicator]) -> tuple[str, ...]:
    """The facts that an indicator is computed from, through those that a second stage rests on; sorted."""
    if indicator.measure is None:
        return ()
    found = {rows.fact.id for rows in rows_of_measure(indicator.measure)}
    for other in indicators_of_measure(indicator.measure):
        found.update(facts_of(indicators[other], indicators))
    return tuple(sorted(found))


def _measure(measure: Measure) -> dict[str, object]:
    match measure:
        case Additive(numerator=above, denominator=below, per=per):
            return {"numerator": _sum(above), "denominator": None if below is None else _sum(below), "per": per}
        case Spread(rows=rows, value=value, over=over, percent=percent):
            return {"rows": _rows(rows), "value": written(value), "over": _text(over), "percent": percent}
        case Unique(rows=rows, of=of):
            return {"rows": _rows(rows), "of": of}
        case Reaching(level=level, kind=kind):
            return {"reaching": _level(level), "among": kind}
        case AmongReaching(indicator=indicator, level=level, kind=kind):
            return {"indicator": indicator, "reaching": _level(level), "among": kind}


def _sum(part: Sum) -> dict[str, object]:
    return {"rows": _rows(part.rows), "add": _text(part.add)}


def _rows(rows: Rows) -> dict[str, object]:
    return {"fact": rows.fact.id, "where": _text(rows.where), "events": _text(rows.events), "at": rows.place}


def _text(expression: Expression | None) -> str | None:
    return None if expression is None else written(expression)


def _level(level: Level) -> dict[str, object]:
    return {"indicator": level.indicator, "how": level.how.value, "level": _plain(level.level)}


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
