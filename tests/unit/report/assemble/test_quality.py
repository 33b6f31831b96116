"""What is not known and why, changes that broke series, remarks, and where the figures come from."""

from dataclasses import replace
from decimal import Decimal

from tertial.domain.calendar import Month, Period
from tertial.domain.changes import Change, ChangeKind
from tertial.domain.economy import AmountUnit, EconomyLine, Item, Savings
from tertial.domain.indicators import Absence
from tertial.domain.judgements import Judgement, Status
from tertial.domain.label import Label
from tertial.domain.region import Region
from tertial.domain.results import Quality, ReportedValue
from tertial.domain.targets import Baseline
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.indicators import indicator_table
from tertial.report.assemble.quality import quality_section, remarks_section, sources_section
from tertial.report.model import RowKind, Table
from tests.unit.assess.cast import AUGUST, YEAR, a_figure, a_region, an_indicator
from tests.unit.report.assemble.cast import NB, blocks_of, paragraphs, tables, the_table
from tests.unit.report.assemble.test_assignments import an_assignment

NOW = "2025-YTD08"
COSMIC = Change(
    "cosmic", ChangeKind.RECORD_SYSTEM, Label("Nytt journalsystem"), Month(2025, 4), Label("Data kan inte fås ut."),
    ("hit",), Label("Arbetet pågår."), Month(2025, 12),
)  # fmt: skip


def quality(region: Region) -> list[Table]:
    return tables(blocks_of(region, quality_section))


def remarks(region: Region, language: str = "sv") -> list[tuple[str, str]]:
    table = the_table(blocks_of(region, remarks_section, language=language))
    return [(row.cells[0].text, row.cells[1].text) for row in table.rows]


def test_absent_figures_are_grouped_by_why_with_what_can_be_mended_first() -> None:
    def absent(name: str, reason: Quality) -> Absence:
        return Absence(reason, Label(f"Skäl {name}."))

    region = a_region(
        [
            an_indicator("year", followed=(YEAR,)),
            an_indicator("none", absences=(absent("none", Quality.NOT_APPLICABLE),)),
            an_indicator("there", absences=(absent("there", Quality.FOLLOWED_ELSEWHERE),)),
            an_indicator("soon", absences=(absent("soon", Quality.NOT_STARTED),)),
            an_indicator("gone", absences=(absent("gone", Quality.MISSING),)),
            an_indicator("lost", absences=(absent("lost", Quality.MISSING),)),
            an_indicator("known"),
        ],
        [a_figure(NOW, "1", indicator="known")],
    )
    (table,) = quality(region)
    assert [row.cells[0].text for row in table.rows if row.kind is RowKind.GROUP] == [
        "Saknas: 2",
        "Följs inte ännu: 1",
        "Följs upp på annat håll: 1",
        "Inte tillämplig: 1",
        "Följs upp senare: 1",
    ]
    assert [[cell.text for cell in row.cells] for row in table.rows if row.kind is RowKind.BODY] == [
        ["Mått gone", "Skäl gone."],
        ["Mått lost", "Skäl lost."],
        ["Mått soon", "Skäl soon."],
        ["Mått there", "Skäl there."],
        ["Mått none", "Skäl none."],
        ["Mått year", "Följs upp vid helår."],
    ]


def test_where_nothing_is_absent_the_report_says_so() -> None:
    region = a_region([an_indicator()], [a_figure(NOW, "1")])
    assert paragraphs(blocks_of(region, quality_section)) == ["Alla mått har en siffra för perioden."]


def test_a_change_tells_since_when_what_it_means_and_what_would_mend_it() -> None:
    unmended = replace(COSMIC, id="areas", title=Label("Nya områden"), indicators=(), mend=None, expected=None)
    changes, absent = quality(a_region([an_indicator("hit")], changes=[COSMIC, unmended]))
    assert [[(cell.text, cell.sub) for cell in row.cells] for row in changes.rows] == [
        [
            ("Nytt journalsystem", "sedan april 2025"),
            ("Data kan inte fås ut.", ""),
            ("Arbetet pågår.", "väntas december 2025"),
        ],
        [("Nya områden", "sedan april 2025"), ("Data kan inte fås ut.", ""), ("inte angivet", "")],
    ]
    assert absent.rows[1].cells[1].text.startswith("Data kan inte fås ut.")


def test_a_change_that_has_not_come_is_left_out() -> None:
    region = a_region([an_indicator("hit")], changes=[replace(COSMIC, first=Month(2025, 9))])
    assert [table.caption for table in quality(region)] == ["Mått utan siffra, och varför"]


def test_remarks_come_from_everything_that_was_kept_as_printed() -> None:
    indicator = replace(
        an_indicator(baselines=(Baseline(Period.parse("2019"), Decimal("73.4"), note=Label("Tryckt två gånger.")),)),
        remark=Label("Målet är ingen andel."),
    )
    kept = Judgement("access", "board", AUGUST, Status.MET, remark=Label("Texten säger två saker."))
    region = replace(
        a_region([indicator], [a_figure("2020", "4", note=Label("Helår."))], judgements=[kept]),
        assignments=(an_assignment(remark=Label("250 eller 213.")),),
        savings=Savings(remark=Label("35 eller 23.")),
    )
    assert remarks(region) == [
        ("Mått phone", "Målet är ingen andel."),
        ("Mått phone", "Tryckt två gånger."),
        (f"Mått phone, 2020 (4{NB}%)", "Helår."),
        ("Tillgänglig vård", "Texten säger två saker."),
        ("Minska resorna", "250 eller 213."),
        ("Sparåtgärder", "35 eller 23."),
    ]


def test_a_note_that_stands_beside_its_figure_in_a_table_is_no_remark() -> None:
    figures = [a_figure(NOW, "98", note=Label("Över 98.")), a_figure("2024-YTD08", "97", note=Label("Cirka."))]
    region = a_region([an_indicator()], figures)

    def tabled_first(draft: Draft) -> None:
        indicator_table(draft, "Mått", [(None, ["phone"])])
        remarks_section(draft)

    _measures, table = tables(blocks_of(region, tabled_first))
    assert [row.cells[1].text for row in table.rows] == ["Cirka."]
    assert [remark for _what, remark in remarks(region)] == ["Över 98.", "Cirka."]


def test_one_note_of_several_figures_names_them_all_once() -> None:
    note = Label("Helår.", "Full year.")
    figures = [a_figure("2021", "8", note=note), a_figure("2020", "4", note=note)]
    region = a_region([an_indicator()], figures)
    assert remarks(region) == [(f"Mått phone, 2021 (8{NB}%); 2020 (4{NB}%)", "Helår.")]


def test_a_remark_in_swedish_only_is_marked_in_an_english_report() -> None:
    region = a_region([replace(an_indicator(), remark=Label("Tryckt så."))])
    row = the_table(blocks_of(region, remarks_section, language="en")).rows[0]
    assert [(cell.text, cell.language) for cell in row.cells] == [("Measure phone", ""), ("Tryckt så.", "sv")]


def test_judgements_of_other_units_and_months_leave_no_remark() -> None:
    told = Judgement("access", "board", AUGUST, Status.MET, remark=Label("Texten säger två saker."))
    region = a_region(judgements=[replace(told, unit="centre"), replace(told, period=AUGUST.plus(-4))])
    assert paragraphs(blocks_of(region, remarks_section)) == ["Det finns inga anmärkningar."]


def from_source(source: str, period: str = NOW) -> ReportedValue:
    return replace(a_figure(period, "1"), source=source)


def test_sources_are_counted_by_part_of_the_document_with_those_of_the_economy() -> None:
    line = EconomyLine(
        "board", "net", Period.parse(NOW), Item.DEVIATION, Decimal(-1), AmountUnit.MSEK, source="3.1 Resultat"
    )
    figures = [
        from_source("2.4 Tandvården, läkare"),
        from_source("2.4 Tandvården; 3.2", "2024-YTD08"),
        from_source("", "2023-YTD08"),
    ]
    region = a_region([an_indicator()], figures, economy=[line])
    swedish, english = (
        the_table(blocks_of(region, sources_section, language=language)).rows for language in ("sv", "en")
    )
    assert [[cell.text for cell in row.cells] for row in swedish] == [
        ["inte angivet", "1"],
        ["2.4 Tandvården", "2"],
        ["3.1 Resultat", "1"],
    ]
    assert [row.cells[0].language for row in swedish] == ["", "", ""]
    assert [row.cells[0].language for row in english] == ["", "sv", "sv"]


def test_a_folder_without_figures_names_no_source() -> None:
    assert paragraphs(blocks_of(a_region(), sources_section)) == ["Mappen har inga siffror."]
