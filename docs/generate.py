"""Makes the parts of the docs that come out of the code.

Run `.venv/bin/python docs/generate.py` after a change of a model, a code or a command; a test fails while the docs
are stale.
"""

from __future__ import annotations

import os
from pathlib import Path

os.environ["TERTIAL_LANGUAGE"] = "en"  # the reference is in English; the commands take their words when imported

import typer
from typer.main import get_command

from tertial.cli import app
from tertial.definitions.json_schemas import write_schemas
from tertial.definitions.reference import error_codes, with_tables

REFERENCE = Path(__file__).parent / "reference"

_EXIT_CODES = """
## Exit codes

| code | meaning |
| --- | --- |
| 0 | done |
| 1 | the input is wrong; the message says where and what to do |
| 2 | the command line is wrong |
| 3 | the program failed; run again with `TERTIAL_DEBUG=1` to see where |

With `--json` a command prints one JSON document on standard output and nothing else there; progress and messages go to
standard error.
The words are Swedish; `TERTIAL_LANGUAGE=en` gives English.
"""


def command_line() -> str:
    """The page of commands: what each does, its example, arguments and options."""
    lines = ["# The command line", "", "Generated from the program's own help by `docs/generate.py`.", ""]
    group = get_command(app)
    with typer.Context(group, info_name="tertial") as context:
        for name in group.list_commands(context):  # type: ignore[attr-defined]
            command = group.get_command(context, name)  # type: ignore[attr-defined]
            words, _gap, example = (command.help or "").partition("\n\n")
            lines += [f"## tertial {name}", "", words, "", f"    {example.removeprefix('Example: ')}", ""]
            lines += ["| argument or option | meaning | default |", "| --- | --- | --- |"]
            lines += [_parameter(parameter) for parameter in command.params]
            lines.append("")
    return "\n".join(lines) + _EXIT_CODES


def _parameter(parameter: object) -> str:
    names = getattr(parameter, "opts", [])
    shown = getattr(parameter, "metavar", None) or ""
    is_flag = getattr(parameter, "is_flag", False)
    name = shown if getattr(parameter, "param_type_name", "") == "argument" else ", ".join(names)
    if not is_flag and name != shown:
        name = f"{name} {shown}".strip()
    default = getattr(parameter, "default", None)
    given = "" if default in (None, False) or getattr(parameter, "required", False) else f"`{default}`"
    if getattr(parameter, "required", False):
        given = "required"
    return f"| `{name}` | {getattr(parameter, 'help', '') or ''} | {given} |"


def main() -> None:
    """Write the JSON Schemas, the pages of codes and commands, and the tables in the page of the region folder."""
    write_schemas(REFERENCE / "schemas")
    (REFERENCE / "error-codes.md").write_bytes(error_codes().encode("utf-8"))
    (REFERENCE / "command-line.md").write_bytes(command_line().encode("utf-8"))
    page = REFERENCE / "region-folder.md"
    page.write_bytes(with_tables(page.read_text("utf-8")).encode("utf-8"))


if __name__ == "__main__":
    main()
