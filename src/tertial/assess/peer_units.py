"""Which units a unit is held against: those of a kind below it, or its sisters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from tertial.assess.case_figure import case_figure
from tertial.assess.evidence import ByAge, Measured, PeerFigures, Peers
from tertial.domain.indicators import Indicator
from tertial.domain.organisation import LINE, Organisation
from tertial.domain.results import Sex

LEAST_UNITS = 5
"""With fewer units that have figures, a level says too little: the one below is looked at, then the sisters."""

KindOfUnits = tuple[str, tuple[str, ...]]
"""A kind of unit with its units."""


def levels_below(organisation: Organisation, unit: str, tree: str, day: date) -> Iterator[KindOfUnits]:
    """The units below by kind on the day, the nearest kind first."""
    kinds: dict[str, list[str]] = {}
    for one in organisation.below(unit, day, tree):
        row = organisation.find(one, day)
        if row is not None:
            kinds.setdefault(row.kind, []).append(one)
    order = [*organisation.trees.get(tree, ()), *organisation.trees.get(LINE, ()), *kinds]
    for kind in dict.fromkeys(order):
        if kind in kinds:
            yield kind, tuple(kinds[kind])


def sisters(organisation: Organisation, unit: str, day: date) -> KindOfUnits:
    """The units of the same kind on the day, the unit itself among them."""
    row = organisation.find(unit, day)
    kind = "" if row is None else row.kind
    found = [one.id for one in organisation.units if one.kind == kind and one.validity.covers(day)]
    return kind, tuple(found)


def peers_among(
    indicator: Indicator,
    unit: str,
    candidates: Iterable[KindOfUnits],
    figures_of: Callable[[str], Mapping[Sex, Measured]],
) -> Peers | None:
    """The first of the candidates with enough figures to compare; of those that have too few, the one that has most.

    None where no two can be compared.
    """
    best: Peers | None = None
    for kind, units in candidates:
        if len(units) < LEAST_UNITS and best is not None:
            continue
        own = unit if unit in units else ""
        there = _comparable(indicator, [PeerFigures(one, figures_of(one)) for one in units])
        if own and all(one.unit != own for one in there):
            continue
        if len(there) > (1 if best is None else len(best.units)):
            best = Peers(kind, tuple(there), own)
        if len(there) >= LEAST_UNITS:
            break
    return best


def aged_among(candidates: Iterable[KindOfUnits], by_age_of: Callable[[str], ByAge]) -> dict[str, ByAge]:
    """Of the first of the candidates with enough units that have figures by age those units; as `peers_among`."""
    best: dict[str, ByAge] = {}
    for _kind, units in candidates:
        if len(units) < LEAST_UNITS and best:
            continue
        there = {one: by_age for one in units if (by_age := by_age_of(one)).bands}
        if len(there) > len(best):
            best = there
        if len(there) >= LEAST_UNITS:
            break
    return best


def _comparable(indicator: Indicator, units: Sequence[PeerFigures]) -> list[PeerFigures]:
    return [one for one in units if case_figure(indicator, one.whole) is not None]
