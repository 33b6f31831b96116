"""What `tertial assess --json` answers for the two regions, held against their documents and against its contract."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from tests.acceptance import norrbotten_2022, vasterbotten_2025
from tests.acceptance.conftest import PERIODS, REGIONS, UNITS, Assessed, ReadBack
from tests.acceptance.figure_row import Row
from tests.acceptance.norrbotten_2022 import MEASURES
from tests.acceptance.printed import tables
from tests.acceptance.vasterbotten_2025 import OBJECTIVES
from tests.command_line import in_a_process_of_its_own

Answer = dict[str, Any]
NORRBOTTEN, VASTERBOTTEN = PERIODS
EXPECTED = [
    *((NORRBOTTEN, row) for row in norrbotten_2022.EXPECTED),
    *((VASTERBOTTEN, row) for row in vasterbotten_2025.EXPECTED),
]

FOLLOW_THE_WHOLE = {"fall-injuries", "suicide-assessment-share", "new-surgical-beds"}
"""Measures with a target for the whole only: a part of the count, or one without an earlier figure to improve on."""

TOP = {
    *("region", "unit", "period", "status_rule", "indicators", "objectives", "economy", "estimates", "insights"),
    "effects",
}
INDICATOR = {
    *("indicator", "title", "goal", "unit", "period", "sex", "age_band", "category", "numerator", "denominator"),
    *("value", "value_unit", "target", "attainment", "status", "rule", "quality", "note", "previous", "variation"),
    *("assurance", "forecast"),
}
INDICATOR_EXTRAS = {
    *("target_level", "decision", "assumed", "change", "covered", "uncertain", "variation_says", "assurance_says"),
    *("no_forecast", "announced"),
}
OBJECTIVE = {
    *("objective", "title", "unit", "period", "judgement", "outlook", "suggested", "suggested_by", "reason"),
}
OBJECTIVE_EXTRAS = {
    *("judged", "differs", "outlook_reason", "suggestion_uncertain", "sureness", "sureness_by", "units_judged"),
    *("suggested_outlook", "suggested_outlook_by", "outlook_differs"),
}
STATUSES = {"met", "partly_met", "not_met", "no_target", "no_data", "not_due"}
OUTLOOKS = {"will_be_met", "partly", "will_not_be_met", "cannot_be_judged", None}
SEXES = {"all", "women", "men", "unknown"}
QUALITIES = {
    *("complete", "provisional", "partial", "broken_series", "estimated", "missing", "not_due", "not_applicable"),
    *("followed_elsewhere", "not_started"),
}
ABSENT = {"missing", "not_due", "not_applicable", "followed_elsewhere", "not_started"}
each_region = pytest.mark.parametrize("region", PERIODS)


def row_of(answer: Answer, indicator: str, sex: str = "all", age_band: str = "", category: str = "") -> Answer:
    """The one row of an indicator and a split."""
    place = (indicator, sex, age_band or None, category or None)
    keys = ("indicator", "sex", "age_band", "category")
    (found,) = [row for row in answer["indicators"] if tuple(row[key] for key in keys) == place]
    return dict(found)


# The documents


@pytest.mark.parametrize(
    ("region", "expected"), EXPECTED, ids=[" ".join(part for part in row[:5] if part) for _region, row in EXPECTED]
)
def test_a_figure_of_the_document_is_answered_as_printed(region: str, expected: Row, assessed: Assessed) -> None:
    indicator, period, sex, age_band, category, value, numerator, denominator, target = expected
    rows = [row for row in assessed(region)["indicators"] if row["indicator"] == indicator]
    assert rows, "the measure is not answered at all"
    shown = rows[0]["period"]
    if period != shown:
        # An earlier figure: the folder's own test reads it; here, that it is not taken for the present one.
        assert period < shown or period[:4] < shown[:4]
        if period == shown.replace(shown[:4], str(int(shown[:4]) - 1)) and (sex, age_band, category) == ("all", "", ""):
            assert row_of(assessed(region), indicator)["previous"] == Decimal(value)
        return
    row = row_of(assessed(region), indicator, sex, age_band, category)
    assert (row["numerator"], row["denominator"]) == tuple(int(count) if count else None for count in expected[6:8])
    if value:
        assert str(row["value"]) == value
    else:
        assert abs(Decimal(numerator) * 100 / Decimal(denominator) - row["value"]) <= Decimal("0.5")
    assert_target(row, target, part=(sex, age_band, category) != ("all", "", ""))


def assert_target(row: Answer, words: str, *, part: bool) -> None:
    """The target and the rule that the document's words ask for."""
    if part and row["indicator"] in FOLLOW_THE_WHOLE:
        assert (row["target"], row["rule"], row["status"]) == (None, None, "no_target")
        return
    match words.split():
        case []:
            assert (row["target"], row["rule"]) == (None, None)
        case ["better", "than", _reference]:
            assert row["rule"] == "better_than"
        case [level, "for", "the", "year"]:
            assert (str(row["target"]), row["rule"]) == (level, "prorated-year")
        case [_change, "per", "cent", "on", _year]:
            assert row["rule"] == "change-prorated"
        case ["zero", "or", "better"]:
            assert (row["target"], row["rule"]) == (0, "zero")
        case [level]:
            assert str(row["target"]) == level
        case _:
            raise AssertionError(f"no document has such a target as {words}")


def test_every_measure_of_division_nara_is_answered_and_those_without_a_figure_say_the_documents_reason(
    assessed: Assessed,
) -> None:
    rows: dict[str, list[Answer]] = {}
    for row in assessed(NORRBOTTEN)["indicators"]:
        rows.setdefault(row["indicator"], []).append(row)
    with_figure = {row[0] for row in norrbotten_2022.EXPECTED}
    for _perspective, indicator, followed, _target, absence in MEASURES:
        if indicator in with_figure:
            assert any(row["value"] is not None for row in rows[indicator]), indicator
        else:
            expected = absence or ("not_due" if followed == ["YEAR"] else "missing")
            assert [row["quality"] for row in rows[indicator]] == [expected], indicator


@pytest.mark.parametrize(
    ("region", "indicator", "value", "target", "attainment", "status"),
    [
        (NORRBOTTEN, "phone-same-day", "81", "95", 85, "partly_met"),
        (NORRBOTTEN, "digital-visits-share", "14", "40", 35, "not_met"),
        (NORRBOTTEN, "children-finished-one-visit", "70.0", "70", 100, "met"),
        (NORRBOTTEN, "sip-named-contact-share", "73", "80", 91, "partly_met"),
        (NORRBOTTEN, "ready-for-discharge-share", "36", "7", 19, "not_met"),
        (VASTERBOTTEN, "agency-cost-share", "3.81", "3.7", 97, "partly_met"),
    ],
)
def test_the_measures_that_the_reports_are_known_for_stand_as_the_rule_says(
    region: str, indicator: str, value: str, target: str, attainment: int, status: str, assessed: Assessed
) -> None:
    row = row_of(assessed(region), indicator)
    assert (str(row["value"]), str(row["target"]), row["attainment"], row["status"]) == (
        value,
        target,
        attainment,
        status,
    )


def test_the_counts_that_the_text_gives_stand_behind_their_shares(assessed: Assessed) -> None:
    answer = assessed(NORRBOTTEN)
    plans, stays = row_of(answer, "sip-participation"), row_of(answer, "ready-for-discharge-share")
    assert (plans["numerator"], plans["denominator"], plans["value"]) == (622, 831, 75)
    assert (stays["numerator"], stays["denominator"], stays["value"]) == (370, 1029, 36)


def test_fourteen_objectives_have_the_judgement_and_the_outlook_of_the_text(assessed: Assessed) -> None:
    held = [(row["objective"], row["judgement"], row["outlook"]) for row in assessed(VASTERBOTTEN)["objectives"]]
    assert held == [(objective, judgement, outlook) for _goal, objective, judgement, outlook, _count in OBJECTIVES]
    assert len(held) == 14
    assert all(row["judged"] and row["reason"].strip() for row in assessed(VASTERBOTTEN)["objectives"])


def test_ten_outlooks_cannot_be_judged_and_each_says_why_in_its_own_words(assessed: Assessed) -> None:
    reasons = [
        row["outlook_reason"] for row in assessed(VASTERBOTTEN)["objectives"] if row["outlook"] == "cannot_be_judged"
    ]
    assert len(reasons) == 10
    assert all(reason.strip() for reason in reasons)
    assert len(set(reasons)) == 10


def test_the_rule_suggests_beside_the_judgement_and_says_by_what(assessed: Assessed) -> None:
    for row in [*assessed(VASTERBOTTEN)["objectives"], *assessed(NORRBOTTEN)["objectives"]]:
        assert row["suggested"] in STATUSES
        assert row["suggested_by"].strip()
    assert not any(row["judged"] for row in assessed(NORRBOTTEN)["objectives"])


def test_the_frames_make_the_total_and_the_announced_forecast_stands_beside_the_plain_twelfths(
    assessed: Assessed,
) -> None:
    economy = assessed(VASTERBOTTEN)["economy"]
    assert (economy["deviation"], economy["twelfth"], economy["announced"]) == (-335, Decimal("-502.5"), -550)
    assert economy["amount_unit"] == "MSEK"
    frames = economy["frames"]
    assert [frame["deviation"] for frame in frames["parts"]] == [-112, -33, -334, 144]
    assert (frames["sum"], frames["total"], frames["agrees"]) == (-335, -335, True)
    assert "sommaravtal" in economy["announced_note"]


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_the_frames_make_the_total_in_the_finished_report(form: str, read_back: ReadBack) -> None:
    printed = read_back(VASTERBOTTEN, "sv", form)
    (table,) = [rows for caption, rows in tables(printed) if caption == "Ekonomi per ram"]
    place = table[0].index("Mot budget")
    shown = [row[place] for row in table[1:]]
    assert shown == ["−112 mnkr", "−33 mnkr", "−334 mnkr", "+144 mnkr", "−335 mnkr"]
    assert ("paragraph", "−112 −33 −334 + 144 = −335: ramarna ger summan.") in printed
    (forecast,) = [rows for caption, rows in tables(printed) if caption == "Prognos för året"]
    assert [row[1] for row in forecast[1:]] == ["−335 mnkr", "−550 mnkr", "−502,5 mnkr"]


def test_a_region_that_states_no_thresholds_has_every_status_marked_as_assumed(assessed: Assessed) -> None:
    assert assessed(NORRBOTTEN)["status_rule"]["assumed"] is True
    assert {row["assumed"] for row in assessed(NORRBOTTEN)["indicators"]} == {True}
    assert assessed(VASTERBOTTEN)["status_rule"]["assumed"] is False
    assert {row["assumed"] for row in assessed(VASTERBOTTEN)["indicators"]} == {False}


# The contract


@each_region
def test_the_document_has_the_keys_of_the_contract_and_no_others(region: str, assessed: Assessed) -> None:
    answer = assessed(region)
    assert set(answer) == TOP
    assert (answer["region"], answer["unit"], answer["period"]) == (region, UNITS[region], PERIODS[region])
    assert {frozenset(row) for row in answer["indicators"]} == {frozenset(INDICATOR | INDICATOR_EXTRAS)}
    assert {frozenset(row) for row in answer["objectives"]} == {frozenset(OBJECTIVE | OBJECTIVE_EXTRAS)}


@each_region
def test_words_of_a_closed_list_are_of_the_list(region: str, assessed: Assessed) -> None:
    answer = assessed(region)
    assert {row["status"] for row in answer["indicators"]} <= STATUSES
    assert {row["sex"] for row in answer["indicators"]} <= SEXES
    assert {row["quality"] for row in answer["indicators"]} <= QUALITIES
    assert {row[key] for row in answer["objectives"] for key in ("judgement", "suggested")} <= STATUSES
    assert {row["outlook"] for row in answer["objectives"]} <= OUTLOOKS


@each_region
def test_figures_are_numbers_and_absent_ones_are_null(region: str, assessed: Assessed) -> None:
    for row in assessed(region)["indicators"]:
        for key in ("value", "target_level", "previous", "change"):
            assert row[key] is None or type(row[key]) in (int, Decimal), (row["indicator"], key)
        for key in ("numerator", "denominator", "attainment"):
            assert row[key] is None or type(row[key]) is int, (row["indicator"], key)
        assert (row["status"] in ("met", "partly_met", "not_met")) == (row["attainment"] is not None)


@each_region
def test_every_absent_figure_has_a_reason_and_every_reason_is_a_sentence(region: str, assessed: Assessed) -> None:
    absent = [row for row in assessed(region)["indicators"] if row["value"] is None]
    assert absent
    for row in absent:
        assert row["quality"] in ABSENT, row["indicator"]
        assert row["status"] in ("no_data", "not_due"), row["indicator"]
        assert len(row["note"].split()) > 2, row["indicator"]
        assert row["note"].rstrip().endswith((".", "%")), row["indicator"]
    assert {row["quality"] for row in assessed(region)["indicators"] if row["value"] is not None}.isdisjoint(ABSENT)


@each_region
def test_a_split_of_an_indicator_is_answered_once(region: str, assessed: Assessed) -> None:
    keys = ("indicator", "unit", "period", "sex", "age_band", "category")
    counts = Counter(tuple(row[key] for key in keys) for row in assessed(region)["indicators"])
    assert set(counts.values()) == {1}


@each_region
def test_a_goal_of_a_row_is_a_node_that_the_objectives_lead_to(region: str, assessed: Assessed) -> None:
    objectives = {row["objective"] for row in assessed(region)["objectives"]}
    assert {row["goal"] for row in assessed(region)["indicators"]} - {None} <= objectives


@each_region
def test_every_reported_measure_says_what_its_months_and_units_mean_or_why_they_mean_nothing(
    region: str, assessed: Assessed
) -> None:
    answer = assessed(region)
    assert [one["indicator"] for one in answer["insights"]] == list(
        dict.fromkeys(row["indicator"] for row in answer["indicators"])
    )
    for one in answer["insights"]:
        for part in ("variation", "comparison", "sexes"):
            assert (one[part] is None) == (one[f"no_{part}"] is not None)
            assert one[part] is not None or one[f"no_{part}"].endswith(".")
    assert any(one["variation"] is None for one in answer["insights"])


@pytest.mark.parametrize(
    "surroundings",
    [
        {},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "iso-8859-1", "COLUMNS": "20", "TERM": "xterm-256color", "FORCE_COLOR": "1"},
    ],
    ids=["as it is", "the C locale", "a Windows pipe", "a coloured narrow terminal"],
)
def test_standard_output_is_one_json_document_in_utf_8_wherever_it_goes(
    surroundings: dict[str, str], assessed: Assessed
) -> None:
    asked = ("assess", REGIONS / VASTERBOTTEN, "--period", "2025-08", "--json")
    ran = in_a_process_of_its_own(*asked, surroundings=surroundings)
    assert json.loads(ran.stdout.decode("utf-8"), parse_float=Decimal) == assessed(VASTERBOTTEN)
    assert ran.returncode == 0


def test_the_words_of_the_document_follow_the_language_and_its_keys_and_figures_do_not(assessed: Assessed) -> None:
    asked = ("assess", REGIONS / NORRBOTTEN, "--period", "2022-08", "--json")
    ran = in_a_process_of_its_own(*asked, surroundings={"TERTIAL_LANGUAGE": "en"})
    english = json.loads(ran.stdout, parse_float=Decimal)
    worded = {
        *("title", "note", "reason", "outlook_reason", "suggested_by", "sureness_by", "suggested_outlook_by"),
        *("variation_says", "assurance_says", "no_forecast"),
    }
    in_forecast = {"method_name", "reason", "notes", "no_year_end"}

    def without_words(row: Answer) -> Answer:
        forecast = row.get("forecast") or {}
        kept = {key: value for key, value in row.items() if key not in worded}
        return {**kept, "forecast": {key: value for key, value in forecast.items() if key not in in_forecast}}

    for part in ("indicators", "objectives"):
        here, there = english[part], assessed(NORRBOTTEN)[part]
        assert [without_words(row) for row in here] == [without_words(row) for row in there]
    assert row_of(english, "named-doctor")["note"].startswith("Followed up from")
