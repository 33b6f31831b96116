"""Two groups, such as women and men, held against each other at every unit: where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tertial.assess.comparison.differences import Difference, difference
from tertial.assess.comparison.false_discovery import discoveries
from tertial.assess.comparison.figures import Figure
from tertial.assess.comparison.wording import Wording
from tertial.domain.label import Label, opened


@dataclass(frozen=True, slots=True)
class UnitPair:
    """A unit with the figures of both groups; None where there is none."""

    unit: str
    one: Figure | None
    other: Figure | None


@dataclass(frozen=True, slots=True)
class ComparedPair:
    """How the groups differ at a unit, or why that cannot be said.

    `stands_out` says whether they differ when all units are compared; a single unit's interval does not know of the
    others.
    """

    unit: str
    difference: Difference | None
    stands_out: bool
    reason: Label | None = None


def compare_pairs(pairs: Sequence[UnitPair]) -> tuple[ComparedPair, ...]:
    """The units in their order. Raises ValueError where a unit's two figures are of different kinds."""
    found = [difference(pair.one, pair.other) for pair in pairs]
    judged = [index for index, one in enumerate(found) if isinstance(one, Difference)]
    picked = discoveries([one.alike for one in found if isinstance(one, Difference)])
    out = {index for index, stands_out in zip(judged, picked, strict=True) if stands_out}
    return tuple(
        ComparedPair(pair.unit, one, index in out)
        if isinstance(one, Difference)
        else ComparedPair(pair.unit, None, stands_out=False, reason=one)
        for index, (pair, one) in enumerate(zip(pairs, found, strict=True))
    )


def pairs_sentence(pairs: Sequence[ComparedPair], first: Label, second: Label, wording: Wording) -> Label:
    """At how many units the groups differ: `first` and `second` name them inside a sentence."""
    judged = [pair for pair in pairs if pair.difference is not None]
    one, other = first.in_language("en"), second.in_language("en")
    if not judged:
        return Label(
            f"Vid ingen enhet går det att säga om {first.sv} och {second.sv} skiljer sig åt.",
            f"At no unit can it be said whether {one} and {other} differ.",
        )
    out = sum(pair.stands_out for pair in judged)
    verb = wording.verb(Label("skiljer", "differ"), Label("skilde", "differed"))
    where = Label(f"{out or 'ingen'} av {len(judged)} enheter", f"{out or 'none'} of {len(judged)} units")
    return Label(
        f"{opened(first.sv)} och {second.sv} {verb.sv} sig åt mer än slumpen ger vid {where.sv}.",
        f"{opened(one)} and {other} {verb.en} by more than chance gives at {where.en}.",
    )
