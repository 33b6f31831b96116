"""Indicators that speak of the same thing, each by its own definition and source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tertial.domain.indicators import Indicator


def same_things(names: Iterable[str], indicators: Mapping[str, Indicator]) -> set[str]:
    """These indicators and all that are the same thing as any of them: one naming is enough, and chains count."""
    pairs = [(one.id, other) for one in indicators.values() for other in one.same_as]
    found = set(names)
    while more := {name for pair in pairs if found.intersection(pair) for name in pair} - found:
        found |= more
    return found
