"""Region Norrbotten, Division Nära, bilaga till delårsrapport per augusti 2022: every figure, typed a second time."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.acceptance.figure_row import Row
from tests.acceptance.norrbotten_2022 import EXPECTED, MEASURES, YEARLY

REGION = Path(__file__).parents[2] / "regions" / "norrbotten-2022"
UNIT = "division-nara"

# indicator, period, sex, age band, value: baselines as printed
BASELINES: list[tuple[str, str, str, str, str]] = [
    ("triage-completed", "2021-T2", "all", "", "19600"),
    ("assessed-within-3-days", "2019-T1", "women", "", "89.7"),
    ("assessed-within-3-days", "2019-T1", "men", "", "89.2"),
    ("assessed-within-3-days", "2019-T2", "women", "", "91.8"),
    ("assessed-within-3-days", "2019-T2", "men", "", "91.9"),
    ("violence-asked", "2019", "women", "", "8520"),
    ("violence-asked", "2019", "men", "", "4458"),
    ("lifestyle-advice-share", "2020-T2", "all", "", "8"),
    ("lifestyle-advice-share", "2020-T2", "women", "", "8"),
    ("lifestyle-advice-share", "2020-T2", "men", "", "9"),
    ("health-dialogues-share", "2019", "women", "40", "16"),
    ("health-dialogues-share", "2019", "men", "40", "13"),
    ("health-dialogues-share", "2019", "women", "50", "29"),
    ("health-dialogues-share", "2019", "men", "50", "18"),
    ("health-dialogues-share", "2019", "women", "60", "32"),
    ("health-dialogues-share", "2019", "men", "60", "22"),
    ("emergency-visits-80", "2021-T1", "all", "", "3498"),
    ("emergency-visits-80-share", "2021-T1", "all", "", "18"),
    ("sip-participation", "2019", "all", "", "73.4"),
    ("readmissions-65-share", "2019", "women", "", "16.9"),
    ("readmissions-65-share", "2019", "men", "", "18"),
    ("sip-named-contact-share", "2019", "all", "", "73.4"),
    ("fall-injuries", "2020", "all", "", "4"),
]

SUCCESS_FACTORS = {"samhalle": 1, "medborgare": 3, "verksamhet": 5, "medarbetare": 4, "ekonomi": 2}
ACTIONS = {"medborgare": 5, "verksamhet": 16, "medarbetare": 7, "ekonomi": 2}
ACTIONS_NOT_STARTED = {"obesity-care-study", "eye-skills", "cost-per-patient"}
STANDS_ONLY_YEARLY_OR_ABSENT = {
    indicator for _, indicator, followed, _, absence in MEASURES if followed == YEARLY or absence
}


def load(name: str) -> dict[str, Any]:
    document: dict[str, Any] = YAML(typ="safe", pure=True).load((REGION / name).read_text(encoding="utf-8"))
    return document


@pytest.fixture(scope="module")
def indicators() -> dict[str, dict[str, Any]]:
    return {path.stem: load(f"indicators/{path.name}") for path in sorted((REGION / "indicators").glob("*.yaml"))}


@pytest.fixture(scope="module")
def outcomes() -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for path in sorted((REGION / "outcomes").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows += csv.DictReader(file)
    return rows


@pytest.fixture(scope="module")
def perspectives() -> list[dict[str, Any]]:
    goals: list[dict[str, Any]] = load("goals.yaml")["goals"]
    return goals


def success_factors(perspective: dict[str, Any]) -> list[dict[str, Any]]:
    return [factor for goal in perspective["children"] for factor in goal["children"]]


def target_in_words(definition: dict[str, Any], sex: str = "") -> str:
    target = definition.get("target")
    match target:
        case None:
            return ""
        case {"by_sex": levels}:
            return str(levels[sex]) if sex else f"{levels['women']} and {levels['men']}"
        case {"value": level, "for": "year"}:
            return f"{level} for the year"
        case {"better_than": reference}:
            return f"better than {reference}"
        case {"change": change, "against": reference}:
            return f"{change} per cent on {reference}"
        case {"zero": True}:
            return "zero or better"
        case {"as_needed": True}:
            return "as needed"
        case int() | float():
            return str(target)
        case _:
            raise AssertionError(f"{definition['id']}: the document has no such target as {target}")


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
    assert target_in_words(indicators[indicator], sex) == target


def test_the_folder_holds_no_figure_that_the_document_lacks(outcomes: list[dict[str, str]]) -> None:
    held = Counter((row["indicator"], row["period"], row["sex"], row["age_band"], row["category"]) for row in outcomes)
    assert held == Counter(row[:5] for row in EXPECTED)


def test_every_figure_is_the_divisions_own_published_and_has_its_source(outcomes: list[dict[str, str]]) -> None:
    assert {(row["unit"], row["published"]) for row in outcomes} == {(UNIT, "yes")}
    assert all(row["source"] for row in outcomes)
    assert all(bool(row["note"]) == bool(row["note_en"]) for row in outcomes)


def test_the_measures_stand_under_their_perspectives_in_printed_order(perspectives: list[dict[str, Any]]) -> None:
    held = [
        (perspective["id"], indicator)
        for perspective in perspectives
        for factor in success_factors(perspective)
        for indicator in factor.get("indicators", [])
    ]
    assert held == [(perspective, indicator) for perspective, indicator, *_ in MEASURES]


def test_each_perspective_has_as_many_rows_as_the_documents_tables() -> None:
    rows = Counter(perspective for perspective, *_ in MEASURES)
    rows["verksamhet"] -= 1  # one printed row gives emergency visits as a number and as a share
    assert rows == {"samhalle": 3, "medborgare": 13, "verksamhet": 14, "medarbetare": 11, "ekonomi": 5}


def test_there_are_five_strategic_goals_and_fifteen_success_factors(perspectives: list[dict[str, Any]]) -> None:
    assert [len(perspective["children"]) for perspective in perspectives] == [1] * 5
    assert {perspective["id"]: len(success_factors(perspective)) for perspective in perspectives} == SUCCESS_FACTORS
    assert sum(SUCCESS_FACTORS.values()) == 15


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure[1])
def test_a_measure_has_the_documents_target_follow_up_and_reason_of_absence(
    measure: tuple[str, str, list[str], str, str], indicators: dict[str, dict[str, Any]]
) -> None:
    _, indicator, followed, target, absence = measure
    definition = indicators[indicator]
    assert definition["followed"] == followed
    assert target_in_words(definition) == target
    assert [reason["reason"] for reason in definition.get("absent", [])] == ([absence] if absence else [])


def test_a_measure_without_outcome_is_followed_yearly_or_has_a_stated_reason(outcomes: list[dict[str, str]]) -> None:
    with_outcome = {row["indicator"] for row in outcomes}
    without = {indicator for _, indicator, *_ in MEASURES} - with_outcome
    assert without == STANDS_ONLY_YEARLY_OR_ABSENT


def test_the_baselines_are_the_printed_ones(indicators: dict[str, dict[str, Any]]) -> None:
    held: list[tuple[str, str, str, str, str]] = []
    for indicator, definition in indicators.items():
        stated = definition.get("baseline", [])
        for baseline in [stated] if isinstance(stated, dict) else stated:
            sex, age_band = baseline.get("sex", "all"), str(baseline.get("age_band", ""))
            held.append((indicator, str(baseline["period"]), sex, age_band, str(baseline["value"])))
    assert Counter(held) == Counter(BASELINES)


def test_the_baseline_that_is_printed_twice_keeps_both_in_the_remark(indicators: dict[str, dict[str, Any]]) -> None:
    remark = indicators["assessed-within-3-days"]["remark"]
    assert all(figure in remark["sv"] for figure in ("89,7", "89,2", "91,8", "91,7", "91,9"))
    assert all(figure in remark["en"] for figure in ("89.7", "89.2", "91.8", "91.7", "91.9"))


def test_printed_shares_agree_with_their_counts(outcomes: list[dict[str, str]]) -> None:
    checked = {}
    for row in outcomes:
        if row["value"] and row["denominator"]:
            exact = Decimal(row["numerator"]) * 100 / Decimal(row["denominator"])
            checked[row["indicator"]] = abs(exact - Decimal(row["value"])) <= Decimal("0.5")
    assert checked == {"sip-participation": True, "ready-for-discharge-share": True}


def test_the_actions_are_all_there_with_a_status_read_out_of_the_words() -> None:
    actions = load("actions.yaml")["actions"]
    assert Counter(action["node"] for action in actions) == ACTIONS
    reports = {action["id"]: action["reports"] for action in actions}
    assert all(len(held) == 1 and held[0]["status_from"] == "words" for held in reports.values())
    assert {action for action, held in reports.items() if held[0]["status"] == "not_started"} == ACTIONS_NOT_STARTED
    assert {held[0]["status"] for held in reports.values()} == {"in_progress", "not_started"}


def test_the_only_printed_number_of_an_action_is_three() -> None:
    numbers = {action["id"]: action["number"] for action in load("actions.yaml")["actions"] if "number" in action}
    assert numbers == {"evening-open-centres": 3}


def test_no_judgement_is_made_up_where_the_symbols_are_lost() -> None:
    assert load("judgements.yaml")["judgements"] == []


def test_every_figure_outside_the_goal_tree_has_a_place_in_the_report(indicators: dict[str, dict[str, Any]]) -> None:
    outline = tomllib.loads((REGION / "region.toml").read_text(encoding="utf-8"))["report"]["outline"]
    listed = [indicator for section in outline for indicator in section.get("indicators", [])]
    in_tree = {indicator for _, indicator, *_ in MEASURES}
    assert sorted(listed) == sorted(set(indicators) - in_tree)


def test_every_title_and_text_stands_in_both_languages(indicators: dict[str, dict[str, Any]]) -> None:
    for definition in indicators.values():
        for key in ("title", "short", "why", "official", "remark", "noun"):
            if key in definition:
                assert definition[key].keys() == {"sv", "en"}, f"{definition['id']}: {key}"
    texts = REGION / "texts" / "2022-08"
    swedish = {path.name.removesuffix(".sv.txt") for path in texts.glob("*.sv.txt")}
    english = {path.name.removesuffix(".en.txt") for path in texts.glob("*.en.txt")}
    assert swedish == english
    assert {"introduction", "summary", "production", "successes", "challenges"} <= swedish
