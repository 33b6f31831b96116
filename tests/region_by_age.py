"""A region that reports figures by age: the published deaths of two regions in 2015 at two of its units.

Statistics Sweden, population statistics 2015: people and deaths by five-year age, women and men together.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tertial.assess.comparison.standard_population import AGE_BANDS
from tertial.definitions.start import start_folder

PEOPLE_AND_DEATHS = {
    "Västerbotten": (
        (14644, 14846, 13713, 13945, 21067, 19046, 16024, 15248, 15899, 16423,
         16008, 16023, 15973, 16392, 13794, 10039, 7272, 4650, 2372),
        (13, 2, 3, 7, 11, 16, 9, 10, 18, 21, 27, 55, 88, 205, 240, 318, 453, 577, 589),
    ),
    "Norrbotten": (
        (12435, 12781, 12655, 13256, 17183, 15858, 13139, 12767, 14917, 16555,
         16854, 16768, 16666, 17545, 14560, 11065, 7926, 4689, 2114),
        (9, 0, 2, 8, 9, 6, 15, 11, 11, 24, 52, 66, 117, 190, 260, 381, 543, 583, 537),
    ),
}  # fmt: skip
DEATHS = "deaths"
UNITS = {"primary-care": "Västerbotten", "hospital": "Norrbotten"}
BOTH = "hsn"
YEAR = "2025"
INDICATOR = """
id: deaths
title: {sv: Döda, en: Deaths}
kind: reported
value_unit: count
shown: year
direction: decrease
"""

Row = Mapping[str, str | int]
Figures = Mapping[str, tuple[int, int]]
"""Events and people by age band; the empty band is everybody."""


def figures(*regions: str) -> dict[str, tuple[int, int]]:
    """Deaths and people of published regions together, by age band and in all."""
    found = {
        band: (
            sum(PEOPLE_AND_DEATHS[region][1][place] for region in regions),
            sum(PEOPLE_AND_DEATHS[region][0][place] for region in regions),
        )
        for place, band in enumerate(AGE_BANDS)
    }
    return {"": (sum(events for events, _ in found.values()), sum(people for _, people in found.values()))} | found


def rows(indicator: str, unit: str, by_age: Figures, period: str = YEAR) -> Iterator[Row]:
    """The figures as rows of a table of outcomes."""
    for band, (events, people) in by_age.items():
        yield {
            "indicator": indicator, "unit": unit, "period": period, "sex": "all", "age_band": band,
            "numerator": events, "denominator": people, "source": "SCB", "published": "no",
        }  # fmt: skip


def region_by_age(folder: Path, more: Iterable[Row] = ()) -> Path:
    """A region folder with the deaths of the two and of both together, and more rows."""
    start_folder(folder, name=None, language="sv")
    (folder / "indicators" / f"{DEATHS}.yaml").write_text(INDICATOR.lstrip(), encoding="utf-8")
    outcomes = folder / "outcomes"
    with (outcomes / "care.csv").open(encoding="utf-8") as file:
        columns = next(csv.reader(file))
    with (outcomes / "ages.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, restval="")
        table.writeheader()
        for unit, published in UNITS.items():
            table.writerows(rows(DEATHS, unit, figures(published)))
        table.writerows(rows(DEATHS, BOTH, figures(*UNITS.values())))
        table.writerows(more)
    return folder
