"""Organisations drawn with history: units that end, merge twice, split with shares and without, and move."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from tertial.domain.label import Label
from tertial.domain.organisation import Membership, Organisation, Successor, Unit, Validity

TREES = {"line": ("region", "area", "clinic"), "geography": ("county_part", "municipality")}
START, DAYS = date(2024, 6, 1), 500
TODAY = START + timedelta(days=DAYS)

AREAS = tuple(f"area-{number}" for number in range(4))
CLINICS = tuple(f"clinic-{number}" for number in range(7))
TOWNS = tuple(f"town-{number}" for number in range(3))

_SHARES = (("0.5", "0.5"), ("0.25", "0.75"), ("0.1", "0.9"), (None, None), ("0.6", None))


@st.composite
def organisations(draw: st.DrawFn, *, shares_stated: bool = False) -> Organisation:
    """A region with areas, clinics below them and towns in a geography.

    A unit is only followed by units with a higher number, so that chains end. Every clinic stands under an area.
    """
    units = [_unit("region", "region", "")]
    for level, kind in ((AREAS, "area"), (CLINICS, "clinic")):
        for place, id in enumerate(level):
            units += draw(_rows(id, kind, level[place + 1 :], shares_stated=shares_stated))
    units.append(_unit("coast", "county_part", ""))
    units += [_unit(town, "municipality", "coast") for town in TOWNS]
    memberships = [membership for unit in (*AREAS, *CLINICS) for membership in draw(_memberships(unit))]
    return Organisation(tuple(units), tuple(memberships), TREES)


def _unit(id: str, kind: str, parent: str, validity: Validity | None = None, to: tuple[Successor, ...] = ()) -> Unit:
    return Unit(id, Label(id), kind, parent, validity=validity or Validity(), successors=to)


_days = st.integers(0, DAYS - 1).map(lambda days: START + timedelta(days=days))


@st.composite
def _rows(draw: st.DrawFn, id: str, kind: str, later: tuple[str, ...], *, shares_stated: bool) -> list[Unit]:
    parents = st.sampled_from(AREAS) if kind == "clinic" else st.just("region")
    fate = draw(st.sampled_from(["stays", "moves", "begins", "ends", "goes over", "goes over", "pauses"]))
    first, last = sorted([draw(_days), draw(_days)])
    match fate:
        case "moves":
            before, after = Validity(None, first), Validity(first + timedelta(days=1), None)
            return [_unit(id, kind, draw(parents), before), _unit(id, kind, draw(parents), after)]
        case "begins":
            return [_unit(id, kind, draw(parents), Validity(first, None))]
        case "ends":
            return [_unit(id, kind, draw(parents), Validity(None, last))]
        case "goes over" if later:
            to = draw(_successors(later, shares_stated=shares_stated))
            return [_unit(id, kind, draw(parents), Validity(None, last), to)]
        case "pauses":
            before, after = Validity(None, first), Validity(last + timedelta(days=1), None)
            return [_unit(id, kind, draw(parents), after), _unit(id, kind, draw(parents), before)]
        case _:
            return [_unit(id, kind, draw(parents))]


@st.composite
def _successors(draw: st.DrawFn, later: tuple[str, ...], *, shares_stated: bool) -> tuple[Successor, ...]:
    one = draw(st.sampled_from(later))
    others = tuple(unit for unit in later if unit != one)
    if not others or draw(st.booleans()):
        return (Successor(one),)
    shares = draw(st.sampled_from(_SHARES[:3] if shares_stated else _SHARES))
    pair = zip((one, draw(st.sampled_from(others))), shares, strict=True)
    return tuple(Successor(unit, None if share is None else Decimal(share)) for unit, share in pair)


@st.composite
def _memberships(draw: st.DrawFn, unit: str) -> list[Membership]:
    towns = st.sampled_from(TOWNS)
    match draw(st.sampled_from(["none", "always", "changes", "for a time"])):
        case "always":
            return [Membership(unit, "geography", draw(towns))]
        case "changes":
            day = draw(_days)
            return [
                Membership(unit, "geography", draw(towns), Validity(None, day)),
                Membership(unit, "geography", draw(towns), Validity(day + timedelta(days=1), None)),
            ]
        case "for a time":
            first, last = sorted([draw(_days), draw(_days)])
            return [Membership(unit, "geography", draw(towns), Validity(first, last))]
        case _:
            return []
