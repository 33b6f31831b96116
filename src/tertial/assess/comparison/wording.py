"""How figures are written in the sentences: their unit, decimals and tense."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from tertial.domain.label import Label

_NO_BREAK, _NARROW, _MINUS = "\u00a0", "\u202f", "\u2212"
_ROOM = Context(prec=400)
"""Digits enough for any float: an enormous figure is printed as it is, and is seen to be wrong."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's words for one and for many, such as dag and dagar."""

    one: Label
    many: Label


POINTS = Unit(Label("procentenhet", "percentage point"), Label("procentenheter", "percentage points"))


@dataclass(frozen=True, slots=True)
class Wording:
    """How figures are told.

    `factor` makes the figure that is printed (100 for a share in per cent, 1 000 for a rate per thousand), with so
    many decimals; `unit` is what it counts, None for per cent or a bare figure. `percent` says that it is per cent.
    `past` is for a period that is over.
    """

    factor: float = 100
    decimals: int = 0
    percent: bool = True
    unit: Unit | None = None
    past: bool = False

    def rounded(self, value: float) -> Decimal:
        """The figure as it is printed, half rounded up; nought has no sign."""
        # Through the shortest decimal that is the same float, so that 0.285 is 28.5 and not a hair below.
        exact = _ROOM.multiply(Decimal(repr(value)), Decimal(repr(self.factor)))
        found = exact.quantize(Decimal(1).scaleb(-self.decimals), rounding=ROUND_HALF_UP, context=_ROOM)
        return abs(found) if found == 0 else found

    def verb(self, present: Label, past: Label) -> Label:
        """The verb in the tense of the period."""
        return past if self.past else present

    def figure(self, value: Decimal) -> Label:
        """An already rounded figure with its unit."""
        return with_unit(number(value), self._unit(value))

    def span(self, low: Decimal, high: Decimal) -> Label:
        """Two rounded figures with their unit once: 73–99 %; with a word between where one is below nought.

        Where both are rounded to the same, that one figure.
        """
        if low == high:
            return self.figure(low)
        first, last = number(low), number(high)
        if low < 0:
            both = Label(f"{first.sv} till {last.sv}", f"{first.en} to {last.en}")
        else:
            both = Label(f"{first.sv}–{last.sv}", f"{first.en}–{last.en}")
        return with_unit(both, self._unit(high, several=True))

    def between(self, low: float, high: float) -> Label:
        """The ends of an interval as readers see them: one figure where they are told alike."""
        ends = self.rounded(low), self.rounded(high)
        return self.figure(ends[0]) if ends[0] == ends[1] else self.span(*ends)

    def of_difference(self) -> Wording:
        """The same figures less each other: per cent become percentage points."""
        return Wording(self.factor, self.decimals, False, POINTS, self.past) if self.percent else self

    def _unit(self, value: Decimal, *, several: bool = False) -> Label | None:
        if self.percent:
            return Label("%", "%")
        if self.unit is None:
            return None
        # One and a half days, 1,0 days, nought days, and in a span of figures always days.
        return self.unit.one if number(abs(value)).sv == "1" and not several else self.unit.many


def number(value: Decimal | int) -> Label:
    """A figure with decimal comma and narrow spaces in Swedish, decimal point and commas in English."""
    plain = abs(value) if value == 0 else value
    # An f would give whole numbers decimals, and without it 1E+3 would stay as it is.
    english = (f"{plain:,f}" if isinstance(plain, Decimal) else f"{plain:,}").replace("-", _MINUS)
    swedish = english.replace(",", _NARROW).replace(".", ",")
    return Label(swedish, english)


def with_unit(figure: Label, unit: Label | None) -> Label:
    """A figure with its unit, which stay on one line; in English nothing stands before a percent sign."""
    if unit is None:
        return figure
    close = "" if unit.en == "%" else _NO_BREAK
    return Label(f"{figure.sv}{_NO_BREAK}{unit.sv}", f"{figure.en}{close}{unit.en}")
