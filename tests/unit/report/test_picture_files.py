"""The charts of a report as files of their own: a name that stays, words for those who do not see, the same letters."""

from __future__ import annotations

import struct
from dataclasses import replace

import pytest
from lxml import etree

from tertial.report.model import Chart, Document, Picture
from tertial.report.picture_files import NamedChart, named_charts
from tertial.report.render.raster import rasterised
from tests.unit.report.sample import CHART, sample_document

SVG = "{http://www.w3.org/2000/svg}"


def a_document(*titles: str) -> Document:
    return replace(sample_document(), blocks=tuple(Chart(title, CHART) for title in titles))


def names(*titles: str) -> list[str]:
    return [one.name for one in named_charts(a_document(*titles))]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Medicinsk bedömning inom 3 dagar, månad för månad", "medicinsk-bedomning-inom-3-dagar-manad-for-manad"),
        ("Å/Ä\\Ö: ../../x", "a-a-o-x"),
        ("   ", "chart"),
        ("ord " * 40, "-".join(["ord"] * 20)),
    ],
)
def test_a_file_is_named_by_the_words_of_the_title_in_letters_that_every_system_takes(title: str, name: str) -> None:
    assert names(title) == [name]


def test_charts_of_one_title_are_told_apart_by_numbers() -> None:
    assert names("Kvinnor och män", "Annat", "Kvinnor och män", "Kvinnor och män") == [
        "kvinnor-och-man", "annat", "kvinnor-och-man-2", "kvinnor-och-man-3",
    ]  # fmt: skip


def test_what_is_no_chart_is_no_picture() -> None:
    assert [one.chart.title for one in named_charts(sample_document())] == ["Telefontillgänglighet"]


def test_a_drawing_by_itself_has_title_words_and_its_own_letters() -> None:
    alt = "Nivån är <stabil> & under målet."
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text x="1" y="5">5 &lt; 7</text></svg>'
    one = NamedChart("a", Chart("Köer & väntan", Picture(drawn, 9, 9, alt)))
    root = etree.fromstring(one.svg())
    assert [child.tag for child in root] == [f"{SVG}title", f"{SVG}desc", f"{SVG}style", f"{SVG}text"]
    assert (root[0].text, root[1].text, root[3].text) == ("Köer & väntan", alt, "5 < 7")
    assert "url(data:font/woff2;base64," in (root[2].text or "")
    assert one.svg() == one.svg()


def test_a_png_is_as_wide_as_asked_for_and_lies_on_white() -> None:
    begin, end = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">', '<circle cx="9" cy="5" r="3"/></svg>'
    found = NamedChart("a", Chart("Köer", Picture(begin + end, 20, 10, "Köer."))).png(320)
    assert found[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", found[16:24]) == (320, 160)
    assert found == rasterised(f'{begin}<rect width="20" height="10" fill="#fff"/>{end}', 320)
    assert found != rasterised(begin + end, 320)
