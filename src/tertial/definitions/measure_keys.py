"""Which keys of an indicator's file each kind takes, which it needs, and in which unit its figure can be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tertial.domain.indicators import Kind, ValueUnit

_OF_ROWS = frozenset({"at", "events", "cuts", "settled_after", "examples"})
_OF_STAGES = frozenset({"settled_after", "examples"})
_ANY = frozenset(ValueUnit)
_NO_PERCENT = _ANY - {ValueUnit.PERCENT}


@dataclass(frozen=True, slots=True)
class KindKeys:
    """The keys that a kind needs, the others that it takes, and the units that its figure can have."""

    needed: tuple[str, ...]
    taken: frozenset[str]
    units: frozenset[ValueUnit]

    @property
    def every(self) -> frozenset[str]:
        """The keys that the kind takes, those that it needs among them."""
        return self.taken | frozenset(self.needed)


KIND_KEYS: Mapping[Kind, KindKeys] = MappingProxyType(
    {
        Kind.REPORTED: KindKeys((), frozenset(), _ANY),
        Kind.COUNT: KindKeys(
            ("fact",),
            _OF_ROWS | {"where", "numerator"},
            _NO_PERCENT - {ValueUnit.INDEX, ValueUnit.RATIO},
        ),
        Kind.SHARE: KindKeys(("fact", "numerator", "denominator"), _OF_ROWS, frozenset({ValueUnit.PERCENT})),
        Kind.RATE: KindKeys(("fact", "numerator", "denominator", "per"), _OF_ROWS, _NO_PERCENT),
        Kind.MEAN: KindKeys(("fact", "value"), _OF_ROWS | {"where", "over"}, _ANY),
        Kind.MEDIAN: KindKeys(("fact", "value"), _OF_ROWS | {"where"}, _NO_PERCENT),
        Kind.PERCENTILE: KindKeys(("fact", "value", "percent"), _OF_ROWS | {"where"}, _NO_PERCENT),
        Kind.DISTINCT: KindKeys(("fact", "of"), _OF_ROWS | {"where"}, frozenset({ValueUnit.COUNT})),
        Kind.UNITS_REACHING: KindKeys(("level", "among"), _OF_STAGES, frozenset({ValueUnit.COUNT, ValueUnit.PERCENT})),
        Kind.AMONG_REACHING: KindKeys(("indicator", "level", "among"), _OF_STAGES, _ANY),
    }
)

MEASURE_KEYS = frozenset(key for kind in KIND_KEYS.values() for key in kind.every)
"""Keys that say how a figure is computed: none of them stands in a file whose figures are reported."""
