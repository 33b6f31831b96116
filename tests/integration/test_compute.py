"""Computing from the command line: what it publishes, what it says, and what assessment shows of it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from tertial.definitions.start import start_folder
from tertial.domain.declarations import Purpose
from tests.command_line import answer, tertial
from tests.explained_region import AUGUST, HARBOUR, explained_region, load
from tests.persons_in_store import BOB, contact
from tests.stored import publish

THROUGH = ("--through", "2025-08")
STATISTICS = frozenset({Purpose.STATISTICS})


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A region whose events are loaded and computed through August 2025; tests that change it take a copy."""
    return explained_region(tmp_path_factory.mktemp("computed") / "region")


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIAL_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def copy(computed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(computed, tmp_path / "copy"))


def test_where_nothing_has_changed_no_snapshot_is_made(copy: Path) -> None:
    document = answer("compute", copy, *THROUGH, "--json")
    assert (document["new"], document["snapshot"], document["computed"]) == (False, 1, 0)
    assert document["taken_over"] > 0
    assert "Nothing has changed since snapshot 1-" in tertial("compute", copy, *THROUGH).out


def test_a_changed_definition_makes_a_new_snapshot(copy: Path) -> None:
    file = copy / "indicators" / "first-visits.yaml"
    file.write_text(file.read_text("utf-8").replace("wait_days <= 3", "wait_days <= 2"), "utf-8")
    document = answer("compute", copy, *THROUGH, "--json")
    assert (document["new"], document["snapshot"]) == (True, 2)
    assert "first-visits" in tertial("snapshots", "compare", copy, "1").out


def test_what_is_computed_again_is_the_same(copy: Path) -> None:
    document = answer("compute", copy, *THROUGH, "--again", "--json")
    assert (document["new"], document["taken_over"]) == (False, 0)


def test_indicators_whose_feeds_are_not_in_the_store_are_named(copy: Path) -> None:
    (copy / "indicators" / "waiting-total.yaml").write_text("id: waiting-total\nuse: waiting-total\n", "utf-8")
    document = answer("compute", copy, *THROUGH, "--json")
    assert {"indicator": "waiting-total", "feeds": ["waiting-list"]} in document["without_events"]
    assert "waiting-list" in tertial("compute", copy, *THROUGH).out


def test_assessment_shows_the_computed_figure_with_its_counts(computed: Path) -> None:
    rows = answer("assess", computed, "--period", "2025-08", "--unit", "primary-care", "--json")["indicators"]
    figures = {(row["indicator"], row["sex"]): row for row in rows}
    whole = figures["first-visits", "all"]
    assert (whole["numerator"], whole["denominator"], whole["quality"]) == (5, 8, "partial")
    assert whole["note"]


def test_a_store_without_events_is_told_of(tmp_path: Path) -> None:
    start_folder(tmp_path / "region")
    (tmp_path / "region" / "indicators" / "waiting-total.yaml").write_text(
        "id: waiting-total\nuse: waiting-total\n", "utf-8"
    )
    ran = tertial("compute", tmp_path / "region", *THROUGH)
    assert ran.code == 1
    assert "Load something first" in ran.err


def test_a_folder_whose_figures_are_all_reported_has_nothing_to_compute(tmp_path: Path) -> None:
    start_folder(tmp_path / "region")
    ran = tertial("compute", tmp_path / "region", *THROUGH)
    assert (ran.code, "all are reported" in ran.err) == (1, True)


def test_a_figure_that_is_both_reported_and_computed_is_refused(copy: Path) -> None:
    outcomes = copy / "outcomes"
    outcomes.mkdir(exist_ok=True)
    (outcomes / "twice.csv").write_text(
        "indicator,unit,period,sex,age_band,category,numerator,denominator,value,source,published,note\n"
        "first-visits,primary-care,2025-YTD08,all,,,5,8,,Tabell,no,\n",
        "utf-8",
    )
    ran = tertial("assess", copy, "--period", "2025-08", "--unit", "primary-care")
    assert (ran.code, "both reported" in ran.err) == (1, True)


def _load_archive(region: Path, purposes: frozenset[Purpose], **said: str) -> None:
    row = contact(BOB, "from-the-archive", date(2025, 8, 9), unit=HARBOUR)
    load(region, {("contacts", AUGUST): [row]}, extract="archive", purposes=purposes, **said)


@pytest.mark.parametrize("again", [(), ("--again",)])
def test_extracts_of_one_provider_that_share_no_purpose_are_not_computed_together(
    copy: Path, again: tuple[str, ...]
) -> None:
    _load_archive(copy, STATISTICS)
    before = answer("snapshots", "list", copy, "--json")
    ran = tertial("compute", copy, *THROUGH, *again)
    assert (ran.code, ran.out) == (1, "")
    told = " ".join(ran.err.split())
    assert "contacts-cosmic (contacts) and archive (contacts) of region may not be joined" in told
    assert "contacts-cosmic has planning_and_follow_up, quality, archive has statistics" in told
    assert "state it for both in extracts.toml and load them again" in told
    assert answer("snapshots", "list", copy, "--json") == before
    _load_archive(copy, STATISTICS | {Purpose.QUALITY})
    assert answer("compute", copy, *THROUGH, *again, "--json")["new"] is True


def test_extracts_of_two_providers_are_computed_side_by_side_whatever_their_purposes(copy: Path) -> None:
    _load_archive(copy, STATISTICS, provider="private-care")
    assert answer("compute", copy, *THROUGH, "--json")["new"] is True


def test_a_load_that_recorded_no_declaration_is_to_be_made_again(copy: Path) -> None:
    publish(copy / "store", {("contacts", AUGUST): [1]})
    ran = tertial("compute", copy, *THROUGH)
    assert (ran.code, "recorded no declaration" in " ".join(ran.err.split())) == (1, True)
