"""Sentences on what lacks: why there is no figure, what a figure does not rest on, and an estimate instead."""

from __future__ import annotations

import re

from tertial.assess.assessment import IndicatorAssessment
from tertial.assess.comparison.wording import Wording
from tertial.assess.sentences.subject import name_of
from tertial.assess.sentences.told import Estimated
from tertial.domain.calendar import Period
from tertial.domain.label import Label
from tertial.domain.period_words import months_words
from tertial.domain.results import Quality

_NO_FIGURE = {
    Quality.NOT_DUE: Label("följs inte upp nu", "not followed up now"),
    Quality.NOT_STARTED: Label("följs inte upp ännu", "not followed up yet"),
    Quality.NOT_APPLICABLE: Label("gäller inte här", "does not apply here"),
    Quality.FOLLOWED_ELSEWHERE: Label("följs upp på annat håll", "followed up elsewhere"),
}
_MISSING = Label("ingen siffra", "no figure")
_QUALITY = {
    Quality.PROVISIONAL: Label("Siffran är preliminär.", "The figure is provisional."),
    Quality.PARTIAL: Label("Underlaget är ofullständigt.", "What the figure rests on is incomplete."),
    Quality.ESTIMATED: Label("Siffran är uppskattad.", "The figure is approximate."),
}
BROKEN = Label(
    "Ingen jämförelse görs med året före: serien är bruten.",
    "No comparison is made with the year before: the series is broken.",
)
BROKEN_SINCE = Label(
    "Serien är bruten sedan jämförelsetalet, så jämförelsen är osäker.",
    "The series has been broken since the figure to compare with, so the comparison is uncertain.",
)


def no_figure_sentence(row: IndicatorAssessment, category: Label | None = None) -> Label:
    """That there is no figure; the row's note says why."""
    name, why = name_of(row, category), _NO_FIGURE.get(row.quality, _MISSING)
    return Label(f"{name.sv}: {why.sv}.", f"{name.en}: {why.en}.")


def quality_sentence(row: IndicatorAssessment) -> Label | None:
    """What there is to know of a figure that is not complete; None of one that is."""
    if row.quality is not Quality.BROKEN_SERIES:
        return _QUALITY.get(row.quality)
    return BROKEN_SINCE if _is_held_against_before(row) else BROKEN


def _is_held_against_before(row: IndicatorAssessment) -> bool:
    """Whether the status rests on a figure from last year or before, which the series is broken since."""
    if row.reference is None or not row.status.is_judged:
        return False
    return Period.parse(row.reference[0]).last <= row.period.year_before().last


def note_sentence(row: IndicatorAssessment) -> Label | None:
    """The row's note on one line, with a stop."""
    if row.note is None:
        return None
    return Label(_ended(row.note.sv), _ended(row.note.en) if row.note.en else "")


def estimate_sentence(estimated: Estimated, wording: Wording, *, has_figure: bool) -> Label:
    """The estimate with its interval and months, and that it is none of the official figures.

    Beside a figure of which rows lack or are wrong it is what that probably would have been.
    """
    value, low, high = (wording.rounded(one) for one in (estimated.value, estimated.low, estimated.high))
    figure, months = wording.figure(value), months_words(estimated.months)
    if low != high:
        limits = wording.span(low, high)
        figure = Label(f"{figure.sv} (troligen {limits.sv})", f"{figure.en} (likely {limits.en})")
    if has_figure:
        return Label(
            f"Skattat, om inget hade saknats eller varit fel för {months.sv}: {figure.sv}, ingen officiell siffra.",
            f"Estimated, had nothing been missing or wrong for {months.en}: {figure.en}, not an official figure.",
        )
    return Label(
        f"Skattat, eftersom uppgifter saknas för {months.sv}: {figure.sv}, ingen officiell siffra.",
        f"Estimated, since data are missing for {months.en}: {figure.en}, not an official figure.",
    )


def _ended(text: str) -> str:
    line = re.sub(r"[ \t\r\n]+", " ", text).strip()
    return line if line.endswith((".", "!", "?", "…", "”")) else f"{line.rstrip(',;:')}."
