"""What a statement would use, read from the tree that PostgreSQL's own analysis of it gives (`debug_print_parse`).

A reader of SQL of our own would have to understand every statement just as the server does; the server's analysis is
what it will run. (EXPLAIN would not do: planning runs functions, and a plan lacks what was planned away.) All names are
resolved to object ids there: tables in joins, CTEs and subqueries, the function behind an operator, a cast or
`row.function`. Views are not yet expanded, so a view counts as itself. Whatever is written in a text or a name within
the tree can only make it seem to use more, because spaces are escaped there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

SELECT = 1
"""PostgreSQL's number of the command."""

_COMMAND = re.compile(r"\{QUERY\s+:commandType\s+(\d+)")
_LOCKED = re.compile(r":rowMarks\s+(?!<>)")
_TABLE = re.compile(r":relid\s+(\d+)")
_FUNCTION = re.compile(
    r":(?:funcid|opfuncid|hashfuncid|negfuncid|aggfnoid|winfnoid|tsmhandler|startInRangeFunc|endInRangeFunc)\s+(\d+)"
)
_OPERATOR = re.compile(r":(?:opno|eqop|sortop|cycle_mark_neop)\s+(\d+)|:opnos\s+\(o\s+([\d\s]+)\)")


@dataclass(frozen=True, slots=True)
class Use:
    """The object ids that a statement uses, and whether it only reads."""

    only_reads: bool
    tables: frozenset[int]
    functions: frozenset[int]
    operators: frozenset[int]


def use_of(trees: Iterable[str]) -> Use:
    """What the trees of a statement use; a statement without a tree, or with another command in it, does not only read.

    A row lock (FOR UPDATE, FOR SHARE) is no mere reading.
    """
    text = "\n".join(trees)
    commands = {int(command) for command in _COMMAND.findall(text)}
    return Use(
        only_reads=commands == {SELECT} and not _LOCKED.search(text),
        tables=_ids(_TABLE.findall(text)),
        functions=_ids(_FUNCTION.findall(text)),
        operators=_ids(number for pair in _OPERATOR.findall(text) for one in pair for number in one.split()),
    )


def _ids(numbers: Iterable[str]) -> frozenset[int]:
    # 0 stands where there is none, or where it is not yet looked up.
    return frozenset(int(number) for number in numbers) - {0}
