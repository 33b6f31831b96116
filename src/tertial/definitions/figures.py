"""Checks that figures hold together: counts and their share, women and men and all.

A contradiction is an error in fresh figures; in figures already published it is kept as printed, with a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from tertial.definitions.findings import Findings
from tertial.domain.indicators import Indicator, ValueUnit
from tertial.domain.results import ReportedValue, Sex, printed_agrees
from tertial.language import _

WHOLE_SHARE = 100

Place = tuple[str, str, str, str, str, str]
"""Indicator, unit, period, sex, age band and category as the table writes them: what a figure stands for."""


class PlacedValue(NamedTuple):
    """A reported value with the file and line it stands in; a tuple, since there may be hundreds of thousands."""

    path: str
    line: int
    value: ReportedValue


def grave(number: int, *, kept: bool) -> str:
    """The code of a contradiction: the warning where the figure is kept as printed, else the error."""
    return f"{'W' if kept else 'E'}{number}"


_COUNTED: tuple[Callable[[ReportedValue], int | Decimal | None], ...] = (
    attrgetter("numerator"),
    attrgetter("denominator"),
)
_COUNTED_OR_PRINTED: tuple[Callable[[ReportedValue], int | Decimal | None], ...] = (*_COUNTED, attrgetter("value"))


def check_counts(reported: ReportedValue, indicator: Indicator, path: str, line: int, findings: Findings) -> None:
    """Note a share above the whole, and a printed share that its counts do not give."""
    kept = reported.published or indicator.remark is not None
    numerator, denominator, value = reported.numerator, reported.denominator, reported.value
    if numerator is not None and denominator is not None:
        counts = f"{numerator} / {denominator}"
        if numerator > denominator:
            expected = _("a numerator of at most the denominator")
            findings.add(grave(507, kept=kept), path, line, counts, expected)
            return
        if value is not None and not printed_agrees(value, numerator, denominator):
            exact = (Decimal(numerator) * WHOLE_SHARE / Decimal(denominator)).quantize(Decimal("0.01"))
            expected = _("the share of {counts}, {share}").format(counts=counts, share=exact)
            findings.add(grave(514, kept=reported.published), path, line, str(value), expected)
            return
    if value is not None and value > WHOLE_SHARE:
        findings.add(grave(512, kept=kept), path, line, str(value), _("at most 100 for a share"))


def check_sexes(found: Mapping[Place, PlacedValue], indicators: Mapping[str, Indicator], findings: Findings) -> None:
    """Note counts where women, men and unknown do not make all; compared where women, men and all are given."""
    for place, women in found.items():
        name, unit, period, sex, age_band, category = place
        if sex != Sex.WOMEN:
            continue
        whole, men, unknown = (
            found.get((name, unit, period, other.value, age_band, category))
            for other in (Sex.ALL, Sex.MEN, Sex.UNKNOWN)
        )
        if whole is None or men is None:
            continue
        parts = [women.value, men.value, *([unknown.value] if unknown is not None else [])]
        indicator = indicators.get(name)
        is_count = indicator is not None and indicator.value_unit is ValueUnit.COUNT
        for kind in _COUNTED_OR_PRINTED if is_count else _COUNTED:
            amounts = [kind(part) for part in parts]
            total = kind(whole.value)
            if total is None or None in amounts:
                continue
            known = [amount for amount in amounts if amount is not None]
            if sum(known) != total:
                kept = all(part.published for part in (whole.value, *parts))
                expected = f"{' + '.join(map(str, known))} = {sum(known)}"
                findings.add(grave(515, kept=kept), whole.path, whole.line, str(total), expected)


def check_shown(found: Mapping[Place, PlacedValue], indicators: Mapping[str, Indicator], findings: Findings) -> None:
    """Warn of an indicator whose figures are all of other kinds of period than the one it shows, at the first."""
    first: dict[str, PlacedValue] = {}
    fitting: set[str] = set()
    for place, placed in found.items():
        name = place[0]
        if name in fitting or name not in indicators:
            continue
        if placed.value.period.kind is indicators[name].shown:
            fitting.add(name)
        first.setdefault(name, placed)
    for name, placed in first.items():
        if name not in fitting:
            expected = _("at least one period of the kind {kind}").format(kind=indicators[name].shown.value)
            findings.add("W531", placed.path, placed.line, f"{name} {placed.value.period}", expected)
