"""The sentence of a finding: which feed and units, since when, what share is there, and what would mend it."""

from __future__ import annotations

from collections.abc import Mapping

from tertial.domain.calendar import Month
from tertial.domain.feeds.contract import Delivery
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.label import Label, joined, listed
from tertial.domain.period_words import month_words, months_words
from tertial.quality.findings import Finding
from tertial.quality.verdicts import Kind

NAMED = 3
"""So many units are named; of more the number."""

_NO_BREAK = "\u00a0"


def sentence(finding: Finding, names: Mapping[str, Label], of_units: int) -> Label:
    """A finding in words, with what would mend it; `names` are those of units, and `of_units` have rows of the feed."""
    said = Label(
        f"{_where(finding, names, of_units).sv}: {_what(finding).sv}.",
        f"{_where(finding, names, of_units).en}: {_what(finding).en}.",
    )
    if finding.span > 1:
        said = joined(said, _of_span(finding))
    if finding.is_possible:
        said = joined(said, Label("Det kan vara slump.", "It may be chance."))
    return joined(said, mend(finding))


def mend(finding: Finding) -> Label:
    """What would mend it, as a sentence."""
    words = to_mend(finding.feed, finding.kind, finding.column, finding.first, finding.last)
    return Label(f"{words.sv[:1].upper()}{words.sv[1:]}.", f"{words.en[:1].upper()}{words.en[1:]}.")


def to_mend(feed: str, kind: Kind, column: str, first: Month, last: Month) -> Label:
    """What would mend what is wrong with a feed from one month to another, as words inside a sentence."""
    if all_feeds()[feed].delivery is Delivery.FULL:
        return _to_mend_in_full(kind, column)
    months = months_words(first.through(last))
    match kind:
        case Kind.LATE:
            return Label(
                "läs in nästa leverans innan siffrorna används, eftersom resten brukar komma senare",
                "load the next delivery before the figures are used, since the rest usually comes later",
            )
        case Kind.TOO_MANY:
            return Label(
                f"ta reda på om samma händelser har kommit två gånger, och begär en ny leverans för {months.sv}",
                f"find out whether the same events came twice, and ask for a new delivery of {months.en}",
            )
        case Kind.FIELD_MISSING:
            return Label(
                f"begär en ny leverans för {months.sv} där kolumnen {column} är ifylld",
                f"ask for a new delivery of {months.en} with the column {column} filled in",
            )
        case Kind.CODES_CHANGED:
            return Label(
                f"se över hur {column} kodas om i extracts.toml, och läs in {months.sv} igen",
                f"see how {column} is recoded in extracts.toml, and load {months.en} again",
            )
        case Kind.TIMES_COARSER:
            return Label(
                f"begär en ny leverans för {months.sv} där {column} har hela klockslaget",
                f"ask for a new delivery of {months.en} with the full time in {column}",
            )
        case _:
            return Label(f"begär en ny leverans för {months.sv}", f"ask for a new delivery of {months.en}")


def _to_mend_in_full(kind: Kind, column: str) -> Label:
    """The same of a feed sent in full: a delivery takes the place of the one before, for all months."""
    match kind:
        case Kind.TOO_MANY:
            return Label(
                "ta reda på om samma rader har kommit två gånger, och begär en ny, hel leverans",
                "find out whether the same rows came twice, and ask for a new delivery in full",
            )
        case Kind.FIELD_MISSING:
            return Label(
                f"begär en ny, hel leverans där kolumnen {column} är ifylld",
                f"ask for a new delivery in full with the column {column} filled in",
            )
        case Kind.CODES_CHANGED:
            return Label(
                f"se över hur {column} kodas om i extracts.toml, och läs in leveransen igen",
                f"see how {column} is recoded in extracts.toml, and load the delivery again",
            )
        case _:
            return Label(
                "begär en ny, hel leverans, om inte antalet verkligen har minskat så mycket",
                "ask for a new delivery in full, unless the number has really fallen so much",
            )


def percent(share: float) -> Label:
    """A share in whole per cent; one that is small and not nought is said to be below one."""
    if 0 < share < 0.005:
        return Label(f"mindre än 1{_NO_BREAK}%", "less than 1%")
    return Label(f"{round(share * 100)}{_NO_BREAK}%", f"{round(share * 100)}%")


def _where(finding: Finding, names: Mapping[str, Label], of_units: int) -> Label:
    feed = all_feeds()[finding.feed].title
    units = finding.units
    if len(units) == of_units and of_units > NAMED:
        return Label(f"{feed.sv} från alla {of_units} enheter", f"{_english(feed)} of all {of_units} units")
    named = [Label(name.sv, _english(name)) for name in (names.get(unit, Label(unit, unit)) for unit in units)]
    if len(named) > NAMED:
        more = len(named) - NAMED + 1
        named = [*named[: NAMED - 1], Label(f"{more} enheter till", f"{more} more units")]
    every = listed(named)
    return Label(f"{feed.sv} från {every.sv}", f"{_english(feed)} of {_english(every)}")


def _what(finding: Finding) -> Label:
    when = since(finding.first, finding.last, lasts=finding.lasts)
    if finding.change is not None:
        title = finding.change.title
        when = Label(
            f"{when.sv}, efter bytet av journalsystem (”{title.sv}”)",
            f"{when.en}, after the change of record system (“{_english(title)}”)",
        )
    if finding.column:
        return _of_column(finding, when)
    if finding.kind is Kind.STOPPED:
        return Label(f"inga rader {when.sv}", f"no rows {when.en}")
    if finding.expected is None:
        return Label(f"möjligen saknas rader {when.sv}", f"rows may lack {when.en}")
    if finding.rows == 0:
        count = max(1, round(finding.expected.rows))
        return Label(f"inga rader {when.sv}, mot {count} väntade", f"no rows {when.en}, where {count} were expected")
    share = percent(finding.rows / finding.expected.rows)
    low, high = (round(limit * 100) for limit in finding.expected.interval(finding.rows))
    said = Label(
        f"{share.sv} ({low}–{high}{_NO_BREAK}%) av väntade rader {when.sv}",
        f"{share.en} ({low}–{high}%) of the expected rows {when.en}",
    )
    if finding.is_possible:
        return Label(f"möjligen {said.sv}", f"possibly {said.en}")
    return Label(f"hittills {said.sv}", f"so far {said.en}") if finding.kind is Kind.LATE else said


def _of_column(finding: Finding, when: Label) -> Label:
    meaning = all_feeds()[finding.feed].column(finding.column).meaning
    share, usual = percent(finding.share), percent(finding.usual)
    if finding.kind is Kind.CODES_CHANGED:
        return Label(
            f"{share.sv} av raderna har en annan kod än förut i ”{meaning.sv}” {when.sv}",
            f"{share.en} of the rows have another code than before in “{_english(meaning)}” {when.en}",
        )
    if finding.kind is Kind.TIMES_COARSER:
        return Label(
            f"{share.sv} fler av tiderna än förut i ”{meaning.sv}” är avrundade till hel timme eller dag {when.sv}",
            f"{share.en} more of the times than before in “{_english(meaning)}” are cut to the hour or day {when.en}",
        )
    return Label(
        f"”{meaning.sv}” är ifyllt i {share.sv} av raderna {when.sv}, mot {usual.sv} tidigare",
        f"“{_english(meaning)}” is filled in for {share.en} of the rows {when.en}, {usual.en} earlier",
    )


def since(first: Month, last: Month, *, lasts: bool) -> Label:
    """Since when, or in which months where it does not last."""
    if lasts and first != last:
        words = month_words(first)
        return Label(f"sedan {words.sv}", f"since {words.en}")
    words = months_words(first.through(last))
    return Label(f"i {words.sv}" if first == last else words.sv, f"in {words.en}")


def _of_span(finding: Finding) -> Label:
    words = small(finding.span, len(finding.units))
    return Label(f"{words.sv[:1].upper()}{words.sv[1:]}.", f"{words.en[:1].upper()}{words.en[1:]}.")


def small(span: int, units: int) -> Label:
    """That units are small, and on how many months together what is said of them rests, as words inside a sentence."""
    if units == 1:
        return Label(
            f"enheten är liten, så upp till {span} månader är bedömda tillsammans",
            f"the unit is small, so up to {span} months are judged together",
        )
    return Label(
        f"enheter bland dem är små, så upp till {span} månader är bedömda tillsammans",
        f"units among them are small, so up to {span} months are judged together",
    )


def _english(label: Label) -> str:
    return label.in_language("en")
