"""The command that says why a figure is what it is."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from tertial.command_frame import Command, Commands
from tertial.commands.answers import input_errors, print_json, progress
from tertial.commands.options import JsonOption, RegionArgument, StoreOption, UnitOption
from tertial.commands.store import errand
from tertial.domain.calendar import Month, Period
from tertial.domain.cells import View
from tertial.domain.measures import Part
from tertial.domain.results import Sex
from tertial.language import _
from tertial.printout import terminal

commands = typer.Typer(cls=Commands)


class Seen(StrEnum):
    """In which organisation units are gathered."""

    WAS = "was"
    IS = "is"


class PartAsked(StrEnum):
    """Which part of the figure the rows are of."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"


class SexAsked(StrEnum):
    """Whom the figure is about, if not about everybody."""

    WOMEN = "women"
    MEN = "men"
    UNKNOWN = "unknown"


def month_or_period(text: str) -> Month | Period:
    """The month or period written. Raises BadParameter for anything else."""
    try:
        return Month.parse(text)
    except ValueError:
        pass
    try:
        return Period.parse(text)
    except ValueError as error:
        raise typer.BadParameter(
            _("{text} is no period; write 2025-08, 2025-T2, 2025-YTD08, 2025-R12-08 or 2025.").format(text=text),
            param_hint="'--period'",
        ) from error


@commands.command(
    cls=Command,
    help=_(
        "Say why a figure is what it is: what it means and where its year will end, its definition, its months and "
        "units, the rows left after each filter, the loads it rests on and what changed since last time. With --rows "
        "the rows of one care unit, for a stated reason, each patient logged.\n\n"
        "Example: tertial explain my-region assessed-within-3-days --unit hc-1 --period 2025-08"
    ),
)
def explain(
    region: RegionArgument,
    indicator: Annotated[str, typer.Argument(metavar="INDICATOR", help=_("The indicator's id."), show_default=False)],
    period: Annotated[
        str,
        typer.Option(
            "--period",
            metavar="PERIOD",
            help=_("2025-08 (what the indicator shows as of that month), 2025-T2, 2025-YTD08, 2025-R12-08 or 2025."),
            show_default=False,
        ),
    ],
    unit: UnitOption = None,
    view: Annotated[Seen, typer.Option("--view", help=_("The organisation as it was, or as it is now."))] = Seen.WAS,
    sex: Annotated[SexAsked | None, typer.Option("--sex", help=_("Women, men or unknown alone."))] = None,
    tree: Annotated[
        str, typer.Option("--tree", metavar="TREE", help=_("The tree; without it the one that the unit stands in."))
    ] = "",
    snapshot: Annotated[
        int | None, typer.Option("--snapshot", metavar="N", help=_("The snapshot; without it the one in force."))
    ] = None,
    rows: Annotated[
        bool, typer.Option("--rows", help=_("Show rows of one care unit; takes --reason and --user."))
    ] = False,
    part: Annotated[
        PartAsked | None, typer.Option("--part", help=_("With --rows: of which part; without it the numerator."))
    ] = None,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help=_("With --rows: why; it is logged with each patient."))
    ] = "",
    user: Annotated[
        str, typer.Option("--user", metavar="NAME", help=_("With --rows: who looks; it is logged with each patient."))
    ] = "",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Explain a figure."""
    if not rows and (part is not None or reason or user):
        raise typer.BadParameter(_("--part, --reason and --user go with --rows."))
    from tertial.pipeline.explanation import Question

    question = Question(
        indicator=indicator,
        when=month_or_period(period),
        unit=unit or "",
        view=View.AS_IT_IS if view is Seen.IS else View.AS_IT_WAS,
        sex=Sex.ALL if sex is None else Sex(sex.value),
        snapshot=snapshot,
        tree=tree,
    )
    if rows:
        from tertial.commands.explain_rows import print_rows, rows_document
        from tertial.pipeline.row_access import RowsWanted, show_rows

        wanted = RowsWanted(question, None if part is None else Part(part.value), user, reason)
        with input_errors(as_json=as_json), progress() as step:
            shown = show_rows(errand(region, store, "explain --rows", step), wanted)
        if as_json:
            print_json(rows_document(shown))
        else:
            print_rows(terminal(), shown)
        return
    from tertial.commands.explain_document import explanation_document
    from tertial.commands.explain_text import print_explanation
    from tertial.pipeline.explaining import explain as explained

    with input_errors(as_json=as_json), progress() as step:
        told = explained(errand(region, store, "explain", step), question)
    if as_json:
        print_json(explanation_document(told))
    else:
        print_explanation(terminal(), told)
