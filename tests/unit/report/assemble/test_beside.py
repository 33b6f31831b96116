"""The table of figures of the same thing from several sources."""

from __future__ import annotations

from dataclasses import replace

from tertial.domain.label import Label
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.indicators import indicator_table
from tests.unit.assess.cast import a_figure, a_region, an_indicator
from tests.unit.report.assemble.cast import NB, blocks_of, tables

NOW = "2025-YTD08"


def test_both_figures_stand_with_their_definitions_and_sources_once() -> None:
    register = replace(an_indicator("register"), same_as=("survey",), official=Label("Enligt registret."))
    survey = replace(an_indicator("survey"), official=Label("Enligt enkäten."))
    figures = [a_figure(NOW, "10", indicator="register"), a_figure("2024", "18", indicator="survey")]
    region = a_region([register, survey], figures)

    def write(draft: Draft) -> None:
        indicator_table(draft, "Första", [(None, ["register"])])
        indicator_table(draft, "Andra", [(None, ["survey"])])

    first, beside, second = tables(blocks_of(region, write))
    assert (first.caption, second.caption) == ("Första", "Andra")
    assert beside.caption == "Samma sak ur flera källor"
    assert [[cell.text for cell in row.cells] for row in beside.rows] == [
        ["Mått register", f"10{NB}%", "rapporterad", "Mått register"],
        ["Mått survey", f"18{NB}%", "rapporterad", "Mått survey"],
    ]
    assert [row.cells[3].sub for row in beside.rows] == ["Enligt registret.", "Enligt enkäten."]
    assert beside.notes == ("Siffrorna gäller samma sak, med var sin definition och källa. De läggs inte ihop.",)


def test_a_note_that_the_table_above_has_is_not_repeated() -> None:
    register, survey = replace(an_indicator("register"), same_as=("survey",)), an_indicator("survey")
    noted = [
        a_figure(NOW, "10", indicator="register", note=Label("Cirka.")),
        a_figure(NOW, "18", indicator="survey", note=Label("Ur minnet.")),
    ]
    region = a_region([register, survey], noted)
    _first, beside = tables(blocks_of(region, lambda draft: indicator_table(draft, "Första", [(None, ["register"])])))
    assert [row.cells[3].sub for row in beside.rows] == ["", "Ur minnet."]
