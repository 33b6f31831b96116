"""Builds the targets of an indicator from its file, and tells what cannot be a target."""

from __future__ import annotations

from decimal import Decimal

from tertial.definitions.refusal import Refusal
from tertial.definitions.schema.targets import SimpleTargetEntry, TargetEntry
from tertial.definitions.target_layout import months
from tertial.domain.indicators import Direction
from tertial.domain.targets import (
    AsNeeded,
    BetterThan,
    BySex,
    ByUnit,
    ChangeTarget,
    DatedTarget,
    Decision,
    OfTarget,
    PathTarget,
    RangeTarget,
    SimpleTarget,
    Target,
    ValueTarget,
    ZeroTarget,
)
from tertial.language import _

OTHERS = "other"
"""The key of `by_unit` for all units that are not named."""

_FORMS = ("value", "change", "better_than", "as_needed", "of", "between", "zero", "path")
_ASKS_FOR = {"for_": "value", "against": "change", "partly_within": "zero"}
"""Keys that say more about one form -> that form."""


def simple_target(entry: SimpleTargetEntry) -> SimpleTarget:
    """The target that an entry says. Raises Refusal when it says none, several or an impossible one."""
    _check_forms(entry)
    if entry.value is not None:
        return ValueTarget(entry.value, for_year=entry.for_ is not None)
    if entry.change is not None:
        return _change(entry)
    if entry.better_than is not None:
        return BetterThan(entry.better_than)
    if entry.as_needed:
        return AsNeeded()
    if entry.of is not None:
        done, of = entry.of
        if not 0 < done <= of:
            raise Refusal("E525", f"[{done}, {of}]", _("so many of at least as many, such as [3, 3]"), at=("of",))
        return OfTarget(done, of)
    if entry.between is not None:
        low, high = entry.between
        if low >= high:
            raise Refusal("E525", f"[{low}, {high}]", _("the lower level first"), at=("between",))
        return RangeTarget(low, high)
    if entry.zero:
        if entry.partly_within is not None and entry.partly_within <= 0:
            raise Refusal("E525", str(entry.partly_within), _("a figure above 0"), at=("partly_within",))
        return ZeroTarget(entry.partly_within)
    if not entry.path:
        raise Refusal("E525", "{}", _("at least one year and its level"), at=("path",))
    return PathTarget(dict(entry.path))


def _check_forms(entry: SimpleTargetEntry) -> None:
    said = [form for form in _FORMS if getattr(entry, form) is not None]
    if len(said) != 1:
        expected = _("one of {words}").format(words=", ".join((*_FORMS, "by_sex", "by_unit")))
        at = (said[1],) if said else ()
        raise Refusal("E228", ", ".join(said) or _("no target is said"), expected, at=at)
    for key, form in _ASKS_FOR.items():
        if getattr(entry, key) is not None and form not in said:
            name = key.rstrip("_")
            raise Refusal("E228", name, _("{key} only together with {form}").format(key=name, form=form), at=(name,))


def _change(entry: SimpleTargetEntry) -> ChangeTarget:
    if entry.against is None:
        raise Refusal("E209", f"change: {entry.change}", _("the key {key}").format(key="against"), at=("change",))
    if not entry.change:
        raise Refusal("E525", "0", _("a change other than 0"), at=("change",))
    return ChangeTarget(entry.change, entry.against)


def dated_target(entry: TargetEntry, own_unit: str) -> DatedTarget:
    """The target with its months and decision; `own_unit` is the unit of the report. Raises Refusal as above."""
    if entry.from_ and entry.to and entry.from_ > entry.to:
        raise Refusal("E526", months(entry.from_, entry.to), _("from before to"), at=("to",))
    decision = None
    if entry.decided is not None:
        decision = Decision(entry.decided.by, entry.decided.on, entry.decided.case)
    return DatedTarget(_target(entry, own_unit), entry.from_, entry.to, decision)


def _target(entry: TargetEntry, own_unit: str) -> Target:
    if entry.by_sex is not None and entry.by_unit is not None:
        raise Refusal("E228", "by_sex, by_unit", _("only one of by_sex and by_unit"), at=("by_unit",))
    others = [form for form in _FORMS if getattr(entry, form) is not None]
    if entry.by_sex is not None:
        if others:
            raise Refusal("E228", ", ".join(["by_sex", *others]), _("by_sex alone"), at=(others[0],))
        return BySex(_within(entry.by_sex.women, "by_sex", "women"), _within(entry.by_sex.men, "by_sex", "men"))
    if entry.by_unit is None:
        return simple_target(entry)
    units = {unit: _within(part, "by_unit", unit) for unit, part in entry.by_unit.items()}
    otherwise = units.pop(OTHERS, None)
    if others == ["value"] and entry.value is not None:
        own = ValueTarget(entry.value, for_year=entry.for_ is not None)
        if otherwise is None:
            otherwise = own
        else:
            units.setdefault(own_unit, own)
    elif others:
        raise Refusal(
            "E228", ", ".join(["by_unit", *others]), _("by_unit with at most value beside it"), at=(others[0],)
        )
    if not units and otherwise is None:
        raise Refusal("E228", _("no target is said"), _("at least one unit and its target"), at=("by_unit",))
    return ByUnit(units, otherwise)


def _within(entry: SimpleTargetEntry, *place: str) -> SimpleTarget:
    try:
        return simple_target(entry)
    except Refusal as refusal:
        refusal.at = (*place, *refusal.at)
        raise


def check_direction(target: SimpleTarget, direction: Direction | None) -> None:
    """Raise Refusal when the direction does not say when the target is reached: none (E510) or a wrong one (E511)."""
    way = {Direction.INCREASE, Direction.DECREASE}
    if isinstance(target, ValueTarget | BetterThan | PathTarget | ZeroTarget):
        fitting, expected = way, _("increase or decrease")
    elif isinstance(target, RangeTarget):
        fitting, expected = {Direction.WITHIN}, Direction.WITHIN.value
    elif isinstance(target, ChangeTarget):
        good = Direction.INCREASE if target.percent > 0 else Direction.DECREASE
        fitting, expected = {good}, good.value
    else:
        return
    if direction is None or direction is Direction.NONE:
        raise Refusal("E510", _("no direction"), expected)
    if direction not in fitting:
        raise Refusal("E511", direction.value, expected)


def levels_of(target: SimpleTarget) -> tuple[Decimal, ...]:
    """The levels that a target names, in the indicator's unit."""
    match target:
        case ValueTarget():
            return (target.value,)
        case RangeTarget():
            return (target.low, target.high)
        case PathTarget():
            return tuple(target.levels.values())
        case _:
            return ()
