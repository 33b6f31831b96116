"""A region folder as large as they come: 2 000 indicators, 60 units, five years, made from a seed.

The figures are invented; only their amount matters.
"""

from __future__ import annotations

import random
from pathlib import Path

INDICATORS = 2000
UNITS = 60
GOALS = 40
YEARS = (2021, 2022, 2023, 2024, 2025)

_REGION = """schema_version = 1
id = "stor-region"
name = { sv = "Stor region", en = "Large region" }
unit = "region"
language = "sv"
words = "files"
objective_level = "objective"

[levels]
goal = { sv = "Mål", en = "Goal" }
objective = { sv = "Delmål", en = "Objective" }

[trees]
line = ["region", "health_centre"]

[status]
met = 100
partly = 80
assumed = false
stated_in = { sv = "Mätningens egen regel.", en = "The benchmark's own rule." }

[followup]
DA08 = { month = 8, label = { sv = "Delår augusti", en = "Interim August" } }

[report]
title = { sv = "Delårsrapport {month} {year}", en = "Interim report {month} {year}" }
subtitle = { sv = "Stor region", en = "Large region" }

[[report.outline]]
section = "at_a_glance"
title = { sv = "Läget i korthet", en = "At a glance" }

[[report.outline]]
section = "objectives_summary"
title = { sv = "Alla delmål", en = "All objectives" }

[[report.outline]]
section = "goals"
title = { sv = "Måluppfyllelse", en = "Attainment" }
"""

_INDICATOR = """id: {id}
title: {{sv: Andel besök av typ {number} som uppfyller kravet i rätt tid, en: Visits of type {number} in time}}
short: {{sv: Besök typ {number} i rätt tid, en: Visits type {number} in time}}
why: {{sv: Väntan är fara., en: Waiting is danger.}}
kind: reported
value_unit: "%"
decimals: 1
shown: ytd
over_time: sum
direction: increase
target: {target}
baseline: {{period: "2020", value: {baseline}}}
followed: [DA08]
by: [sex]
"""


def write_region(folder: Path, *, indicators: int = INDICATORS, units: int = UNITS, seed: int = 1) -> None:
    """Write the folder; the same seed gives the same bytes."""
    chance = random.Random(seed)
    folder.mkdir(parents=True)
    (folder / "indicators").mkdir()
    (folder / "outcomes").mkdir()
    (folder / "region.toml").write_text(_REGION, encoding="utf-8")
    names = [f"visits-in-time-{number}" for number in range(1, indicators + 1)]
    for number, name in enumerate(names, 1):
        text = _INDICATOR.format(
            id=name, number=number, target=chance.randint(60, 95), baseline=round(chance.uniform(40, 90), 1)
        )
        (folder / "indicators" / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "goals.yaml").write_text(_goals(names), encoding="utf-8")
    centres = unit_ids(units)
    header = "id,name,kind,parent,provider,hsa_id,valid_from,valid_to,successor,share\n"
    rows = "".join(f"{centre},Hälsocentral {centre[7:]},health_centre,region,,,,,,\n" for centre in centres)
    (folder / "organisation.csv").write_text(f"{header}region,Stor region,region,,,,,,,\n{rows}", encoding="utf-8")
    _outcomes(folder, names, centres, chance)


def unit_ids(units: int) -> list[str]:
    """The ids of the region's health centres."""
    return [f"centre-{number}" for number in range(1, units + 1)]


def _goals(names: list[str]) -> str:
    lines = ["goals:"]
    size = -(-len(names) // GOALS)
    for goal in range(GOALS):
        part = names[goal * size : (goal + 1) * size]
        lines += [
            f"  - id: goal-{goal}",
            "    level: goal",
            f"    title: {{sv: Mål {goal}, en: Goal {goal}}}",
            "    children:",
        ]
        lines += [f"      - id: objective-{goal}", "        level: objective"]
        lines += [
            f"        title: {{sv: Delmål {goal}, en: Objective {goal}}}",
            f"        indicators: [{', '.join(part)}]",
        ]
    return "\n".join(lines) + "\n"


def _outcomes(folder: Path, names: list[str], centres: list[str], chance: random.Random) -> None:
    """Five years for the region by sex, and this year and last for every unit."""
    header = "indicator,unit,period,sex,age_band,category,numerator,denominator,value,source,published,note\n"
    with (folder / "outcomes" / "region.csv").open("w", encoding="utf-8") as out:
        out.write(header)
        for name in names:
            for year in YEARS:
                women, men = chance.randint(400, 600), chance.randint(400, 600)
                met = chance.randint(300, women), chance.randint(300, men)
                for sex, part, whole in (
                    ("all", sum(met), women + men),
                    ("women", met[0], women),
                    ("men", met[1], men),
                ):
                    out.write(f"{name},region,{year}-YTD08,{sex},,,{part},{whole},,benchmark,no,\n")
    with (folder / "outcomes" / "units.csv").open("w", encoding="utf-8") as out:
        out.write(header)
        for name in names:
            for centre in centres:
                for year in YEARS[-2:]:
                    whole = chance.randint(100, 200)
                    out.write(
                        f"{name},{centre},{year}-YTD08,all,,,{chance.randint(50, whole)},{whole},,benchmark,no,\n"
                    )
