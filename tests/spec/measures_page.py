"""The page of measures, docs/reference/measures.md, made of the tabled cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import dedent

from tertial.definitions.reference import MADE
from tests.spec.measure_case import NOT_KNOWN, Case, Chapter, UniqueCase, table_rows

_ABOUT = f"""\
Each rule of how figures are counted, with small tables. The tables stand in `tests/spec/measures`, and the tests run
every one of them on each engine.

A case has a definition, as it stands in an indicator’s file, a few rows, and the cells that come of them. Columns that
a table of rows leaves out hold usual values: rows are at `unit-1` on a day in the month of the figure. {NOT_KNOWN}
stands for a value that is not known.

Cells are whole numbers by unit, month and part of the people; they are added up over units and months, and divided
once, at the end. Columns that a table of cells leaves out say `unit-1`, the month of the figure, everybody, and as many
rows as the amount. The figure is everybody’s in the last month that is asked for, August 2025 in most cases."""


def measures_page(chapters: Iterable[Chapter]) -> str:
    """The whole page."""
    parts = ["# What measures count", MADE, _ABOUT]
    for chapter in chapters:
        parts += [f"## {chapter.title}", chapter.rule]
        for case in chapter.cases:
            parts += _case(case)
    return "\n\n".join(parts) + "\n"


def _case(case: Case | UniqueCase) -> list[str]:
    parts = [f"### {case.title}", *([case.why] if case.why else [])]
    parts.append(f"```yaml\n{dedent(case.definition).strip()}\n```")
    for feed, rows in case.rows.items():
        parts += [f"Rows of `{feed}`:", _table(rows)]
    if isinstance(case, UniqueCase) and case.places:
        parts += ["Where units count:", _table(case.places)]
    there = any(True for _row in table_rows(case.cells))
    parts += ["Cells:", _table(case.cells)] if there else ["There are no cells."]
    if isinstance(case, Case):
        parts.append(f"Figure: {case.figure}")
    return parts


def _table(table: str) -> str:
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return "\n".join(_line(cells) for cells in (head, ["---"] * len(head), *lines))


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
