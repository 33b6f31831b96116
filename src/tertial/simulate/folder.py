"""The region folder around the extracts: units, trees, declarations, and a few goals where there are none."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from tertial.domain.calendar import Month
from tertial.language import _
from tertial.simulate.declared_change import MADE_HERE, changes_file
from tertial.simulate.deliveries import VERSION, Deliveries, Extract, Form
from tertial.simulate.mechanisms.structure import NewUnit
from tertial.simulate.place_names import COUNTY_PARTS, MUNICIPALITIES, PROVIDERS, REGION
from tertial.simulate.places import Places

EXTRACTS, TRUTH = "extracts", "truth"

_AREAS = frozenset({"region", "service_area", "hospital", "private_provider", "administration", "county_part"})
"""Kinds of units that a declaration names; all below them is declared too."""

_LINE = (
    "region", "board", "service_area", "private_provider", "hospital", "administration", "health_centre", "branch",
    "child_health_centre", "maternity_centre", "emergency_department", "clinic", "ward", "ambulance_station",
    "dental_clinic",
)  # fmt: skip

_GOALS = (
    (
        "care-in-time",
        "Vård i tid",
        "Care in time",
        (("phone-same-day", "80"), ("assessed-within-3-days", "90"), ("visits-within-90-days-share", "80")),
    ),
    (
        "close-care",
        "En god och nära vård",
        "Good and close care",
        (
            ("named-doctor-register-share", "35"),
            ("continuity-index", None),
            ("ready-for-discharge-share", "30"),
            ("readmissions-65-share", "10"),
            ("recalls-on-time-share", "90"),
            ("home-visit-10-days-share", "90"),
        ),
    ),
    (
        "good-workplace",
        "En god arbetsplats",
        "A good workplace",
        (("sick-leave", "5.5"), ("vacant-posts-share", "8"), ("agency-cost-share-of-own-staff", "3")),
    ),
)
"""Goals, each with indicators of the library and the target of each; invented."""

_IGNORED = "# Rådata och det inlästa hör inte hemma i git. (Extracts and the store do not go into git.)\n"


class FolderRefusedError(ValueError):
    """The folder cannot be used; the message says why and what to do."""


def check_can_use(folder: Path, *, replace: bool) -> None:
    """Raise FolderRefusedError where writing would mix with, or destroy, what is there."""
    if folder.exists() and not folder.is_dir():
        raise FolderRefusedError(_("{folder} is a file. Name a folder that is not there yet.").format(folder=folder))
    if not folder.is_dir() or not any(folder.iterdir()):
        return
    if not (folder / "region.toml").is_file():
        raise FolderRefusedError(
            _("{folder} is not empty, and no region folder. Name an empty folder or one that is not there yet.").format(
                folder=folder
            )
        )
    if replace:
        return
    for name in (EXTRACTS, TRUTH, *_FILES):
        if (folder / name).exists():
            raise FolderRefusedError(
                _("{file} is there already. Add --replace to have it made anew.").format(file=folder / name)
            )


_FILES = ("organisation.csv", "memberships.csv", "extracts.toml")


def clear(folder: Path) -> None:
    """Take away what an earlier simulation left. Raises OSError."""
    for name in (EXTRACTS, TRUTH):
        if (folder / name).is_dir():
            shutil.rmtree(folder / name)


def write_folder(folder: Path, places: Places, deliveries: Deliveries, form: Form) -> None:
    """Write the files that say what the extracts are; goals and settings only where there are none. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    change = deliveries.change
    new = [unit for unit in change.new_units if unit.known] if change else []
    _write(folder / "organisation.csv", _organisation(places, new))
    _write(folder / "memberships.csv", _memberships(places, new))
    versioned = {extract for extract in deliveries.extracts if deliveries.is_versioned(extract.feed)}
    _write(folder / "extracts.toml", extracts_file(places, deliveries.extracts, form, versioned))
    if not (folder / "region.toml").exists():
        _write_own(folder, places)
    _write_changes(folder / "changes.yaml", change.first if change else None)


def _write_own(folder: Path, places: Places) -> None:
    """What a region writes itself, and so is written once."""
    _write(folder / "region.toml", _settings(places))
    _write(folder / "goals.yaml", _goals())
    _write(folder / ".gitignore", f"{_IGNORED}/{EXTRACTS}/\n/{TRUTH}/\n/store/\n")
    (folder / "indicators").mkdir(exist_ok=True)
    for _id, _sv, _en, indicators in _GOALS:
        for indicator, target in indicators:
            _write(folder / "indicators" / f"{indicator}.yaml", _indicator(indicator, target))


def _write_changes(path: Path, first: Month | None) -> None:
    """Declare the change, unless somebody has written the file; take away what an earlier simulation declared."""
    if path.exists():
        if not path.read_text("utf-8").startswith(MADE_HERE):
            return
        path.unlink()
    if first is not None:
        indicators = sorted(file.stem for file in (path.parent / "indicators").glob("*.yaml"))
        _write(path, changes_file(first, indicators))


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="\n")


def _organisation(places: Places, new: Sequence[NewUnit]) -> str:
    header = (
        "id", "name", "kind", "parent", "provider", "hsa_id", "valid_from", "valid_to", "successor", "share",
        "name_en", "note",
    )  # fmt: skip
    ended = {number: unit for unit in new for number in unit.replaces}
    rows: list[tuple[str, ...]] = [header]
    for number, place in enumerate(places.all):
        end = (_ends(ended[number]), ended[number].place.id) if number in ended else ("", "")
        rows.append(
            (place.id, place.name, place.kind, place.parent, place.provider, "", "", *end, "", place.name_en, "")
        )
    for unit in new:
        place, begins = unit.place, _begins(unit)
        rows.append(
            (place.id, place.name, place.kind, place.parent, place.provider, "", begins, "", "", "", place.name_en, "")
        )
    return _csv(rows)


def _memberships(places: Places, new: Sequence[NewUnit]) -> str:
    ends = {number: _ends(unit) for unit in new for number in unit.replaces}
    rows = [("unit", "tree", "node", "valid_from", "valid_to")]
    valid = [(place, "", ends.get(number, "")) for number, place in enumerate(places.all)]
    for place, begins, end in (*valid, *((unit.place, _begins(unit), "") for unit in new)):
        if place.municipality >= 0 and place.kind != "municipality":
            rows.append((place.id, "geography", MUNICIPALITIES[place.municipality].id, begins, end))
        if place.frame:
            rows.append((place.id, "frame", place.frame, begins, end))
    return _csv(rows)


def _begins(unit: NewUnit) -> str:
    return Month.from_ordinal(unit.first).first_day.isoformat()


def _ends(unit: NewUnit) -> str:
    return Month.from_ordinal(unit.first).plus(-1).last_day.isoformat()


def _csv(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def extracts_file(places: Places, extracts: Iterable[Extract], form: Form, versioned: Collection[Extract] = ()) -> str:
    """What extracts.toml says of the extracts: invented declarations, as a region would state them.

    Those that are `versioned` say in a column which of two versions of a row is the newer.
    """
    controllers = {REGION: "Hälso- och sjukvårdsnämnden", **dict(PROVIDERS)}
    parts = [
        (
            "#:schema .schemas/extracts.json\n"
            "# Gjord av tertial simulate: påhittade personer och deklarationer. (Invented persons, declarations.)\n"
            'store = "store"\n'
        )
    ]
    for extract in sorted(extracts):
        units = ", ".join(f'"{unit}"' for unit in _declared(places, extract))
        parts.append(
            f"[extract.{extract.id}]\n"
            f'feed = "{extract.feed}"\n'
            f'files = "{EXTRACTS}/{extract.id}/*.{form}"\n'
            'take = "all"\n'
            'purposes = ["planning_and_follow_up", "quality"]\n'
            f'controller = "{controllers[extract.provider]}"\n'
            f'provider = "{extract.provider}"\n'
            f"units = [{units}]\n"
            'legal_basis = "Patientdatalagen 2 kap. 4 § 4 och 5"\n'
            "retention = { months = 240 }\n"
            + (f'version = {{ column = "{VERSION}", kind = "integer" }}\n' if extract in versioned else "")
        )
    return "\n".join(parts)


def _declared(places: Places, extract: Extract) -> tuple[str, ...]:
    """The units whose rows a provider delivers: all that it has, and for the region the municipalities too."""
    if extract.provider == REGION:
        return (REGION, *(id for id, _sv, _en in COUNTY_PARTS), *(p.id for p in places.all if p.kind == "frame"))
    return (extract.provider,)


def _settings(places: Places) -> str:
    region = places.all[0]
    line = ", ".join(f'"{kind}"' for kind in _LINE)
    return f"""\
# Gjord av tertial simulate: en påhittad region. (An invented region.)
schema_version = 1
id = "region-norrskog"
name = {{ sv = "{region.name}", en = "{region.name_en}" }}
unit = "{region.id}"
language = "sv"
words = "files"
objective_level = "objective"

[levels]
goal = {{ sv = "Mål", en = "Goal" }}
objective = {{ sv = "Delmål", en = "Objective" }}

[trees]
line = [{line}]
geography = ["county_part", "municipality"]
frame = ["frame"]

[status]
met = 100
partly = 80
assumed = true
stated_in = {{ sv = "Påhittad region: regeln är antagen.", en = "Invented region: the rule is assumed." }}

[followup]
DA04 = {{ month = 4, label = {{ sv = "Delår april", en = "Interim April" }} }}
DA08 = {{ month = 8, label = {{ sv = "Delår augusti", en = "Interim August" }} }}
YEAR = {{ month = 12, label = {{ sv = "Helår", en = "Full year" }} }}

[disclosure]
minimum = 5

[personal_data]
purpose = {{ sv = "Planering och uppföljning av verksamheten", en = "Planning and follow-up of operations" }}
controller = {{ sv = "{region.name}", en = "{region.name_en}" }}

[report]
title = {{ sv = "Delårsrapport {{month}} {{year}}", en = "Interim report {{month}} {{year}}" }}
subtitle = {{ sv = "Påhittad region, påhittade människor.", en = "An invented region, invented people." }}

[[report.outline]]
section = "objectives_summary"
title = {{ sv = "Delmålen i sammanfattning", en = "The objectives in summary" }}

[[report.outline]]
section = "goals"
title = {{ sv = "Mål för mål", en = "Goal by goal" }}

[[report.outline]]
section = "quality"
title = {{ sv = "Datakvalitet", en = "Data quality" }}
"""


def _goals() -> str:
    lines = ["goals:"]
    for id, swedish, english, indicators in _GOALS:
        names = ", ".join(indicator for indicator, _target in indicators)
        lines += [
            f"  - id: {id}",
            "    level: goal",
            f"    title: {{sv: {swedish}, en: {english}}}",
            "    children:",
            f"      - id: {id}-figures",
            "        level: objective",
            f"        title: {{sv: {swedish} i siffror, en: {english} in figures}}",
            f"        indicators: [{names}]",
        ]
    return "\n".join(lines) + "\n"


def _indicator(id: str, target: str | None) -> str:
    said = f"target: {target}\n" if target else ""
    return f"id: {id}\nuse: {id}\n{said}followed: [DA04, DA08, YEAR]\n"
