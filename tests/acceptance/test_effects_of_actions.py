"""What actions changed in the invented region, as `assess`, `explain`, `export` and the report tell it."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from tertial.assess.effects.effect import LEAST_AFTER, LEAST_BEFORE
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.pipeline.figures import results_of, unit_figures
from tertial.pipeline.folder import read
from tests.acceptance.conftest import Demonstrated
from tests.acceptance.printed import plain
from tests.acceptance.read_html import read_html
from tests.command_line import Json, answer, tertial

AS_OF = ("--period", "2025-08")
TWO = ("hc-alvsunda-torget", "hc-tallasen")
ELSEWHERE = "hc-skarnliden"
_ACTION = """\
  - id: {id}
    node: same-day-contact
    aim: {{sv: Fler får svar, en: More get an answer}}
    action: {{sv: Prov {id}, en: Trial {id}}}
    {more}
"""
_START = "started: 2025-01\n    units: [hc-alvsunda-torget, hc-tallasen]\n    "
ACTIONS = {
    "sisters": "indicator: phone-same-day\n    " + _START,
    "alone": "indicator: phone-same-day\n    " + _START + "compare_with: none",
    "named": "indicator: phone-same-day\n    " + _START + "compare_with: [hc-skarnliden, hc-renvallen]",
    "everywhere": "indicator: phone-same-day\n    started: 2025-01\n    phase_in: 1",
    "overlapping": "indicator: continuity-index\n    " + _START,
    "persons": "indicator: callers\n    " + _START,
    "late": "indicator: phone-same-day\n    started: 2025-08\n    units: [hc-alvsunda-torget]",
    "unstarted": "indicator: phone-same-day",
    "without-indicator": "number: 1",
}
"""What each action of the region says beside its words."""


@pytest.fixture(scope="module")
def region(demonstrated: Demonstrated, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The region of the demo with other actions, whose starts fit its few months."""
    folder = tmp_path_factory.mktemp("effects") / "demo"
    shutil.copytree(demonstrated.folder / "demo", folder)
    entries = "".join(_ACTION.format(id=name, more=more) for name, more in ACTIONS.items())
    (folder / "actions.yaml").write_text(f"actions:\n{entries}", "utf-8")
    return folder


@pytest.fixture(scope="module")
def effects(region: Path) -> Mapping[str, Json]:
    return by_action(answer("assess", region, *AS_OF, "--json"))


def by_action(document: Json) -> Mapping[str, Json]:
    return {one["action"]: one for one in document["effects"]}


def test_every_action_with_an_indicator_has_an_effect_or_the_reason_in_a_sentence(effects: Mapping[str, Json]) -> None:
    assert set(effects) == set(ACTIONS) - {"without-indicator"}
    for one in effects.values():
        assert (one["value"] is None) != (one["reason"] is None)
        assert one["says"].endswith(".")
        if one["value"] is not None:
            assert one["low"] < one["value"] < one["high"]
            assert one["sure"] is (one["low"] > 0 or one["high"] < 0)
            assert one["months_before"] >= LEAST_BEFORE
            assert one["months_after"] >= LEAST_AFTER


def test_sisters_are_compared_with_unless_a_person_chooses_otherwise(effects: Mapping[str, Json]) -> None:
    told = {name: (effects[name]["method"], effects[name]["compared_with"]) for name in ("sisters", "alone", "named")}
    assert told["sisters"][0] == "compared"
    assert told["sisters"][1] > 5
    assert (told["alone"], told["named"]) == (("before", 0), ("compared", 2))
    assert effects["everywhere"]["units"] == ["region"]
    assert effects["everywhere"]["method"] == "before"


def test_what_cannot_be_told_has_its_reason(effects: Mapping[str, Json]) -> None:
    assert {name: one["reason"] for name, one in effects.items() if one["reason"] is not None} == {
        "overlapping": "overlapping",
        "persons": "not_added_up",
        "late": "too_few_after",
        "unstarted": "no_start",
    }


def test_units_are_put_together_by_their_counts(region: Path) -> None:
    folder = read(region)
    figures = unit_figures(folder, region / folder.extracts.store, unit="region", as_of=Month(2025, 8))
    found = results_of(folder, region / folder.extracts.store)
    assert figures is not None
    assert found is not None
    held = {one.month: one for one in figures.effects["sisters"].figures}
    assert len(held) == 20
    for month, one in held.items():
        parts = [found[0].figure("phone-same-day", unit, Period(PeriodKind.MONTH, month)) for unit in TWO]
        above, below = (
            sum(Fraction(getattr(part, name) or 0) for part in parts) for name in ("numerator", "denominator")
        )
        assert one.figure == pytest.approx(float(100 * above / below))
        assert one.size == float(below)


def test_a_unit_is_told_of_its_own_part_in_an_action(region: Path, effects: Mapping[str, Json]) -> None:
    own = by_action(answer("assess", region, *AS_OF, "--unit", TWO[0], "--json"))
    assert own["sisters"]["units"] == [TWO[0]]
    assert own["sisters"]["value"] != effects["sisters"]["value"]
    assert own["persons"]["units"] == [TWO[0]]
    assert own["persons"]["reason"] != "not_added_up"
    assert own["everywhere"]["units"] == [TWO[0]]


def test_a_unit_without_the_action_is_told_so(region: Path) -> None:
    other = by_action(answer("assess", region, *AS_OF, "--unit", ELSEWHERE, "--json"))
    assert {other[name]["reason"] for name in ("sisters", "alone", "named", "persons", "late")} == {"not_here"}
    assert other["everywhere"]["units"] == [ELSEWHERE]


def test_all_ways_tell_the_same_sentence(
    region: Path, effects: Mapping[str, Json], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "2000")
    printed = tertial("assess", region, *AS_OF).out
    explained = tertial("explain", region, "phone-same-day", *AS_OF).out
    assert tertial("report", region, *AS_OF, "--format", "html", "--out", tmp_path).code == 0
    (page,) = tmp_path.glob("*.html")
    paragraphs = " ".join(text for kind, text, *_rest in read_html(page.read_bytes()) if kind == "paragraph")
    for name, one in effects.items():
        says = " ".join(one["says"].split())
        if one["started"] is not None:
            assert says in " ".join(printed.split())
            assert plain(says) in paragraphs
        if one["indicator"] == "phone-same-day":
            assert says in " ".join(explained.split()), name
    told = answer("explain", region, "phone-same-day", *AS_OF, "--json")
    assert by_action(told) == {name: one for name, one in effects.items() if one["indicator"] == "phone-same-day"}


def test_the_table_of_effects_has_a_row_an_action(region: Path, effects: Mapping[str, Json], tmp_path: Path) -> None:
    answer("export", region, *AS_OF, "--format", "csv", "--out", tmp_path, "--json")
    with (tmp_path / "demo-region-2025-08-effects.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["action"]: row for row in csv.DictReader(file)}
    assert set(rows) == set(effects)
    assert rows["sisters"]["units"] == "; ".join(TWO)
    assert rows["late"]["reason"] == "too_few_after"
    assert float(rows["sisters"]["value"]) == pytest.approx(float(effects["sisters"]["value"]))


def test_the_actions_of_the_demo_have_an_effect_or_a_reason(demonstrated: Demonstrated) -> None:
    folder = demonstrated.folder / "demo"
    told = by_action(answer("assess", folder, *AS_OF, "--json"))
    assert set(told) == {action.id for action in read(folder).actions}
    assert all(one["units"] for one in told.values())
