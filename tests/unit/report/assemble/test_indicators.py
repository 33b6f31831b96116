"""Tables of indicators, the notes below them, what was written of single indicators, and charts of long series."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tertial.assess.region import assess_region
from tertial.domain.indicators import Indicator, ValueUnit
from tertial.domain.label import Label
from tertial.domain.region import Region, Section, StatusRule
from tertial.domain.results import ReportedValue
from tertial.domain.targets import Against, BetterThan, ValueTarget
from tertial.language import _, using
from tertial.report.assemble.build import build_document
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.indicators import FULL_CHARTS_AT_MOST, indicator_comments, indicator_table, list_section
from tertial.report.model import Block, Chart, Heading, Paragraph, ParagraphStyle, RowKind
from tests.unit.assess.cast import AUGUST, MEN, WOMEN, a_figure, a_region, an_indicator
from tests.unit.report.assemble.cast import NB, a_section, blocks_of, paragraphs, the_table, with_outline, with_texts

AT_95 = ValueTarget(Decimal("95"))
YEARS = ("2022-YTD08", "2023-YTD08", "2024-YTD08", "2025-YTD08")


def series(*values: str, name: str = "phone") -> list[ReportedValue]:
    return [
        a_figure(period, value, indicator=name) for period, value in zip(YEARS[-len(values) :], values, strict=True)
    ]


def listed(region: Region, language: str = "sv") -> list[Block]:
    return blocks_of(region, lambda draft: list_section(draft, "Mått", list(region.indicators), 2), language=language)


def charts(blocks: list[Block]) -> list[Chart]:
    return [block for block in blocks if isinstance(block, Chart)]


def notes(indicator: Indicator, *figures: ReportedValue, rule: StatusRule | None = None) -> tuple[str, ...]:
    region = a_region([indicator], figures) if rule is None else a_region([indicator], figures, rule=rule)
    return the_table(listed(region)).notes


def test_a_list_without_indicators_makes_no_table() -> None:
    assert blocks_of(a_region(), lambda draft: indicator_table(draft, "Mått", [(Label("Grupp"), [])])) == []


def test_groups_are_headed_rows_of_one_table() -> None:
    region = a_region([an_indicator("a"), an_indicator("b")], [a_figure("2025-YTD08", "1", indicator="a")])
    groups = [(Label("Första"), ["a"]), (Label("Andra"), ["b"])]
    table = the_table(blocks_of(region, lambda draft: indicator_table(draft, "Mått", groups)))
    assert [(row.kind, row.cells[0].text) for row in table.rows] == [
        (RowKind.GROUP, "Första"),
        (RowKind.BODY, "Mått a"),
        (RowKind.GROUP, "Andra"),
        (RowKind.BODY, "Mått b"),
    ]


def test_a_table_of_figures_alone_has_no_note() -> None:
    assert notes(an_indicator(), a_figure("2025-YTD08", "81")) == ()


def test_signs_of_women_men_and_percentage_points_are_explained_where_they_stand() -> None:
    found = notes(
        an_indicator(by=("sex",)),
        a_figure("2025-YTD08", "81"), a_figure("2024-YTD08", "80"),
        a_figure("2025-YTD08", "82", WOMEN), a_figure("2025-YTD08", "80", MEN),
    )  # fmt: skip
    assert found == ("K kvinnor, M män. pe: procentenheter.",)


def test_a_long_note_stands_once_below_the_table_with_all_that_it_is_of() -> None:
    long, other = Label("Rader saknas. " * 10), Label("Koder är ändrade. " * 10)
    figures = [
        a_figure("2025-YTD08", "81", indicator="a", note=long),
        a_figure("2025-YTD08", "82", indicator="b", note=other),
        a_figure("2025-YTD08", "83", indicator="c", note=long),
    ]
    table = the_table(listed(a_region([an_indicator(name) for name in "abc"], figures)))
    assert table.notes == (f"Mått a; Mått c: {long.sv}", f"Mått b: {other.sv}")


def test_the_dashed_line_is_explained_where_there_is_one() -> None:
    assert notes(an_indicator(), *series("80", "81", "82")) == ("pe: procentenheter.",)
    assert "Streckad linje: målet. " in notes(an_indicator(target=AT_95), *series("80", "81", "82"))[0]
    better = an_indicator(target=BetterThan(Against.SAME_PERIOD_LAST_YEAR))
    assert "Streckad linje: målet, eller det som utfallet jämförs med." in notes(better, *series("80", "81", "82"))[0]


def test_an_assumed_rule_is_told_below_every_table_with_attainment() -> None:
    told = "Trösklarna är antagna; statusen är ett förslag."
    assumed = StatusRule(100, 80, assumed=True, stated_in=Label("Anges inte."))
    figure = a_figure("2025-YTD08", "81")
    assert told in notes(an_indicator(target=AT_95), figure, rule=assumed)[0]
    assert told not in notes(an_indicator(target=AT_95), figure)[0]


def test_a_long_series_gets_a_chart_with_its_periods_and_target() -> None:
    (chart,) = charts(listed(a_region([an_indicator(target=AT_95)], series("87", "82", "81"))))
    assert chart.title == "Mått phone, januari–augusti 2023–2025"
    assert chart.note == ""
    assert f"mål 95{NB}%" in chart.picture.svg.replace("&#160;", NB)
    assert chart.picture.alt.endswith(f"Mål 95{NB}%.")


def test_two_periods_make_no_chart() -> None:
    assert charts(listed(a_region([an_indicator()], series("82", "81")))) == []


def test_what_was_written_of_an_indicator_stands_under_its_name_above_its_chart() -> None:
    region = with_texts(a_region([an_indicator()], series("87", "82", "81")), {"phone": Label("Färre svar.")})
    _table, heading, _text, chart = listed(region)
    assert heading == Heading(2, "Mått phone", "matt-phone")
    assert paragraphs(listed(region)) == ["Färre svar."]
    assert isinstance(chart, Chart)
    assert chart.title == "Utveckling, januari–augusti 2023–2025"


@pytest.mark.parametrize(
    ("language", "sentence", "stands", "used"),
    [
        ("sv", Label("Måttet var 81.", "It was 81."), "Måttet var 81.", "sv"),
        ("en", Label("Måttet var 81.", "It was 81."), "It was 81.", "en"),
        ("en", Label("Måttet var 81."), "Måttet var 81.", "sv"),
    ],
)
def test_the_programs_text_stands_as_its_draft_where_nobody_has_written(
    language: str, sentence: Label, stands: str, used: str
) -> None:
    region = a_region([an_indicator("phone"), an_indicator("digital")], [])

    def write(draft: Draft) -> None:
        draft.sentences = {"phone": sentence, "digital": sentence}
        indicator_comments(draft, ["phone", "digital"], 2)

    blocks = blocks_of(with_texts(region, {"digital": Label("Eget.", "Own.")}), write, language=language)

    with using(used):
        marked = _("The program’s draft: {text}").format(text=stands)
    assert [block for block in blocks if isinstance(block, Paragraph)] == [
        Paragraph(marked, ParagraphStyle.NOTE, "" if used == language else used),
        Paragraph("Eget." if language == "sv" else "Own."),
    ]


def test_years_without_a_figure_are_told_below_the_chart() -> None:
    figures = [a_figure(period, "81") for period in ("2019-YTD08", "2024-YTD08", "2025-YTD08")]
    (chart,) = charts(listed(a_region([an_indicator()], figures)))
    assert chart.note == "Perioder utan siffra är utelämnade."


def test_what_is_to_be_improved_on_is_named_as_a_comparison_in_the_chart() -> None:
    indicator = an_indicator(target=BetterThan(Against.SAME_PERIOD_LAST_YEAR), unit=ValueUnit.COUNT)
    (chart,) = charts(listed(a_region([indicator], series("1123", "1778", "6171")), "en"))
    assert "compared with 1,778" in chart.picture.svg


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        (("5.67", "5.8", "5.8"), ("5,4", "5,6", "5,8", "6,0", "6,2")),
        (("17", "18", "17"), ("16", "17", "18", "19")),
    ],
)
def test_the_labels_of_an_axis_have_as_many_decimals_all(values: tuple[str, ...], labels: tuple[str, ...]) -> None:
    (chart,) = charts(listed(a_region([an_indicator(decimals=2)], series(*values))))
    drawn = chart.picture.svg.replace("&#160;", NB)
    assert [label for label in labels if f">{label}{NB}%<" not in drawn] == []


def a_report_of(count: int) -> list[Block]:
    names = [f"measure-{number}" for number in range(count)]
    figures = [figure for name in names for figure in series("80", "81", "82", name=name)]
    region = with_outline(
        a_region([an_indicator(name) for name in names], figures),
        replace(a_section(Section.INDICATORS), indicators=tuple(names)),
    )
    return list(build_document(assess_region(region, as_of=AUGUST), "sv").blocks)


def test_a_report_of_many_series_shows_them_in_its_tables_only() -> None:
    assert len(charts(a_report_of(FULL_CHARTS_AT_MOST))) == FULL_CHARTS_AT_MOST
    many = a_report_of(FULL_CHARTS_AT_MOST + 1)
    assert charts(many) == []
    assert all(any(cell.picture for cell in row.cells) for row in the_table(many).rows)
