"""An indicator's definition: in words, and as it is written."""

from __future__ import annotations

from collections.abc import Iterator

from tertial.domain.calendar import PeriodKind
from tertial.domain.expressions.tree import Comparison, Expression
from tertial.domain.expressions.writing import written
from tertial.domain.indicators import Direction, Estimates, Indicator, Kind, OverTime
from tertial.domain.label import Label
from tertial.domain.measures import Additive, AmongReaching, Level, Reaching, Rows, Spread, Sum, Unique
from tertial.language import _, spoken
from tertial.report.numbers import number


def in_words(indicator: Indicator) -> Iterator[tuple[str, str]]:
    """What is said of the indicator, by its heading; what nobody has written is left out."""
    for heading, label in (
        (_("Why"), indicator.why),
        (_("Counted"), indicator.counted),
        (_("Out of"), indicator.out_of),
        (_("Official source"), indicator.official),
        (_("Deviations"), indicator.deviations),
        (_("Remark"), indicator.remark),
    ):
        if label is not None:
            yield heading, _text(label)
    yield _("Figure"), _figure_words(indicator)
    yield _("Good is"), direction_word(indicator.direction)
    checked = indicator.checked_by or _("nobody yet")
    if indicator.next_review is not None:
        checked = _("{by}; next review {month}").format(by=checked, month=indicator.next_review)
    yield _("Checked by"), checked
    if indicator.owner is not None:
        yield _("Owner"), _text(indicator.owner)
    if indicator.library:
        yield _("From the library"), indicator.library


def as_written(indicator: Indicator) -> Iterator[tuple[str, str]]:
    """The measure in the keys of the indicator's file, with its expressions in their one form."""
    match indicator.measure:
        case Additive(numerator=above, denominator=below, per=per):
            if below is not None:
                yield "denominator", _sum(below)
            yield "numerator", _sum(above)
            if per != 1:
                yield "per", str(per)
        case Spread(rows=rows, value=value, over=over, percent=percent):
            yield "rows", _rows(rows)
            yield "value", written(value)
            if over is not None:
                yield "over", written(over)
            if percent is not None:
                yield "percent", str(percent)
        case Unique(rows=rows, of=of):
            yield "rows", _rows(rows)
            yield "of", of
        case Reaching(level=level, kind=kind):
            yield "level", level_words(level)
            yield "among", kind
        case AmongReaching(indicator=name, level=level, kind=kind):
            yield "indicator", name
            yield "level", level_words(level)
            yield "among", kind
    if indicator.by:
        yield "by", ", ".join(indicator.by)


def level_words(level: Level) -> str:
    """A level: minst 70 för telephone-answered."""
    how = {
        Comparison.AT_LEAST: _("at least {level} in {indicator}"),
        Comparison.MORE: _("more than {level} in {indicator}"),
        Comparison.AT_MOST: _("at most {level} in {indicator}"),
        Comparison.LESS: _("less than {level} in {indicator}"),
        Comparison.EQUAL: _("exactly {level} in {indicator}"),
        Comparison.NOT_EQUAL: _("other than {level} in {indicator}"),
    }[level.how]
    return how.format(level=number(level.level), indicator=level.indicator)


def direction_word(direction: Direction) -> str:
    """Which way is good."""
    return {
        Direction.INCREASE: _("a higher figure"),
        Direction.DECREASE: _("a lower figure"),
        Direction.WITHIN: _("a figure within two levels"),
        Direction.NONE: _("neither way"),
    }[direction]


def _figure_words(indicator: Indicator) -> str:
    parts = [kind_word(indicator.kind), _shown_word(indicator.shown)]
    if isinstance(indicator.measure, Additive | Spread) and indicator.over_time is not None:
        parts.append(_over_time_word(indicator.over_time))
    elif isinstance(indicator.measure, Unique):
        parts.append(_("counted anew for each period"))
    months = indicator.final_after
    if months:
        parts.append(_("final after 1 month") if months == 1 else _("final after {count} months").format(count=months))
    if indicator.estimates is Estimates.OFF:
        parts.append(_("months that lack data are never estimated"))
    return "; ".join(parts)


def kind_word(kind: Kind) -> str:
    """How the figure is made."""
    return {
        Kind.REPORTED: _("reported"),
        Kind.COUNT: _("count or sum"),
        Kind.SHARE: _("share"),
        Kind.MEAN: _("mean"),
        Kind.RATE: _("rate"),
        Kind.MEDIAN: _("median"),
        Kind.PERCENTILE: _("percentile"),
        Kind.DISTINCT: _("number of different ones"),
        Kind.UNITS_REACHING: _("units that reach a level"),
        Kind.AMONG_REACHING: _("figure of the units that reach a level"),
    }[kind]


def _shown_word(shown: PeriodKind) -> str:
    return {
        PeriodKind.MONTH: _("shown by month"),
        PeriodKind.TERTIAL: _("shown by tertial"),
        PeriodKind.YTD: _("shown from January on"),
        PeriodKind.R12: _("shown for twelve months"),
        PeriodKind.YEAR: _("shown by year"),
    }[shown]


def _over_time_word(over_time: OverTime) -> str:
    return {
        OverTime.SUM: _("months are added up"),
        OverTime.LAST: _("the last month counts"),
        OverTime.MEAN: _("the mean of the months"),
    }[over_time]


def _sum(part: Sum) -> str:
    add = "" if part.add is None else f"add {written(part.add)}"
    return ", ".join(filter(None, (_rows(part.rows), add)))


def _rows(rows: Rows) -> str:
    parts = [rows.fact.id]
    if rows.unit:
        parts.append(f"at {rows.unit}")
    parts += [f"{key} {written(one)}" for key, one in _stated(rows)]
    return ", ".join(parts)


def _stated(rows: Rows) -> Iterator[tuple[str, Expression]]:
    if rows.events is not None:
        yield "events", rows.events
    if rows.where is not None:
        yield "where", rows.where


def _text(label: Label) -> str:
    return " ".join(spoken(label).split())
