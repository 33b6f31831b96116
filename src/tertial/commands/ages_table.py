"""The table of `tertial explain` that holds units against each other as if they had the same ages."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table

from tertial.assess.age_sentences import told_figure, told_limits, told_ratio
from tertial.assess.age_standardised import AgeStandardised, StandardisedUnit
from tertial.commands.explain_tables import named
from tertial.commands.figure_words import count_words
from tertial.domain.label import Label
from tertial.domain.region import Region
from tertial.language import _, current_language
from tertial.report.numbers import DASH


def ages_table(ages: AgeStandardised, region: Region) -> Table:
    """A line a unit: its counts, its figure as it is and standardised, and how many times what is expected."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(_("Unit"), overflow="fold", min_width=8)
    for heading in (
        _("Numerator"), _("Denominator"), _("As it is"), _("Standardised by age"), _("Times what is expected"),
    ):  # fmt: skip
        table.add_column(heading, justify="right")
    table.add_column("", overflow="fold")
    for one in ages.others:
        table.add_row(named(region, one.unit), *_figures(one, ages))
    return table


def _figures(one: StandardisedUnit, ages: AgeStandardised) -> Iterator[str]:
    numerator, denominator = (None, None) if one.counts is None else one.counts
    yield count_words(numerator)
    yield count_words(denominator)
    yield DASH if one.crude is None else _said(told_figure(one.crude, ages))
    if isinstance(one.rate, Label) or one.rate.value is None:
        yield DASH
    else:
        yield f"{_said(told_figure(one.rate.value / ages.per, ages))} ({_said(told_limits(one.rate, ages))})"
    if isinstance(one.ratio, Label):
        yield DASH
    else:
        yield "{} ({})".format(*map(_said, told_ratio(one.ratio)))
    yield " ".join(dict.fromkeys(_said(why) for why in (one.rate, one.ratio) if isinstance(why, Label)))


def _said(label: Label) -> str:
    return label.in_language(current_language())
