"""Makes the parts of the docs that come out of the code.

Run `.venv/bin/python docs/generate.py` after a change of a model, a code or a command; a test fails while the docs
are stale.
"""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the tables that tests run lie in tests
os.environ["TERTIAL_LANGUAGE"] = "en"  # the reference is in English; the commands take their words when imported

import typer
from tests.spec.measures import CHAPTERS
from tests.spec.measures_page import measures_page
from tests.spec.organisation_history import CASES, history_page
from typer.main import get_command

from tertial.cli import app
from tertial.definitions.fact_reference import facts_page
from tertial.definitions.json_schemas import write_schemas
from tertial.definitions.library import library_definitions
from tertial.definitions.library_reference import indicators_page
from tertial.definitions.reference import MADE, error_codes, with_tables
from tertial.domain.facts.registry import derived_facts
from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.feeds.registry import all_feeds

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

_ABOUT_FEEDS = """\
Each kind of raw extract that Tertial can load is a feed, and each feed has a contract: what a row is, which columns it
has, what names the row, when it happened and how it is sent. Your own systems may call columns and codes otherwise:
`extracts.toml` in the region folder maps them. Nothing but the columns below is kept. A feed of your own is one file:
[Add a feed](../how-to/add-a-feed.md)."""

_ABOUT_SENDING = """\
**Sent as changes**: a delivery adds rows and corrects those with the same key, as far back as the look-back says; a row
that is older is refused and counted. **Sent in full**: a delivery replaces all that came before, so it has no
look-back. An empty cell is an unknown value; a required column has no empty cells."""

_KINDS: Mapping[ColumnKind, tuple[str, str]] = {
    ColumnKind.TEXT: ("text", "as it is"),
    ColumnKind.INTEGER: ("`12`", "a whole number"),
    ColumnKind.DECIMAL: ("`1.75` or `1,75`", "a decimal number, exact"),
    ColumnKind.AMOUNT: ("`1250.50` or `1250,50`, in kronor", "öre"),
    ColumnKind.DATE: ("`2025-08-04`", "a local date"),
    ColumnKind.INSTANT: ("`2025-08-04T08:02:11`; without a zone it is Swedish time", "UTC, and the local date beside"),
    ColumnKind.MONTH: ("`2025-08`", "a month"),
    ColumnKind.YES_NO: ("`yes` or `no`", "yes or no"),
    ColumnKind.CODE: ("a code of the scheme named", "the code"),
    ColumnKind.UNIT: ("the id of a unit in `organisation.csv`", "the id"),
    ColumnKind.PERSON: (
        "a personal, co-ordination or reserve number, in any usual form",
        "a keyed hash; the age at the event and the sex are read off it first; the number is never written",
    ),
    ColumnKind.BIRTH_DAY: ("`1912-12-12`", "the age at the event; the day is never written"),
    ColumnKind.CLINICIAN: (
        "the id of a clinician in the sending system",
        "an opaque id; nothing is shown for it alone",
    ),
    ColumnKind.KEY: ("the id of an event in the sending system, never of a person", "an opaque id"),
}
"""Kind -> how it is written in a file, and what is kept of it."""

_GRAINS: Mapping[Grain, str] = {
    Grain.PERSON: "one person’s event or state",
    Grain.EVENT: "an event without a person",
    Grain.COUNT: "a count",
}


def command_line() -> str:
    """The page of commands: what each does, its example, arguments and options."""
    lines = ["# The command line", "", "Generated from the program's own help by `docs/generate.py`.", ""]
    group = get_command(app)
    with typer.Context(group, info_name="tertial") as context:
        for name, command in _commands(group, context, "tertial"):
            words, _gap, example = (command.help or "").partition("\n\n")
            lines += [f"## {name}", "", words, "", f"    {example.removeprefix('Example: ')}", ""]
            lines += ["| argument or option | meaning | default |", "| --- | --- | --- |"]
            lines += [_parameter(parameter) for parameter in command.params]
            lines.append("")
    return "\n".join(lines) + _EXIT_CODES


def _commands(group: Any, context: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every command with its full name, those of a group after one another."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if hasattr(command, "list_commands"):
            yield from _commands(command, context, f"{path} {name}")
        else:
            yield f"{path} {name}", command


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


def feeds_page(feeds: Iterable[Feed]) -> str:
    """The page of feeds: the kinds of columns, each feed's contract, and every code scheme once."""
    listed = list(feeds)
    kinds = [(f"`{kind.value}`", *_KINDS[kind]) for kind in ColumnKind]
    parts = ["# The feeds", MADE, _ABOUT_FEEDS, "## Kinds of columns"]
    parts += [_table(("Kind", "In a file", "What is kept"), kinds), _ABOUT_SENDING, "## All feeds"]
    rows = [(f"[{feed.id}](#{feed.id})", feed.title.in_language("en"), _GRAINS[feed.grain]) for feed in listed]
    parts.append(_table(("Feed", "Title", "A row is"), rows))
    parts += [_feed(feed) for feed in listed]
    schemes = {column.scheme.id: column.scheme for feed in listed for column in feed.columns if column.scheme}
    parts += ["## Codes", *(_scheme(scheme) for _, scheme in sorted(schemes.items()))]
    return "\n\n".join(parts) + "\n"


def sample_file(feed: Feed) -> str:
    """A feed's sample as a CSV file, with its header."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([feed.names, *feed.sample])
    return file.getvalue()


def _feed(feed: Feed) -> str:
    changes = feed.delivery is Delivery.DELTA
    sent = f"as changes, {feed.look_back} months back" if changes else "in full"
    facts = [
        f"- A row, {_GRAINS[feed.grain]}: {feed.row.in_language('en')}",
        f"- Key: {', '.join(f'`{name}`' for name in feed.key)}",
        f"- Happens at: `{feed.event}`",
        f"- Sent: {sent.replace(' 1 months', ' 1 month')}",
        f"- Carries: {feed.carries.in_language('en')}",
        f"- Sample: [{feed.id}.csv](feeds/{feed.id}.csv)",
    ]
    if feed.counts:
        instead = f"[{feed.counts}](#{feed.counts})"
        facts.append(f"- Exchanged between providers: where persons may not be joined, {instead} comes instead")
    columns = _table(
        ("Column", "Kind", "Required", "Meaning", "På svenska"), [_column(column) for column in feed.columns]
    )
    title = f"{feed.title.in_language('en')} (på svenska: {feed.title.sv})."
    return "\n\n".join([f"## {feed.id}", title, "\n".join(facts), columns])


def _column(column: Column) -> tuple[str, ...]:
    kind = f"`{column.kind.value}`"
    if column.scheme is not None:
        kind += f" of [{column.scheme.id}](#{column.scheme.id})"
    if column.low is not None or column.high is not None:
        kind += f", {_bounds(column)}"
    meaning = column.meaning
    return (f"`{column.name}`", kind, "yes" if column.required else "", meaning.in_language("en"), meaning.sv)


def _bounds(column: Column) -> str:
    if column.high is None:
        return f"{column.low} or more"
    return f"at most {column.high}" if column.low is None else f"{column.low} to {column.high}"


def _scheme(scheme: CodeScheme) -> str:
    about = f"{scheme.title.in_language('en')}, version {scheme.version}."
    source = [f"Source: {scheme.source}."] if scheme.source else []
    codes = [(f"`{code}`", label.in_language("en"), label.sv) for code, label in scheme.codes.items()]
    return "\n\n".join([f"### {scheme.id}", about, *source, _table(("Code", "Meaning", "På svenska"), codes)])


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def write_feeds(folder: Path, feeds: Iterable[Feed]) -> None:
    """Write the page of feeds into the folder and a sample file of each feed beside, and remove those of no feed."""
    listed = list(feeds)
    (folder / "feeds.md").write_bytes(feeds_page(listed).encode("utf-8"))
    samples = folder / "feeds"
    samples.mkdir(exist_ok=True)
    for path in samples.glob("*.csv"):
        path.unlink()
    for feed in listed:
        (samples / f"{feed.id}.csv").write_bytes(sample_file(feed).encode("utf-8"))


def main() -> None:
    """Write the JSON Schemas, the generated pages, and the tables in the region folder's page."""
    write_schemas(REFERENCE / "schemas")
    write_feeds(REFERENCE, all_feeds().values())
    (REFERENCE / "facts.md").write_bytes(facts_page(derived_facts().values()).encode("utf-8"))
    (REFERENCE / "indicators.md").write_bytes(indicators_page(library_definitions()).encode("utf-8"))
    (REFERENCE / "measures.md").write_bytes(measures_page(CHAPTERS).encode("utf-8"))
    (REFERENCE / "organisation-history.md").write_bytes(history_page(CASES).encode("utf-8"))
    (REFERENCE / "error-codes.md").write_bytes(error_codes().encode("utf-8"))
    (REFERENCE / "command-line.md").write_bytes(command_line().encode("utf-8"))
    page = REFERENCE / "region-folder.md"
    page.write_bytes(with_tables(page.read_text("utf-8")).encode("utf-8"))


if __name__ == "__main__":
    main()
