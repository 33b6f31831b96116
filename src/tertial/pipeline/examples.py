"""Runs the examples of a folder's own definitions: what the slow engine makes of their rows, and what they expect."""

from __future__ import annotations

from decimal import Decimal

from tertial.compute.examples import Outcome, outcome_of
from tertial.definitions.diagnostics import Diagnostic
from tertial.definitions.findings import Findings
from tertial.definitions.reading import Reading
from tertial.domain.examples import Expected
from tertial.language import _


def wrong_examples(reading: Reading) -> tuple[Diagnostic, ...]:
    """The examples that come out otherwise, each told where it says what it expects."""
    findings = Findings()
    for placed in reading.examples:
        outcome = outcome_of(reading.indicators[placed.indicator], placed.example, reading.indicators)
        if not outcome.agrees(placed.example.expected):
            given = _("what the rows give: {outcome}").format(outcome=_said(outcome) or _("no figure"))
            findings.add("E735", placed.path, placed.line, _said(placed.example.expected), given)
    return findings.sorted()


def _said(figures: Outcome | Expected) -> str:
    parts = ("numerator", figures.numerator), ("denominator", figures.denominator), ("value", figures.value)
    return ", ".join(f"{name} {_written(figure)}" for name, figure in parts if figure is not None)


def _written(figure: Decimal) -> str:
    return format(figure, "f")
