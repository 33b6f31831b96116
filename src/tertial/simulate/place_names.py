"""The invented region's places: names, sizes and who runs them. No such region exists; any likeness is chance.

Sizes are those of a northern region of about 275 000 people: one large town, one middle town, thirteen small
municipalities; what matters in the code is the shares.
"""

from __future__ import annotations

from dataclasses import dataclass

REGION, BOARD, ADMINISTRATION = "region", "hsn", "hsf"
PRIMARY_CARE, PRIVATE_CARE, DENTAL_CARE, AMBULANCE = "primary-care", "private-care", "dental-care", "ambulance"

COUNTY_PARTS = (
    ("kusten", "Kusten", "The coast"),
    ("norra-kusten", "Norra kusten", "The northern coast"),
    ("inlandet", "Inlandet", "The inland"),
)

PROVIDERS = (
    ("strandhalsan", "Strandhälsan AB"),
    ("norrdoktorn", "Norrdoktorn AB"),
)
"""The companies that run health centres."""


@dataclass(frozen=True, slots=True)
class Centre:
    """A health centre: its share of the municipality's listed, and the company that runs it."""

    id: str
    name: str
    weight: int
    company: str = ""


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality: the county part it lies in, its share of the region's people, and its health centres."""

    id: str
    name: str
    part: str
    weight: int
    centres: tuple[Centre, ...]
    dental: int = 1
    """How many dental clinics."""
    branches: int = 0
    """How many branches of its first health centre."""


MUNICIPALITIES = (
    Municipality(
        "alvsunda",
        "Älvsunda",
        "kusten",
        4760,
        (
            Centre("hamnen", "Hamnens hälsocentral", 118),
            Centre("backen", "Backens hälsocentral", 96),
            Centre("bjorkhagen", "Björkhagens hälsocentral", 104),
            Centre("kyrkbyn", "Kyrkbyns hälsocentral", 72),
            Centre("universitetet", "Universitetets hälsocentral", 110),
            Centre("vastra", "Västra hälsocentralen", 88),
            Centre("ostra", "Östra hälsocentralen", 92),
            Centre("tegelbruket", "Tegelbrukets hälsocentral", 84),
            Centre("sjohojden", "Sjöhöjdens hälsocentral", 61),
            Centre("sodra", "Södra hälsocentralen", 70),
            Centre("strand", "Strandhälsan Älvsunda", 66, "strandhalsan"),
            Centre("torget", "Norrdoktorn Torget", 48, "norrdoktorn"),
        ),
        dental=5,
    ),
    Municipality(
        "norrviken",
        "Norrviken",
        "norra-kusten",
        2650,
        (
            Centre("centrum", "Norrvikens hälsocentral Centrum", 130),
            Centre("heden", "Hedens hälsocentral", 96),
            Centre("mohojden", "Mohöjdens hälsocentral", 88),
            Centre("anderslund", "Anderslunds hälsocentral", 92),
            Centre("buranget", "Burängets hälsocentral", 62),
            Centre("skogsjon", "Skogsjöns hälsocentral", 34),
            Centre("kusthamn", "Strandhälsan Norrviken", 58, "strandhalsan"),
            Centre("amynnet", "Åmynnets hälsocentral", 44),
        ),
        dental=3,
    ),
    Municipality(
        "granliden",
        "Granliden",
        "inlandet",
        440,
        (
            Centre("granliden", "Granlidens hälsocentral", 100),
            Centre("norr", "Norrdoktorn Granliden", 34, "norrdoktorn"),
        ),
        branches=1,
    ),
    Municipality(
        "tallasen",
        "Tallåsen",
        "kusten",
        315,
        (
            Centre("tallasen", "Tallåsens hälsocentral", 100),
            Centre("strand", "Strandhälsan Tallåsen", 40, "strandhalsan"),
        ),
    ),
    Municipality("storholma", "Storholma", "kusten", 258, (Centre("storholma", "Storholma hälsocentral", 100),)),
    Municipality(
        "myrtorp",
        "Myrtorp",
        "kusten",
        250,
        (Centre("myrtorp", "Myrtorps hälsocentral", 100), Centre("byn", "Norrdoktorn Myrtorp", 45, "norrdoktorn")),
    ),
    Municipality(
        "kvarnfors",
        "Kvarnfors",
        "inlandet",
        240,
        (Centre("kvarnfors", "Kvarnfors sjukstuga", 100),),
        branches=1,
    ),
    Municipality(
        "renvallen", "Renvallen", "inlandet", 214, (Centre("renvallen", "Renvallens sjukstuga", 100),), branches=1
    ),
    Municipality("lomsele", "Lomsele", "inlandet", 203, (Centre("lomsele", "Lomsele sjukstuga", 100),), branches=1),
    Municipality("sjoberga", "Sjöberga", "kusten", 149, (Centre("sjoberga", "Sjöberga hälsocentral", 100),)),
    Municipality(
        "akernas",
        "Åkernäs",
        "norra-kusten",
        131,
        (Centre("akernas", "Åkernäs hälsocentral", 100), Centre("fors", "Forsens hälsocentral", 60)),
    ),
    Municipality(
        "vittfors",
        "Vittfors",
        "inlandet",
        109,
        (Centre("vittfors", "Vittfors sjukstuga", 100), Centre("fjall", "Fjällets hälsocentral", 40)),
        branches=1,
    ),
    Municipality(
        "skarnliden", "Skarnliden", "norra-kusten", 102, (Centre("skarnliden", "Skarnlidens sjukstuga", 100),)
    ),
    Municipality("hogvattnet", "Högvattnet", "inlandet", 91, (Centre("hogvattnet", "Högvattnets sjukstuga", 100),)),
    Municipality(
        "ransjo",
        "Ransjö",
        "inlandet",
        88,
        (Centre("ransjo", "Ransjö sjukstuga", 100),),
        branches=1,
    ),
)


@dataclass(frozen=True, slots=True)
class Hospital:
    """A hospital: where it lies, which county part is its own, and its wards (beds for 275 000 people) and clinics."""

    id: str
    name: str
    municipality: str
    part: str
    wards: tuple[tuple[str, str, int], ...]
    clinics: tuple[tuple[str, str, int], ...]


HOSPITALS = (
    Hospital(
        "alvsunda-sjukhus",
        "Älvsunda sjukhus",
        "alvsunda",
        "kusten",
        (
            ("medicin-1", "Medicinavdelning 1", 34),
            ("medicin-2", "Medicinavdelning 2", 31),
            ("geriatrik", "Geriatrisk avdelning", 31),
            ("kirurgi", "Kirurgavdelning", 34),
            ("ortopedi", "Ortopedavdelning", 31),
            ("hjarta", "Hjärtavdelning", 29),
            ("stroke", "Strokeavdelning", 23),
            ("infektion", "Infektionsavdelning", 23),
            ("kvinna", "Gynekologisk avdelning", 16),
            ("barn", "Barnavdelning", 18),
            ("psykiatri", "Psykiatrisk avdelning", 31),
        ),
        (
            ("medicin", "Medicinmottagning", 20),
            ("kirurgi", "Kirurgmottagning", 16),
            ("ortopedi", "Ortopedmottagning", 15),
            ("ogon", "Ögonmottagning", 14),
            ("oron", "Öron-, näs- och halsmottagning", 10),
            ("hud", "Hudmottagning", 8),
            ("kvinna", "Kvinnomottagning", 9),
            ("barn", "Barnmottagning", 8),
            ("psykiatri", "Psykiatrisk mottagning", 14),
            ("neurologi", "Neurologmottagning", 7),
        ),
    ),
    Hospital(
        "norrvikens-sjukhus",
        "Norrvikens sjukhus",
        "norrviken",
        "norra-kusten",
        (
            ("medicin", "Medicinavdelning", 34),
            ("geriatrik", "Geriatrisk avdelning", 29),
            ("kirurgi", "Kirurgavdelning", 29),
            ("ortopedi", "Ortopedavdelning", 26),
            ("stroke", "Strokeavdelning", 21),
            ("psykiatri", "Psykiatrisk avdelning", 21),
        ),
        (
            ("medicin", "Medicinmottagning", 11),
            ("kirurgi", "Kirurgmottagning", 9),
            ("ortopedi", "Ortopedmottagning", 9),
            ("ogon", "Ögonmottagning", 7),
            ("kvinna", "Kvinnomottagning", 5),
            ("psykiatri", "Psykiatrisk mottagning", 8),
        ),
    ),
    Hospital(
        "granlidens-sjukhus",
        "Granlidens sjukhus",
        "granliden",
        "inlandet",
        (
            ("medicin", "Medicinavdelning", 26),
            ("kirurgi-ortopedi", "Kirurg- och ortopedavdelning", 23),
        ),
        (
            ("medicin", "Medicinmottagning", 6),
            ("kirurgi", "Kirurgmottagning", 5),
            ("psykiatri", "Psykiatrisk mottagning", 4),
        ),
    ),
)

AMBULANCE_STATIONS = (
    "alvsunda", "norrviken", "granliden", "tallasen", "storholma", "kvarnfors", "renvallen", "lomsele", "vittfors",
    "skarnliden", "hogvattnet", "ransjo",
)  # fmt: skip
"""The municipalities that have one."""
