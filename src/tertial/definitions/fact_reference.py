"""The reference page of facts: what definitions can count, with the columns that their expressions may name."""

from __future__ import annotations

from collections.abc import Iterable

from tertial.definitions.reference import MADE, table
from tertial.domain.facts.contract import EVER, Fact, FactColumn

ABOUT = """\
A fact is what an indicator counts: `fact: contacts` in its file. **Every [feed](feeds.md) is a fact**: a row counts at
its first column of units, in the month of its event. Beside the feed's own columns expressions may name `age_years` and
`age_days` (at the event; in days under two years of age), `sex`, and for each point in time its Swedish date:
`called_at_day` beside `called_at`. Days of birth are not kept. **Derived facts**, below, are made from the rows of
feeds by the program, in two ways that are held equal. [Expressions](expressions.md) tells how conditions and quantities
are written."""

ABOUT_STOCKS = """\
Rows of a fact at month ends stand for the last day of each month: they are a stock, or a window that ends that day, so
months are never added up. Looking back and ahead is told in whole months: a figure is provisional until what its fact
looks ahead has come."""


def facts_page(facts: Iterable[Fact]) -> str:
    """The page: a table of the derived facts, then each with its columns."""
    listed = list(facts)
    rows = [(f"[{fact.id}](#{fact.id})", fact.title.in_language("en"), _sources(fact)) for fact in listed]
    parts = ["# The facts", MADE, ABOUT, "## Derived facts", ABOUT_STOCKS]
    parts.append(table(("Fact", "Title", "Made from"), rows))
    parts += [_section(fact) for fact in listed]
    return "\n\n".join(parts) + "\n"


def _section(fact: Fact) -> str:
    said = [
        f"- A row: {fact.row.in_language('en')}",
        f"- Made from: {_sources(fact)}",
        f"- Counts in the month of `{fact.day}`, at `{fact.unit}`" + ("; at month ends" if fact.at_month_ends else ""),
        f"- Looks back: {_back(fact.look_back)}; ahead: {_months(fact.look_ahead)}",
    ]
    if len(fact.sources) == 1:
        said.append(f"- `events` may choose among the rows of {_sources(fact)}")
    if fact.official is not None:
        said.append(f"- Official definition: {fact.official.in_language('en')}")
    title = f"{fact.title.in_language('en')} (på svenska: {fact.title.sv})."
    headings = ("Column", "Type", "Always known", "Meaning", "På svenska")
    columns = table(headings, [_column(column) for column in fact.columns])
    return "\n\n".join([f"## {fact.id}", title, "\n".join(said), columns])


def _sources(fact: Fact) -> str:
    return ", ".join(f"[{source}](feeds.md#{source})" for source in fact.sources)


def _back(months: int) -> str:
    return "without end" if months == EVER else _months(months)


def _months(months: int) -> str:
    return f"{months} month" if months == 1 else f"{months} months"


def _column(column: FactColumn) -> tuple[str, str, str, str, str]:
    kind = column.type.value
    if column.codes:
        kind += f": {', '.join(f'`{code}`' for code in column.codes)}"
    known = "" if column.nullable else "yes"
    return f"`{column.name}`", kind, known, column.meaning.in_language("en"), column.meaning.sv
