"""Units with regard to age: a table in the report, without those that are too few or whose data are uncertain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tertial.assess.age_standardised import AgeStandardised, age_standardised
from tertial.assess.evidence import ByAge
from tertial.assess.region import assess_region
from tertial.domain.indicators import ValueUnit
from tertial.domain.label import Label
from tertial.domain.organisation import Organisation, Unit
from tertial.domain.region import Region
from tertial.domain.results import Quality
from tertial.language import using
from tertial.report.assemble.ages import ByAges, ages_section
from tertial.report.assemble.draft import Draft
from tertial.report.model import Block, Table
from tests.region_by_age import figures
from tests.unit.assess.cast import AUGUST, a_region, an_indicator

DEATHS = an_indicator("deaths", unit=ValueUnit.COUNT)
NAMES = {"north": "Norrbotten", "west": "Västerbotten", "few": "Byn"}
LACKING = Label("Rader saknas.", "Rows lack.")
FEW = {"": (2, 900), "60-64": (2, 900)}


def region() -> Region:
    units = (Unit(unit, Label(name), "area", parent="board") for unit, name in NAMES.items())
    made = a_region([DEATHS])
    settings = replace(made.settings, disclosure_minimum=5)
    organisation = Organisation((Unit("board", Label("Regionen"), "board"), *units))
    return replace(made, settings=settings, organisation=organisation)


def by_age(found: Mapping[str, tuple[int, int]]) -> ByAge:
    return ByAge(found[""], {band: counts for band, counts in found.items() if band})


def ages(*partial: str) -> AgeStandardised:
    whole = {
        band: (counts[0] + figures("Västerbotten")[band][0], counts[1] + figures("Västerbotten")[band][1])
        for band, counts in figures("Norrbotten").items()
    }
    counted = {
        "board": by_age(whole),
        "north": by_age(figures("Norrbotten")),
        "west": by_age(figures("Västerbotten")),
        "few": by_age(FEW),
    }
    for name in partial:
        counted[name] = replace(counted[name], quality=Quality.PARTIAL, note=LACKING)
    found = age_standardised(DEATHS, region(), counted, unit="board")
    assert isinstance(found, AgeStandardised), found
    return found


def written(*by_ages: ByAges) -> list[Block]:
    with using("sv"):
        draft = Draft(assess_region(region(), as_of=AUGUST), "sv")
        ages_section(draft, by_ages)
        return draft.blocks


def cells(block: Block) -> list[list[str]]:
    assert isinstance(block, Table)
    return [[cell.text.replace("\u202f", " ").replace("\u00a0", " ") for cell in row.cells] for row in block.rows]


def test_the_unit_furthest_above_what_its_ages_give_is_first_and_its_interval_stands_beside() -> None:
    (table,) = written(ByAges(DEATHS, ages()))
    assert cells(table) == [
        ["Norrbotten", "1 131 per 100 000", "1 030 (992–1 069)", "1,02 (0,98–1,06)"],
        ["Västerbotten", "1 011 per 100 000", "982 (945–1 021)", "0,98 (0,94–1,02)"],
    ]


def test_units_of_few_and_units_whose_data_are_uncertain_are_named_without_figures() -> None:
    (table,) = written(ByAges(DEATHS, ages("west")))
    assert [row[0] for row in cells(table)] == ["Norrbotten"]
    assert isinstance(table, Table)
    told = " ".join(table.notes)
    assert "färre än 5 personer eller händelser: Byn." in told
    assert "Visas inte, eftersom uppgifterna är osäkra: Västerbotten." in told
    assert "Åldersstandardiserat (Europas standardbefolkning 2013)" in told
    assert table.show_caption


def test_where_no_unit_can_be_shown_there_is_no_table() -> None:
    assert written(ByAges(DEATHS, ages(*NAMES))) == []
    assert written() == []
