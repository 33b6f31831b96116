"""`tertial simulate` as a user sees it: a region that checks, loads without a row in quarantine and computes."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from tertial.domain.feeds.registry import all_feeds
from tertial.extracts.keys import KEY_ID_VARIABLE, KEY_VARIABLE
from tests.command_line import answer, in_a_process_of_its_own, tertial

KEY = {KEY_VARIABLE: bytes(range(5, 37)).hex(), KEY_ID_VARIABLE: "k1"}
ASKED = ("--residents", "900", "--months", "3", "--seed", "4", "--last", "2025-10")


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("simulated") / "region"
    assert tertial("simulate", folder, *ASKED).code == 0
    return folder


CHANGED = ("--residents", "1500", "--months", "6", "--seed", "4", "--last", "2025-10", "--new-record-system", "2025-06")
HIT = ("contacts", "phone-calls", "waiting-list", "admissions", "medication-reviews")


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    folder = tmp_path / "changed"
    assert tertial("simulate", folder, *CHANGED).code == 0
    return folder


def test_the_folder_has_nothing_wrong(region: Path) -> None:
    found = answer("check", region, "--json")
    assert (found["errors"], found["warnings"]) == ([], [])


def test_a_region_with_a_new_record_system_declares_it_and_has_nothing_wrong(changed: Path) -> None:
    found = answer("check", changed, "--json")
    assert (found["errors"], found["warnings"]) == ([], [])
    declared = (changed / "changes.yaml").read_text("utf-8")
    assert "from: 2025-06" in declared
    assert "phone-same-day" in declared
    assert "feeds: [admissions, " in declared
    # When and of what, and not what went wrong.
    with (changed / "truth" / "mechanisms.csv").open(encoding="utf-8", newline="") as file:
        assert not {row["unit"] for row in csv.DictReader(file) if row["unit"] and row["unit"] in declared}


def test_a_load_refuses_what_the_truth_says_and_nothing_else_at_once_or_when_the_last_month_comes_alone(
    changed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in KEY.items():
        monkeypatch.setenv(name, value)
    truth: dict[str, Counter[str]] = defaultdict(Counter)
    with (changed / "truth" / "delivered.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            truth[row["feed"]].update({fate: int(row[fate]) for fate in ("rows", "refused", "updates")})
    later = [path for path in (changed / "extracts").glob("*/*.csv") if path.stem == "2025-10"]
    assert later
    without_last = tmp_path / "without-last"
    shutil.copytree(changed, without_last)
    for path in later:
        (without_last / path.relative_to(changed)).unlink()
    feeds = [option for feed in HIT for option in ("--feed", feed)]
    at_once = _taken(answer("load", changed, *feeds, "--json"))
    first = _taken(answer("load", without_last, *feeds, "--json"))
    for path in later:
        shutil.copyfile(path, without_last / path.relative_to(changed))
    second = _taken(answer("load", without_last, *feeds, "--json"))
    for feed in HIT:
        said = truth[feed]
        assert at_once[feed] == (said["rows"] - said["refused"] + said["updates"], said["refused"]), feed
        assert tuple(map(sum, zip(first[feed], second[feed], strict=True))) == at_once[feed], feed
    assert sum(said["refused"] for feed, said in truth.items() if feed in HIT) > 0
    assert sum(said["updates"] for feed, said in truth.items() if feed in HIT) > 0


def _taken(loaded: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """The rows accepted and quarantined, by feed."""
    taken: dict[str, tuple[int, int]] = {}
    for each in loaded["extracts"]:
        accepted, quarantined = taken.get(each["feed"], (0, 0))
        taken[each["feed"]] = (accepted + each["accepted"], quarantined + each["quarantined"])
    return taken


def test_a_change_that_is_declared_anew_replaces_the_simulations_own_words_only(tmp_path: Path) -> None:
    small = ("--residents", "500", "--months", "2", "--last", "2025-10", "--replace")
    declared = tmp_path / "changes.yaml"
    assert tertial("simulate", tmp_path, *small, "--new-record-system", "2025-09").code == 0
    assert "from: 2025-09" in declared.read_text("utf-8")
    assert tertial("simulate", tmp_path, *small).code == 0
    assert not declared.exists()
    declared.write_text("changes: []\n", "utf-8")
    assert tertial("simulate", tmp_path, *small, "--new-record-system", "2025-10").code == 0
    assert declared.read_text("utf-8") == "changes: []\n"


def test_every_row_is_accepted_and_the_goals_are_computed(region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in KEY.items():
        monkeypatch.setenv(name, value)
    loaded = answer("load", region, "--json")["extracts"]
    assert [each for each in loaded if each.get("quarantined") != 0] == []
    rows = sum(int(row.split(",")[3]) for row in (region / "truth" / "counts.csv").read_text("utf-8").splitlines()[1:])
    full = {name for name, feed in all_feeds().items() if feed.delivery == "full"}
    assert sum(each["accepted"] for each in loaded if each["feed"] not in full) == rows
    assert tertial("compute", region, "--through", "2025-10").code == 0
    assessed = answer("assess", region, "--period", "2025-10", "--json")["indicators"]
    # Of a year to date three months, so not complete; but there.
    assert {row["quality"] for row in assessed if row["indicator"] == "phone-same-day"} == {"partial"}


def test_the_answer_says_what_was_made(tmp_path: Path) -> None:
    made = answer("simulate", tmp_path / "region", *ASKED, "--json")
    rows = made.pop("rows")
    assert made == {
        "folder": str(tmp_path / "region"),
        "residents": 900,
        "months": 3,
        "seed": 4,
        "feeds": made["feeds"],
        "extracts": len(list((tmp_path / "region" / "extracts").iterdir())),
    }
    assert rows > 30_000
    assert json.loads((tmp_path / "region" / "truth" / "run.json").read_text("utf-8"))["seed"] == 4


def test_a_simulated_folder_is_not_written_over_unless_it_is_asked_for(region: Path, tmp_path: Path) -> None:
    folder = tmp_path / "region"
    assert tertial("simulate", folder, *ASKED).code == 0
    (folder / "goals.yaml").write_text("goals: []\n", "utf-8")
    again = tertial("simulate", folder, *ASKED)
    assert again.code == 1
    assert "--replace" in again.err
    assert tertial("simulate", folder, *ASKED[:-2], "--last", "2025-08", "--replace").code == 0
    # What somebody has written stays; what the simulation makes is made anew.
    assert (folder / "goals.yaml").read_text("utf-8") == "goals: []\n"
    assert {path.name for path in (folder / "extracts" / "contacts").iterdir()} == {
        "2025-06.csv",
        "2025-07.csv",
        "2025-08.csv",
    }


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Hej", "utf-8")
    for asked in (ASKED, (*ASKED, "--replace")):
        refused = tertial("simulate", tmp_path, *asked)
        assert refused.code == 1
        assert str(tmp_path) in refused.err
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "region").write_text("", "utf-8")
    assert tertial("simulate", tmp_path / "region", *ASKED).code == 1


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--months", "0"), 1),
        (("--residents", "3"), 1),
        (("--seed", "-1"), 1),
        (("--last", "august"), 2),
        (("--format", "xlsx"), 2),
        (("--new-record-system", "2022-12"), 1),
        (("--new-record-system", "2026-01"), 1),
        (("--new-record-system", "spring"), 2),
    ],
)
def test_what_cannot_be_made_is_told_and_nothing_is_written(
    options: tuple[str, str], code: int, tmp_path: Path
) -> None:
    ran = tertial("simulate", tmp_path / "region", *options)
    assert ran.code == code
    assert options[1] in ran.err
    assert not (tmp_path / "region").exists()


def test_parquet_is_loaded_as_csv_is(tmp_path: Path) -> None:
    folder = tmp_path / "region"
    assert tertial("simulate", folder, *ASKED, "--format", "parquet").code == 0
    feeds = ("--feed", "admissions", "--feed", "ledger", "--feed", "listing", "--feed", "persons")
    ran = in_a_process_of_its_own("load", folder, *feeds, "--json", surroundings=KEY)
    assert ran.returncode == 0
    loaded = json.loads(ran.stdout)["extracts"]
    assert [each["quarantined"] for each in loaded] == [0] * len(loaded)


def test_a_disk_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_kwargs: object) -> None:
        raise OSError(28, "No space left on device", str(tmp_path / "region" / "extracts"))

    monkeypatch.setattr(Path, "mkdir", full)
    ran = tertial("simulate", tmp_path / "region", *ASKED)
    assert ran.code == 1
    assert str(tmp_path / "region") in ran.err
