"""The frame around the commands is in the user's language: help, usage and what is wrong with a command line."""

from __future__ import annotations

import re

import pytest

from tests.command_line import Ran, tertial

ENGLISH = (
    "Usage",
    "Options",
    "Arguments",
    "Commands",
    "required",
    "default",
    "Error",
    "Missing",
    "No such",
    "Invalid",
    "error",
    "Input",
)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chek",), "Kommandot chek finns inte. Menade du check?"),
        (("check", "region", "--jsn"), "Flaggan --jsn finns inte. Menade du --json?"),
        (("check", "region", "--qqq"), "Flaggan --qqq finns inte."),
        (("assess", "region"), "--period saknas."),
        (("check",), "REGION saknas."),
        (("check", "region", "other"), "För många argument: other."),
        (("assess", "region", "--period"), "--period saknar värde."),
        (("assess", "region", "--period", "2025-13"), "--period: 2025-13 är ingen månad; skriv den som 2025-08."),
        (("report", "region", "--period", "2025-08", "--format", "pfd"), "pfd: välj bland pdf, docx, html."),
        (
            ("explain", "region", "phone", "--period", "2025", "--sex", "kvinnor"),
            "--sex: kvinnor: välj bland women, men, unknown.",
        ),
        (("explain", "region", "phone", "--period", "2025", "--snapshot", "ett"), "--snapshot: skriv ett heltal."),
    ],
)
def test_what_is_wrong_with_a_command_line_is_said_in_swedish(arguments: tuple[str, ...], said: str) -> None:
    ran = tertial(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err.splitlines()
    assert in_english(ran) == []


def in_english(ran: Ran) -> list[str]:
    return [word for word in ENGLISH if word in ran.out + ran.err]


@pytest.mark.parametrize(
    "command",
    ["init", "check", "upgrade", "map", "load", "assess", "report", "export", "quarantine", "relink", "dispose"],
)
def test_the_frame_of_the_help_is_in_swedish(command: str) -> None:
    ran = tertial(command, "--help")
    assert re.match(rf"Användning: .*{command} \[FLAGGOR\]", ran.out)
    assert in_english(ran) == []


def test_without_a_command_the_help_is_printed_once() -> None:
    ran = tertial()
    assert ran.code == 2
    assert (ran.out + ran.err).count("Kommandon:") == 1
    assert in_english(ran) == []
