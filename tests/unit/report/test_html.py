"""The report as a web page, read back by a parser that knows nothing of the renderer."""

from __future__ import annotations

import base64
import io
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from fontTools.ttLib import TTFont

from tertial.report import tokens
from tertial.report.model import (
    Block,
    Bullets,
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
from tertial.report.render.html import CONTENT_POLICY, render_html
from tests.unit.report.sample import HOSTILE, NOT_DUE, SPARK, sample_document

ROOT = Path(__file__).parents[3]


def page(document: Document) -> BeautifulSoup:
    return BeautifulSoup(render_html(document), "html.parser")


def with_blocks(*blocks: Block) -> Document:
    return replace(sample_document(), blocks=blocks)


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    (found,) = soup.select(selector)
    return found


def style_of(soup: BeautifulSoup) -> str:
    return one(soup, "style").get_text()


def css_text(written: str) -> str:
    """What a browser makes of the inside of a CSS string."""
    return re.sub(r"\\([0-9a-f]{1,6}) ", lambda found: chr(int(found[1], 16)), written)


@pytest.fixture(scope="module")
def sample() -> BeautifulSoup:
    return page(sample_document())


# One file, alone


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render_html(sample_document()) == render_html(sample_document())


def test_another_run_of_the_program_gives_the_same_bytes() -> None:
    program = (
        "import sys; from tests.unit.report.sample import sample_document;"
        "from tertial.report.render.html import render_html;"
        "sys.stdout.buffer.write(render_html(sample_document()))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo"}
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, cwd=ROOT, env=environment)
    assert other.stdout == render_html(sample_document())


def test_the_page_asks_for_nothing_from_elsewhere(sample: BeautifulSoup) -> None:
    for element in sample.find_all(True):
        for name in ("href", "src", "srcset", "data", "poster", "action", "background"):
            value = element.get(name)
            assert value is None or str(value).startswith(("#", "data:")), element
    assert all(url.startswith("data:font/woff2;base64,") for url in re.findall(r"url\(([^)]*)\)", style_of(sample)))
    assert "@import" not in style_of(sample)


def test_a_policy_in_the_page_forbids_all_that_it_does_not_use(sample: BeautifulSoup) -> None:
    policy = one(sample, "meta[http-equiv=Content-Security-Policy]")["content"]
    assert policy == CONTENT_POLICY
    assert CONTENT_POLICY.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:")


def test_the_page_runs_no_script(sample: BeautifulSoup) -> None:
    assert not sample.find_all(["script", "iframe", "object", "embed", "form", "base"])
    assert not [name for tag in sample.find_all(True) for name in tag.attrs if name.lower().startswith("on")]


# A page that everybody can read


def test_the_page_says_its_language_title_and_author(sample: BeautifulSoup) -> None:
    assert one(sample, "html")["lang"] == "sv"
    assert one(sample, "title").get_text() == "Delårsrapport augusti 2022 · Division Nära, Region Norrbotten"
    assert one(sample, "meta[name=author]")["content"] == "Region Norrbotten"
    assert one(sample, "meta[name='dcterms.date']")["content"] == "2022-08-31"


def test_the_page_has_its_landmarks_once(sample: BeautifulSoup) -> None:
    assert {name: len(sample.find_all(name)) for name in ("header", "nav", "main", "footer")} == {
        "header": 1, "nav": 1, "main": 1, "footer": 1,
    }  # fmt: skip
    assert one(sample, "footer").get_text(strip=True) == "Division Nära · Delårsrapport augusti 2022"


def test_the_first_link_skips_to_the_text(sample: BeautifulSoup) -> None:
    first = sample.find_all("a")[0]
    assert first.get_text() == "Hoppa till texten"
    assert one(sample, f"main{first['href']}")


def test_headings_follow_each_other_without_a_gap(sample: BeautifulSoup) -> None:
    levels = [int(heading.name[1]) for heading in sample.find_all(re.compile(r"^h\d$"))]
    assert levels == [1, 2, 3, 4, 2]


def test_the_contents_lead_to_every_heading_of_the_first_two_levels(sample: BeautifulSoup) -> None:
    links = one(sample, "nav").find_all("a")
    assert [link.get_text() for link in links] == ["Läget i korthet", "Medborgare", "Uppdrag"]
    for link in links:
        assert one(sample, f"main {link['href']}").get_text() == link.get_text()
    assert one(sample, "nav > details > summary").get_text() == "Innehåll"
    assert one(sample, "nav li li").get_text(strip=True) == "Medborgare"


def test_a_report_without_headings_has_no_contents() -> None:
    assert not page(with_blocks(Paragraph("Kort."))).find_all("nav")


def test_ids_are_unique_and_every_reference_has_its_target(sample: BeautifulSoup) -> None:
    ids = [str(tag["id"]) for tag in sample.find_all(id=True)]
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    for tag in sample.find_all(True):
        for reference in (tag.get("href"), tag.get("aria-labelledby")):
            if reference and not str(reference).startswith("data:"):
                assert str(reference).removeprefix("#") in ids


def test_a_text_in_another_language_is_marked_as_such() -> None:
    table = Table("T", (Column("A"),), (Row((Cell("Mål", language="sv"),)),))
    soup = page(
        replace(
            sample_document("en"),
            blocks=(
                Heading(1, "Mål", "mal", language="sv"),
                Paragraph("Text på svenska.", language="sv"),
                Paragraph("In English.", language="en"),
                Bullets(("Ett",), language="sv"),
                table,
            ),
        )
    )
    assert one(soup, "html")["lang"] == "en"
    assert [(tag.name, tag["lang"]) for tag in soup.select("body [lang]")] == [
        ("a", "sv"), ("h2", "sv"), ("p", "sv"), ("ul", "sv"), ("th", "sv"),
    ]  # fmt: skip


def test_every_colour_of_a_text_is_told_apart_from_the_paper() -> None:
    for colour in (tokens.INK, tokens.MUTED, tokens.ACCENT, *tokens.TONES.values()):
        assert _contrast(colour, tokens.PAPER) >= 4.5


def test_the_style_sheet_names_no_colour_of_its_own() -> None:
    sheet = files("tertial.report.render").joinpath("report.css").read_text("utf-8")
    without_comments = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(|: *(?:white|black|gr[ae]y|red)\b", without_comments) == []


def _contrast(one_colour: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""

    def luminance(colour: str) -> float:
        channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one_colour), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


# Tables


def test_a_table_says_what_it_is_even_where_the_caption_is_not_shown(sample: BeautifulSoup) -> None:
    hidden, shown = [caption.span for caption in sample.find_all("caption")]
    assert hidden is not None
    assert shown is not None
    assert (hidden.get_text(), hidden.get("class")) == ("Medborgare: mått och utfall", ["unseen"])
    assert (shown.get_text(), shown.get("class")) == ("En lång tabell", None)


def test_a_table_is_reached_by_keyboard_and_named_by_its_caption(sample: BeautifulSoup) -> None:
    for table in sample.find_all("table"):
        around = table.parent
        assert around is not None
        assert (around["tabindex"], around["role"]) == ("0", "group")
        assert one(table, f"caption#{around['aria-labelledby']}")


def test_every_head_has_its_scope(sample: BeautifulSoup) -> None:
    table = sample.find_all("table")[0]
    assert [head["scope"] for head in table.select("thead th")] == ["col"] * 7
    assert [head["scope"] for head in table.select("tbody th")] == ["rowgroup", "row", "row", "row", "row"]
    assert [head.get_text() for head in table.select("thead th")] == [
        "Mått", "Mål", "Utfall", "K", "M", "Utveckling", "Status",
    ]  # fmt: skip


def test_a_group_s_heading_spans_the_table_and_its_rows_stand_under_it() -> None:
    rows = (_row("före"), _group("Ett"), _row("a"), _row("b"), _group("Två"), _row("c"))
    soup = page(with_blocks(Table("T", (Column("A"), Column("B")), rows)))
    assert [[tr.th.get_text() for tr in body.find_all("tr") if tr.th] for body in soup.find_all("tbody")] == [
        ["före"], ["Ett", "a", "b"], ["Två", "c"],
    ]  # fmt: skip
    assert [head["colspan"] for head in soup.select("th[scope=rowgroup]")] == ["2", "2"]


def _group(text: str) -> Row:
    return Row((Cell(text),), RowKind.GROUP)


def _row(text: str) -> Row:
    return Row((Cell(text), Cell("1")))


def test_cells_say_what_the_model_says_and_carry_the_figure_behind(sample: BeautifulSoup) -> None:
    table = next(block for block in sample_document().blocks if isinstance(block, Table))
    read = [tr.find_all(["th", "td"]) for tr in sample.find_all("table")[0].select("tbody tr")]
    assert [len(cells) for cells in read] == [len(row.cells) for row in table.rows]
    for row, cells in zip(table.rows, read, strict=True):
        for cell, element in zip(row.cells, cells, strict=True):
            said = [cell.text, cell.status.word if cell.status else "", cell.sub]
            assert list(element.stripped_strings) == [text for text in said if text]
            assert [data["value"] for data in element.find_all("data")] == [cell.figure] * bool(cell.figure)
            assert ("strong" in element.get_attribute_list("class")) is (cell.bold and row.kind is not RowKind.GROUP)


def test_notes_stand_below_their_table(sample: BeautifulSoup) -> None:
    after = sample.select(".scroll:has(table) ~ p.note")
    assert [note.get_text() for note in after] == [
        "K kvinnor, M män. Streckad linje: målet.",
        "Trösklarna 100 och 80 % är antagna.",
    ]


def test_a_row_stacked_on_a_small_screen_keeps_its_heads(sample: BeautifulSoup) -> None:
    row = sample.find_all("table")[0].select("tbody tr")[1]
    assert [cell.get("data-head") for cell in row.find_all("td")] == [
        "Mål", "Utfall", "K", "M", "Utveckling", "Status",
    ]  # fmt: skip


def test_a_row_that_begins_with_a_status_keeps_its_first_head_too() -> None:
    table = Table("T", (Column("Bedömning"), Column("Prognos")), (Row((Cell(status=NOT_DUE), Cell("–"))),))
    cells = page(with_blocks(table)).select("tbody td")
    assert [cell["data-head"] for cell in cells] == ["Bedömning", "Prognos"]


def _two_columns(text: str, title: str = "Text") -> BeautifulSoup:
    rows = (Row((Cell("Mått"), Cell(text))), Row((Cell("Annat"), Cell("–"))))
    return page(with_blocks(Table("T", (Column("Mått"), Column(title)), rows)))


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("81 %", ["short"]),
        ("2022-12-31", ["short"]),
        ("−1 234,5 mnkr", ["pair"]),
        ("Hälso- och sjukvårdsdirektören", ["pair", "wide"]),
        ("Arbetet fortsätter. " * 10, ["pair", "wide", "prose"]),
        ("x" * 41, ["pair", "wide", "long"]),
    ],
)
def test_a_column_gets_the_room_that_its_longest_text_needs(text: str, classes: list[str]) -> None:
    assert [cell["class"] for cell in _two_columns(text).select("tbody td")] == [classes, classes]


def test_a_long_head_gets_room_for_its_word() -> None:
    assert "pair" in one(_two_columns("4 %", "Kostnadsutveckling"), "tbody tr:first-child td")["class"]


def test_only_a_table_that_no_paper_holds_is_squeezed_when_printed(sample: BeautifulSoup) -> None:
    assert not sample.select("table.squeezed")
    columns = tuple(Column(f"Personalkostnadsutveckling {i}") for i in range(5))
    assert page(with_blocks(Table("T", columns, ()))).select("table.squeezed")


def test_columns_share_the_width_by_their_weights() -> None:
    soup = page(with_blocks(Table("T", (Column("A", weight=3), Column("B")), ())))
    assert [column["style"] for column in soup.find_all("col")] == ["width:75.00%", "width:25.00%"]


def test_a_table_without_rows_is_a_table_still() -> None:
    assert one(page(with_blocks(Table("Tom", (Column("A"),), ()))), "caption").get_text() == "Tom"


# Statuses and pictures


def test_a_status_is_a_drawn_mark_beside_its_word(sample: BeautifulSoup) -> None:
    statuses = sample.select(".status")
    assert [status.get_text() for status in statuses] == [
        "delvis", "uppfyllt", "ej uppfyllt", "följs upp vid helår",
    ]  # fmt: skip
    assert [one(status, "svg[aria-hidden=true] > use")["href"] for status in statuses] == [
        "#mark_half", "#mark_full", "#mark_ring", "#mark_dotted",
    ]  # fmt: skip
    assert [status["class"][-1] for status in statuses] == ["partly", "met", "not_met", "none"]
    assert len(sample.find_all("symbol")) == 4


def test_tiles_are_said_in_one_sentence(sample: BeautifulSoup) -> None:
    tiles = one(sample, ".tiles[role=img]")
    assert tiles["aria-label"] == "11 uppfyllda, 9 delvis uppfyllda, 14 ej uppfyllda, 8 kan inte bedömas."
    assert list(tiles.stripped_strings)[:2] == ["11", "uppfyllda"]


def test_a_picture_stands_in_the_page_with_its_text_and_size(sample: BeautifulSoup) -> None:
    spark = one(sample, "td svg[role=img]")
    assert spark["aria-label"] == "Tre perioder: 87, 82 och 81 %. Mål 95 %."
    assert (spark["width"], spark["height"], spark["viewbox"]) == ("96", "21.33", "0 0 72 16")
    assert spark.find("path") is not None
    chart = one(sample, "figure svg[role=img]")
    assert one(chart, "text").get_text() == "81 %"


def test_ids_inside_pictures_are_made_unique() -> None:
    drawing = Picture(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs><pattern id="hatch" width="2" height="2">'
        '<path d="M0 0L2 2"/></pattern></defs><rect width="9" height="9" fill="url(#hatch)"/></svg>',
        9, 9, "Skattat.",
    )  # fmt: skip
    soup = page(with_blocks(Chart("Ett", drawing), Chart("Två", drawing)))
    ids = [str(pattern["id"]) for pattern in soup.find_all("pattern")]
    assert len(set(ids)) == 2
    assert [rect["fill"] for rect in soup.find_all("rect")] == [f"url(#{name})" for name in ids]


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
        "<style>* { display: none }</style>",
        "<image href='data:image/png;base64,AA'/>",
        "<use href='#x'/>",
        "<a href='https://example.org'><text>x</text></a>",
        "<animate attributeName='x'/>",
        "<rect onload='alert(1)'/>",
        "<rect style='fill:url(https://example.org)'/>",
        "<rect fill='url(https://example.org/#x)'/>",
        "<rect fill='url(#x) url(https://example.org)'/>",
        "<rect xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='#x'/>",
        "<path d='M0 0\" onload=\"x'/>",
        "<text font-family='x;}</style>'>x</text>",
        "<p xmlns='http://www.w3.org/1999/xhtml'>x</p>",
        "<?php x ?>",
        "<rect>",
    ],
)
def test_a_picture_that_is_more_than_a_drawing_is_refused(inside: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'
    with pytest.raises(ValueError, match="picture"):
        render_html(with_blocks(Chart("x", Picture(svg, 9, 9, "x"))))


@pytest.mark.parametrize(
    "svg",
    [
        "<svg><path d='M0 0'/></svg>",
        "<html xmlns='http://www.w3.org/1999/xhtml'/>",
        '<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg"/>',
        "inte alls en bild",
        "",
    ],
)
def test_what_is_no_bare_drawing_is_refused(svg: str) -> None:
    with pytest.raises(ValueError, match="picture"):
        render_html(with_blocks(Chart("x", Picture(svg, 9, 9, "x"))))


def test_an_entity_in_a_picture_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hemligt")
    svg = (
        f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        '<svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>'
    )
    with pytest.raises(ValueError, match="not a bare") as refused:
        render_html(with_blocks(Chart("x", Picture(svg, 9, 9, "x"))))
    assert "hemligt" not in str(refused.value)


def test_a_text_in_a_picture_stays_a_text() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><text>&lt;script&gt;1&lt;/script&gt;</text></svg>'
    soup = page(with_blocks(Chart("x", Picture(svg, 9, 9, '"><script>2</script>'))))
    assert soup.find("script") is None
    assert one(soup, "figure svg")["aria-label"] == '"><script>2</script>'
    assert one(soup, "figure text").get_text() == "<script>1</script>"


# Texts of users

ODD = (
    "</style></title></textarea><img src=x onerror=alert(1)>",
    "<!-- --><![CDATA[ x ]]>&lt;&#60;&nbsp;",
    "</script><svg/onload=alert(1)>",
    '"}@import url(https://example.org);@page{content:"\\',
    "{{ 7*7 }}{% for x in y %}{# x #}",
    "' autofocus onfocus='alert(1)",
)


@pytest.fixture(scope="module")
def harmless() -> BeautifulSoup:
    return page(_everywhere("vanlig text"))


@pytest.mark.parametrize("text", [*HOSTILE, *ODD])
def test_no_text_anywhere_becomes_markup(text: str, harmless: BeautifulSoup) -> None:
    hostile = page(_everywhere(text))
    assert [_shape(tag) for tag in hostile.find_all(True)] == [_shape(tag) for tag in harmless.find_all(True)]
    assert _times_said(hostile, text) == _times_said(harmless, "vanlig text") > 10


def _shape(tag: Tag) -> tuple[str, set[str]]:
    # The classes follow the length of a text, not what it says.
    return tag.name, set(tag.attrs) - {"class"}


def _times_said(soup: BeautifulSoup, text: str) -> int:
    return sum(str(string) == text for string in one(soup, "body").find_all(string=True))


@pytest.mark.parametrize("text", [*HOSTILE, *ODD])
def test_no_footer_becomes_style(text: str) -> None:
    style = style_of(page(replace(sample_document(), footer=text)))
    last = style.rsplit("\n@page{", 1)[1]
    written = re.fullmatch(r'@bottom-left\{content:"((?:[0-9A-Za-z ]|\\[0-9a-f]{1,6} )*)"\}(.*)', last.strip())
    assert written is not None
    assert css_text(written[1]) == text
    assert css_text(written[2]) == '@bottom-right{content:counter(page) " (" counter(pages) ")"}}'


def _everywhere(text: str) -> Document:
    """The sample with every text of a reader's replaced, wherever it stands."""
    kept = {"svg", "anchor", "language", "identifier", "date", "width", "height", "weight", "level"}

    def swapped(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(swapped(each) for each in value)
        if is_dataclass(value) and not isinstance(value, type):
            return type(value)(
                **{
                    f.name: getattr(value, f.name) if f.name in kept else swapped(getattr(value, f.name))
                    for f in fields(value)
                }
            )
        return text if type(value) is str and value else value

    document: Document = swapped(sample_document())
    return document


def test_what_no_page_may_hold_is_shown_as_missing() -> None:
    soup = page(with_blocks(Paragraph("a\x00b\x1bc\ud800d\ufffee")))
    assert one(soup, "main p").get_text() == "a\ufffdb\ufffdc\ufffdd\ufffde"


# The typeface


def _fonts(document: Document) -> dict[str, TTFont]:
    found = re.findall(r"font-weight:(\d+);src:url\(data:font/woff2;base64,([^)]*)\)", render_html(document).decode())
    return {weight: TTFont(io.BytesIO(base64.b64decode(data))) for weight, data in found}


def test_both_weights_are_embedded_once_with_the_characters_used() -> None:
    fonts = _fonts(sample_document())
    assert sorted(fonts) == ["400", "600"]
    for font in fonts.values():
        assert {ord(character) for character in "Delårsrapport−\u202f\u00a00123456789Ååäö–·"} <= set(font.getBestCmap())
        assert len(font.getGlyphOrder()) < 250


def test_a_character_that_only_one_report_uses_is_only_there() -> None:
    euro = ord("€")
    assert euro in _fonts(with_blocks(Paragraph("5 €")))["400"].getBestCmap()
    assert euro not in _fonts(with_blocks(Paragraph("5 kr")))["400"].getBestCmap()


def test_a_character_that_the_typeface_lacks_is_left_to_the_reader_s_fonts() -> None:
    document = with_blocks(Paragraph("漢字 och 🙂"))
    assert ord("漢") not in _fonts(document)["400"].getBestCmap()
    assert one(page(document), "main p").get_text() == "漢字 och 🙂"


# The words around


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("{page} ({pages})", 'counter(page) " (" counter(pages) ")"'),
        ("Sida {page} av {pages}", '"Sida " counter(page) " av " counter(pages)'),
        ("", '""'),
    ],
)
def test_printed_pages_are_numbered_as_the_document_says(pattern: str, written: str) -> None:
    chrome = replace(sample_document().chrome, page=pattern)
    style = style_of(page(replace(sample_document(), chrome=chrome)))
    assert css_text(style.rsplit("@bottom-right{content:", 1)[1]).strip() == written + "}}"


@pytest.mark.parametrize(
    ("change", "selector"),
    [
        (lambda document: replace(document, subtitle=""), ".subtitle"),
        (lambda document: replace(document, footer=""), "footer"),
    ],
)
def test_an_empty_text_leaves_no_empty_element(change: Callable[[Document], Document], selector: str) -> None:
    assert page(sample_document()).select(selector)
    assert not page(change(sample_document())).select(selector)


def test_a_cell_may_hold_everything_at_once() -> None:
    cell = Cell("81 %", sub="av 95", status=NOT_DUE, picture=SPARK, figure="81")
    soup = page(with_blocks(Table("T", (Column("A"),), (Row((cell,)),))))
    assert list(one(soup, "tbody th").stripped_strings) == ["81 %", "följs upp vid helår", "av 95"]
    assert one(soup, "tbody th svg[role=img]")
