"""The table of `tertial explain` that holds units against each other as if they had the same ages."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table

from tertial.assess.age_sentences import told_limits, told_number, told_ratio
from tertial.assess.age_standardised import AgeStandardised, StandardisedUnit
from tertial.commands.explain_tables import named
from tertial.commands.figure_words import count_words
from tertial.domain.label import Label
from tertial.domain.region import Region
from tertial.language import _, spoken
from tertial.report.numbers import DASH, number

_NARROWEST = 8


def ages_heading(ages: AgeStandardised) -> str:
    """What the table's figures are per, and what stands in brackets."""
    if ages.is_share:
        return _("Per cent; in brackets the 95% interval.")
    return _("Per {per}; in brackets the 95% interval.").format(per=number(round(ages.per)))


def ages_table(ages: AgeStandardised, region: Region) -> Table:
    """A line a unit: its counts, its figure as it is and standardised, and how many times what is expected."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(_("Unit"), overflow="fold", min_width=8)
    cells = [tuple(_figures(one, ages)) for one in ages.others]
    headings = (
        _("Numerator"), _("Denominator"), _("As it is"), _("Standardised"), _("Times what is expected"),
    )  # fmt: skip
    for heading, column in zip(headings, zip(*cells, strict=True), strict=True):
        # Figures have thin spaces, at which they would be broken; a heading breaks between its words.
        table.add_column(heading, justify="right", width=max(_NARROWEST, *map(len, (*column, *heading.split()))))
    for one, row in zip(ages.others, cells, strict=True):
        table.add_row(named(region, one.unit), *row)
    return table


def ages_reasons(ages: AgeStandardised, region: Region) -> Iterator[str]:
    """Why a unit's figures lack, a sentence a unit."""
    for one in ages.others:
        reasons = dict.fromkeys(spoken(why) for why in (one.rate, one.ratio) if isinstance(why, Label))
        if reasons:
            yield f"{named(region, one.unit)}: {' '.join(reasons)}"


def _figures(one: StandardisedUnit, ages: AgeStandardised) -> Iterator[str]:
    numerator, denominator = (None, None) if one.counts is None else one.counts
    yield count_words(numerator)
    yield count_words(denominator)
    yield DASH if one.crude is None else spoken(told_number(one.crude, ages))
    if isinstance(one.rate, Label) or one.rate.value is None:
        yield DASH
    else:
        yield f"{spoken(told_number(one.rate.value / ages.per, ages))} ({spoken(told_limits(one.rate, ages))})"
    if isinstance(one.ratio, Label):
        yield DASH
    else:
        figure, limits = told_ratio(one.ratio)
        yield f"{spoken(figure)} ({spoken(limits)})"
