"""Arguments and options that several commands have, and how their values are read."""

from __future__ import annotations

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
