"""Arguments and options that several commands have, and how their values are read."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from tertial.domain.calendar import Month
from tertial.language import LANGUAGES, _

K = TypeVar("K", bound=StrEnum)

RegionArgument = Annotated[
    Path, typer.Argument(metavar="REGION", help=_("The region folder."), exists=False, show_default=False)
]
JsonOption = Annotated[bool, typer.Option("--json", help=_("Print one JSON document instead of text."))]
UnitOption = Annotated[
    str | None,
    typer.Option("--unit", metavar="UNIT", help=_("A unit's id; without it the unit named in region.toml.")),
]
StoreOption = Annotated[
    Path | None, typer.Option("--store", metavar="DIR", help=_("The store; without it as extracts.toml says."))
]
KeyFileOption = Annotated[
    Path | None,
    typer.Option(
        "--key-file", metavar="FILE", help=_("The key of persons, where it is not in the environment."), dir_okay=False
    ),
]
RegisterOption = Annotated[
    Path,
    typer.Option(
        "--register",
        metavar="FILE",
        help=_("An extract of the register, with identity numbers; it is read in memory and kept nowhere."),
        dir_okay=False,
        show_default=False,
    ),
]
NumberColumnOption = Annotated[
    str,
    typer.Option(
        "--number-column",
        metavar="COLUMN",
        help=_("The register's column of identity numbers; without it the one whose values are."),
    ),
]
FolderOption = Annotated[Path, typer.Option("--out", metavar="DIR", help=_("Where the files are written."))]
LinesOption = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help=_("A new CSV file for all lines."), dir_okay=False)
]
WhyOption = Annotated[str, typer.Option("--why", metavar="TEXT", help=_("Why it is kept."), show_default=False)]
YesOption = Annotated[bool, typer.Option("--yes", help=_("Go on without being asked."))]


def month(text: str) -> Month:
    """The month written. Raises BadParameter for anything else."""
    try:
        return Month.parse(text)
    except ValueError as error:
        raise typer.BadParameter(_("{text} is no month; write it as 2025-08.").format(text=text)) from error


PeriodOption = Annotated[
    Month,
    typer.Option(
        "--period", parser=month, metavar="YYYY-MM", help=_("The as-of month, such as 2025-08."), show_default=False
    ),
]


def day(text: str) -> date:
    """The day written. Raises BadParameter for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(_("{text} is no day; write it as 2025-08-04.").format(text=text)) from error


def languages(text: str) -> tuple[str, ...]:
    """The languages written with commas between, each once. Raises BadParameter for one that is not known."""
    named = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    if not named or not set(named) <= set(LANGUAGES):
        raise typer.BadParameter(_("{text}: choose among {known}.").format(text=text, known=", ".join(LANGUAGES)))
    return named


def chosen(text: str, known: type[K]) -> tuple[K, ...]:
    """The kinds written with commas between, each once. Raises BadParameter for one that is not known."""
    named = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    words = [kind.value for kind in known]
    if not named or not set(named) <= set(words):
        raise typer.BadParameter(_("{text}: choose among {known}.").format(text=text, known=", ".join(words)))
    return tuple(known(part) for part in named)
