"""The reference page of the library: every definition in words and as it is written, with its examples as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tertial.definitions.library import LibraryDefinition
from tertial.definitions.reference import MADE, table
from tertial.definitions.schema.indicator import LibraryFile
from tertial.definitions.schema.measure import THE_FEED, ExampleEntry, ExpectEntry, LevelEntry, PartEntry
from tertial.domain.indicators import Kind
from tertial.domain.label import Label

ABOUT = """\
The definitions that ship with Tertial. A region's file takes one by its id (`use: <id>`) and says only what is its own:
target, baseline, follow-up dates, owner. [Add an indicator](../how-to/add-an-indicator.md) shows how; the keys are
explained in [The region folder](region-folder.md), what is counted in [The facts](facts.md). Each example is run by the
tests in both engines: columns that a row leaves out have usual values."""

_KINDS = {
    Kind.COUNT: "count",
    Kind.SHARE: "share",
    Kind.MEAN: "mean",
    Kind.RATE: "rate",
    Kind.MEDIAN: "median",
    Kind.PERCENTILE: "percentile",
    Kind.DISTINCT: "count of different ones",
    Kind.UNITS_REACHING: "units that reach a level",
    Kind.AMONG_REACHING: "figure of the units that reach a level",
}
_LEVELS = {"at_least": "at least", "more_than": "more than", "at_most": "at most", "less_than": "less than"}


def indicators_page(definitions: Mapping[str, LibraryDefinition]) -> str:
    """The page: a table of all, then each by its id."""
    rows = [
        (
            f"[{id}](#{id})",
            _english(definition.file.title),
            _KINDS[definition.file.kind],
            f"`{definition.file.fact}`" if definition.file.fact else "",
        )
        for id, definition in definitions.items()
    ]
    parts = ["# The library", MADE, ABOUT, table(("Indicator", "Title", "Kind", "Fact"), rows)]
    parts += [part for definition in definitions.values() for part in _sections(definition.file)]
    return "\n\n".join(parts) + "\n"


def _sections(file: LibraryFile) -> Iterator[str]:
    yield f"## {file.id}"
    yield f"{_english(file.title)} (på svenska: {file.title.sv})."
    yield _english(file.why)
    yield "\n".join(f"- {name}: {said}" for name, said in _facts(file))
    for number, example in enumerate(file.examples, 1):
        note = f" {_english(example.note)}" if example.note is not None else ""
        yield f"**Example {number}.**{note} Gives {_outcome(example.expect)}."
        yield from _rows(example)


def _facts(file: LibraryFile) -> Iterator[tuple[str, str]]:
    """What the definition says, key by key."""
    yield from _measure(file)
    if file.by:
        cuts = f", with bands from {', '.join(map(str, file.cuts))}" if file.cuts else ""
        yield "Split by", ", ".join(f"`{split}`" for split in file.by) + cuts
    yield "Shown", f"`{file.shown}`; good is `{file.direction}`"
    if file.settled_after is not None:
        yield "Final after", "1 month" if file.settled_after == 1 else f"{file.settled_after} months"
    yield "Official definition", _english(file.official)
    yield "Deviations", _english(file.deviations)
    yield "Checked by", f"{file.checked_by or 'nobody yet'}; next review {file.next_review}; version {file.version}"


def _measure(file: LibraryFile) -> Iterator[tuple[str, str]]:
    at = f", at `{file.at}`" if file.at else ""
    yield "Kind", f"{_KINDS[file.kind]}" + (f" of `{file.fact}`{at}" if file.fact else "") + f", in {file.value_unit}"
    for name, words, part in (
        ("Counted", file.counted, file.numerator),
        ("Out of", file.out_of, file.denominator),
    ):
        said = [_english(words)] if words is not None else []
        said += [_part(part)] if part is not None else []
        if said:
            yield name, ": ".join(said)
    for name, written in (
        ("Made from the events where", file.events),
        ("Rows", file.where),
        ("Value", file.value),
        ("Over", file.over),
        ("Different", file.of),
        ("Percentile", file.percent),
        ("Per", file.per),
    ):
        if written is not None:
            yield name, f"`{written}`"
    if file.indicator is not None:
        yield "Figure of", f"[{file.indicator}](#{file.indicator})"
    if file.level is not None:
        yield "Level", f"{_level(file.level)}, among units of the kind `{file.among}`"


def _part(part: PartEntry) -> str:
    said = []
    if part.fact is not None:
        said.append(f"of `{part.fact}`")
    if part.events is not None:
        said.append(f"made from the events where `{part.events}`")
    if part.add is not None:
        said.append(f"sum of `{part.add}`")
    if part.where is not None:
        said.append(f"`{part.where}`")
    if part.at is not None:
        said.append(f"at `{part.at}`")
    return ", ".join(said)


def _level(level: LevelEntry) -> str:
    said = next(f"{words} {figure}" for key, words in _LEVELS.items() if (figure := getattr(level, key)) is not None)
    return f"{said} of [{level.indicator}](#{level.indicator})"


def _outcome(expect: ExpectEntry) -> str:
    counts = [str(part) for part in (expect.numerator, expect.denominator) if part is not None]
    said = [" of ".join(counts)] if counts else []
    return ", ".join([*said, *([f"the figure {expect.value}"] if expect.value is not None else [])])


def _rows(example: ExampleEntry) -> Iterator[str]:
    """The rows as tables, one for each feed: the columns that some row states."""
    for feed, rows in example.rows.items():
        if feed != THE_FEED:
            yield f"Rows of `{feed}`:"
        columns = tuple(dict.fromkeys(column for row in rows for column in row))
        if columns:
            yield table(columns, [tuple(row.get(column, "") for column in columns) for row in rows])
        else:
            yield f"{len(rows)} rows of usual values." if rows else "No rows."


def _english(label: Label) -> str:
    return " ".join(label.in_language("en").split())
