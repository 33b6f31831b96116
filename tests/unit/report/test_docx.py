"""The Word renderer, read back with python-docx, zipfile and lxml."""

import datetime as dt
import re
import zipfile
from dataclasses import replace
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.dml import MSO_COLOR_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.shared import Mm, RGBColor
from lxml import etree

from tertial.report.model import (
    Align,
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    Table,
    Tile,
    Tiles,
)
from tertial.report.render.docx import render_docx
from tertial.report.render.docx_table import column_widths
from tertial.report.render.raster import rasterised
from tests.unit.report.sample import CHART, HOSTILE, MET, NOT_DUE, PARTLY, SPARK, sample_document

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}
W = f"{{{NAMES['w']}}}"
TILE = Tile("11", "uppfyllda", MET)
TEXT_WIDTH = 11906 - 2 * 1247


def find(element: etree._Element, path: str) -> list[etree._Element]:
    found = etree.XPath(path, namespaces=NAMES)(element)
    assert isinstance(found, list)
    return [item for item in found if isinstance(item, etree._Element)]


def values(element: etree._Element, path: str) -> list[str]:
    found = etree.XPath(path, namespaces=NAMES)(element)
    assert isinstance(found, list)
    return [str(value) for value in found]


def value(element: etree._Element, path: str) -> str:
    """The one value at the path."""
    (found,) = values(element, path)
    return found


def in_style(content: bytes, style: str) -> list[str]:
    """The texts of the paragraphs in a style, in order."""
    return [p.text for p in opened(content).paragraphs if p.style is not None and p.style.name == style]


def part(content: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def names(content: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return package.namelist()


def opened(content: bytes) -> WordDocument:
    return docx.Document(BytesIO(content))


def with_blocks(*blocks: Block, language: str = "sv") -> Document:
    return replace(sample_document(language), blocks=blocks)


def small_table(*cells: Cell, caption: str = "En tabell", notes: tuple[str, ...] = ()) -> Table:
    return Table(caption, tuple(Column(f"K{n}") for n, _ in enumerate(cells)), (Row(cells),), notes=notes)


def text_of(paragraph: etree._Element) -> str:
    return "".join(values(paragraph, ".//w:t/text()"))


def style_names(content: bytes) -> dict[str, str]:
    styles = part(content, "word/styles.xml")
    return {value(style, "@w:styleId"): value(style, "w:name/@w:val") for style in find(styles, "w:style")}


@pytest.fixture(scope="module")
def sample() -> bytes:
    return render_docx(sample_document())


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A region's own template: a logo in the header, purple headings, wide margins and some text to drop."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(30)
    logo = rasterised(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="4"><rect width="9" height="4"/></svg>', 9
    )
    section.header.paragraphs[0].add_run().add_picture(BytesIO(logo), width=Mm(40))
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x7A, 0x1F, 0x5C)
    document.add_paragraph("Mallens egen text")
    document.add_picture(BytesIO(rasterised(SPARK.svg, 72)))
    document.add_section()
    path = tmp_path / "mall.docx"
    document.save(str(path))
    return path


def rewritten(path: Path, name: str, old: str, new: str) -> None:
    """Change one part of a package on disk."""
    with zipfile.ZipFile(path) as source:
        parts = {item: source.read(item) for item in source.namelist()}
    assert old.encode() in parts[name]
    parts[name] = parts[name].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w") as target:
        for item, content in parts.items():
            target.writestr(item, content)


# The file


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render_docx(sample_document()) == render_docx(sample_document())


def test_the_same_document_and_template_give_the_same_bytes(template: Path) -> None:
    assert render_docx(sample_document(), template) == render_docx(sample_document(), template)


def test_no_entry_of_the_package_carries_the_time_of_writing(sample: bytes) -> None:
    with zipfile.ZipFile(BytesIO(sample)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_part_is_xml_that_parses_and_every_relation_leads_to_a_part(sample: bytes) -> None:
    everything = set(names(sample))
    for name in everything:
        if not name.endswith((".xml", ".rels")):
            continue
        root = part(sample, name)
        if name.endswith(".rels"):
            folder = name.split("_rels/")[0]
            for relation in find(root, "rel:Relationship"):
                target = value(relation, "@Target")
                assert relation.get("TargetMode") != "External"
                resolved = target.removeprefix("/") if target.startswith("/") else f"{folder}{target}"
                assert resolved in everything


def test_the_properties_name_the_report_and_its_own_date() -> None:
    properties = opened(render_docx(sample_document())).core_properties
    assert properties.title == "Delårsrapport augusti 2022"
    assert properties.subject == "Division Nära, Region Norrbotten"
    assert properties.author == "Region Norrbotten"
    assert properties.language == "sv-SE"
    assert properties.identifier == "prov-2022-08-sv"
    midnight = dt.datetime(2022, 8, 31)  # noqa: DTZ001 - Word's property is read back without a zone
    assert properties.created.replace(tzinfo=None) == midnight
    assert properties.modified.replace(tzinfo=None) == midnight


def test_a_title_longer_than_a_property_may_be_is_cut_there_and_whole_on_the_page() -> None:
    title = "Delårsrapport " * 30
    document = opened(render_docx(replace(sample_document(), title=title)))
    assert document.core_properties.title == title[:255]
    assert document.paragraphs[0].text == title


def test_the_typeface_is_embedded_and_reads_back_as_the_font_file(sample: bytes) -> None:
    fonts = part(sample, "word/fontTable.xml")
    for place, name in (("embedRegular", "Regular"), ("embedBold", "Bold")):
        key = values(fonts, f"//w:{place}/@w:fontKey")[0].strip("{}").replace("-", "")
        with zipfile.ZipFile(BytesIO(sample)) as package:
            mixed = package.read(f"word/fonts/SourceSansPro-{name}.odttf")
        mask = bytes.fromhex(key)[::-1] * 2
        plain = bytes(a ^ b for a, b in zip(mixed, mask, strict=False)) + mixed[32:]
        original = files("font_source_sans_pro").joinpath("files", f"SourceSansPro-{name}.ttf").read_bytes()
        assert plain == original


def test_a_page_is_a4(sample: bytes) -> None:
    size = find(part(sample), "//w:sectPr/w:pgSz")[0]
    assert (value(size, "@w:w"), value(size, "@w:h")) == ("11906", "16838")


# Styles, headings and text


def test_headings_have_words_own_heading_styles(sample: bytes) -> None:
    assert in_style(sample, "Heading 1") == ["Läget i korthet", "Uppdrag"]
    assert in_style(sample, "Heading 2") == ["Medborgare"]
    assert in_style(sample, "Heading 3") == ["Framgångar"]


def test_every_style_in_use_is_defined_with_a_name(sample: bytes) -> None:
    known = style_names(sample)
    used = set(values(part(sample), "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"))
    assert used <= set(known)
    assert {"Tertial Lead", "Tertial Note", "Tertial Table Head", "Tertial Figure", "Tertial Sub"} <= {
        known[style] for style in used
    }


def test_headings_captions_and_chart_titles_stay_with_what_follows(sample: bytes) -> None:
    styles = opened(sample).styles
    for name in ("Heading 1", "Heading 4", "Caption", "Tertial Chart Title", "Tertial Table Head"):
        assert styles[name].paragraph_format.keep_with_next


def test_bullets_are_a_real_list(sample: bytes) -> None:
    assert in_style(sample, "List Bullet")[:2] == ["Samarbete mellan hälsocentraler.", "Rutiner för diktat."]
    number = values(part(sample, "word/styles.xml"), "//w:style[w:name/@w:val='List Bullet']//w:numId/@w:val")[0]
    numbering = part(sample, "word/numbering.xml")
    abstract = values(numbering, f"w:num[@w:numId='{number}']/w:abstractNumId/@w:val")[0]
    formats = values(numbering, f"w:abstractNum[@w:abstractNumId='{abstract}']//w:numFmt/@w:val")
    assert formats == ["bullet"]


def test_no_empty_paragraph_stands_in_for_space() -> None:
    document = with_blocks(
        small_table(Cell("a")), small_table(Cell("b")), Paragraph("Text"), PageBreak(), small_table(Cell("c"))
    )
    content = render_docx(document)
    known = style_names(content)
    empty = [p for p in find(part(content), "/w:document/w:body/w:p") if not text_of(p) and not find(p, ".//w:drawing")]
    styles = [known[values(p, "w:pPr/w:pStyle/@w:val")[0]] for p in empty]
    # Word joins tables that touch and needs a paragraph after the last one.
    assert styles == ["Tertial Table End", "Tertial Table End"]


def test_tables_never_touch() -> None:
    body = find(part(render_docx(with_blocks(small_table(Cell("a")), small_table(Cell("b"))))), "//w:body")[0]
    kinds = [etree.QName(child).localname for child in body]
    assert ("tbl", "tbl") not in set(pairwise(kinds))


def test_a_page_break_is_a_property_of_the_next_block_and_never_an_empty_page() -> None:
    blocks = (Paragraph("före"), PageBreak(), PageBreak(), Heading(1, "Efter", "efter"), Paragraph("sist"), PageBreak())
    root = part(render_docx(with_blocks(*blocks)))
    broken = [text_of(p) for p in find(root, "//w:p[w:pPr/w:pageBreakBefore]")]
    assert broken == ["Efter"]
    assert find(root, "//w:br") == []


@pytest.mark.parametrize(
    "block",
    [
        small_table(Cell("rad")),
        Tiles((TILE,), alt="Läget."),
        Chart("rad", CHART),
        Bullets(("rad", "till")),
    ],
    ids=["table", "tiles", "chart", "bullets"],
)
def test_any_block_can_begin_a_page(block: Block) -> None:
    root = part(render_docx(with_blocks(Paragraph("före"), PageBreak(), block)))
    first = find(root, "//w:body/*[preceding-sibling::w:p[.//w:t='före']]/descendant-or-self::w:p")[0]
    assert find(first, "w:pPr/w:pageBreakBefore")


def test_text_in_another_language_is_marked_and_the_rest_is_the_documents() -> None:
    root = part(render_docx(sample_document("en")))
    by_language: dict[str, list[str]] = {}
    for run in find(root, "//w:r[w:t]"):
        by_language.setdefault(values(run, "w:rPr/w:lang/@w:val")[0], []).append(text_of(run))
    assert by_language["sv-SE"] == ["Kort text på svenska i ett engelskt dokument."]
    assert "Läget i korthet" in by_language["en-GB"]


def test_a_cell_in_another_language_is_marked() -> None:
    root = part(render_docx(with_blocks(small_table(Cell("Swedish", sub="not", status=MET, language="en")))))
    assert set(values(root, "//w:tc[.//w:t='Swedish']//w:lang/@w:val")) == {"en-GB"}


def test_words_may_be_hyphenated(sample: bytes) -> None:
    assert values(part(sample, "word/settings.xml"), "w:autoHyphenation/@w:val") == ["1"]


# Contents and footer


def test_the_contents_are_a_field_whose_entries_lead_to_the_headings(sample: bytes) -> None:
    root = part(sample)
    holder = find(root, "//w:sdt")[0]
    assert values(holder, ".//w:docPartGallery/@w:val") == ["Table of Contents"]
    assert values(holder, ".//w:instrText/text()")[0].split()[0] == "TOC"
    links = find(holder, ".//w:hyperlink")
    assert [text_of(link) for link in links] == ["Läget i korthet", "Medborgare", "Uppdrag"]
    for link in links:
        target = find(root, f"//w:p[w:bookmarkStart[@w:name='{link.get(W + 'anchor')}']]")
        assert [text_of(p) for p in target] == [text_of(link)]


def test_every_field_that_begins_ends(sample: bytes) -> None:
    for name in ("word/document.xml", "word/footer1.xml"):
        kinds = values(part(sample, name), "//w:fldChar/@w:fldCharType")
        assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") > 0


def test_a_document_without_headings_says_how_the_contents_are_updated() -> None:
    root = part(render_docx(with_blocks(Paragraph("text"))))
    assert text_of(find(root, "//w:sdt")[0]) == "InnehållHögerklicka och välj Uppdatera fält."


def test_a_filled_table_of_contents_needs_no_word_on_updating(sample: bytes) -> None:
    assert "Högerklicka" not in text_of(find(part(sample), "//w:sdt")[0])


def test_word_does_not_ask_the_reader_whether_fields_may_be_updated(sample: bytes) -> None:
    assert find(part(sample, "word/settings.xml"), "w:updateFields") == []
    assert values(part(sample), "//w:fldChar/@w:dirty") == []


def test_the_footer_has_its_text_and_page_of_pages(sample: bytes) -> None:
    footer = part(sample, "word/footer1.xml")
    assert text_of(footer) == "Division Nära · Delårsrapport augusti 20221 (1)"
    assert [code.strip() for code in values(footer, "//w:instrText/text()")] == ["PAGE", "NUMPAGES"]
    assert find(footer, "//w:tab[not(@w:val)]")


# Tables


def test_the_head_of_every_table_is_repeated(sample: bytes) -> None:
    tables = find(part(sample), "//w:tbl[w:tblPr/w:tblStyle/@w:val='TertialTable']")
    assert len(tables) == 2
    for table in tables:
        marked = [bool(find(row, "w:trPr/w:tblHeader")) for row in find(table, "w:tr")]
        assert marked == [True] + [False] * (len(marked) - 1)


def test_the_caption_of_a_table_is_there_for_assistive_technology(sample: bytes) -> None:
    root = part(sample)
    for name in ("tblCaption", "tblDescription"):
        assert values(root, f"//w:tbl/w:tblPr/w:{name}/@w:val") == [
            "11 uppfyllda, 9 delvis uppfyllda, 14 ej uppfyllda, 8 kan inte bedömas.",
            "Medborgare: mått och utfall",
            "En lång tabell",
        ]


def test_a_caption_is_printed_only_where_the_table_says_so(sample: bytes) -> None:
    assert in_style(sample, "Caption") == ["En lång tabell"]


def test_a_table_has_three_rules_and_hairlines_and_no_vertical_lines(sample: bytes) -> None:
    style = find(part(sample, "word/styles.xml"), "//w:style[w:name/@w:val='Tertial Table']")[0]
    edges = {etree.QName(edge).localname for edge in find(style, "w:tblPr/w:tblBorders/*")}
    assert edges == {"top", "bottom", "insideH"}
    assert values(style, "w:tblStylePr[@w:type='firstRow']//w:bottom/@w:val") == ["single"]
    assert find(part(sample), "//w:tcBorders/w:left | //w:tcBorders/w:right | //w:tblBorders") == []


def test_a_tables_columns_fill_the_text_width(sample: bytes) -> None:
    for table in find(part(sample), "//w:tbl[w:tblPr/w:tblStyle/@w:val='TertialTable']"):
        assert values(table, "w:tblPr/w:tblLayout/@w:type") == ["fixed"]
        assert sum(int(width) for width in values(table, "w:tblGrid/w:gridCol/@w:w")) == TEXT_WIDTH
        for row in find(table, "w:tr"):
            assert sum(int(width) for width in values(row, "w:tc/w:tcPr/w:tcW/@w:w")) == TEXT_WIDTH


def test_a_group_row_is_one_cell_over_the_whole_width(sample: bytes) -> None:
    cells = find(part(sample), "//w:tr[.//w:t='Trygg norrbottning med god livskvalitet']/w:tc")
    assert [values(cell, "w:tcPr/w:gridSpan/@w:val") for cell in cells] == [["7"]]


def test_a_part_has_no_line_to_the_row_it_splits_and_a_total_has_a_rule(sample: bytes) -> None:
    root = part(sample)
    assert set(values(root, "//w:tr[.//w:t='40-åringar']/w:tc/w:tcPr/w:tcBorders/w:top/@w:val")) == {"nil"}
    assert set(values(root, "//w:tr[.//w:t='Resultat mot budget']/w:tc/w:tcPr/w:tcBorders/w:top/@w:val")) == {"single"}


def test_a_row_stays_with_its_parts_its_total_and_its_notes() -> None:
    rows = (
        Row((Cell("grupp"),), RowKind.GROUP),
        *(Row((Cell(f"rad {n}"),)) for n in range(8)),
        Row((Cell("hel"),)),
        Row((Cell("del"),), RowKind.PART),
        Row((Cell("fri"),)),
        Row((Cell("före summan"),)),
        Row((Cell("summa"),), RowKind.TOTAL),
    )
    root = part(render_docx(with_blocks(Table("T", (Column("K"),), rows, notes=("not",)))))
    kept = [text_of(row) for row in find(root, "//w:tr[not(w:trPr/w:tblHeader)][.//w:p/w:pPr/w:keepNext]")]
    assert kept == ["grupp", "hel", "före summan", "summa"]


def test_a_table_of_few_rows_stays_on_one_page() -> None:
    rows = tuple(Row((Cell(f"rad {n}"),)) for n in range(4))
    root = part(render_docx(with_blocks(Table("T", (Column("K"),), rows))))
    kept = [bool(find(row, ".//w:p/w:pPr/w:keepNext")) for row in find(root, "//w:tr[not(w:trPr/w:tblHeader)]")]
    assert kept == [True, True, True, False]


def test_neither_the_first_nor_the_last_row_of_a_longer_table_is_alone_on_a_page() -> None:
    rows = tuple(Row((Cell(f"rad {n}"),)) for n in range(8))
    root = part(render_docx(with_blocks(Table("T", (Column("K"),), rows))))
    kept = [text_of(row) for row in find(root, "//w:tr[not(w:trPr/w:tblHeader)][.//w:p/w:pPr/w:keepNext]")]
    assert kept == ["rad 0", "rad 6"]


def test_a_short_row_is_never_split_over_pages_and_a_tall_one_may_be() -> None:
    table = Table("T", (Column("K"),), (Row((Cell("kort"),)), Row((Cell("lång text " * 400),))))
    rows = find(part(render_docx(with_blocks(table))), "//w:tr")
    assert [bool(find(row, "w:trPr/w:cantSplit")) for row in rows] == [True, True, False]


def test_figures_stand_to_the_right_with_tabular_digits(sample: bytes) -> None:
    cell = find(part(sample), "//w:tc[.//w:t='81\u00a0%' and .//w:rStyle/@w:val='Strong']")[0]
    assert values(cell, "w:p/w:pPr/w:pStyle/@w:val") == ["TertialFigure"]
    style = etree.tostring(find(part(sample, "word/styles.xml"), "//w:style[@w:styleId='TertialFigure']")[0]).decode()
    assert 'w:jc w:val="right"' in style
    assert 'w14:numSpacing w14:val="tabular"' in style


def test_the_small_text_of_a_cell_is_a_paragraph_below(sample: bytes) -> None:
    cell = find(part(sample), "//w:tc[.//w:t='Slutförda triage på Digitalen']")[0]
    assert [(values(p, "w:pPr/w:pStyle/@w:val")[0], text_of(p)) for p in find(cell, "w:p")] == [
        ("TertialTableText", "Slutförda triage på Digitalen"),
        ("TertialSub", "Ingångsvärde 19\u202f600 (T2 2021)"),
    ]


def test_a_cell_without_anything_still_has_its_paragraph() -> None:
    root = part(render_docx(with_blocks(small_table(Cell(), Cell("b")))))
    assert all(find(cell, "w:p") for cell in find(root, "//w:tc"))


def test_figures_are_not_broken_by_a_low_weight() -> None:
    table = Table(
        "T",
        (Column("Mått", weight=20), Column("Utfall", Align.DECIMAL, 0.1)),
        (Row((Cell("Telefontillgänglighet"), Cell("−1\u202f234\u202f567,8\u00a0mnkr"))),),
    )
    left, right = column_widths(table, TEXT_WIDTH)
    assert left + right == TEXT_WIDTH
    assert right > 20 * 75


def test_weights_share_the_width_where_nothing_would_be_cut() -> None:
    table = Table("T", (Column("A", weight=3), Column("B")), (Row((Cell("a"), Cell("b"))),))
    assert column_widths(table, 8000) == [6000, 2000]


def test_columns_too_many_for_the_page_fall_back_to_their_weights() -> None:
    columns = tuple(Column("Kostnadsutveckling", Align.DECIMAL) for _ in range(20))
    table = Table("T", columns, (Row(tuple(Cell("1") for _ in columns)),))
    assert set(column_widths(table, 8000)) == {400}


# Statuses, tiles and pictures


def test_a_status_is_a_decorative_mark_and_a_word_in_the_tones_style(sample: bytes) -> None:
    line = find(part(sample), "//w:p[.//w:t='delvis']")[0]
    assert values(line, ".//wp:docPr/@descr") == [""]
    assert values(line, ".//adec:decorative/@val") == ["1"]
    assert values(line, "w:r[w:t='delvis']/w:rPr/w:rStyle/@w:val") == ["TertialPartly"]
    style = opened(sample).styles["Tertial Partly"]
    assert style.font.bold
    assert style.font.color.type == MSO_COLOR_TYPE.RGB
    assert str(style.font.color.rgb) == "A65F00"


def test_the_marks_of_different_statuses_are_different_drawings() -> None:
    content = render_docx(with_blocks(small_table(Cell(status=MET), Cell(status=PARTLY), Cell(status=NOT_DUE))))
    assert len(set(values(part(content), "//a:blip/@r:embed"))) == 3


def test_tiles_are_one_row_under_rules_in_the_tones_colours(sample: bytes) -> None:
    tiles = opened(sample).tables[0]
    assert [cell.text.replace("\u00a0", "") for cell in tiles.rows[0].cells] == [
        "11 uppfyllda",
        "9 delvis uppfyllda",
        "14 ej uppfyllda",
        "8 kan inte bedömas",
    ]
    assert len(tiles.rows) == 1
    styles = part(sample, "word/styles.xml")
    colors = []
    for cell in tiles.rows[0].cells:
        identifier = cell.paragraphs[0].style.style_id
        colors += values(styles, f"//w:style[@w:styleId='{identifier}']//w:pBdr/w:top/@w:color")
    assert colors == ["00795c", "a65f00", "b8321b", "5b6470"]


def test_every_picture_says_what_it_shows(sample: bytes) -> None:
    told = [text for text in values(part(sample), "//wp:docPr/@descr") if text]
    assert told == [SPARK.alt, CHART.alt]


def test_drawings_are_numbered_once_each(sample: bytes) -> None:
    numbers = values(part(sample), "//wp:docPr/@id")
    assert len(numbers) == len(set(numbers))


def test_equal_drawings_share_one_part() -> None:
    row = Row((Cell(picture=SPARK), Cell(picture=replace(SPARK, alt="Samma kurva, andra ord."))))
    content = render_docx(with_blocks(Table("T", (Column("A"), Column("B")), (row,) * 5)))
    assert len([name for name in names(content) if name.startswith("word/media/")]) == 1
    assert len(find(part(content), "//wp:inline")) == 10


def test_a_drawing_is_rasterised_at_three_pixels_a_point(sample: bytes) -> None:
    with zipfile.ZipFile(BytesIO(sample)) as package:
        widths = {
            int.from_bytes(package.read(name)[16:20], "big")
            for name in package.namelist()
            if name.startswith("word/media/")
        }
    assert {72 * 3, 480 * 3} <= widths


def test_a_chart_fills_the_text_width_and_keeps_its_proportions(sample: bytes) -> None:
    extent = find(part(sample), f"//wp:inline[wp:docPr/@descr='{CHART.alt}']/wp:extent")[0]
    width, height = int(value(extent, "@cx")), int(value(extent, "@cy"))
    assert width == TEXT_WIDTH * 635
    assert width / height == pytest.approx(3, rel=1e-4)


def test_a_picture_in_a_cell_is_never_wider_than_the_cell() -> None:
    columns = (Column("A", weight=9), Column("B", weight=1))
    wide = replace(SPARK, width=400, height=40)
    root = part(render_docx(with_blocks(Table("T", columns, (Row((Cell("a"), Cell(picture=wide))),)))))
    cell = find(root, "//w:tc[.//w:drawing]")[0]
    room = int(values(cell, "w:tcPr/w:tcW/@w:w")[0]) * 635
    assert int(values(cell, ".//wp:extent/@cx")[0]) < room


def test_a_drawing_that_is_not_svg_is_refused() -> None:
    with pytest.raises(ValueError, match="not SVG"):
        render_docx(with_blocks(Chart("Titel", replace(CHART, svg="inte en bild"))))


# Hostile texts

SINKS = (
    *HOSTILE,
    'HYPERLINK "http://example.org"',
    "{ INCLUDETEXT c:\\\\secret.txt }",
    "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",
    '"/><w:altChunk r:id="rId1"/><w:p x="',
    "&lt;w:fldSimple w:instr=&quot;DATE&quot;/&gt;",
    "<!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
)


def hostile_document(words: str) -> Document:
    status = replace(PARTLY, word=words)
    table = Table(
        words,
        (Column(words), Column(words, Align.DECIMAL), Column(words)),
        (
            Row((Cell(words),), RowKind.GROUP),
            Row((Cell(words, sub=words), Cell(words), Cell(status=status, picture=replace(SPARK, alt=words)))),
        ),
        notes=(words,),
        show_caption=True,
    )
    plain = sample_document()
    return replace(
        plain,
        title=words,
        subtitle=words,
        author=words,
        footer=words,
        identifier=words,
        chrome=replace(plain.chrome, contents=words, page=f"{words} {{page}}"),
        blocks=(
            Heading(1, words, "a"),
            Paragraph(words),
            Bullets((words,)),
            Tiles((replace(TILE, number=words, word=words),), alt=words),
            table,
            Chart(words, replace(CHART, alt=words), note=words),
        ),
    )


@pytest.fixture(scope="module")
def harmless() -> bytes:
    return render_docx(hostile_document("ofarlig"))


@pytest.mark.parametrize("words", SINKS)
def test_hostile_text_stays_text_wherever_it_stands(words: str, harmless: bytes) -> None:
    content = render_docx(hostile_document(words))
    for name in names(content):
        if name.endswith((".xml", ".rels")):
            shapes = [
                [element.tag for element in part(file, name).iter() if element.tag != f"{W}br"]
                for file in (content, harmless)
            ]
            assert shapes[0] == shapes[1], name
            codes = [values(part(file, name), "//w:instrText/text()") for file in (content, harmless)]
            assert codes[0] == codes[1], name
            assert b"TargetMode" not in etree.tostring(part(content, name))
    document = opened(content)
    assert document.paragraphs[0].text == words
    assert document.tables[1].rows[1].cells[0].text == words
    assert words in values(part(content), "//wp:docPr/@descr")
    assert values(part(content), "//w:tblCaption/@w:val")[1] == words


def test_what_xml_cannot_hold_becomes_a_replacement_character() -> None:
    content = render_docx(with_blocks(Paragraph("a\x00b\x0bc\ufffed\ud800e"), small_table(Cell("f\x1bg"))))
    document = opened(content)
    assert document.paragraphs[-2].text == "a\ufffdb\ufffdc\ufffdd\ufffde"
    assert document.tables[0].rows[1].cells[0].text == "f\ufffdg"


def test_line_ends_and_tabs_are_words_own() -> None:
    content = render_docx(with_blocks(Paragraph("ett\r\ntvå\rtre\tfyra")))
    line = find(part(content), "//w:body/w:p")[-1]
    assert len(find(line, ".//w:br")) == 2
    assert len(find(line, ".//w:r/w:tab")) == 1
    assert opened(content).paragraphs[-1].text == "ett\ntvå\ntre\tfyra"


# Own templates


def test_a_templates_styles_page_and_logo_are_kept(template: Path) -> None:
    content = render_docx(sample_document(), template)
    document = opened(content)
    assert document.styles["Heading 1"].font.color.rgb == RGBColor(0x7A, 0x1F, 0x5C)
    section = document.sections[0]
    assert section.left_margin == pytest.approx(Mm(30), rel=1e-3)
    assert len(section.header._element.xpath(".//pic:pic")) == 1
    assert len(document.sections) == 1


def test_a_templates_own_text_and_its_pictures_are_dropped(template: Path) -> None:
    content = render_docx(sample_document(), template)
    assert "Mallens egen text" not in [p.text for p in opened(content).paragraphs]
    foreign = [name for name in names(content) if name.startswith("word/media/") and "tertial" not in name]
    assert len(foreign) == 1


def test_styles_that_a_template_lacks_are_added_in_its_own_typeface(template: Path) -> None:
    styles = opened(render_docx(sample_document(), template)).styles
    assert styles["Tertial Lead"].base_style.name == "Normal"
    assert styles["Tertial Lead"].font.name is None


def test_a_style_that_a_template_has_is_left_alone_even_under_another_id(template: Path) -> None:
    document = docx.Document(str(template))
    own = document.styles.add_style("Tertial Note", 1)
    own.element.set(f"{W}styleId", "Fotnot")
    own.font.italic = True
    document.save(str(template))
    content = render_docx(sample_document(), template)
    assert list(style_names(content).values()).count("Tertial Note") == 1
    assert "Fotnot" in values(part(content), "//w:pStyle/@w:val")


def test_an_id_that_a_template_uses_for_another_style_is_not_taken(template: Path) -> None:
    document = docx.Document(str(template))
    document.styles.add_style("Regionens ingress", 1).element.set(f"{W}styleId", "TertialLead")
    document.save(str(template))
    known = style_names(render_docx(sample_document(), template))
    assert known["TertialLead"] == "Regionens ingress"
    assert known["TertialLead2"] == "Tertial Lead"


def test_a_table_fills_the_templates_text_width(template: Path) -> None:
    root = part(render_docx(sample_document(), template))
    width = sum(int(value) for value in values(find(root, "//w:tbl")[1], "w:tblGrid/w:gridCol/@w:w"))
    assert width == pytest.approx(150 / 25.4 * 1440, abs=3)


def test_a_footer_that_the_template_fills_is_kept(template: Path) -> None:
    document = docx.Document(str(template))
    document.sections[0].footer.paragraphs[0].text = "Region Exempel"
    document.save(str(template))
    content = render_docx(sample_document(), template)
    assert opened(content).sections[0].footer.paragraphs[0].text == "Region Exempel"
    assert opened(content).core_properties.comments == sample_document().footer


def test_a_template_without_footer_text_gets_the_reports_footer(template: Path) -> None:
    document = docx.Document(str(template))
    document.sections[0].footer.is_linked_to_previous = False
    document.save(str(template))
    footer = opened(render_docx(sample_document(), template)).sections[0].footer
    assert footer.paragraphs[0].text.startswith("Division Nära · Delårsrapport augusti 2022")
    stops = footer.paragraphs[0].paragraph_format.tab_stops
    assert len([stop for stop in stops if stop.alignment is not None and stop.alignment.name == "RIGHT"]) == 1


def test_the_typeface_is_not_embedded_in_a_file_from_a_template(template: Path) -> None:
    assert not [name for name in names(render_docx(sample_document(), template)) if name.endswith(".odttf")]


def test_a_dotx_template_gives_a_document(template: Path) -> None:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    rewritten(template, "[Content_Types].xml", f"{main}document.main+xml", f"{main}template.main+xml")
    content = render_docx(sample_document(), template.rename(template.with_suffix(".dotx")))
    assert opened(content).paragraphs[0].text == "Delårsrapport augusti 2022"


def test_a_template_without_lists_gets_a_real_list(template: Path) -> None:
    document = docx.Document(str(template))
    for identifier, relation in list(document.part.rels.items()):
        if relation.reltype == RT.NUMBERING:
            del document.part.rels[identifier]
    style = document.styles["List Bullet"].element
    style.getparent().remove(style)
    document.save(str(template))
    content = render_docx(sample_document(), template)
    added = opened(content).styles["List Bullet"].element
    number = values(added, ".//w:numId/@w:val")[0]
    numbering = next(name for name in names(content) if "numbering" in name)
    assert values(part(content, numbering), "w:num/@w:numId") == [number]


def test_a_report_does_not_fetch_its_template_when_it_is_opened(template: Path) -> None:
    document = docx.Document(str(template))
    settings = document.part.part_related_by(RT.SETTINGS)
    identifier = settings.relate_to("file://server/mall.dotm", f"{NAMES['r']}/attachedTemplate", is_external=True)
    element = etree.SubElement(document.settings.element, f"{W}attachedTemplate")
    element.set(f"{{{NAMES['r']}}}id", identifier)
    document.save(str(template))
    content = render_docx(sample_document(), template)
    assert find(part(content, "word/settings.xml"), "w:attachedTemplate") == []
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert not any(b"mall.dotm" in package.read(name) for name in package.namelist())


@pytest.mark.parametrize(
    "content",
    [b"", b"bara text", b"PK\x03\x04 avbruten", b"%PDF-1.7"],
    ids=["empty", "text", "broken zip", "pdf"],
)
def test_a_file_that_is_no_word_document_is_refused_with_its_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mall.docx"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=rf"{re.escape(str(path))} is not a Word document"):
        render_docx(sample_document(), path)


def test_a_zip_that_is_no_word_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mall.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("hej.txt", "hej")
    with pytest.raises(ValueError, match="is not a Word document"):
        render_docx(sample_document(), path)


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "word/numbering.xml"])
def test_a_word_document_with_a_broken_part_is_refused(template: Path, name: str) -> None:
    rewritten(template, name, "<w:", "<w")
    with pytest.raises(ValueError, match="is not a Word document"):
        render_docx(sample_document(), template)


def test_a_template_with_macros_is_refused(template: Path) -> None:
    rewritten(
        template,
        "[Content_Types].xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    with pytest.raises(ValueError, match="without macros"):
        render_docx(sample_document(), template)


def test_a_truncated_template_is_refused(template: Path) -> None:
    template.write_bytes(template.read_bytes()[:-2000])
    with pytest.raises(ValueError, match="is not a Word document"):
        render_docx(sample_document(), template)


def test_a_template_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        render_docx(sample_document(), tmp_path / "saknas.docx")


def test_a_template_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mall.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"\0" * 100_000_001)
    with pytest.raises(ValueError, match="is not a Word document"):
        render_docx(sample_document(), path)
