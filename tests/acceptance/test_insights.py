"""What results mean, as `tertial assess --json`, `export` and `explain` answer for the invented region of the demo."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.acceptance.conftest import Demonstrated
from tests.command_line import answer, in_a_process_of_its_own, tertial

Answer = dict[str, Any]
ICONS = {
    "common_cause",
    *(f"{what}_{way}" for what in ("improving", "concerning", "neither") for way in ("high", "low")),
}
AS_OF = ("--period", "2025-08")


@pytest.fixture(scope="module")
def region(demonstrated: Demonstrated) -> Path:
    return demonstrated.folder / "demo"


def _no_constant(name: str) -> NoReturn:
    raise AssertionError(f"{name} is no JSON number")


@pytest.fixture(scope="module")
def answered(region: Path) -> Answer:
    """The document; NaN and infinity, which are no JSON, are refused."""
    ran = in_a_process_of_its_own("assess", region, *AS_OF, "--json")
    return dict(json.loads(ran.stdout, parse_constant=_no_constant))


def variations(answered: Answer) -> Iterator[Answer]:
    for one in answered["insights"]:
        yield from filter(None, (one["variation"], *one["variation_of_sexes"].values()))


def test_every_indicator_has_what_its_figures_mean_or_the_reason_in_a_sentence(answered: Answer) -> None:
    assert {one["indicator"] for one in answered["insights"]} == {row["indicator"] for row in answered["indicators"]}
    for one in answered["insights"]:
        for part in ("variation", "comparison", "sexes"):
            assert (one[part] is None) != (one[f"no_{part}"] is None), (one["indicator"], part)
            assert one[part] is not None or one[f"no_{part}"].endswith((".", "%"))
    said = Counter(part for one in answered["insights"] for part in ("variation", "comparison") if one[part])
    assert said["variation"] > 30
    assert said["comparison"] > 15


def test_the_page_has_every_key_of_what_the_figures_mean(answered: Answer) -> None:
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "explain-a-number.md").read_text("utf-8")
    keys: set[str] = set()
    for one in answered["insights"]:
        parts = [one, one["variation"], one["comparison"], one["sexes"], one["age_standardised"]]
        for part in filter(None, parts):
            keys |= {*part, *(key for many in ("points", "units") for each in part.get(many, ())[:1] for key in each)}
    assert {"alike", "way", "women_cases", "crude"} <= keys
    assert {key for key in keys if f"`{key}`" not in page} == set()


def test_a_chart_without_icon_says_why_and_one_with_it_has_limits_around_its_level(answered: Answer) -> None:
    found = list(variations(answered))
    assert {one["icon"] for one in found} - {None} <= ICONS
    for one in found:
        assert one["says"].endswith(".")
        assert one["assurance_says"].endswith(".")
        if one["icon"] is not None:
            assert one["lower"] <= one["centre"] <= one["upper"]
    assert any(one["icon"] for one in found)


def test_each_month_has_its_counts_and_one_that_takes_no_part_says_why(answered: Answer) -> None:
    points = [point for one in variations(answered) for point in one["points"]]
    assert any(point["left_out"] == "unreliable" for point in points)
    for point in points:
        assert (point["centre"] is None) == (point["left_out"] is not None)
        if point["left_out"] in {"unreliable", "missing"}:
            assert point["note"].strip()
    (phone,) = [one for one in answered["insights"] if one["indicator"] == "phone-same-day"]
    last = phone["variation"]["points"][-1]
    assert last["period"] == "2025-08"
    assert last["value"] == pytest.approx(100 * last["numerator"] / last["denominator"], rel=1e-6)


def test_health_centres_are_held_against_each_other_by_their_own_counts(answered: Answer) -> None:
    (phone,) = [one["comparison"] for one in answered["insights"] if one["indicator"] == "phone-same-day"]
    assert phone["units_of"] == "health_centre"
    assert len(phone["units"]) == phone["compared"] >= 5
    for unit in phone["units"]:
        assert unit["value"] == pytest.approx(100 * unit["numerator"] / unit["denominator"], rel=1e-6)
        assert unit["low"] <= unit["value"] <= unit["high"]
        assert unit["rank_first"] <= unit["rank"] <= unit["rank_last"]
    assert 0 <= phone["chance_share_low"] <= phone["chance_share"] <= phone["chance_share_high"] <= 1
    out = [unit["unit"] for unit in phone["units"] if unit["stands_out"]]
    assert out == phone["standing_out"]
    together = sum(unit["numerator"] for unit in phone["units"]) / sum(unit["denominator"] for unit in phone["units"])
    assert phone["centre"] == pytest.approx(100 * together, rel=1e-6)


def test_the_tables_have_a_row_a_point_and_a_row_a_unit(region: Path, answered: Answer, tmp_path: Path) -> None:
    answer("export", region, *AS_OF, "--format", "csv", "--out", tmp_path, "--json")
    wanted = {
        "variation": sum(len(one["points"]) for one in variations(answered)),
        "comparison": sum(len(one["comparison"]["units"]) for one in answered["insights"] if one["comparison"]),
    }
    for name, rows in wanted.items():
        with (tmp_path / f"demo-region-2025-08-{name}.csv").open(encoding="utf-8", newline="") as file:
            assert len(list(csv.DictReader(file))) == rows > 0


def test_a_health_centre_is_told_its_place_among_its_sisters(region: Path, answered: Answer) -> None:
    (phone,) = [one["comparison"] for one in answered["insights"] if one["indicator"] == "phone-same-day"]
    unit = phone["units"][0]
    told = answer("explain", region, "phone-same-day", "--unit", unit["unit"], *AS_OF, "--json")
    held = told["insight"]["comparison"]
    assert held["own"] == unit["unit"]
    (own,) = [one for one in held["units"] if one["own"]]
    assert (own["rank"], own["numerator"], own["denominator"]) == (unit["rank"], unit["numerator"], unit["denominator"])


def test_the_paragraph_of_an_explanation_says_level_limits_and_place(
    region: Path, answered: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    (phone,) = [one["comparison"] for one in answered["insights"] if one["indicator"] == "phone-same-day"]
    monkeypatch.setenv("TERTIAL_LANGUAGE", "en")
    printed = tertial("explain", region, "phone-same-day", "--unit", phone["units"][0]["unit"], *AS_OF).out
    said = " ".join(printed.split()).partition("What it means")[2].partition("The definition")[0]
    assert "Level" in said
    assert f"Among {phone['compared']} units of the same kind it stands at place {phone['units'][0]['rank']} (" in said
    assert "The measure is not split by women and men." in said


def test_an_explanation_has_the_forecast_of_the_report_and_tells_method_record_and_chance(
    region: Path, answered: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [row for row in answered["indicators"] if row["indicator"] == "phone-same-day" and row["sex"] == "all"]
    told = json.loads(tertial("explain", region, "phone-same-day", *AS_OF, "--json").out)
    assert told["forecast"] == rows[0]["forecast"]
    assert told["no_forecast"] is None
    monkeypatch.setenv("TERTIAL_LANGUAGE", "en")
    printed = " ".join(tertial("explain", region, "phone-same-day", *AS_OF).out.split())
    said = printed.partition("How the year is expected to end")[2].partition("The definition")[0]
    for part in ("The whole of 2025 is expected to be", "The probability of meeting the target", "1/12 rule"):
        assert part in said
    assert (told["forecast"]["back_test"] is None) == ("When it was tried from" not in said)


def test_an_explanation_without_a_forecast_says_why(region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIAL_LANGUAGE", "en")
    told = answer("explain", region, "assessed-within-3-days", *AS_OF, "--sex", "women", "--json")
    assert told["forecast"] is None
    assert "of everybody only" in told["no_forecast"]


def test_different_persons_of_each_month_are_foreseen_to_december(
    region: Path, answered: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    (row,) = [row for row in answered["indicators"] if row["indicator"] == "callers"]
    told = json.loads(tertial("explain", region, "callers", *AS_OF, "--json").out)
    assert told["forecast"] == row["forecast"]
    monkeypatch.setenv("TERTIAL_LANGUAGE", "en")
    assert "December 2025 is expected to be" in " ".join(tertial("explain", region, "callers", *AS_OF).out.split())


def test_every_chart_of_the_report_is_a_picture_with_its_words(region: Path, tmp_path: Path) -> None:
    told = answer("pictures", region, *AS_OF, "--out", tmp_path, "--pixels", "400", "--language", "sv,en", "--json")
    assert {file["format"] for file in told["files"]} == {"svg", "png", "csv"}
    for language in ("sv", "en"):
        (folder,) = tmp_path.glob(f"*-{language}-pictures")
        with (folder / "pictures.csv").open(encoding="utf-8-sig", newline="") as lines:
            listed = list(csv.DictReader(lines))
        assert len(listed) > 20
        assert {f"{one['name']}{kind}" for one in listed for kind in (".svg", ".png")} == {
            path.name for path in folder.iterdir() if path.suffix != ".csv"
        }
        assert all(one["title"] and one["shows"] for one in listed)
    assert {Path(file["file"]) for file in told["files"]} == {path for path in tmp_path.rglob("*") if path.is_file()}


def test_pictures_are_told_by_how_many_they_are_and_where(
    region: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERTIAL_LANGUAGE", "en")
    ran = tertial("pictures", region, *AS_OF, "--out", tmp_path, "--format", "svg")
    count = len(list(tmp_path.rglob("*.svg")))
    assert " ".join(ran.out.split()).startswith(f"Pictures: {count}, in ")
    assert list(tmp_path.rglob("*.png")) == []
    assert tertial("pictures", region, *AS_OF, "--out", tmp_path, "--format", "gif").code == 2
    assert tertial("pictures", region, *AS_OF, "--out", tmp_path, "--unit", "nowhere").code == 1
