"""The log of accesses as `tertial audit` prints it."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from rich.console import Console

from tertial.commands.access_table import kind_word, print_accesses
from tertial.extracts.access_log import Access, AccessKind

AT = datetime(2025, 9, 3, 5, 12, tzinfo=UTC)


def an_access(kind: AccessKind, person: str, *, unit: str = "hc-1", reason: str = "recall") -> Access:
    return Access(kind, unit, AT, "anna", f"k1.{person * 32}", reason)


def printed(*accesses: Access, width: int = 120) -> list[str]:
    console = Console(file=io.StringIO(), width=width, markup=False, highlight=False)
    print_accesses(console, accesses)
    assert isinstance(console.file, io.StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


@pytest.fixture(autouse=True)
def swedish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIAL_LANGUAGE", "sv")


def test_persons_of_one_occasion_are_one_line_that_says_what_was_shown() -> None:
    lines = printed(an_access(AccessKind.RELINK, "a"), an_access(AccessKind.RELINK, "b"))
    assert lines == [
        "När               Visat          Enhet  Användare  Varför  Personer",
        "2025-09-03 07:12  kopplad lista  hc-1   anna       recall         2",
    ]


def test_a_list_and_rows_shown_at_the_same_time_are_two_occasions() -> None:
    lines = printed(an_access(AccessKind.RELINK, "a"), an_access(AccessKind.ROWS, "a"))
    assert [line.split("  ")[1].strip() for line in lines[1:]] == [kind_word(kind) for kind in AccessKind]


def test_no_word_is_torn_in_a_terminal_of_80_columns() -> None:
    unit, reason = "harbour-centre", "kallelse till hälsosamtal"
    lines = printed(an_access(AccessKind.RELINK, "a", unit=unit, reason=reason), width=80)
    for word in ("Användare", "Personer", "kopplad", "lista", unit, "anna", "kallelse", "hälsosamtal"):
        assert any(word in line for line in lines), word
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("kind", AccessKind)
def test_every_kind_of_access_has_its_words(kind: AccessKind) -> None:
    assert kind_word(kind).strip()


def test_a_log_without_accesses_is_said_to_be_empty() -> None:
    assert printed() == ["Ingen har fått se någon persons uppgifter."]
