"""Units held against each other: the one way in."""

from __future__ import annotations

from collections.abc import Sequence

from tertial.assess.comparison import reasons
from tertial.assess.comparison.comparison import ComparedUnit, Comparison
from tertial.assess.comparison.dispersion import Dispersion, dispersion
from tertial.assess.comparison.false_discovery import discoveries
from tertial.assess.comparison.figures import Figure, UnitFigure, is_too_large
from tertial.assess.comparison.funnel import limits
from tertial.assess.comparison.interval import LEVEL
from tertial.assess.comparison.pooled import Pool, like_the_rest, pooled
from tertial.assess.comparison.ranks import ranks
from tertial.assess.comparison.real_spread import LEAST_UNITS, RealSpread, real_spread
from tertial.domain.label import Label

_Known = dict[str, Figure]


def compare(units: Sequence[UnitFigure], level: float = LEVEL) -> Comparison:
    """What can be said of the units' differences, with a reason for what cannot.

    Uncertain figures are not held against the others as long as enough are certain. Raises ValueError where a unit
    stands twice.
    """
    if len({unit.unit for unit in units}) < len(units):
        raise ValueError("a unit stands twice")
    absent = {unit.unit: reason for unit in units if (reason := why_absent(unit.figure)) is not None}
    known = {unit.unit: unit.figure for unit in units if unit.figure is not None and unit.unit not in absent}
    kinds = {figure.kind for figure in known.values()}
    if len(kinds) != 1:
        unsaid = tuple(ComparedUnit(unit.unit, reason=absent.get(unit.unit, reasons.MIXED)) for unit in units)
        return Comparison(unsaid, reason=reasons.MIXED if kinds else reasons.NO_UNITS)
    doubtful = {unit.unit for unit in units if unit.uncertain and unit.unit in known}
    caveat: Label | None = None
    if doubtful and len(known) - len(doubtful) < LEAST_UNITS:
        caveat, doubtful = reasons.mostly_uncertain(len(doubtful), len(known)), set()
    aside = {unit: _aside(unit, known.pop(unit), level) for unit in sorted(doubtful)}
    pool = pooled(list(known.values()))
    if len(known) == 1:
        compared = {
            unit: ComparedUnit(unit, figure.value, figure.size, figure.interval(level))
            for unit, figure in known.items()
        }
        return Comparison(_in_order(units, compared, absent), pool, reason=reasons.ONE_UNIT, caveat=caveat)
    widened = _dispersion(known, pool)
    parted = real_spread(list(known.values()), pool, level)
    return Comparison(
        _in_order(units, _among(known, pool, widened, parted, level) | aside, absent),
        pool,
        widened,
        parted.spread if isinstance(parted, RealSpread) else None,
        parted if isinstance(parted, Label) else None,
        caveat,
    )


def why_absent(figure: Figure | None) -> Label | None:
    """Why there is nothing to compare of a unit, None where there is."""
    if figure is None:
        return reasons.NO_COUNTS
    if figure.size == 0:
        return reasons.NOBODY
    return reasons.TOO_LARGE if is_too_large(figure) else None


def _aside(unit: str, figure: Figure, level: float) -> ComparedUnit:
    """A unit that is told of beside the others."""
    interval = figure.interval(level)
    return ComparedUnit(unit, figure.value, figure.size, interval, uncertain=True, reason=reasons.UNCERTAIN)


def _in_order(
    units: Sequence[UnitFigure], compared: dict[str, ComparedUnit], absent: dict[str, Label]
) -> tuple[ComparedUnit, ...]:
    return tuple(
        ComparedUnit(unit.unit, reason=absent[unit.unit]) if unit.unit in absent else compared[unit.unit]
        for unit in units
    )


def _among(
    known: _Known, pool: Pool, widened: Dispersion | None, parted: RealSpread | Label, level: float
) -> dict[str, ComparedUnit]:
    figures = list(known.values())
    alike = like_the_rest(figures, pool)
    found = discoveries(alike)
    places = [pool.place(figure.value, figure.size) for figure in figures]
    errors = [pool.steady_error(figure.size) for figure in figures]
    ranked = ranks([figure.value for figure in figures], places, errors, level)
    compared = {}
    for index, (unit, figure) in enumerate(known.items()):
        drawn = limits(pool, widened, figure.size)
        share = parted.reliability[index] if isinstance(parted, RealSpread) else None
        mean = parted.spread.mean if isinstance(parted, RealSpread) else pool.centre
        compared[unit] = ComparedUnit(
            unit,
            figure.value,
            figure.size,
            figure.interval(level),
            limits=drawn,
            position=drawn.position(figure.value),
            alike=alike[index],
            stands_out=found[index],
            rank=ranked[index],
            reliability=share,
            shrunken=None if share is None else mean + share * (figure.value - mean),
        )
    return compared


def _dispersion(known: _Known, pool: Pool) -> Dispersion | None:
    if len(known) < LEAST_UNITS or pool.variance == 0:
        return None
    figures = known.values()
    return dispersion(
        [pool.place(figure.value, figure.size) for figure in figures],
        [pool.steady_error(figure.size) for figure in figures],
        pool.steady(pool.centre),
    )
