"""Variation and assurance as a mark and a short word: what a narrow column of a terminal has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from tertial.language import _
from tertial.report.numbers import DASH
from tertial.report.variation_words import why_no_icon

if TYPE_CHECKING:
    from tertial.assess.variation.assurance import Assurance
    from tertial.assess.variation.chart import Variation


def variation_text(variation: Variation) -> Text:
    """Whether something has changed, and which way: ↗ improvement, → stable; or why that cannot be told."""
    if variation.variation is None:
        return Text(why_no_icon(variation), style="dim")
    meaning, _between, way = variation.variation.value.rpartition("_")
    arrow = {"high": "↗", "low": "↘"}.get(way, "→")
    word, colour = {
        "improving": (_("improvement"), "green"),
        "concerning": (_("worsening"), "red"),
        "neither": (_("change"), "blue"),
    }.get(meaning, (_("stable"), ""))
    return Text(f"{arrow} {word}", style=colour)


def assurance_text(assurance: Assurance | None) -> Text:
    """What to expect of the target: met each time, never, or now and then; a dash where that cannot be told."""
    if assurance is None:
        return Text(DASH, style="dim")
    sign, word, colour = {
        "passes": ("✓", _("reached"), "green"),
        "fails": ("✗", _("not reached"), "red"),
    }.get(assurance.value, ("?", _("now and then"), "yellow"))
    return Text(f"{sign} {word}", style=colour)
