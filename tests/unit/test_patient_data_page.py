"""The page on patient data: each claim points at code and a test that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tertial.domain.identity import Fault
from tertial.domain.row_marks import HANDLING, Mark

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "docs" / "explanation" / "patient-data.md").read_text("utf-8")
ROWS = {
    Mark.REGISTER_OPT_OUT: "the patient refused the quality register",
    Mark.SHARED_RECORD_OPT_OUT: "blocked from other providers",
    Mark.BLOCKED: "blocked from other care units",
    Mark.PROTECTED_IDENTITY: "protected identity",
}


@pytest.mark.parametrize("test", sorted(set(re.findall(r"`(tests/\S+::\w+)`", PAGE))))
def test_each_test_that_the_page_names_is_there(test: str) -> None:
    path, name = test.split("::")
    assert f"def {name}(" in (ROOT / path).read_text("utf-8")


@pytest.mark.parametrize("path", sorted(set(re.findall(r"src/tertial/[\w/]+(?:\.py|/)", PAGE))))
def test_each_module_that_the_page_names_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_every_claim_of_what_is_built_has_code_and_a_test() -> None:
    built = PAGE.partition("## What is built\n")[2].partition("\n## ")[0]
    claims = [line for line in built.splitlines() if line.startswith("| ")][2:]
    assert len(claims) > 10
    assert [claim for claim in claims if "`src/tertial/" not in claim or "`tests/" not in claim] == []


@pytest.mark.parametrize("fault", list(Fault))
def test_each_reason_for_quarantine_is_named(fault: Fault) -> None:
    assert f"`{fault.value}`" in PAGE


@pytest.mark.parametrize("mark", list(Mark))
def test_the_table_of_marks_says_what_the_code_says(mark: Mark) -> None:
    (row,) = re.findall(rf"^\| {ROWS[mark]}.*$", PAGE, flags=re.MULTILINE)
    answers = [cell.strip(" *") == "yes" for cell in row.split("|")[2:6]]
    handling = HANDLING[mark]
    assert answers == [
        handling.counted,
        handling.joined_across_providers,
        handling.in_row_views,
        handling.in_lists,
    ]
