"""The places of the region as units with numbers: where people live, where they are listed, and where care is given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from tertial.simulate import place_names as names
from tertial.simulate.chance import Floats, Ints
from tertial.simulate.place_names import HOSPITALS, MUNICIPALITIES, Hospital, Municipality

FRAMES = (
    ("primary-care-frame", "Ram primärvård", "Primary care, frame"),
    ("hospital-care-frame", "Ram sjukhusvård", "Hospital care, frame"),
    ("dental-care-frame", "Ram tandvård", "Dental care, frame"),
    ("administration-frame", "Ram administration", "Administration, frame"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A unit: its municipality as a place in the list of them, and its weight among units of its kind."""

    id: str
    name: str
    kind: str
    parent: str
    provider: str = ""
    municipality: int = -1
    weight: int = 0
    name_en: str = ""
    frame: str = ""


@dataclass(frozen=True)
class Places:
    """All units; rows point at them by their place in `all`."""

    all: tuple[Place, ...]
    _index: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", {place.id: number for number, place in enumerate(self.all)})

    def number(self, id: str) -> int:
        """The unit's place in the list."""
        return self._index[id]

    def of_kind(self, *kinds: str) -> Ints:
        """The numbers of all units of the kinds, in order."""
        return np.array([number for number, place in enumerate(self.all) if place.kind in kinds], np.int64)

    def weights(self, numbers: Ints) -> Ints:
        """The weights of units."""
        return np.array([self.all[number].weight for number in numbers.tolist()], np.int64)

    def municipalities(self, numbers: Ints) -> Ints:
        """The municipalities of units, as places in the list of municipalities."""
        return np.array([self.all[number].municipality for number in numbers.tolist()], np.int64)

    def is_public(self, numbers: Ints) -> Sequence[bool]:
        """Which units the region runs itself."""
        return [self.all[number].provider == names.REGION for number in numbers.tolist()]

    @property
    def centres(self) -> Ints:
        """The numbers of the health centres."""
        return self.of_kind("health_centre")

    @property
    def municipality_units(self) -> Ints:
        """The numbers of the municipalities as units, in their order."""
        return self.of_kind("municipality")


def invented_places() -> Places:
    """The invented region's units; every parent stands before what is below it."""
    return Places((*_top(), *_geography(), *_primary_care(), *_hospitals(), *_others(), *_frames()))


def _top() -> Iterator[Place]:
    region = names.REGION
    yield Place(region, "Region Norrskog", "region", "", region, name_en="Region Norrskog")
    yield Place(names.BOARD, "Hälso- och sjukvårdsnämnden", "board", region, region, name_en="The health-care board")
    yield Place(
        names.ADMINISTRATION,
        "Hälso- och sjukvårdsförvaltningen, stab",
        "administration",
        names.BOARD,
        region,
        weight=100,
        name_en="Administration of health care",
        frame="administration-frame",
    )
    for id, name, english, frame in (
        (names.PRIMARY_CARE, "Primärvården", "Primary care", "primary-care-frame"),
        (names.PRIVATE_CARE, "Privata vårdgivare", "Private providers", "primary-care-frame"),
        (names.DENTAL_CARE, "Tandvården", "Dental care", "dental-care-frame"),
        (names.AMBULANCE, "Ambulansen", "Ambulance", "hospital-care-frame"),
    ):
        yield Place(id, name, "service_area", names.BOARD, region, name_en=english, frame=frame)
    for id, name in names.PROVIDERS:
        yield Place(id, name, "private_provider", names.PRIVATE_CARE, id, name_en=name)


def _geography() -> Iterator[Place]:
    for id, name, english in names.COUNTY_PARTS:
        yield Place(id, name, "county_part", "", name_en=english)
    for number, municipality in enumerate(MUNICIPALITIES):
        id, name = municipality.id, municipality.name
        yield Place(id, name, "municipality", municipality.part, municipality=number, weight=municipality.weight)


def _primary_care() -> Iterator[Place]:
    for number, municipality in enumerate(MUNICIPALITIES):
        for centre in municipality.centres:
            yield from _centre(number, municipality, centre)
        maternity = Place(
            f"bmm-{municipality.id}",
            f"Barnmorskemottagningen {municipality.name}",
            "maternity_centre",
            names.PRIMARY_CARE,
            names.REGION,
            number,
            municipality.weight,
            f"Maternity centre {municipality.name}",
        )
        yield maternity


def _centre(number: int, municipality: Municipality, centre: names.Centre) -> Iterator[Place]:
    id = f"hc-{municipality.id}-{centre.id}" if centre.id != municipality.id else f"hc-{municipality.id}"
    provider = centre.company or names.REGION
    parent = centre.company or names.PRIMARY_CARE
    yield Place(id, centre.name, "health_centre", parent, provider, number, centre.weight)
    bvc = f"Barnavårdscentralen, {centre.name}"
    yield Place(f"bvc{id[2:]}", bvc, "child_health_centre", id, provider, number, centre.weight)
    if centre is municipality.centres[0]:
        for branch in range(1, municipality.branches + 1):
            yield Place(
                f"{id}-filial-{branch}",
                f"{centre.name}, filial {branch}",
                "branch",
                id,
                provider,
                number,
                centre.weight // 6,
            )


def _hospitals() -> Iterator[Place]:
    for hospital in HOSPITALS:
        number = municipality_number(hospital.municipality)
        below = (hospital.id, names.REGION, number)
        yield Place(
            hospital.id, hospital.name, "hospital", names.BOARD, names.REGION, number, 100, frame="hospital-care-frame"
        )
        emergency = f"{hospital.name}, akutmottagningen"
        yield Place(f"{hospital.id}-akut", emergency, "emergency_department", *below, weight=_beds(hospital))
        for id, name, beds in hospital.wards:
            yield Place(f"{hospital.id}-avd-{id}", f"{hospital.name}, {name}", "ward", *below, weight=beds)
        for id, name, size in hospital.clinics:
            yield Place(f"{hospital.id}-mott-{id}", f"{hospital.name}, {name}", "clinic", *below, weight=size)


def _beds(hospital: Hospital) -> int:
    return sum(beds for _id, _name, beds in hospital.wards)


def _others() -> Iterator[Place]:
    for id in names.AMBULANCE_STATIONS:
        number = municipality_number(id)
        municipality = MUNICIPALITIES[number]
        name = f"Ambulansstationen {municipality.name}"
        yield Place(
            f"ambulans-{id}", name, "ambulance_station", names.AMBULANCE, names.REGION, number, municipality.weight
        )
    for number, municipality in enumerate(MUNICIPALITIES):
        for clinic in range(1, municipality.dental + 1):
            several = f" {clinic}" if municipality.dental > 1 else ""
            suffix = f"-{clinic}" if municipality.dental > 1 else ""
            yield Place(
                f"ftv-{municipality.id}{suffix}",
                f"Folktandvården {municipality.name}{several}",
                "dental_clinic",
                names.DENTAL_CARE,
                names.REGION,
                number,
                municipality.weight // municipality.dental,
            )
    for hospital in HOSPITALS[:2]:
        yield Place(
            f"specialisttandvard-{hospital.municipality}",
            f"Specialisttandvården {MUNICIPALITIES[municipality_number(hospital.municipality)].name}",
            "dental_clinic",
            names.DENTAL_CARE,
            names.REGION,
            municipality_number(hospital.municipality),
            0,
        )


def _frames() -> Iterator[Place]:
    for id, name, english in FRAMES:
        yield Place(id, name, "frame", "", name_en=english)


def municipality_number(id: str) -> int:
    """The place of a municipality in the list of them."""
    return next(number for number, municipality in enumerate(MUNICIPALITIES) if municipality.id == id)


def hospital_of(municipality: int) -> int:
    """The hospital that serves a municipality: that of its county part."""
    part = MUNICIPALITIES[municipality].part
    return next(number for number, hospital in enumerate(HOSPITALS) if hospital.part == part)


def people_shares() -> Floats:
    """Each municipality's share of the region's people."""
    weights = np.array([municipality.weight for municipality in MUNICIPALITIES], np.float64)
    found: Floats = weights / weights.sum()
    return found
