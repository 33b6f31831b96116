"""Checks the economy's arithmetic: frames against the total, result and budget against deviation, savings' shares.

Amounts are rounded when they are printed, so a sum may differ by half a unit of each amount's last decimal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tertial.definitions.figures import WHOLE_SHARE, grave
from tertial.definitions.findings import Findings
from tertial.domain.calendar import Period
from tertial.domain.economy import NET, AmountUnit, EconomyLine, Item
from tertial.language import _

SUMMED = (Item.BUDGET, Item.RESULT, Item.DEVIATION)
"""The items of a frame's net that make the total."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """An amount with the file and line it stands in."""

    path: str
    line: int
    amount: EconomyLine


def rounding(amount: Decimal) -> Decimal:
    """How far the exact amount may lie from the printed one: half a unit of its last decimal."""
    return Decimal(1).scaleb(min(0, int(amount.as_tuple().exponent))) / 2


def check_frames(lines: Iterable[PlacedLine], frames: Mapping[str, str], total_unit: str, findings: Findings) -> None:
    """Note net amounts of the frames that do not make the total; `frames` gives each frame's parent.

    Compared where the total and at least two frames are given, in one currency and budget version.
    """
    tops = {frame for frame, parent in frames.items() if parent not in frames}
    totals: dict[tuple[Period, Item, str], PlacedLine] = {}
    parts: dict[tuple[Period, Item, str], list[PlacedLine]] = {}
    for placed in lines:
        amount = placed.amount
        if amount.account != NET or amount.item not in SUMMED or amount.unit is not AmountUnit.MSEK:
            continue
        place = (amount.period, amount.item, amount.version)
        if amount.frame in tops:
            parts.setdefault(place, []).append(placed)
        elif amount.frame == total_unit:
            totals[place] = placed
    for place, total in totals.items():
        found = parts.get(place, [])
        amounts = [part.amount.amount for part in found]
        slack = sum(map(rounding, [*amounts, total.amount.amount]), Decimal(0))
        if len(found) >= 2 and abs(sum(amounts) - total.amount.amount) > slack:
            kept = all(part.amount.published for part in (total, *found))
            expected = f"{' + '.join(map(str, amounts))} = {sum(amounts)}"
            findings.add(grave(516, kept=kept), total.path, total.line, str(total.amount.amount), expected)


def check_deviations(lines: Iterable[PlacedLine], findings: Findings) -> None:
    """Note deviations that are not the difference of result and budget, whichever way costs are signed.

    Of a budget in several versions the last in the file counts.
    """
    groups: dict[tuple[str, str, Period, AmountUnit], dict[Item, PlacedLine]] = {}
    for placed in lines:
        amount = placed.amount
        place = (amount.frame, amount.account, amount.period, amount.unit)
        groups.setdefault(place, {})[amount.item] = placed
    for group in groups.values():
        trio = [group[item] for item in (Item.RESULT, Item.BUDGET, Item.DEVIATION) if item in group]
        if len(trio) < 3:
            continue
        result, budget, deviation = (placed.amount.amount for placed in trio)
        slack = rounding(result) + rounding(budget) + rounding(deviation)
        if abs(abs(result - budget) - abs(deviation)) > slack:
            kept = all(placed.amount.published for placed in trio)
            expected = f"{result} − {budget} = {result - budget}"
            findings.add(grave(517, kept=kept), trio[2].path, trio[2].line, str(deviation), expected)


def share_agrees(share: Decimal, amount: Decimal, need: Decimal) -> bool:
    """Whether a printed percentage can be the amount's share of the need, both rounded when printed."""
    if need == 0:
        return False
    lowest = (abs(amount) - rounding(amount)) * WHOLE_SHARE / (abs(need) + rounding(need))
    highest = (abs(amount) + rounding(amount)) * WHOLE_SHARE / max(abs(need) - rounding(need), rounding(need))
    unit = rounding(share) * 2
    return lowest - unit < abs(share) < highest + unit


def share_of(amount: Decimal, need: Decimal) -> str:
    """The share in words, with one decimal."""
    if need == 0:
        return _("no share of a need of 0")
    share = (amount * WHOLE_SHARE / need).quantize(Decimal("0.1"))
    return _("{share} per cent, which is {amount} of {need}").format(share=share, amount=amount, need=need)
