"""What may be pointed at, by kind, and the check that a name points at something."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from tertial.definitions.findings import Findings
from tertial.definitions.refusal import listed
from tertial.language import _


class Referred(StrEnum):
    """A kind of thing that names point at; its value is the code of a name that points at nothing."""

    INDICATOR = "E401"
    UNIT = "E402"
    GOAL = "E403"
    ACCOUNT = "E404"
    SCHEME = "E405"
    FOLLOWUP = "E407"
    LEVEL = "E408"
    GIVER = "E409"
    KIND = "E410"
    TREE = "E411"
    ASSIGNMENT = "E413"
    FRAME = "E417"


class References:
    """The names that are known so far. A kind whose file could not be read is not checked: its fault is told there."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._known: dict[Referred, frozenset[str]] = {}
        self._sorted: dict[Referred, tuple[str, ...]] = {}

    def learn(self, kind: Referred, names: Iterable[str]) -> None:
        """Let these, and only these, be the names of a kind."""
        self._known[kind] = frozenset(names)
        self._sorted[kind] = tuple(sorted(self._known[kind]))

    def known(self, kind: Referred) -> frozenset[str] | None:
        """The names of a kind, or None where they could not be read."""
        return self._known.get(kind)

    def check(self, kind: Referred, name: str, path: str, line: int) -> bool:
        """Whether the name is known, or cannot be checked; an unknown one is noted."""
        names = self._known.get(kind)
        if names is None or name in names:
            return True
        ordered = self._sorted[kind]
        expected = _expected(kind)
        if ordered:
            expected += f" ({listed(ordered, 8)})"
        self._findings.add(kind.value, path, line, name, expected, among=ordered)
        return False


def _expected(kind: Referred) -> str:
    return {
        Referred.INDICATOR: _("the id of an indicator"),
        Referred.UNIT: _("the id of a unit"),
        Referred.GOAL: _("the id of a goal"),
        Referred.ACCOUNT: _("the code of an account"),
        Referred.SCHEME: _("sex, age_band or the name of a scheme"),
        Referred.FOLLOWUP: _("the id of a follow-up date"),
        Referred.LEVEL: _("the id of a level"),
        Referred.GIVER: _("the id of a giver"),
        Referred.KIND: _("a kind of unit of some tree"),
        Referred.TREE: _("the name of a tree"),
        Referred.ASSIGNMENT: _("the id of an assignment"),
        Referred.FRAME: _("the id of a frame or of the report’s unit"),
    }[kind]
