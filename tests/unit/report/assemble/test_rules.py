"""The key of statuses: every status with its meaning, and the region's own thresholds."""

from dataclasses import replace

from tertial.domain.label import Label
from tertial.domain.region import StatusRule
from tertial.report.assemble.rules import rules_section
from tests.unit.assess.cast import a_region
from tests.unit.report.assemble.cast import blocks_of, seen, the_table


def test_the_key_names_every_status_with_the_regions_thresholds_and_where_they_are_stated() -> None:
    rule = StatusRule(95, 75, assumed=False, stated_in=Label("Nämndplanen."))
    region = a_region()
    table = the_table(
        blocks_of(replace(region, settings=replace(region.settings, status=rule)), lambda draft: rules_section(draft))
    )
    assert [(seen(row.cells[0]), row.cells[1].text) for row in table.rows][:3] == [
        ("uppfyllt", "95 procent av målvärdet eller mer"),
        ("delvis", "75–94 procent av målvärdet"),
        ("ej uppfyllt", "under 75 procent av målvärdet"),
    ]
    assert [seen(row.cells[0]) for row in table.rows][3:] == ["kan inte bedömas", "mål saknas", "följs senare"]
    assert all(row.cells[1].text for row in table.rows)
    assert table.notes == ("Nämndplanen.",)
