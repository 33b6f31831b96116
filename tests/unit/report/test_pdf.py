import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pdfua
import pypdf
import pytest
import typst
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject, StreamObject

from tertial.report.model import (
    Align,
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    Paragraph,
    Picture,
    Row,
    RowKind,
    Table,
)
from tertial.report.render.pdf import compile_pdf, render_pdf
from tertial.report.render.pdf_fonts import MISSING, drawable
from tests.unit.report.sample import CHART, HOSTILE, MET, NOT_DUE, SPARK, sample_document


@cache
def sample_pdf(language: str = "sv") -> bytes:
    return render_pdf(sample_document(language))


def document(*blocks: Block, language: str = "sv") -> Document:
    sample = sample_document(language)
    return Document(
        identifier="prov",
        language=language,
        title="Prov",
        subtitle="",
        author="Region Norrbotten",
        footer="Fot",
        date="2022-08-31",
        chrome=sample.chrome,
        blocks=(Heading(1, "Början", "borjan"), *blocks),
    )


def reader(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(pdf))


def entry(pdf: pypdf.PdfReader, name: str) -> DictionaryObject:
    """An entry of the file's catalogue."""
    found = pdf.root_object[name]
    assert isinstance(found, DictionaryObject)
    return found


def page_texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in reader(pdf).pages]


def squeezed(text: str) -> str:
    """The text without white space and hyphens, since a line's end may add either."""
    return re.sub(r"[\s\u00ad-]", "", text)


def elements(pdf: bytes) -> Iterator[DictionaryObject]:
    """Every structure element, in reading order."""

    def walk(node: PdfObject | None) -> Iterator[DictionaryObject]:
        found = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(found, ArrayObject):
            for child in found:
                yield from walk(child)
        elif isinstance(found, DictionaryObject) and "/K" in found:
            yield found
            yield from walk(found.raw_get("/K"))

    yield from walk(entry(reader(pdf), "/StructTreeRoot").raw_get("/K"))


def roles(pdf: bytes) -> list[str]:
    return [str(element["/S"]) for element in elements(pdf)]


def alts(pdf: bytes) -> list[str]:
    return [str(element["/Alt"]) for element in elements(pdf) if "/Alt" in element]


def languages(pdf: bytes) -> set[str]:
    return {str(element["/Lang"]) for element in elements(pdf) if "/Lang" in element}


def fonts(pdf: bytes) -> set[str]:
    return {
        str(font.get_object()["/BaseFont"]).partition("+")[2].removesuffix("-Identity-H")
        for page in reader(pdf).pages
        for font in page["/Resources"].get("/Font", {}).values()  # type: ignore[attr-defined]
    }


def test_the_file_says_its_title_its_language_and_that_it_is_accessible() -> None:
    pdf = reader(sample_pdf())

    assert str(pdf.root_object["/Lang"]) == "sv"
    assert str(entry(pdf, "/ViewerPreferences")["/DisplayDocTitle"]) == "True"
    assert str(entry(pdf, "/MarkInfo")["/Marked"]) == "True"
    assert "/StructTreeRoot" in pdf.root_object
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Delårsrapport augusti 2022"
    assert pdf.metadata.author == "Region Norrbotten"
    metadata = entry(pdf, "/Metadata")
    assert isinstance(metadata, StreamObject)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata.get_data()


def test_the_file_says_nothing_of_when_it_was_written() -> None:
    metadata = reader(sample_pdf()).metadata

    assert metadata is not None
    assert metadata.creation_date is None
    assert metadata.modification_date is None


def test_an_independent_checker_of_pdf_ua_finds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(sample_pdf())

    report = pdfua.validate(str(path))

    assert report.findings == ()
    # Its rule on empty headings stumbles over any heading with the present pikepdf; headings are read back in a
    # test of their own.
    assert {outcome.rule_id for outcome in report.skipped} <= {"UA-14-001"}


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (b'#image(bytes("<svg xmlns=\\"http://www.w3.org/2000/svg\\"/>"), alt: "")', "missing alt text"),
        (b"= A\n=== B", "skipped from heading level 1 to 3"),
        (b'#set text(font: "Source Sans Pro", fallback: false)\n#"\\u{4e2d}"', "could not be displayed"),
    ],
)
def test_what_breaks_the_standard_is_refused(source: bytes, reason: str) -> None:
    template = b'#set document(title: "Prov")\n#metadata(())<torn>\n' + source

    with pytest.raises(typst.TypstError, match=reason):
        compile_pdf(template, {})


def test_a_report_that_leaves_out_a_heading_level_is_refused() -> None:
    with pytest.raises(typst.TypstError, match="heading"):
        render_pdf(document(Heading(3, "För djupt", "for-djupt")))


def test_the_same_document_gives_the_same_bytes_in_every_process() -> None:
    code = (
        "import hashlib; from tertial.report.render.pdf import render_pdf;"
        "from tests.unit.report.sample import sample_document;"
        "print(hashlib.sha256(render_pdf(sample_document())).hexdigest())"
    )
    root = Path(__file__).parents[3]
    sums = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(sums) == 1
    assert render_pdf(sample_document()) == sample_pdf()


def test_only_the_package_s_own_type_is_used() -> None:
    assert fonts(sample_pdf()) == {"SourceSansPro-Regular", "SourceSansPro-Semibold"}


def test_every_word_of_the_document_can_be_read_back() -> None:
    text = squeezed("".join(page_texts(sample_pdf())))
    sample = sample_document()

    assert squeezed(sample.title) in text
    assert squeezed(sample.subtitle) in text
    for table in (block for block in sample.blocks if isinstance(block, Table)):
        assert squeezed(table.caption) in text
        for note in table.notes:
            assert squeezed(note) in text
        for cell in (cell for row in table.rows[:20] for cell in row.cells):
            assert squeezed(cell.text) in text
            assert squeezed(cell.sub) in text
            assert cell.status is None or squeezed(cell.status.word) in text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_text_comes_out_as_it_was_written(hostile: str) -> None:
    everywhere = document(
        Heading(2, hostile, "rubrik"),
        Paragraph(hostile),
        Table(hostile, (Column(hostile),), (Row((Cell(hostile, sub=hostile),)),), notes=(hostile,), show_caption=True),
        Chart(hostile, Picture(CHART.svg, 480, 160, hostile), note=hostile),
    )

    pdf = render_pdf(everywhere)

    wanted = squeezed(drawable(hostile))
    assert squeezed("".join(page_texts(pdf))).count(wanted) == 9
    assert hostile in alts(pdf)
    assert all("/Annots" not in page for page in reader(pdf).pages)
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(reader(pdf).root_object)
    assert b"/JavaScript" not in pdf
    assert b"/URI" not in pdf


def test_a_drawing_cannot_read_a_file_of_the_machine(tmp_path: Path) -> None:
    (tmp_path / "secret.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{tmp_path}/secret.svg"/></svg>'

    with pytest.raises(RuntimeError, match="absolute paths are not allowed"):
        render_pdf(document(Chart("Diagram", Picture(svg, 10, 10, "Ingenting."))))


def test_a_sign_that_the_type_lacks_is_an_empty_box_and_not_a_refused_report() -> None:
    drawing = Picture(CHART.svg.replace("81 %", "中"), 480, 160, "中")

    text = "".join(page_texts(render_pdf(document(Paragraph("Glad \U0001f600 patient"), Chart("Diagram", drawing)))))

    assert f"Glad {MISSING} patient" in text
    assert text.count(MISSING) == 2


def test_headings_are_bookmarks_and_tagged_by_level() -> None:
    outline = reader(sample_pdf()).outline

    assert [item.title for item in outline if not isinstance(item, list)] == ["Läget i korthet", "Uppdrag"]
    assert [role for role in roles(sample_pdf()) if re.fullmatch("/H[1-6]", role)] == ["/H1", "/H2", "/H3", "/H1"]
    assert [str(element["/T"]) for element in elements(sample_pdf()) if str(element["/S"]).startswith("/H")] == [
        "Läget i korthet",
        "Medborgare",
        "Framgångar",
        "Uppdrag",
    ]


def test_a_longer_report_has_contents_that_link_to_its_headings_and_a_short_one_has_none() -> None:
    many = document(*(Heading(2, f"Avsnitt {number}", f"avsnitt-{number}") for number in range(12)))

    pdf = render_pdf(many)

    assert page_texts(pdf)[0].count("Avsnitt 7") == 2
    assert roles(pdf).count("/TOCI") == 13
    links = [annotation.get_object()["/Subtype"] for annotation in reader(pdf).pages[0]["/Annots"]]  # type: ignore[attr-defined]
    assert links == ["/Link"] * 13
    assert "Innehåll" in page_texts(pdf)[0]
    assert "Innehåll" not in page_texts(sample_pdf())[0]


def test_the_footer_stands_on_every_page_with_page_of_pages() -> None:
    pages = page_texts(sample_pdf())

    assert len(pages) > 2
    for number, text in enumerate(pages, start=1):
        assert f"Division Nära · Delårsrapport augusti 2022 {number} ({len(pages)})" in text.replace("\n", " ")


def test_a_table_s_head_is_printed_on_each_page_and_tagged_once() -> None:
    rows = tuple(Row((Cell(str(number)), Cell(f"Rad {number}"))) for number in range(150))
    pdf = render_pdf(document(Table("Uppdrag", (Column("Nr", Align.DECIMAL), Column("Uppdragstext")), rows)))

    pages = page_texts(pdf)

    assert len(pages) > 2
    assert all("Uppdragstext" in page for page in pages)
    assert roles(pdf).count("/TH") == 2
    assert roles(pdf).count("/TR") == 151
    assert roles(pdf).count("/TD") == 300
    assert roles(pdf).count("/Caption") == 1


def test_a_group_row_spans_the_table_and_is_never_the_last_line_of_a_page() -> None:
    rows: list[Row] = []
    for number in range(70):
        rows.append(Row((Cell(f"Grupp {number}."),), RowKind.GROUP))
        rows += [Row((Cell(f"Rad {number}.{part}"), Cell("1"))) for part in range(number % 3 + 1)]

    pdf = render_pdf(document(Table("Mått", (Column("Mått"), Column("Utfall")), tuple(rows))))

    pages = page_texts(pdf)
    assert len(pages) > 3
    for page in pages:
        for group in re.findall(r"Grupp (\d+)\.", page):
            assert f"Rad {group}.0" in page
    spans = [attributes.get("/ColSpan") for element in elements(pdf) for attributes in element.get("/A", [])]
    assert sum(span is not None and span >= 2 for span in spans) >= 70


def test_a_sum_is_never_alone_on_a_new_page() -> None:
    for count in range(38, 50):
        rows = (*(Row((Cell(f"Post {number}."),)) for number in range(count)), Row((Cell("Summa"),), RowKind.TOTAL))
        pages = page_texts(render_pdf(document(Table("Ekonomi", (Column("Post"),), rows))))
        assert any("Summa" in page and f"Post {count - 1}." in page for page in pages)


def test_parts_stand_on_the_page_of_the_row_they_split() -> None:
    rows = [
        Row((Cell(f"{kind} {number}."),), kind_of_row)
        for number in range(60)
        for kind, kind_of_row in (("Mått", RowKind.BODY), ("Lägst", RowKind.PART), ("Högst", RowKind.PART))
    ]

    pages = page_texts(render_pdf(document(Table("Mått", (Column("Namn"),), tuple(rows)))))

    assert len(pages) > 3
    for page in pages:
        assert len(re.findall(r"Mått \d+\.", page)) == page.count("Lägst") == page.count("Högst")


def test_a_short_row_stands_whole_on_one_page_and_a_long_one_may_break() -> None:
    short = "\n".join(f"kort {line}" for line in range(8))
    rows = tuple(Row((Cell(f"Rad {number}."), Cell(short))) for number in range(20))
    pages = page_texts(render_pdf(document(Table("Uppdrag", (Column("Nr"), Column("Text")), rows))))
    assert len(pages) > 2
    for page in pages:
        assert len(re.findall(r"Rad \d+\.", page)) == page.count("kort 0") == page.count("kort 7")

    long = Row((Cell("Lång"), Cell("ord " * 4000)))
    pages = page_texts(render_pdf(document(Table("Uppdrag", (Column("Nr"), Column("Text")), (long,)))))
    assert sum(page.count("ord ") + page.count("ord\n") for page in pages) == 4000


def test_pictures_are_figures_with_their_words() -> None:
    assert alts(sample_pdf()) == [
        "11 uppfyllda, 9 delvis uppfyllda, 14 ej uppfyllda, 8 kan inte bedömas.",
        SPARK.alt,
        CHART.alt,
    ]


def test_a_status_mark_is_drawn_and_silent_beside_its_word() -> None:
    rows = (Row((Cell(status=MET),)), Row((Cell(status=NOT_DUE),)))

    pdf = render_pdf(document(Table("Mål", (Column("Bedömning"),), rows)))

    assert "/Figure" not in roles(pdf)
    text = page_texts(pdf)[0]
    assert "uppfyllt\nföljs upp vid helår" in text
    assert not re.search("[●○◐◌◯⬤]", text)


def test_text_in_another_language_is_marked_as_such() -> None:
    table = Table("Goals", (Column("Goal"),), (Row((Cell("Trygg norrbottning", language="sv"),)),))

    pdf = render_pdf(document(table, Paragraph("På svenska.", language="sv"), language="en"))

    assert str(reader(pdf).root_object["/Lang"]) == "en"
    assert languages(pdf) == {"sv"}
    assert languages(render_pdf(document(Paragraph("På svenska.", language="sv")))) == set()


def test_empty_blocks_are_set_and_not_refused() -> None:
    pdf = render_pdf(document(Table("Utan rader", (Column("Mått"), Column("Utfall")), ()), Paragraph("")))

    assert "Utfall" in page_texts(pdf)[0]
