"""What users write can never become markup, code, a field or a formula: every text of a region folder tries."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

import pypdf
import pytest
from bs4 import BeautifulSoup
from lxml import etree

from tertial.definitions.start import start_folder
from tests.acceptance.conftest import READERS
from tests.acceptance.hostile_region import PERIOD, HostileRegion, write_hostile_region
from tests.acceptance.printed import Printed, plain
from tests.command_line import Json, answer, tertial

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STEM = f"region-exempel-hsn-{PERIOD}"
MARK = re.compile(r"M\d{4}M")
LANGUAGES = ("sv", "en")

HARMLESS_ELEMENTS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "link",
        "style",
        "body",
        "a",
        "svg",
        "symbol",
        "circle",
        "path",
        "div",
        "header",
    ),
    *("h1", "h2", "h3", "h4", "h5", "p", "nav", "details", "summary", "ol", "li", "main", "ul", "table", "caption"),
    *("colgroup", "col", "thead", "tbody", "tr", "th", "td", "span", "data", "use", "figure", "figcaption", "footer"),
    *("g", "defs", "line", "polyline", "polygon", "rect", "text", "tspan"),
}
HARMLESS_FIELDS = re.compile(r' (TOC \\o "1-2" \\h \\z|PAGEREF _Toc\d+ \\h|PAGE|NUMPAGES) ')
READ_IN = {
    *("region.toml", "organisation.csv", "economy.csv", "goals.yaml", "actions.yaml", "assignments.yaml"),
    *("changes.yaml", "deviations.yaml", "judgements.yaml", "savings.yaml"),
    *("outcomes/care.csv", "outcomes/staff-and-economy.csv", "indicators/sick-leave.yaml"),
    *("texts/2025-08/summary.sv.txt", "texts/2025-08/good-care.sv.txt", "texts/2025-08/phone-same-day.sv.txt"),
}
"""Files of which a text at least must be seen in the report, so that this test looks where it should."""


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> HostileRegion:
    return write_hostile_region(tmp_path_factory.mktemp("hostile") / "region")


@pytest.fixture(scope="module")
def files(region: HostileRegion, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every report and every table of the region, by the end of its name: `sv.pdf`, `indicators.csv`."""
    out = tmp_path_factory.mktemp("out")
    asked = ("report", region.folder, "--period", PERIOD, "--out", out, "--json")
    answer(*asked, "--language", "sv")
    answer(*asked, "--language", "en", "--format", "html,docx")
    answer("export", region.folder, "--period", PERIOD, "--out", out, "--json")
    return {path.name.removeprefix(STEM).lstrip("-"): path.read_bytes() for path in out.iterdir()}


def bare(text: str) -> str:
    """The text without white space and without signs of direction, which the PDF leaves out as it must."""
    return "".join(sign for sign in text if not sign.isspace() and unicodedata.category(sign) != "Cf")


@pytest.fixture(scope="module")
def printed(files: dict[str, bytes]) -> dict[str, Printed]:
    """What each report says."""
    return {name: READERS[form](content) for name, content in files.items() if (form := name[3:]) in READERS}


def test_a_folder_of_hostile_texts_is_a_sound_folder(region: HostileRegion) -> None:
    assert answer("check", region.folder, "--json")["errors"] == []
    assert len(region.texts) > 400


@pytest.mark.parametrize("name", ["sv.html", "sv.docx", "sv.pdf", "en.html", "en.docx"])
def test_each_text_stands_in_the_report_sign_by_sign(
    name: str, region: HostileRegion, printed: dict[str, Printed]
) -> None:
    lines = [bare(text) for _kind, *texts in printed[name] for text in texts]
    seen = {mark for line in lines for mark in MARK.findall(line)}
    everything = "\n".join(lines)
    lost = [mark for mark in seen if bare(plain(region.texts[mark][1])) not in everything]
    assert lost == []
    assert len(seen) > 100
    there = {region.texts[mark][0] for mark in seen}
    assert {file.replace(".sv.", f".{name[:2]}.") for file in READ_IN} <= there


def test_the_formats_of_hostile_texts_say_the_same(printed: dict[str, Printed]) -> None:
    assert printed["sv.docx"] == printed["sv.html"]
    assert printed["en.docx"] == printed["en.html"]
    pdf, html = ([tuple(map(bare, line)) for line in printed[name]] for name in ("sv.pdf", "sv.html"))
    assert pdf == html


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_web_page_holds_no_element_or_attribute_that_acts(language: str, files: dict[str, bytes]) -> None:
    page = BeautifulSoup(files[f"{language}.html"].decode(), "html.parser")
    elements = page.find_all(True)
    assert {element.name for element in elements} <= HARMLESS_ELEMENTS
    attributes = {name.lower() for element in elements for name in element.attrs}
    assert not {name for name in attributes if name.startswith("on")}
    assert attributes.isdisjoint({"src", "srcset", "xlink:href", "action", "formaction", "background", "poster"})
    links = [str(element["href"]) for element in elements if element.has_attr("href")]
    assert [link for link in links if not link.startswith("#")] == ["data:,"]
    (style,) = page.find_all("style")
    assert not MARK.search(re.sub(r'content:"[^"]*"', "", style.text))
    assert "@import" not in style.text
    (policy,) = page.find_all("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert str(policy["content"]).startswith("default-src 'none'")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_document_holds_its_own_fields_and_links_and_no_others(language: str, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(files[f"{language}.docx"])) as package:
        names = package.namelist()
        parts = {name: etree.fromstring(package.read(name)) for name in names if name.endswith((".xml", ".rels"))}
    fields = [code.text or "" for part in parts.values() for code in part.iter(f"{_W}instrText")]
    assert fields
    assert [field for field in fields if not HARMLESS_FIELDS.fullmatch(field)] == []
    assert not [name for name in names if "vba" in name.lower() or "embed" in name.lower() or name.endswith(".bin")]
    related = [link for name, part in parts.items() if name.endswith(".rels") for link in part.iter(_REL)]
    assert {link.get("TargetMode", "Internal") for link in related} == {"Internal"}
    for part in parts.values():
        assert not list(part.iter(f"{_W}fldSimple", f"{_W}object", f"{_W}altChunk", f"{_W}script", f"{_W}control"))
        assert all(link.get(f"{_W}anchor", "").startswith("_Toc") for link in part.iter(f"{_W}hyperlink"))


def test_a_word_document_of_hostile_texts_is_built_of_the_same_elements_as_one_of_harmless_texts(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    write_hostile_region(tmp_path / "region", payloads=("ofarligt", "ord"))
    answer("report", tmp_path / "region", "--period", PERIOD, "--format", "docx", "--out", tmp_path, "--json")
    (harmless,) = tmp_path.glob("*.docx")
    assert _elements(files["sv.docx"]) == _elements(harmless.read_bytes())


def _elements(content: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {str(element.tag) for element in etree.fromstring(package.read("word/document.xml")).iter()}


def test_a_pdf_holds_no_action_and_links_only_within_itself(
    files: dict[str, bytes], printed: dict[str, Printed]
) -> None:
    reader = pypdf.PdfReader(io.BytesIO(files["sv.pdf"]))
    kinds: Counter[str] = Counter()
    for number in range(1, int(str(reader.trailer["/Size"]))):
        entry = reader.get_object(number)
        if isinstance(entry, pypdf.generic.DictionaryObject):
            forbidden = {"/JS", "/JavaScript", "/AA", "/OpenAction", "/Launch", "/URI", "/EmbeddedFile", "/RichMedia"}
            assert forbidden.isdisjoint(entry.keys())
            assert str(entry.get("/S")) not in {
                "/URI",
                "/JavaScript",
                "/Launch",
                "/SubmitForm",
                "/GoToR",
                "/ImportData",
            }
            kinds[str(entry.get("/Subtype"))] += 1
    assert kinds["/Link"] > 0
    assert not [line for line in printed["sv.pdf"] if "root:x:0:0" in "".join(line)]


def test_no_cell_of_an_exported_table_begins_as_a_formula(region: HostileRegion, files: dict[str, bytes]) -> None:
    marks = set()
    for name in ("indicators.csv", "objectives.csv"):
        for row in csv.reader(io.StringIO(files[name].decode(), newline="")):
            for cell in row:
                marks |= set(MARK.findall(cell))
                assert not cell.startswith(("=", "+", "@", "\t", "\r", "\n", " ")), cell[:30]
                assert not cell.startswith("-") or re.fullmatch(r"-\d+(\.\d+)?", cell), cell[:30]
    texts = [region.texts[mark][1] for mark in marks]
    assert {text[0] for text in texts} >= {"=", "+", "-", "@"}


def test_every_text_of_a_workbook_is_a_text_as_it_was_written(region: HostileRegion, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(files[".xlsx"])) as book:
        names = book.namelist()
        shared = etree.fromstring(book.read("xl/sharedStrings.xml"))
        sheets = [etree.fromstring(book.read(name)) for name in names if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 3
    assert not [name for name in names if "external" in name.lower() or "vba" in name.lower()]
    for sheet in sheets:
        assert not list(sheet.iter(f"{_SHEET}f", f"{_SHEET}hyperlink", f"{_SHEET}dataValidation"))
    texts = {str(etree.XPath("string()")(item)) for item in shared.iter(f"{_SHEET}si")}
    marked = {mark: text for text in texts for mark in MARK.findall(text) if text.endswith(mark)}
    assert len(marked) > 20
    changed = [mark for mark, text in marked.items() if not text.endswith(region.texts[mark][1])]
    assert changed == []


def test_the_json_of_an_assessment_gives_hostile_texts_back_unchanged(region: HostileRegion) -> None:
    found = answer("assess", region.folder, "--period", PERIOD, "--json")
    titles = [row["title"] for row in [*found["indicators"], *found["objectives"]]]
    assert titles
    assert [title for title in titles if title != region.texts[title[-6:]][1]] == []


@pytest.mark.parametrize("command", ["assess", "report", "check"])
def test_a_terminal_shows_hostile_texts_and_does_not_follow_them(
    command: str, region: HostileRegion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "1000")
    monkeypatch.setenv("FORCE_COLOR", "1")
    asked = {"assess": ("--period", PERIOD), "report": ("--period", PERIOD, "--format", "html", "--out", tmp_path)}
    ran = tertial(command, region.folder, *asked.get(command, ()))
    assert ran.code == 0
    assert "\x1b]8;" not in ran.out
    if command == "assess":
        assert "[bold]x[/bold] [/] [link=http://x.example]y[/link] :smile:" in ran.out


SIGNS = ["\x00", "\x07", "\x0b", "\x1b[2J", "\x7f", "\x9b", "\ufffe"]


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: f"U+{ord(sign[0]):04X}")
@pytest.mark.parametrize(
    ("file", "old"),
    [
        ("goals.yaml", "Vård i tid"),
        ("region.toml", "Läget i korthet"),
        ("organisation.csv", "Primärvården"),
        ("texts/2025-08/summary.sv.txt", "e"),
    ],
)
def test_control_signs_are_refused_with_their_line(file: str, old: str, sign: str, tmp_path: Path) -> None:
    folder = tmp_path / "region"
    start_folder(folder)
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_bytes(text.replace(old, f"{old}{sign}", 1).encode())
    ran = tertial("check", folder, "--json")
    errors: list[Json] = ran.document()["errors"]
    assert ran.code == 1
    assert ("E106", file, text.count("\n", 0, text.index(old)) + 1) in [
        (error["code"], error["path"], error["line"]) for error in errors
    ]


@pytest.mark.parametrize("escape", [r"\u0007", r"\x1b", r"\0", r"\uFFFE"])
def test_control_signs_written_as_escapes_are_refused_too(escape: str, tmp_path: Path) -> None:
    folder = tmp_path / "region"
    start_folder(folder)
    path = folder / "goals.yaml"
    path.write_text(path.read_text("utf-8").replace("sv: Vård i tid", f'sv: "Vård {escape} i tid"'), "utf-8")
    ran = tertial("check", folder, "--json")
    assert ran.code == 1
    assert {error["code"] for error in ran.document()["errors"]} & {"E106", "E201", "E202"}


@pytest.mark.parametrize(
    "braces", ["{0.__class__}", "{month.__class__}", "{}", "{day}", "{month", "year}", "{{month}}"]
)
def test_a_title_takes_the_month_and_the_year_and_refuses_every_other_pattern(braces: str, tmp_path: Path) -> None:
    folder = tmp_path / "region"
    start_folder(folder)
    path = folder / "region.toml"
    path.write_text(path.read_text("utf-8").replace("Delårsrapport {month} {year}", f"Rapport {braces}"), "utf-8")
    ran = tertial("check", folder, "--json")
    assert ran.code == 1
    assert {error["code"] for error in ran.document()["errors"]} == {"E229"}
