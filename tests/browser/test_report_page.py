"""The report's page in a real browser, on a wide and on a small screen, and printed."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pypdf import PdfReader

from tertial.report.charts import ChartPoint, ChartTarget, line_chart, sparkline
from tertial.report.model import (
    Align,
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    Mark,
    Paragraph,
    Row,
    RowKind,
    Status,
    Table,
    Tone,
)
from tertial.report.render.html import render_html
from tests.unit.report.sample import HOSTILE, MET, NOT_MET, sample_document

CHROMIUM = shutil.which("chromium")
WIDE, SMALL = 1280, 400
IN_CI = os.environ.get("CI") == "true"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None and not IN_CI, reason="there is no chromium here"),
]

# Everything in sight that reaches outside the page, or whose own text does not fit in it and cannot be scrolled to.
CUT = """() => {
  const wide = document.documentElement.clientWidth;
  const shown = e => e.checkVisibility() && !e.closest(".unseen, .skip, thead, symbol");
  const scrolled = e => e.parentElement?.closest(".scroll")
    && e.closest(".scroll").scrollWidth > e.closest(".scroll").clientWidth;
  return [...document.body.querySelectorAll("*")].filter(shown).filter(e => {
    const box = e.getBoundingClientRect();
    const outside = !scrolled(e) && (box.left < -0.5 || box.right > wide + 0.5);
    const clips = getComputedStyle(e).overflowX === "hidden" || getComputedStyle(e).overflowX === "clip";
    return outside || (clips && !(e instanceof SVGElement) && e.scrollWidth > e.clientWidth + 1);
  }).map(e => e.outerHTML.slice(0, 200));
}"""
OVERLAPPING = """() => {
  const said = [...document.querySelectorAll("main td, main th, main p, main li, main h2, main h3, figcaption")]
    .filter(e => e.checkVisibility() && !e.closest("thead, .unseen") && e.textContent.trim());
  const boxes = said.map(e => [e, e.getBoundingClientRect()]);
  const found = [];
  for (const [a, x] of boxes) for (const [b, y] of boxes)
    if (a !== b && !a.contains(b) && !b.contains(a) && x.left + 1 < y.right && y.left + 1 < x.right
        && x.top + 1 < y.bottom && y.top + 1 < x.bottom) found.push([a.outerHTML, b.outerHTML]);
  return found;
}"""
SCROLLING = """() => [...document.querySelectorAll(".scroll")].filter(e => e.scrollWidth > e.clientWidth).map(e => ({
  tab: e.tabIndex, name: document.getElementById(e.getAttribute("aria-labelledby"))?.textContent.trim() || "",
}))"""


@dataclass
class Opened:
    """A page that is open, and what it said and asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM is not None, "CI=true, and there is no chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_bytes(render_html(long_document()))
    return path


@pytest.fixture(scope="module", params=[WIDE, SMALL], ids=["wide", "small"])
def opened(request: pytest.FixtureRequest, browser: Browser, file: Path) -> Iterator[Opened]:
    with opened_at(browser, file, request.param) as found:
        yield found


@contextmanager
def opened_at(browser: Browser, file: Path, width: int) -> Iterator[Opened]:
    """The file, open in a window of this width."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    opened = Opened(page)
    page.on("console", lambda message: opened.complaints.append(message.text))
    page.on("pageerror", lambda error: opened.complaints.append(str(error)))
    page.on("request", lambda request: opened.requests.append(request.url))
    page.goto(file.as_uri())
    page.evaluate("document.fonts.ready")
    yield opened
    page.close()


def long_document() -> Document:
    """The sample with what strains a page: long compound words, many columns, long texts, real charts."""
    status = Status(Mark.HALF, "genomfört med avvikelse", Tone.PARTLY)
    compound = "Tillgänglighetsuppföljningsverksamheten"
    text = "Divisionen har under perioden fortsatt arbetet med egenmonitorering vid samtliga hälsocentraler. " * 3
    assignments = Table(
        "Uppdrag från styrelsen",
        (Column("Nr", Align.DECIMAL, 0.5), Column("Uppdrag", weight=3), Column("Ansvarig", weight=1.5),
         Column("Status", weight=1.5), Column("Kommentar", weight=4), Column("Klart")),
        tuple(
            Row((Cell(str(i), figure=str(i)), Cell(compound, bold=True), Cell("Länssjukvårdsverksamheten"),
                 Cell(status=status, sub="försenat"), Cell(text), Cell("2022-12-31")))
            for i in range(1, 9)
        ),
    )  # fmt: skip
    figures = Table(
        "Ekonomi per ram, mnkr",
        (Column("Ram", weight=3), *(Column(f"{head}", Align.DECIMAL) for head in (
            "Budget", "Utfall", "Avvikelse", "Prognos helår", "Kostnadsutveckling", "Personalkostnadsutveckling")),
         Column("Utveckling", Align.CENTER, 1.5), Column("Status", weight=1.5)),
        (Row((Cell("Framgångsfaktor: " + compound.lower(), sub="enligt planen"),), RowKind.GROUP),
         *(Row((Cell(name), *[Cell("−1\u202f234,5\u00a0mnkr", figure="-1234.5")] * 6,
                Cell(picture=sparkline([1, 2, None, 3], 2, "1, 2 och 3.")), Cell(status=state)), kind)
           for name, state, kind in (("Primärvård", MET, RowKind.BODY), (compound, NOT_MET, RowKind.PART),
                                     ("Summa", MET, RowKind.TOTAL)))),
        show_caption=True,
    )  # fmt: skip
    unbroken = "x" * 300
    extra = (
        Heading(1, f"{compound} och {compound.lower()}", "lang-rubrik"),
        Paragraph(f"{unbroken} {HOSTILE[0]}"),
        assignments,
        figures,
        Table("Ett långt ord", (Column("Text"), Column("Tal", Align.DECIMAL)), (Row((Cell(unbroken), Cell("1"))),)),
        Chart(
            "Telefontillgänglighet per månad",
            line_chart(
                [ChartPoint(f"augusti {2015 + i}", 80 + i % 5, f"{80 + i % 5}\u00a0%") for i in range(9)],
                target=ChartTarget(95, "mål 95\u00a0%"),
                axis_label=lambda value: f"{value:g}\u00a0%",
                alt="Telefontillgängligheten 2015–2023.",
            ),
        ),
    )  # fmt: skip
    sample = sample_document()
    return replace(sample, blocks=(*sample.blocks, *extra))


def test_the_page_never_scrolls_sideways(opened: Opened) -> None:
    wide, page_wide = opened.page.evaluate("[innerWidth, document.documentElement.scrollWidth]")
    assert page_wide <= wide


def test_nothing_is_cut(opened: Opened) -> None:
    assert opened.page.evaluate(CUT) == []


def test_no_text_lies_over_another(opened: Opened) -> None:
    assert opened.page.evaluate(OVERLAPPING) == []


def test_what_scrolls_is_reached_by_keyboard_and_has_a_name(opened: Opened) -> None:
    for region in opened.page.evaluate(SCROLLING):
        assert region["tab"] == 0
        assert region["name"]


def test_the_browser_has_nothing_to_complain_of(opened: Opened) -> None:
    assert opened.complaints == []


def test_no_request_leaves(opened: Opened, file: Path) -> None:
    assert [url for url in opened.requests if not url.startswith("data:")] == [file.as_uri()]


def test_the_embedded_typeface_is_used(opened: Opened) -> None:
    assert opened.page.evaluate("[...document.fonts].map(face => face.status)") == ["loaded", "loaded"]


def test_nothing_a_user_wrote_runs(opened: Opened) -> None:
    assert opened.page.evaluate("document.querySelectorAll('script, main a, img, iframe').length") == 0


def test_contents_stand_beside_the_text_on_a_wide_screen(browser: Browser, file: Path) -> None:
    with opened_at(browser, file, WIDE) as opened:
        link = opened.page.get_by_role("link", name="Uppdrag", exact=True)
        box, main = link.bounding_box(), opened.page.locator("main").bounding_box()
        assert box is not None
        assert main is not None
        assert box["x"] + box["width"] <= main["x"]
        link.click()
        assert opened.page.locator("#uppdrag").bounding_box()["y"] < 100  # type: ignore[index]
        assert link.is_visible(), "the contents stay in sight"
        still = link.bounding_box()
        assert still is not None
        assert 0 <= still["y"] < 900


def test_contents_are_folded_on_a_small_screen(browser: Browser, file: Path) -> None:
    with opened_at(browser, file, SMALL) as opened:
        link = opened.page.get_by_role("link", name="Uppdrag", exact=True)
        assert not link.is_visible()
        opened.page.get_by_text("Innehåll", exact=True).click()
        assert link.is_visible()


def test_a_small_screen_shows_each_figure_under_its_head(browser: Browser, file: Path) -> None:
    with opened_at(browser, file, SMALL) as opened:
        cell = opened.page.locator("td[data-head='Mål']").first
        assert cell.evaluate("e => getComputedStyle(e, '::before').content").startswith('"Mål"')
        assert cell.evaluate("e => getComputedStyle(e.parentElement).display") == "grid"


def test_the_skip_link_is_seen_when_reached_and_leads_to_the_text(browser: Browser, file: Path) -> None:
    with opened_at(browser, file, WIDE) as opened:
        opened.page.keyboard.press("Tab")
        skip = opened.page.get_by_role("link", name="Hoppa till texten")
        assert skip.evaluate("e => e === document.activeElement && e.getBoundingClientRect().top >= 0")
        opened.page.keyboard.press("Enter")
        assert opened.page.evaluate("document.activeElement.tagName") == "MAIN"


def test_a_screen_reader_finds_tables_heads_and_pictures(opened: Opened) -> None:
    page = opened.page
    assert page.get_by_role("table", name="Medborgare: mått och utfall").count() == 1
    assert page.get_by_role("rowheader", name="Kontakt samma dag, telefon (TeleQ)").count() == 1
    assert page.get_by_role("img", name="Tre perioder: 87, 82 och 81 %. Mål 95 %.").count() == 1
    assert page.get_by_role("navigation", name="Innehåll").count() == 1


def test_printed_pages_repeat_the_head_and_carry_the_footer_and_number(browser: Browser, file: Path) -> None:
    with opened_at(browser, file, WIDE) as opened:
        printed = PdfReader(io.BytesIO(opened.page.pdf(prefer_css_page_size=True)))
    texts = [page.extract_text() for page in printed.pages]
    assert [round(float(side)) for side in printed.pages[0].mediabox[2:]] == [595, 842]
    with_long_table = [text for text in texts if "Åtgärd som fortsätter" in text]
    assert len(with_long_table) >= 2
    assert all("Nr" in text.split("Åtgärd", 1)[0] for text in with_long_table)
    statuses = [text.split("Ekonomi per ram", 1)[1] for text in texts if "Ekonomi per ram" in text]
    assert "ej uppfyllt" in statuses[0], "the last column of the widest table is on the paper"
    for number, text in enumerate(texts, start=1):
        assert "Division Nära · Delårsrapport augusti 2022" in text
        assert f"{number} ({len(texts)})" in text
