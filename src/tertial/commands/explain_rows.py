"""What `tertial explain --rows` prints: rows of one care unit, by shortened tokens, as a table and as JSON."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from rich.console import Console
from rich.table import Table

from tertial.assess.json_document import number as json_number
from tertial.commands.explain_document import subject_document
from tertial.commands.explain_tables import named, part_word
from tertial.language import _, current_language
from tertial.pipeline.row_access import RowsShown
from tertial.report.numbers import DASH, number, period_name


def print_rows(console: Console, shown: RowsShown) -> None:
    """The rows, then how many are not among them and why."""
    subject, language = shown.subject, current_language()
    title = subject.indicator.title.in_language(language)
    console.print(
        _("{title}: rows of the {part}, {unit}, {period}.").format(
            title=title,
            part=part_word(shown.part).lower(),
            unit=named(subject.region, subject.unit),
            period=period_name(subject.period),
        )
    )
    console.print(
        _("Shown to {user}. Persons: {persons}, each logged; see tertial audit.").format(
            user=shown.user, persons=number(shown.persons)
        )
    )
    console.print()
    if shown.rows:
        table = Table(box=None, pad_edge=False, header_style="bold")
        for name in shown.columns:
            table.add_column(name, overflow="fold")
        for row in shown.rows:
            table.add_row(*map(_cell, row))
        console.print(table)
    else:
        console.print(_("There is no row to show."))
    for count, words in (
        (shown.more, _("Rows left out since no more than {most} are shown: {count}.")),
        (shown.marked, _("Rows left out since a mark takes them out of row views: {count}.")),
        (shown.elsewhere, _("Rows left out since they are of another care unit or source: {count}.")),
        (shown.nobody, _("Rows left out since they name no person: {count}.")),
    ):
        if count:
            console.print(words.format(count=number(count), most=number(len(shown.rows))))


def rows_document(shown: RowsShown) -> dict[str, object]:
    """The same as JSON takes it."""
    return subject_document(shown.subject) | {
        "snapshot": shown.snapshot.number,
        "state": shown.snapshot.basis.state.number,
        "part": shown.part.value,
        "fact": shown.fact.id,
        "user": shown.user,
        "persons": shown.persons,
        "columns": list(shown.columns),
        "rows": [dict(zip(shown.columns, map(_value, row), strict=True)) for row in shown.rows],
        "left_out": {
            "too_many": shown.more,
            "marked": shown.marked,
            "elsewhere": shown.elsewhere,
            "nobody": shown.nobody,
        },
    }


def _cell(value: object) -> str:
    match value:
        case None:
            return DASH
        case bool():
            return _("yes") if value else _("no")
        case int() | Decimal():
            return number(value)
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case _:
            return str(value)


def _value(value: object) -> object:
    match value:
        case Decimal():
            return json_number(value)
        case datetime() | date():
            return value.isoformat()
        case _:
            return value
