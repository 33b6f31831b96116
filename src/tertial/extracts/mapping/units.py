"""The units of an organisation by what extracts call them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tertial.domain.organisation import Organisation


@dataclass(frozen=True, slots=True)
class Units:
    """Ids of units by texts in small letters: `read` are ids and HSA ids, which loading reads; `named` their names."""

    read: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)

    def find(self, text: str) -> str:
        """The unit's id; empty where no unit, or more than one, is so called."""
        folded = text.casefold()
        return self.read.get(folded) or self.named.get(folded, "")

    def __bool__(self) -> bool:
        return bool(self.read)


def units_of(organisation: Organisation) -> Units:
    """What the units are called, whenever they are valid; a name that two units have tells neither."""
    rows = organisation.units
    return Units(
        _single((text, row.id) for row in rows for text in (row.id, row.hsa_id)),
        _single((text, row.id) for row in rows for text in (row.name.sv, row.name.en)),
    )


def _single(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for text, unit in pairs:
        if text.strip():
            found[text.strip().casefold()].add(unit)
    return {text: units.pop() for text, units in found.items() if len(units) == 1}
