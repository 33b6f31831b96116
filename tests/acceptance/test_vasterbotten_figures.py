"""Region Västerbotten, hälso- och sjukvårdsnämnden, delårsrapport per augusti 2025: the figures, typed again."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tertial.definitions.library import library_indicators
from tertial.domain.indicators import Direction
from tests.acceptance.figure_row import Row
from tests.acceptance.vasterbotten_2025 import EXPECTED, OBJECTIVES

REGION = Path(__file__).parents[2] / "regions" / "vasterbotten-2025"
UNIT = "hsn"

# Indicators that the document names, mentions or sets a norm for, without printing a figure.
WITHOUT_FIGURE = {
    "children-coordinated-care",
    "children-digital-parent-group",
    "health-examinations-share",
    "lifestyle-support-use",
    "racism-web-training",
    "self-service-use",
    "web-booking-hours-saved",
    "digital-visits",
    "dental-digital-basics",
    "reported-accidents",
    "reported-near-misses",
    "home-visits-offered",
    "violence-question-asked",
    "staff-per-manager",
    "listed-per-named-doctor",
}

# frame, account, item, amount, unit, of January to August 2025
ECONOMY: list[tuple[str, str, str, str, str]] = [
    ("hsn", "net", "deviation", "-335", "MSEK"),
    ("hsn", "net", "cost_development", "-4.8", "%"),
    ("hsn", "income", "change_share", "2.8", "%"),
    ("hsn", "cost", "cost_development", "-1.9", "%"),
    ("hsn", "income", "deviation", "56", "MSEK"),
    ("hsn", "care_income", "deviation", "-16", "MSEK"),
    ("hsn", "patient_dental_income", "deviation", "-69", "MSEK"),
    ("hsn", "cost", "deviation", "-391", "MSEK"),
    ("hsn", "staff_cost", "deviation", "-311", "MSEK"),
    ("hsn", "agency", "change", "-26", "MSEK"),
    ("hsn", "agency", "change_share", "-14", "%"),
    ("primary-care", "net", "deviation", "-112", "MSEK"),
    ("primary-care", "net", "cost_development", "6.7", "%"),
    ("primary-care", "staff_cost", "cost_development", "-1.3", "%"),
    ("primary-care", "staff_cost", "deviation", "-79", "MSEK"),
    ("primary-care", "agency", "agency_cost", "81", "MSEK"),
    ("primary-care", "agency", "change", "-4", "MSEK"),
    ("primary-care", "agency", "change_share", "-5", "%"),
    ("primary-care", "agency", "extra_share", "50", "%"),
    ("primary-care", "agency", "extra_cost", "40.5", "MSEK"),
    ("primary-care", "drugs", "deviation", "-29", "MSEK"),
    ("primary-care", "drugs", "cost_development", "5.3", "%"),
    ("dental-care", "net", "deviation", "-33", "MSEK"),
    ("dental-care", "income", "deviation", "-51", "MSEK"),
    ("dental-care", "cost", "deviation", "18", "MSEK"),
    ("hospital-care", "net", "deviation", "-334", "MSEK"),
    ("hospital-care", "net", "cost_development", "-3.2", "%"),
    ("hospital-care", "staff_cost", "deviation", "-270", "MSEK"),
    ("hospital-care", "staff_cost", "cost_development", "-2.3", "%"),
    ("hospital-care", "agency", "agency_cost", "84", "MSEK"),
    ("hospital-care", "agency", "change", "-22", "MSEK"),
    ("hospital-care", "agency", "change_share", "-21", "%"),
    ("hospital-care", "agency", "extra_share", "50", "%"),
    ("hospital-care", "agency", "extra_cost", "42", "MSEK"),
    ("hospital-care", "drugs", "change", "2", "MSEK"),
    ("hospital-care", "drugs", "cost_development", "0.2", "%"),
    ("hospital-care", "drugs", "deviation", "19", "MSEK"),
    ("hospital-care", "medical_supplies", "deviation", "-57", "MSEK"),
    ("grants-and-administration", "net", "deviation", "144", "MSEK"),
    ("grants-and-administration", "state_grants", "deviation", "50", "MSEK"),
    ("grants-and-administration", "political_funds", "deviation", "60", "MSEK"),
    ("grants-and-administration", "drug_rebates", "deviation", "37", "MSEK"),
]

ALL_BOARDS = ["hsn", "alla-namnder-och-styrelser"]
STEERING = ["hsn", "regionstyrelsen", "regionala-utvecklingsnamnden", "folkhogskolestyrelsen"]
BOTH = ["hsn", "regionstyrelsen"]

# giver, assignment, status, addressees, periodicity; every one ends on the last of December 2025
ASSIGNMENTS: list[tuple[str, str, str, list[str], str]] = [
    ("council", "access-focus", "in_progress", BOTH, "tertial"),
    ("council", "staff-cost-reduction", "done_with_deviation", ALL_BOARDS, "tertial"),
    ("council", "less-agency-staff", "in_progress", BOTH, "tertial"),
    ("council", "wise-clinical-choices", "in_progress", ["hsn"], "tertial"),
    ("council", "steering-activities", "in_progress", STEERING, "tertial"),
    ("council", "close-care", "in_progress", BOTH, "tertial"),
    ("council", "fewer-business-trips", "in_progress", ALL_BOARDS, "tertial"),
    ("board-to-administration", "violence-centre", "in_progress", ["hsf"], "tertial"),
    ("board-to-administration", "quick-contact", "in_progress", ["hsf"], "tertial"),
    ("board-to-bfs", "disability-research", "in_progress", ["bfs"], "tertial"),
    ("board-to-bfs", "public-health-action-plan", "done", ["bfs"], "tertial"),
    ("board-to-bfs", "violence-focus-groups", "in_progress", ["bfs"], "tertial"),
    ("board-to-bpt", "named-doctor-norm", "in_progress", ["bpt"], "tertial"),
    ("board-to-bpt", "dental-staffing", "in_progress", ["bpt"], "year"),
]


def load(name: str) -> dict[str, Any]:
    document: dict[str, Any] = YAML(typ="safe", pure=True).load((REGION / name).read_text(encoding="utf-8"))
    return document


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def indicators() -> dict[str, dict[str, Any]]:
    return {path.stem: load(f"indicators/{path.name}") for path in sorted((REGION / "indicators").glob("*.yaml"))}


@pytest.fixture(scope="module")
def outcomes() -> list[dict[str, str]]:
    return [row for path in sorted((REGION / "outcomes").glob("*.csv")) for row in rows_of(path)]


@pytest.fixture(scope="module")
def economy() -> list[dict[str, str]]:
    return rows_of(REGION / "economy.csv")


@pytest.fixture(scope="module")
def savings() -> dict[str, Any]:
    held: dict[str, Any] = load("savings.yaml")["savings"]
    return held


@pytest.fixture(scope="module")
def assignments() -> dict[str, dict[str, Any]]:
    return {assignment["id"]: assignment for assignment in load("assignments.yaml")["assignments"]}


def objectives() -> list[tuple[str, dict[str, Any]]]:
    return [(goal["id"], objective) for goal in load("goals.yaml")["goals"] for objective in goal["children"]]


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda row: " ".join(part for part in row[:5] if part))
def test_the_folder_holds_the_figure_as_the_document_prints_it(
    expected: Row, outcomes: list[dict[str, str]], indicators: dict[str, dict[str, Any]]
) -> None:
    indicator, period, sex, age_band, category, value, numerator, denominator, target = expected
    found = [
        (row["value"], row["numerator"], row["denominator"])
        for row in outcomes
        if (row["indicator"], row["period"], row["sex"], row["age_band"], row["category"])
        == (indicator, period, sex, age_band, category)
    ]
    assert found == [(value, numerator, denominator)]
    assert str(indicators[indicator].get("target", "")) == target


def test_the_folder_holds_no_figure_that_the_document_lacks(outcomes: list[dict[str, str]]) -> None:
    held = Counter((row["indicator"], row["period"], row["sex"], row["age_band"], row["category"]) for row in outcomes)
    assert held == Counter(row[:5] for row in EXPECTED)


def test_every_figure_is_the_boards_own_published_and_has_its_source(outcomes: list[dict[str, str]]) -> None:
    assert {(row["unit"], row["published"]) for row in outcomes} == {(UNIT, "yes")}
    assert all(row["source"] for row in outcomes)
    assert all(bool(row["note"]) == bool(row["note_en"]) for row in outcomes)


def test_seven_goals_hold_fourteen_objectives_with_their_indicators_in_printed_order() -> None:
    held = [(goal, objective["id"], len(objective.get("indicators", []))) for goal, objective in objectives()]
    assert held == [(goal, objective, count) for goal, objective, _, _, count in OBJECTIVES]
    assert len({goal for goal, *_ in held}) == 7


def test_an_objective_has_the_judgement_of_its_analysis_and_the_outlook_of_the_summary_table() -> None:
    held = [
        (row["objective"], row["judgement"], row["outlook"], row["unit"])
        for row in load("judgements.yaml")["judgements"]
    ]
    assert held == [(objective, judgement, outlook, UNIT) for _, objective, judgement, outlook, _ in OBJECTIVES]


def test_ten_outlooks_cannot_be_judged_and_say_why() -> None:
    judgements = load("judgements.yaml")["judgements"]
    outlooks = Counter(row["outlook"] for row in judgements)
    assert outlooks == {"cannot_be_judged": 10, "will_be_met": 3, "will_not_be_met": 1}
    assert all(row["reason"]["sv"] and row["outlook_reason"]["sv"] for row in judgements)


def test_judgements_that_contradict_their_own_analysis_have_a_remark() -> None:
    remarked = {row["objective"] for row in load("judgements.yaml")["judgements"] if "remark" in row}
    assert remarked == {"digital-services", "civil-preparedness"}


def test_an_indicator_without_figure_says_why_or_waits_for_the_record_system(
    outcomes: list[dict[str, str]], indicators: dict[str, dict[str, Any]]
) -> None:
    assert set(indicators) - {row["indicator"] for row in outcomes} == WITHOUT_FIGURE
    changes = {change["id"]: change for change in load("changes.yaml")["changes"]}
    touched = set(changes["cosmic"]["affects"]["indicators"])
    stated = {name for name in WITHOUT_FIGURE if indicators[name].get("absent")}
    assert stated | touched >= WITHOUT_FIGURE
    assert touched <= WITHOUT_FIGURE
    assert str(changes["cosmic"]["from"]) == "2025-04"


def test_a_manager_has_twenty_to_thirty_five_staff_from_july(
    indicators: dict[str, dict[str, Any]],
) -> None:
    earlier, later = indicators["staff-per-manager"]["target"]
    assert earlier == {"between": [15, 35], "to": "2025-06"}
    assert (later["between"], later["from"], str(later["decided"]["on"])) == ([20, 35], "2025-07", "2025-06-18")


def test_the_norm_of_a_named_doctor_is_1100_patients(indicators: dict[str, dict[str, Any]]) -> None:
    assert indicators["listed-per-named-doctor"]["target"] == 1100


def test_the_payroll_overhead_starts_from_the_assessment_of_the_autumn_before(
    indicators: dict[str, dict[str, Any]],
) -> None:
    baseline = indicators["payroll-overhead"]["baseline"]
    assert (baseline["period"], str(baseline["value"])) == ("2024-T3", "46.41")


def test_the_agency_share_is_of_the_cost_of_own_staff_and_a_decrease_is_good(
    indicators: dict[str, dict[str, Any]],
) -> None:
    agency = indicators["agency-cost-share"]
    definition = library_indicators()[agency["use"]]
    assert (agency["shown"], definition.direction) == ("r12", Direction.DECREASE)
    assert definition.official is not None
    assert "SKR" in definition.official.sv
    assert "egen personal" in agency["title"]["sv"]


def test_the_economy_holds_the_amounts_as_printed(economy: list[dict[str, str]]) -> None:
    held = [
        (row["frame"], row["account"], row["item"], row["amount"], row["unit"])
        for row in economy
        if row["period"] == "2025-YTD08"
    ]
    assert Counter(held) == Counter(ECONOMY)
    assert {row["published"] for row in economy} == {"yes"}


def test_the_frames_make_the_total_and_so_do_income_and_cost(economy: list[dict[str, str]]) -> None:
    deviation = {
        (row["frame"], row["account"]): Decimal(row["amount"]) for row in economy if row["item"] == "deviation"
    }
    frames = ("primary-care", "dental-care", "hospital-care", "grants-and-administration")
    assert [deviation[frame, "net"] for frame in frames] == [-112, -33, -334, 144]
    assert sum(deviation[frame, "net"] for frame in frames) == deviation["hsn", "net"] == -335
    assert deviation["hsn", "income"] + deviation["hsn", "cost"] == -335
    assert deviation["dental-care", "income"] + deviation["dental-care", "cost"] == -33


def test_the_announced_forecast_stands_with_its_reasons_apart_from_the_plain_twelfths(
    economy: list[dict[str, str]],
) -> None:
    forecasts = [row for row in economy if row["item"] == "forecast"]
    assert [(row["frame"], row["period"], row["amount"]) for row in forecasts] == [("hsn", "2025", "-550")]
    assert "sommaravtal" in forecasts[0]["note"]
    assert Decimal(-335) / 8 * 12 == Decimal("-502.5")


def test_the_savings_keep_the_printed_share_that_does_not_hold(savings: dict[str, Any]) -> None:
    (effect,) = savings["effects"]
    assert (savings["need"]["amount"], effect["amount"], effect["share"]) == (593, 137, 35)
    assert effect["amount"] * 100 // savings["need"]["amount"] == 23
    assert "23 procent" in savings["remark"]["sv"]


def test_the_board_decided_three_savings_measures_on_18_june(savings: dict[str, Any]) -> None:
    decided = [
        (measure["id"], str(measure.get("in_force", "")), measure.get("effect"))
        for measure in savings["measures"]
        if str(measure.get("decided_on")) == "2025-06-18"
    ]
    assert decided == [
        ("staff-per-manager-span", "2025-07-01", None),
        ("recruitment-restraint", "2025-06-18", 80),
        ("primary-care-on-call-umea", "", None),
    ]


def test_every_assignment_has_its_giver_status_addressees_periodicity_and_end(
    assignments: dict[str, dict[str, Any]],
) -> None:
    held = [
        (
            assignment["given_by"],
            assignment["id"],
            assignment["reports"][0]["status"],
            [addressee["unit"] for addressee in assignment["addressees"]],
            assignment["periodicity"],
        )
        for assignment in assignments.values()
    ]
    assert held == ASSIGNMENTS
    assert {str(assignment["end"]) for assignment in assignments.values()} == {"2025-12-31"}


def test_parts_of_an_assignment_have_their_own_states(assignments: dict[str, dict[str, Any]]) -> None:
    steering = {part["id"]: part["status"] for part in assignments["steering-activities"]["parts"]}
    assert Counter(steering.values()) == {"done": 5, "in_progress": 4, "paused": 1}
    assert steering["operational-perspective"] == "paused"
    norm = {part["id"]: part["status"] for part in assignments["named-doctor-norm"]["parts"]}
    assert norm["county-staffing-plan"] == "not_started"
    assert len(assignments["close-care"]["parts"]) == 4


def test_the_assignment_of_250_and_213_million_keeps_both_with_a_remark(
    assignments: dict[str, dict[str, Any]],
) -> None:
    reduction = assignments["staff-cost-reduction"]
    assert "250 miljoner" in reduction["title"]["sv"]
    assert "213 miljoner" in reduction["reports"][0]["analysis"]["sv"]
    assert "250" in reduction["remark"]["sv"]
    assert "213" in reduction["remark"]["sv"]


def test_six_areas_of_deviation_have_causes_and_activities() -> None:
    held = [(row["id"], len(row["causes"]), len(row["activities"])) for row in load("deviations.yaml")["deviations"]]
    assert held == [
        ("staff-costs", 4, 4),
        ("drugs", 2, 2),
        ("medical-supplies", 2, 2),
        ("assistive-devices", 1, 2),
        ("primary-care-income", 2, 2),
        ("patient-and-dental-income", 2, 3),
    ]


def test_the_status_rule_is_the_documents_own() -> None:
    status = tomllib.loads((REGION / "region.toml").read_text(encoding="utf-8"))["status"]
    assert (status["met"], status["partly"], status["assumed"]) == (100, 80, False)


def test_every_figure_outside_the_goal_tree_has_a_place_in_the_report(indicators: dict[str, dict[str, Any]]) -> None:
    outline = tomllib.loads((REGION / "region.toml").read_text(encoding="utf-8"))["report"]["outline"]
    listed = [indicator for section in outline for indicator in section.get("indicators", [])]
    in_tree = {indicator for _, objective in objectives() for indicator in objective.get("indicators", [])}
    assert sorted(listed) == sorted(set(indicators) - in_tree)


def test_every_title_and_text_stands_in_both_languages(indicators: dict[str, dict[str, Any]]) -> None:
    for definition in indicators.values():
        for key in ("title", "short", "why", "official", "remark", "noun"):
            if key in definition:
                assert definition[key].keys() == {"sv", "en"}, f"{definition['id']}: {key}"
    texts = REGION / "texts" / "2025-08"
    swedish = {path.name.removesuffix(".sv.txt") for path in texts.glob("*.sv.txt")}
    english = {path.name.removesuffix(".en.txt") for path in texts.glob("*.en.txt")}
    assert swedish == english
    assert {objective["id"] for _, objective in objectives()} <= swedish
