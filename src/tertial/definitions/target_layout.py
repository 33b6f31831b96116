"""Targets, decisions and labels as they are written in the files: the inverse of reading them."""

from __future__ import annotations

from collections.abc import Mapping

from tertial.definitions.yaml_layout import Plain
from tertial.domain.calendar import Month
from tertial.domain.label import Label
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


def label(text: Label) -> Plain:
    """Both languages where both are written, else the Swedish text alone."""
    return {"sv": text.sv, "en": text.en} if text.en else text.sv


def dated_target(dated: DatedTarget) -> dict[str, Plain]:
    """A target with its decision and months, as a mapping."""
    laid = target(dated.target)
    if dated.decision is not None:
        laid["decided"] = decision(dated.decision)
    if dated.first is not None:
        laid["from"] = first_month(dated.first)
    if dated.last is not None:
        laid["to"] = last_month(dated.last)
    return laid


def first_month(month: Month) -> int | str:
    """The month that a target holds from: the bare year where it is January."""
    return month.year if month.number == 1 else str(month)


def last_month(month: Month) -> int | str:
    """The last month that a target holds: the bare year where it is December."""
    return month.year if month.number == 12 else str(month)


def months(first: Month | None, last: Month | None) -> str:
    """The months of a target in short, an open end as three dots."""
    begins = "…" if first is None else first_month(first)
    ends = "…" if last is None else last_month(last)
    return f"{begins} – {ends}"


def decision(decided: Decision) -> dict[str, Plain]:
    """Who decided, when and in which case, as far as it is known."""
    laid: dict[str, Plain] = {}
    if decided.by is not None:
        laid["by"] = label(decided.by)
    if decided.on is not None:
        laid["on"] = decided.on
    if decided.case:
        laid["case"] = decided.case
    return laid


def target(aim: Target) -> dict[str, Plain]:
    """Any target as a mapping, without months."""
    match aim:
        case BySex():
            return {"by_sex": {"women": _short(aim.women), "men": _short(aim.men)}}
        case ByUnit():
            units: dict[str, Plain] = {unit: _short(part) for unit, part in aim.units.items()}
            if aim.otherwise is not None:
                units["other"] = _short(aim.otherwise)
            return {"by_unit": units}
        case _:
            return simple_target(aim)


def simple_target(aim: SimpleTarget) -> dict[str, Plain]:
    """A simple target as a mapping."""
    match aim:
        case ValueTarget():
            return {"value": aim.value, "for": "year"} if aim.for_year else {"value": aim.value}
        case ChangeTarget():
            return {"change": aim.percent, "against": str(aim.against)}
        case BetterThan():
            return {"better_than": str(aim.reference)}
        case AsNeeded():
            return {"as_needed": True}
        case OfTarget():
            return {"of": [aim.done, aim.of]}
        case RangeTarget():
            return {"between": [aim.low, aim.high]}
        case ZeroTarget():
            return {"zero": True} if aim.partly_within is None else {"zero": True, "partly_within": aim.partly_within}
        case PathTarget():
            return {"path": {str(year): level for year, level in sorted(aim.levels.items())}}


def _short(aim: SimpleTarget) -> Plain:
    """A bare level where that says all, as people write it."""
    laid: Mapping[str, Plain] = simple_target(aim)
    return laid["value"] if list(laid) == ["value"] else laid
