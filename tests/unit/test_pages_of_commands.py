"""What the pages for those who run Tertial say to type is what the command line takes."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from tertial.cli import app

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
PAGES = ("compute.md", "look-after-the-store.md", "compare-snapshots.md", "handle-persons.md", "explain-a-number.md")


def typed(page: str) -> list[str]:
    text = (HOW_TO / page).read_text("utf-8").replace("\\\n", " ")
    return re.findall(r"^    tertial (.+)$", text, flags=re.MULTILINE)


@pytest.mark.parametrize("line", [line for page in PAGES for line in typed(page)])
def test_each_command_of_the_pages_is_taken_with_its_options(line: str) -> None:
    words = shlex.split(line)
    command: Any = get_command(app)
    while hasattr(command, "commands"):
        command = command.commands[words.pop(0)]
    known = {option for parameter in command.params for option in parameter.opts}
    given = {word for word in words if word.startswith("--")}
    assert given <= known
    required = {parameter.opts[0] for parameter in command.params if parameter.required and "--" in parameter.opts[0]}
    assert required <= given


def test_every_command_on_the_store_and_its_persons_is_on_one_of_the_pages() -> None:
    lines = [line for page in PAGES for line in typed(page)]
    store: Any = get_command(app)
    wanted = [f"store {name}" for name in store.commands["store"].commands]
    wanted += [f"snapshots {name}" for name in store.commands["snapshots"].commands]
    wanted += [
        "quarantine",
        "key new",
        "relink",
        "dispose",
        "rotate-key",
        "change-identity",
        "compute",
        "explain",
        "audit",
    ]
    assert [name for name in wanted if not any(line.startswith(name) for line in lines)] == []
