"""The PDF, the Word document and the web page of a report say the same, read back out of the finished files."""

from __future__ import annotations

import re
import tomllib
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.acceptance.conftest import PERIODS, REGIONS, Assessed, ReadBack, Reported
from tests.acceptance.printed import Line, of_kind, plain, tables
from tests.acceptance.read_docx import read_docx
from tests.acceptance.read_html import read_html

LANGUAGES = ("sv", "en")
each_report = pytest.mark.parametrize(
    ("region", "language"), [(region, language) for region in PERIODS for language in LANGUAGES]
)

COLUMNS = {
    "sv": {"all": "Utfall", "women": "K", "men": "M"},
    "en": {"all": "Outcome", "women": "W", "men": "M"},
}
YEARS = {"sv": "år", "en": "years"}
UNKNOWN_SEX = {"sv": "okänt kön", "en": "unknown sex"}


@each_report
@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_formats_say_the_same_word_for_word_and_in_the_same_order(
    region: str, language: str, form: str, read_back: ReadBack
) -> None:
    assert read_back(region, language, form) == read_back(region, language, "html")


@each_report
def test_a_report_is_no_empty_shell(region: str, language: str, read_back: ReadBack) -> None:
    printed = read_back(region, language, "html")
    assert len(tables(printed)) > 20
    assert all(len(rows) > 1 for _caption, rows in tables(printed))
    assert len(of_kind(printed, ["paragraph"])) > 50
    assert all(any(texts) for _kind, *texts in printed)


@each_report
def test_the_contents_list_the_headings_of_the_two_upper_levels(
    region: str, language: str, read_back: ReadBack
) -> None:
    printed = read_back(region, language, "html")
    assert of_kind(printed, ["entry"]) == of_kind(printed, ["heading 1", "heading 2"])


@pytest.mark.parametrize("region", PERIODS)
def test_swedish_and_english_reports_have_the_same_shape(region: str, read_back: ReadBack) -> None:
    swedish, english = ([line[0] for line in read_back(region, language, "html")] for language in LANGUAGES)
    assert swedish == english


@pytest.mark.parametrize("share", [0.0, 0.5, 0.999], ids=["first", "middle", "last"])
def test_one_digit_changed_in_one_cell_of_a_web_page_is_noticed(
    share: float, reported: Reported, read_back: ReadBack
) -> None:
    content = reported("vasterbotten-2025", "sv")["html"].decode()
    figures = list(re.finditer(r"<data value=\"[^\"]*\">[^<0-9]*([0-9])", content))
    digit = figures[int(share * len(figures))]
    other = "1" if digit[1] != "1" else "2"
    changed = read_html(f"{content[: digit.start(1)]}{other}{content[digit.end(1) :]}".encode())

    against = read_back("vasterbotten-2025", "sv", "pdf")
    assert changed != against
    assert [one == other_line for one, other_line in zip(changed, against, strict=True)].count(False) == 1


def test_one_digit_changed_in_one_cell_of_a_word_document_is_noticed(reported: Reported, read_back: ReadBack) -> None:
    content = reported("norrbotten-2022", "sv")["docx"]
    changed = read_docx(_rewritten(content, b">81\xc2\xa0%</w:t>", b">82\xc2\xa0%</w:t>"))

    against = read_back("norrbotten-2022", "sv", "pdf")
    differing = [line for line, other in zip(changed, against, strict=True) if line != other]
    assert [line[0] for line in differing] == ["row"]
    assert "82 %" in differing[0]


def test_a_lost_paragraph_and_rows_in_another_order_are_noticed(reported: Reported, read_back: ReadBack) -> None:
    content = reported("norrbotten-2022", "sv")["html"].decode()
    against = read_back("norrbotten-2022", "sv", "docx")
    assert read_html(re.sub(r"<p>.*?</p>", "", content, count=1).encode()) != against
    first, second = re.findall(r"<tr>\s*<th scope=\"row\".*?</tr>", content, flags=re.DOTALL)[:2]
    assert read_html(content.replace(f"{first}\n{second}", f"{second}\n{first}", 1).encode()) != against


@each_report
def test_every_figure_of_the_assessment_stands_in_the_report_at_its_indicator_and_sex(
    region: str, language: str, assessed: Assessed, read_back: ReadBack
) -> None:
    rows = [row for row in assessed(region)["indicators"] if row["value"] is not None]
    names = _Names(region, language)
    missing = [
        (row["indicator"], row["sex"], names.part(row), row["value"])
        for row in rows
        if not any(_shows(table, row, names) for _caption, table in tables(read_back(region, language, "html")))
    ]
    assert len(rows) > 40
    assert missing == []


def test_a_figure_that_the_report_does_not_show_is_noticed(assessed: Assessed, read_back: ReadBack) -> None:
    names = _Names("norrbotten-2022", "sv")
    printed = tables(read_back("norrbotten-2022", "sv", "html"))
    rows = [row for row in assessed("norrbotten-2022")["indicators"] if row["value"] is not None]
    for row in rows:
        for other in (row["value"] + 1, row["value"] * 10, -row["value"]):
            assert not any(_shows(table, {**row, "value": other}, names) for _caption, table in printed)


@each_report
def test_every_absent_figure_stands_in_the_report_with_its_reason(
    region: str, language: str, assessed: Assessed, read_back: ReadBack
) -> None:
    names = _Names(region, language)
    absent = [row for row in assessed(region)["indicators"] if row["value"] is None]
    first_cells = [cells[0] for _caption, table in tables(read_back(region, language, "html")) for cells in table]
    assert absent
    for row in absent:
        name = names.of(row["indicator"])
        beside = [cell.removeprefix(name).strip() for cell in first_cells if cell.startswith(name)]
        assert any(beside), f"{row['indicator']} stands without a reason"
        if language == "sv":
            assert any(plain(row["note"]) in cell for cell in beside)


class _Names:
    """How the report names indicators and their parts, taken from the region folder itself."""

    def __init__(self, region: str, language: str) -> None:
        self.language = language
        folder = REGIONS / region
        yaml = YAML(typ="safe", pure=True)
        self._names: dict[str, str] = {}
        for path in (folder / "indicators").glob("*.yaml"):
            held: dict[str, Any] = yaml.load(path.read_text("utf-8"))
            self._names[path.stem] = plain(held.get("short", held["title"])[language])
        settings = tomllib.loads((folder / "region.toml").read_text("utf-8"))
        self._categories = {
            code: label[language] for scheme in settings["schemes"].values() for code, label in scheme["codes"].items()
        }

    def of(self, indicator: str) -> str:
        return self._names[indicator]

    def all(self) -> Iterator[str]:
        yield from self._names.values()

    def part(self, row: dict[str, Any]) -> str:
        """`Tandläkare, 30–49 år`; empty for the whole."""
        words = [self._categories[row["category"]]] if row["category"] else []
        if row["age_band"]:
            words.append(f"{row['age_band'].replace('-', '–')} {YEARS[self.language]}")
        return plain(", ".join(words))


def _shows(table: list[Line], row: dict[str, Any], names: _Names) -> bool:
    """Whether a table has the figure in the row and the column where a reader looks for it."""
    head, name, part = table[0], names.of(row["indicator"]), names.part(row)
    below = _rows_of(table, name, names)
    if row["sex"] == "unknown":
        return any(f"{UNKNOWN_SEX[names.language]} {row['value']}" in cells[0] for cells in below)
    column = COLUMNS[names.language][row["sex"]]
    if column not in head:
        return False
    place = head.index(column)
    here = [cells for cells in below if cells[0].startswith(part)] if part else below[:1]
    return any(len(cells) == len(head) and _is_figure(cells[place], row["value"], names.language) for cells in here)


def _rows_of(table: list[Line], name: str, names: _Names) -> list[Line]:
    """The row that the indicator's name begins, and its parts up to the next indicator."""
    rows: list[Line] = []
    for cells in table[1:]:
        begins = max((other for other in names.all() if cells[0].startswith(other)), key=len, default="")
        if begins == name or (rows and not begins):
            rows.append(cells)
        elif rows:
            break
    return rows


def _is_figure(cell: str, value: Decimal | int, language: str) -> bool:
    """Whether a cell shows the figure: grouped digits, its own decimals, then a unit or counts but no more digits."""
    whole, _point, decimals = str(abs(value)).partition(".")
    groups, mark = (" ", ",") if language == "sv" else (",", r"\.")
    digits = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", "#", whole).replace("#", groups)
    sign = "−" if value < 0 else r"(?<!−)\b"
    return (
        re.match(f"{sign}{digits}{mark + decimals if decimals else ''}(?![\\d,.])(?! \\d{{3}}(?!\\d))", cell)
        is not None
    )


def _rewritten(content: bytes, old: bytes, new: bytes) -> bytes:
    """The package with the first occurrence in its document replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                assert old in part
                part = part.replace(old, new, 1)
            target.writestr(name, part)
    return out.getvalue()
