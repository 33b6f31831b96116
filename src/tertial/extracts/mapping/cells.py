"""What loading must be told of a column: its header, its codes, its words for nothing, how its days are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tertial.domain.extracts import Cell
from tertial.domain.feeds.columns import TIMES, Column, ColumnKind
from tertial.extracts.checking.codes import yes_no
from tertial.extracts.checking.verdict import VALUE
from tertial.extracts.mapping.codes import Told, meant_code
from tertial.extracts.mapping.evidence import Judge
from tertial.extracts.mapping.matching import Confidence, Match
from tertial.extracts.mapping.sample import Values
from tertial.extracts.mapping.shapes import NO_DAYS
from tertial.extracts.mapping.units import Units

NAMED = frozenset({ColumnKind.CODE, ColumnKind.UNIT, ColumnKind.YES_NO})
"""Kinds whose values are names out of a list. No value of another kind is ever shown."""
MOST_SHOWN = 50
"""Distinct values; a column with more holds no codes."""
LONGEST_SHOWN = 30
MOST_DIGITS = 5
"""Six together may be a day of birth."""
FEWEST_ROWS = 3
"""A value of fewer rows is perhaps about somebody; one of so many is a code."""

_BETWEEN = re.compile(r"[^\w]|_")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A column's cell as it may stand in extracts.toml, and what is unsure of its values.

    `alike` are values whose code is only guessed by likeness, `unknown` those that nothing is proposed for; `hidden` is
    how many more of both there are that are not shown, since they may be about somebody.
    """

    cell: Cell
    alike: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    hidden: int = 0

    def is_untold(self, column: Column) -> bool:
        """Whether loading needs no telling: the header is the column's own name and the values are as they should."""
        cell = self.cell
        return cell.column.casefold() == column.name and not (cell.codes or cell.empty or cell.format)


def propose_cell(match: Match, values: Values, units: Units, judge: Judge) -> Proposed:
    """The cell of a column that got a header."""
    column, counts = match.column, values.counts.reveal()
    form = match.evidence.format if match.evidence is not None else ""
    empty = {text for text in values.nothing if column.scheme is None or meant_code(column.scheme, text) is None}
    if column.kind in TIMES:
        empty |= NO_DAYS & counts.keys()
    if column.kind not in NAMED:
        return Proposed(Cell(column=match.header, empty=frozenset(empty), format=form))
    codes: dict[str, str] = {}
    alike: dict[str, str] = {}
    unknown: list[str] = []
    for value in counts:
        code, told = _meaning(column, value, units)
        if told is Told.BY_HABIT:
            codes[value] = code
        elif told is Told.BY_LIKENESS:
            alike[value] = code
        elif told is None:
            unknown.append(value)
    shown = {value for value in (*alike, *unknown) if _may_be_shown(value, match, values, judge)}
    hidden = len(alike) + len(unknown) - len(shown)
    alike = {value: code for value, code in sorted(alike.items()) if value in shown}
    cell = Cell(column=match.header, codes=dict(sorted(codes.items())) | alike, empty=frozenset(empty))
    return Proposed(cell, alike, tuple(sorted(set(unknown) & shown)), hidden)


def _meaning(column: Column, value: str, units: Units) -> tuple[str, Told | None]:
    """The code, unit or word that a value stands for and how that is known; None where it is not."""
    if column.kind is ColumnKind.YES_NO:
        return "", Told.BY_ITSELF if yes_no(value).state == VALUE else None
    if column.scheme is not None:
        meant = meant_code(column.scheme, value)
        return (meant.code, meant.told) if meant is not None else ("", None)
    unit = units.find(value)
    if not unit:
        # Without an organisation nothing can be said of a unit.
        return "", None if units else Told.BY_ITSELF
    return unit, Told.BY_ITSELF if value.casefold() in units.read else Told.BY_HABIT


def _may_be_shown(value: str, match: Match, values: Values, judge: Judge) -> bool:
    if values.distinct > MOST_SHOWN or match.confidence is Confidence.GUESS:
        return False
    if len(value) > LONGEST_SHOWN or not value.isprintable() or values.counts.reveal()[value] < FEWEST_ROWS:
        return False
    digits = max(map(len, re.findall(r"\d+", _BETWEEN.sub("", value))), default=0)
    return digits <= MOST_DIGITS and not judge.is_person(value)
