"""Why a figure is what it is, from the command line to the rows it was counted from."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from tertial.domain.calendar import Month
from tertial.domain.declarations import Purpose
from tertial.store.state import open_state
from tests.command_line import Json, answer, tertial
from tests.explained_region import AUGUST, HARBOUR, HILL, JULY, OLD_TOWN, ROWS, explained_region, load
from tests.persons_in_store import ALICE, contact

IN_AUGUST = ("--period", "2025-08")


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The region, computed; tests that change it take a copy."""
    return explained_region(tmp_path_factory.mktemp("explained") / "region")


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIAL_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def copy(computed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(computed, tmp_path / "copy"))


def told(region: Path, indicator: str, *more: object) -> Json:
    return answer("explain", region, indicator, *IN_AUGUST, *more, "--json")


def left(steps: Json) -> list[tuple[str, int]]:
    """Each filter, or its condition, with the rows left."""
    return [(step["condition"] or step["filter"], step["rows"]) for step in steps["steps"]]


def test_the_document_has_the_figure_its_parts_and_what_it_rests_on(computed: Path) -> None:
    document = told(computed, "first-visits", "--unit", "primary-care")
    assert (document["period"], document["view"], document["computed"]) == ("2025-YTD08", "as_it_was", True)
    figure = document["figure"]
    assert (figure["numerator"], figure["denominator"], figure["quality"]) == (5, 8, "partial")
    assert any("January–June 2025" in reason for reason in figure["reasons"])
    assert [(one["unit"], one["numerator"], one["denominator"]) for one in document["units"]] == [
        (OLD_TOWN, 1, 1),
        (HARBOUR, 3, 5),
        (HILL, 1, 2),
    ]
    assert [(one["sex"], one["denominator"]) for one in document["splits"]] == [("women", 5), ("men", 3)]
    rests = document["rests_on"]
    assert (rests["snapshot"], rests["state"], rests["feeds"]) == (1, 2, {"contacts": ["2025-07", "2025-08"]})
    assert [(one["load"], one["extract"], one["accepted"]) for one in rests["loads"]] == [(1, "contacts-cosmic", 11)]
    assert (rests["definition"]["version"], rests["definition"]["redefined"]) == (3, False)
    assert document["before"] is None


def test_the_months_are_told_in_order_and_make_the_figure(computed: Path) -> None:
    document = told(computed, "first-visits", "--unit", "primary-care")
    months = document["months"]
    assert [one["period"] for one in months] == [f"2025-{number:02}" for number in range(1, 9)]
    assert sum(one["denominator"] or 0 for one in months) == document["figure"]["denominator"]
    assert {one["quality"] for one in months[:6]} == {"missing"}


def test_a_month_that_lacks_between_months_with_a_figure_is_told_too(copy: Path) -> None:
    november = [contact(ALICE, "n", date(2024, 11, 5), unit=HARBOUR, visit="first", mode="physical", wait_days=2)]
    load(copy, {("contacts", Month(2024, 11)): november})
    answer("compute", copy, "--through", "2025-08", "--json")
    months = told(copy, "first-visits", "--unit", "primary-care")["months"]
    assert [(one["period"], one["quality"]) for one in months[:3]] == [
        ("2024-11", "complete"),
        ("2024-12", "missing"),
        ("2025-01", "missing"),
    ]


def test_different_persons_are_counted_of_the_months_that_are_there_when_the_last_are_not(copy: Path) -> None:
    august = told(copy, "patients")["figure"]
    answer("compute", copy, "--through", "2025-10", "--json")
    figure = answer("explain", copy, "patients", "--period", "2025-10", "--json")["figure"]
    assert (figure["numerator"], figure["quality"]) == (august["numerator"], "partial")
    assert any("September–October 2025" in reason for reason in figure["reasons"])


def test_each_condition_is_a_step_as_it_is_written_and_the_last_are_the_figure(computed: Path) -> None:
    document = told(computed, "first-visits", "--unit", "primary-care")
    (steps,) = document["steps"]
    assert left(steps) == [
        ("all", 11),
        ("counted", 10),
        ("at_unit", 10),
        ("visit = 'first'", 9),
        ("kind(unit) = 'health_centre'", 9),
        ("wait_days is not null", 8),
        ("wait_days <= 3", 6),
        ("mode <> 'phone'", 5),
    ]
    assert steps["rows"] == {"denominator": 8, "numerator": 5}
    assert document["steps_agree"] is True


def test_a_sex_is_a_step_of_its_own(computed: Path) -> None:
    document = told(computed, "first-visits", "--unit", "primary-care", "--sex", "men")
    assert left(document["steps"][0])[2:4] == [("at_unit", 10), ("sex = 'men'", 4)]
    assert document["figure"]["denominator"] == document["steps"][0]["rows"]["denominator"] == 3


def test_as_it_is_a_unit_has_the_rows_of_those_whose_work_it_carries(computed: Path) -> None:
    was, now = (told(computed, "first-visits", "--unit", HARBOUR, "--view", view) for view in ("was", "is"))
    assert [one["figure"]["denominator"] for one in (was, now)] == [5, 6]
    assert [one["steps"][0]["rows"]["denominator"] for one in (was, now)] == [5, 6]


def test_a_derived_fact_tells_the_rows_that_it_is_made_from(computed: Path) -> None:
    document = told(computed, "frequent")
    (steps,) = document["steps"]
    (source,) = steps["sources"]
    assert (source["feed"], source["months"]) == ("contacts", ["2025-07", "2025-08"])
    assert left(source) == [("all", 11), ("counted", 10), ("profession = 'doctor'", 10)]
    assert left(steps) == [("all", 4), ("at_unit", 4), ("contacts >= 2", 3)]
    assert document["figure"]["numerator"] == 3


def test_different_persons_are_told_beside_their_rows_and_why_they_are_no_sum(computed: Path) -> None:
    document = told(computed, "patients")
    assert (document["figure"]["numerator"], document["steps"][0]["different"]) == (4, 4)
    assert document["steps"][0]["rows"] == {"numerator": 9}
    ran = tertial("explain", computed, "patients", *IN_AUGUST)
    assert "never added up" in " ".join(ran.out.split())


def test_a_median_tells_the_rows_whose_value_is_known(computed: Path) -> None:
    document = told(computed, "wait-median")
    assert (document["figure"]["value"], document["figure"]["rows"]) == (1, 8)
    assert left(document["steps"][0])[-2:] == [("visit = 'first'", 9), ("wait_days is not null", 8)]


def test_a_second_stage_tells_each_units_figure_against_the_level(computed: Path) -> None:
    document = told(computed, "centres-in-time")
    assert [(one["unit"], one["level_value"], one["reaches"]) for one in document["units_against_level"]] == [
        (HARBOUR, 60, True),
        (HILL, 50, False),
    ]
    assert document["steps"] == []
    assert "not of rows" in document["no_steps"]


def test_a_reported_figure_tells_its_source_and_that_nothing_is_computed(computed: Path) -> None:
    document = told(computed, "phone-same-day")
    assert document["computed"] is False
    assert [(one["sex"], one["numerator"], one["source"]) for one in document["values"]] == [
        ("all", 35340, "Exempel"),
        ("women", 21060, "Exempel"),
        ("men", 14280, "Exempel"),
    ]
    assert [one["period"] for one in document["other_periods"]] == ["2024-YTD08", "2023-YTD08", "2022-YTD08"]
    ran = tertial("explain", computed, "phone-same-day", *IN_AUGUST)
    assert "Nothing is computed" in " ".join(ran.out.split())


def test_a_reported_figure_that_nobody_has_reported_says_why(computed: Path) -> None:
    document = answer("explain", computed, "phone-same-day", "--period", "2019-08", "--json")
    assert (document["values"], document["reason"]) == ([], "No outcome is reported for January–August 2019.")
    later = answer("explain", computed, "named-care-contact", "--period", "2025-08", "--json")
    assert later["reason"] == "The measure is new and is followed up from 2026."


def test_a_period_without_data_says_which_feed_is_missing(computed: Path) -> None:
    document = told(computed, "beds-staffed")
    assert document["figure"]["value"] is None
    assert "Staffed beds" in document["no_steps"]
    assert document["rests_on"]["loads"] == []
    early = answer("explain", computed, "first-visits", "--period", "2024-T1", "--json")
    assert (early["period"], early["figure"]["quality"], early["steps"]) == ("2024-T1", "missing", [])
    ran = tertial("explain", computed, "first-visits", "--period", "2024-T1")
    assert "is not loaded for January–April 2024" in " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("2025-08", "2025-YTD08"),
        ("2025-T2", "2025-T2"),
        ("2025-YTD07", "2025-YTD07"),
        ("2025-R12-08", "2025-R12-08"),
        ("2025", "2025"),
    ],
)
def test_any_written_period_is_taken_and_a_month_means_what_the_indicator_shows(
    computed: Path, asked: str, meant: str
) -> None:
    assert answer("explain", computed, "first-visits", "--period", asked, "--json")["period"] == meant


def test_what_changed_since_the_snapshot_before_is_told_with_its_causes(copy: Path) -> None:
    more = [*ROWS[AUGUST], {**ROWS[JULY][0], "contact_id": "new", "date": date(2025, 8, 9)}]
    load(copy, {("contacts", AUGUST): more})
    answer("compute", copy, "--through", "2025-08", "--json")
    document = told(copy, "first-visits", "--unit", HARBOUR)
    before = document["before"]
    assert (before["snapshot"], before["figure"]["denominator"], document["figure"]["denominator"]) == (1, 5, 6)
    assert (before["changed"], before["causes"], before["feeds"]) == (True, ["data"], {"contacts": ["2025-08"]})
    assert [one["load"] for one in document["rests_on"]["loads"]] == [3, 1]
    ran = tertial("explain", copy, "first-visits", "--unit", HARBOUR, *IN_AUGUST)
    assert "What can be why: data (contacts)." in " ".join(ran.out.split())
    older = told(copy, "first-visits", "--unit", HARBOUR, "--snapshot", "1")
    assert (older["figure"]["denominator"], older["steps"][0]["rows"]["denominator"]) == (5, 5)


def test_a_definition_that_came_after_the_snapshot_is_told_of(copy: Path) -> None:
    path = copy / "indicators" / "first-visits.yaml"
    path.write_text(path.read_text("utf-8").replace("wait_days is not null", "wait_days > 0"), "utf-8")
    document = told(copy, "first-visits", "--unit", HARBOUR)
    assert document["rests_on"]["definition"]["redefined"] is True
    assert (document["figure"]["denominator"], document["steps"][0]["rows"]["denominator"]) == (5, 4)
    assert document["steps_agree"] is False
    ran = tertial("explain", copy, "first-visits", "--unit", HARBOUR, *IN_AUGUST)
    assert "Run tertial compute." in ran.out
    assert "rests on 5 rows" in " ".join(ran.out.split())


def test_where_the_state_of_events_is_pruned_the_steps_say_so_and_the_figure_stands(copy: Path) -> None:
    load(copy, {("contacts", Month(2025, 9)): [contact(ALICE, "later", date(2025, 9, 1), unit=HARBOUR)]})
    answer("store", "prune", copy, "--keep", "1", "--yes", "--json")
    assert open_state(copy / "store").number == 3
    document = told(copy, "first-visits", "--unit", HARBOUR)
    assert (document["figure"]["denominator"], document["steps"]) == (5, [])
    assert "pruned" in document["no_steps"]


def test_persons_that_may_not_be_joined_are_not_counted_again_either(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = {("contacts", Month(2025, 9)): [contact(ALICE, "later", date(2025, 9, 1), unit=HARBOUR)]}
    load(copy, archive, extract="archive", purposes=frozenset({Purpose.STATISTICS}))
    # As a snapshot of the time before declarations were asked for.
    with monkeypatch.context() as before:
        before.setattr("tertial.compute.computing.check_measure", lambda _log, _measure, _on: None)
        answer("compute", copy, "--through", "2025-09", "--json")
    for indicator in ("frequent", "patients"):
        document = told(copy, indicator, "--unit", HARBOUR)
        assert document["steps"] == []
        assert "of region may not be joined" in document["no_steps"]
    assert told(copy, "first-visits", "--unit", HARBOUR)["steps"]


def test_the_text_fits_eighty_columns_in_both_languages(computed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for language in ("sv", "en"):
        monkeypatch.setenv("TERTIAL_LANGUAGE", language)
        for indicator in ("first-visits", "frequent", "patients", "wait-median", "centres-in-time", "phone-same-day"):
            ran = tertial("explain", computed, indicator, *IN_AUGUST)
            assert (ran.code, ran.err) == (0, "")
            assert [line for line in ran.out.splitlines() if len(line) > 80] == []


def test_the_text_has_every_section(computed: Path) -> None:
    out = tertial("explain", computed, "first-visits", "--unit", "primary-care", *IN_AUGUST).out
    for words in (
        "62.5%   5 out of 8",
        "The care guarantee",
        "next review 2026-06",
        "numerator    contacts, where wait_days <= 3 and mode <> 'phone'",
        "By month",
        "By unit directly below",
        "By part",
        "all rows of the months in the store",
        "count at Primary care",
        "contacts-cosmic",
        "No earlier snapshot is kept.",
    ):
        assert words in out


def test_categories_are_called_by_their_names(copy: Path) -> None:
    definition = copy / "indicators" / "first-visits.yaml"
    definition.write_text(definition.read_text("utf-8").replace("by: [sex]", "by: [sex, mode]"), "utf-8")
    answer("compute", copy, "--through", "2025-08", "--json")
    parts = tertial("explain", copy, "first-visits", *IN_AUGUST).out.partition("By part")[2].partition("Step")[0]
    assert "Physical visit" in parts
    assert "women, Physical visit" in parts
    assert "physical" not in parts


def test_nothing_is_left_in_the_store_by_looking(computed: Path) -> None:
    before = sorted(path for path in (computed / "store").rglob("*"))
    told(computed, "frequent")
    assert sorted(path for path in (computed / "store").rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("first-visit", "--period", "2025-08"), "Did you mean first-visits?"),
        (("first-visits", "--unit", "harbour-center", "--period", "2025-08"), "Did you mean harbour-centre?"),
        (("first-visits", "--tree", "lines", "--period", "2025-08"), "Did you mean line?"),
        (("first-visits", "--snapshot", "9", "--period", "2025-08"), "There is no snapshot 9"),
    ],
)
def test_what_is_not_there_is_refused_with_the_nearest_name(
    computed: Path, arguments: tuple[str, ...], words: str
) -> None:
    ran = tertial("explain", computed, *arguments)
    assert (ran.code, ran.out) == (1, "")
    assert words in ran.err
    assert words in tertial("explain", computed, *arguments, "--json").document()["error"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--period", "2025-13"),
        ("--period", "2025-08", "--view", "will-be"),
        ("--period", "2025-08", "--user", "anna"),
        (),
    ],
)
def test_a_wrong_command_line_ends_with_two(computed: Path, arguments: tuple[str, ...]) -> None:
    assert tertial("explain", computed, "first-visits", *arguments).code == 2


def test_before_anything_is_computed_the_command_to_run_is_named(copy: Path) -> None:
    shutil.rmtree(copy / "store" / "snapshots")
    ran = tertial("explain", copy, "first-visits", *IN_AUGUST)
    assert (ran.code, ran.out) == (1, "")
    assert "Begin with tertial compute." in ran.err


def test_an_indicator_that_came_after_the_snapshot_is_to_be_computed_first(copy: Path) -> None:
    text = (copy / "indicators" / "wait-median.yaml").read_text("utf-8").replace("wait-median", "wait-later")
    (copy / "indicators" / "wait-later.yaml").write_text(text, "utf-8")
    ran = tertial("explain", copy, "wait-later", *IN_AUGUST)
    assert ran.code == 1
    assert "does not have the indicator wait-later. Run tertial compute again." in ran.err


def test_the_page_has_every_key_of_the_document(computed: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "explain-a-number.md").read_text("utf-8")
    counted, reported = told(computed, "first-visits"), told(computed, "phone-same-day")
    keys = {*counted, *reported, *counted["figure"], *counted["rests_on"], *counted["steps"][0]}
    assert {key for key in keys if f"`{key}`" not in page} == set()
