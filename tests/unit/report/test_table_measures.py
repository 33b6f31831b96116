import pytest

from tertial.report.model import Align, Cell, Column, Mark, Row, RowKind, Status, Table, Tone
from tertial.report.render.pdf_fonts import MISSING, drawable, text_width
from tertial.report.render.table_measures import (
    CELL_INSET,
    GAP_AFTER_FIGURES,
    LINES_KEPT_TOGETHER,
    LINES_TIED,
    MARK_WIDTH,
    SMALLEST,
    TABLE_POINTS,
    TEXT_WIDTH,
    column_widths,
    leading_gaps,
    row_lines,
    table_scale,
    ties,
)


def table(columns: tuple[Column, ...], *rows: Row) -> Table:
    return Table("Mått", columns, rows)


def test_columns_share_the_text_width_by_weight() -> None:
    widths = column_widths(table((Column("A", weight=3), Column("B", weight=1))))

    assert widths == [TEXT_WIDTH * 3 / 4, TEXT_WIDTH / 4]


def test_a_figure_with_its_unit_is_never_wider_than_its_column() -> None:
    figure = "−1\u202f234\u202f567,8\u00a0mnkr"
    columns = (Column("Mått", weight=20), Column("Utfall", Align.DECIMAL, 0.1))

    widths = column_widths(table(columns, Row((Cell("Resultat"), Cell(figure, bold=True)))))

    assert widths[1] >= text_width(figure, TABLE_POINTS, 600) + 2 * CELL_INSET
    assert sum(widths) == pytest.approx(TEXT_WIDTH)


def test_a_status_word_is_never_wider_than_its_column() -> None:
    status = Status(Mark.DOTTED, "kan inte bedömas", Tone.NONE)
    columns = (Column("Mål", weight=20), Column("", weight=0.1))

    widths = column_widths(table(columns, Row((Cell("Trygghet"), Cell(status=status)))))

    assert widths[1] >= text_width("bedömas", TABLE_POINTS, 600) + 2 * CELL_INSET


def test_a_short_status_stands_on_one_line_while_there_is_room() -> None:
    status = Status(Mark.DOTTED, "kan inte bedömas", Tone.NONE)
    line = text_width(status.word, TABLE_POINTS, 600) + MARK_WIDTH + 2 * CELL_INSET
    columns = (Column("Mål", weight=20), Column("Utfall", Align.DECIMAL, 0.1), Column("", weight=0.1))

    def width(figure: str) -> float:
        return column_widths(table(columns, Row((Cell("a"), Cell(figure), Cell(status=status)))))[2]

    assert width("1") >= line
    assert width("1\u202f234\u202f567" * 9) < line


def test_heads_give_way_before_figures_when_there_is_no_room() -> None:
    columns = tuple(Column("Kostnadsutvecklingsprognos", Align.DECIMAL) for _ in range(6))
    crowded = table(columns, Row(tuple(Cell("1,5\u00a0%") for _ in columns)))

    assert sum(column_widths(crowded)) == pytest.approx(TEXT_WIDTH)
    assert table_scale(crowded) == 1


def test_a_table_of_too_many_wide_figures_is_set_smaller_and_no_smaller_than_can_be_read() -> None:
    def figures(count: int) -> Table:
        columns = tuple(Column("Kr", Align.DECIMAL) for _ in range(count))
        return table(columns, Row(tuple(Cell("1\u202f234\u202f567,8\u00a0mnkr") for _ in columns)))

    assert SMALLEST < table_scale(figures(7)) < 1
    assert table_scale(figures(40)) == SMALLEST
    assert sum(column_widths(figures(40))) == pytest.approx(TEXT_WIDTH)


def test_a_row_fills_as_many_lines_as_its_longest_cell() -> None:
    widths = [TEXT_WIDTH / 2, TEXT_WIDTH / 2]

    assert row_lines(Row((Cell("ett"), Cell("två"))), widths) == 1
    assert row_lines(Row((Cell("ett\ntvå", sub="tre"), Cell("två"))), widths) == 3
    assert row_lines(Row((Cell("ord " * 400), Cell(""))), widths) > LINES_KEPT_TOGETHER


def test_a_group_heading_is_tied_to_its_first_row_and_a_sum_to_the_row_above() -> None:
    group, body = Row((Cell("Grupp"),), RowKind.GROUP), Row((Cell("a"),))
    total = Row((Cell("Summa"),), RowKind.TOTAL)
    mixed = table((Column("A"),), group, body, body, total, group, group, body)

    assert ties(mixed, [2] * 7) == [2, 0, 2, 0, 3, 0, 0]


def test_parts_are_tied_to_the_row_they_split_and_the_last_row_to_the_one_before() -> None:
    body, part = Row((Cell("a"),)), Row((Cell("varav"),), RowKind.PART)

    assert ties(table((Column("A"),), body, part, part, body, body, body), [2] * 6) == [3, 0, 0, 0, 2, 0]
    assert ties(table((Column("A"),), body), [1]) == [0]


def test_the_first_row_is_not_alone_under_the_head_and_a_short_table_stays_whole() -> None:
    rows = [Row((Cell("a"),))] * 6

    assert ties(table((Column("A"),), *rows), [2] * 6) == [2, 0, 0, 0, 2, 0]
    assert ties(table((Column("A"),), *rows), [1] * 6) == [6, 0, 0, 0, 0, 0]


def test_a_long_run_of_parts_may_go_on_over_the_page() -> None:
    parts = [Row((Cell("varav"),), RowKind.PART)] * 30

    found = ties(table((Column("A"),), Row((Cell("a"),)), *parts), [2] * 31)

    assert found[0] == LINES_TIED // 2
    assert sum(found) == 31


def test_a_column_of_words_keeps_its_distance_to_figures_before_it() -> None:
    columns = (Column("Mått"), Column("Utfall", Align.DECIMAL), Column("Status"), Column("Mer"))

    assert leading_gaps(table(columns)) == [0, 0, GAP_AFTER_FIGURES, 0]


def test_a_row_too_long_to_keep_together_is_not_tied() -> None:
    group, body = Row((Cell("Grupp"),), RowKind.GROUP), Row((Cell("a"),))

    assert ties(table((Column("A"),), group, body), [1, LINES_KEPT_TOGETHER + 1]) == [0, 0]
    assert ties(table((Column("A"),)), []) == []


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Åre, 1\u202f234\u00a0kr − 5 %", "Åre, 1\u202f234\u00a0kr − 5 %"),
        ("A\u030are", "Åre"),
        ("1\u2009234", "1\u202f234"),
        ("T\u2011bana", "T-bana"),
        ("\u202eomvänt\u202c\u200b", "omvänt"),
        ("rad\nrad\tkolumn\x00", "rad\nrad kolumn"),
        ("hälso\u00adcentral", "hälso\u00adcentral"),
        ("中\U0001f600\ud800", MISSING * 3),
    ],
)
def test_a_text_is_set_in_signs_that_the_family_has(text: str, drawn: str) -> None:
    assert drawable(text) == drawn
