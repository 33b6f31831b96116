"""The tutorial and the README's five minutes, followed to the letter in an empty folder: what they say happens."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.command_line import answer, tertial

ROOT = Path(__file__).parents[2]


def blocks(page: str) -> list[str]:
    """The fenced blocks of a page of the docs, in order."""
    return re.findall(r"^```\w*\n(.*?)^```$", (ROOT / page).read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


def commands(page: str) -> list[list[str]]:
    """The arguments of each `tertial` command of a page, in order."""
    lines = [line for block in blocks(page) for line in block.splitlines() if line.startswith("tertial ")]
    return [shlex.split(line, comments=True)[1:] for line in lines]


def test_the_readmes_five_minutes_run_as_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = {arguments[0]: tertial(*arguments) for arguments in commands("README.md")}
    assert {name: run.code for name, run in ran.items()} == dict.fromkeys(
        ("init", "check", "assess", "report", "export", "pictures"), 0
    )
    assert {path.suffix for path in (tmp_path / "reports").iterdir()} == {".pdf", ".docx", ".html"}
    assert {path.suffix for path in (tmp_path / "tables").iterdir()} == {".csv", ".xlsx"}
    assert {path.suffix for path in (tmp_path / "slides").rglob("*.*")} == {".csv", ".png", ".svg"}


def test_the_first_report_comes_out_as_the_tutorial_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = "docs/tutorial/first-report.md"
    monkeypatch.chdir(tmp_path)
    make, check, assess, check_again, report = commands(page)
    assert [tertial(*arguments).code for arguments in (make, check, assess)] == [0, 0, 0]

    definition = next(block for block in blocks(page) if "\nid: calls-answered\n" in block)
    figures = next(block for block in blocks(page) if block.startswith("indicator,unit,period"))
    named = re.search(r"indicators: \[.*, calls-answered\]", (ROOT / page).read_text("utf-8"))
    assert named is not None
    indicator, table = Path("my-region/indicators/calls-answered.yaml"), Path("my-region/outcomes/calls.csv")
    indicator.write_text(definition, "utf-8")
    table.write_text(figures, "utf-8")
    goals = Path("my-region/goals.yaml")
    goals.write_text(re.sub(r"indicators: \[.*\]", named[0], goals.read_text("utf-8"), count=1), "utf-8")
    assert tertial(*check).code == 0
    (row,) = [row for row in answer(*assess, "--json")["indicators"] if row["indicator"] == "calls-answered"]
    assert (row["attainment"], row["status"], row["change"]) == (85, "partly_met", -1)

    table.write_text(figures.replace(",81,", ",81 %,"), "utf-8")
    indicator.write_text(definition.replace("direction: increase", "direction: up"), "utf-8")
    broken = tertial(*check_again)
    assert broken.code == 1
    assert [line.split(" ")[:2] for line in broken.out.splitlines()[:2]] == [
        ["indicators/calls-answered.yaml:7:", "E212"],
        ["outcomes/calls.csv:3:", "E214"],
    ]

    table.write_text(figures, "utf-8")
    indicator.write_text(definition, "utf-8")
    assert tertial(*report).code == 0
    assert len(list(Path("reports").iterdir())) == 6


def test_the_first_load_comes_out_as_the_tutorial_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = "docs/tutorial/first-load.md"
    monkeypatch.chdir(tmp_path)
    assert tertial("init", "my-region").code == 0
    extract = next(block for block in blocks(page) if block.startswith("KONTAKT_ID"))
    described = next(block for block in blocks(page) if block.startswith("[extract.contacts]"))
    mended = next(block for block in blocks(page) if block.startswith("profession = {"))
    file, toml = Path("my-region/extracts/kontakter.csv"), Path("my-region/extracts.toml")
    file.parent.mkdir(exist_ok=True)
    file.write_text(extract, "utf-8")
    propose, check, key, load, again, quarantine, log, verify = commands(page)

    assert "[extract.contacts]" in tertial(*propose).out
    toml.write_text(described, "utf-8")
    assert [tertial(*arguments).code for arguments in (check, key)] == [0, 0]
    (first,) = answer(*load, "--json")["extracts"]
    assert (first["read"], first["accepted"], first["quarantined"]) == (6, 2, 4)
    reasons = [(one["first_line"], one["reason"], one["nearest"]) for one in first["refused"]]
    assert sorted(reasons)[:2] == [(4, "unknown_unit", "hill-centre"), (5, "person_check_digit", "")]
    assert [reason[1] for reason in sorted(reasons)[2:]] == ["unknown_code", "too_low"]

    toml.write_text(described.replace('profession = "YRKE"\n', mended), "utf-8")
    right = extract.replace("hil-", "hill-").replace("-2386", "-2385").replace(";-1;", ";1;")
    file.write_text(right, "utf-8")
    (second,) = answer(*again, "--json")["extracts"]
    assert (second["read"], second["accepted"], second["outcome"]["added"], second["outcome"]["unchanged"]) == (
        6,
        6,
        4,
        2,
    )
    assert answer(*again, "--json")["extracts"][0]["state"] is None
    assert [tertial(*arguments).code for arguments in (quarantine, log, verify)] == [0, 0, 0]
    assert len(answer(*log, "--json")["loads"]) == 2
