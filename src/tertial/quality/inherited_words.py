"""The one sentence of what a figure inherits: which feed and units, since when, what it covers, what would mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor

from tertial.domain.feeds.registry import all_feeds
from tertial.domain.label import Label, listed, lowered
from tertial.quality.inherited import Inherited, Problem
from tertial.quality.sentence import since, small, to_mend
from tertial.quality.verdicts import LACKING, Kind

NAMED = 3
"""So many units are named; of more the number, and the worst two."""
WORST = 2

_NO_BREAK = "\u00a0"


def why(inherited: Inherited, names: Mapping[str, Label]) -> Label | None:
    """The sentence on the gravest problem, ending with what else is wrong; None where nothing is.

    `names` are those of units.
    """
    if not inherited.problems:
        return None
    # Where there is no figure the sentence is of the rows that lack, whatever else is wrong with those that came.
    gravest = next((one for one in inherited.problems if one.kind in LACKING), None) if inherited.is_gone else None
    first = gravest or inherited.problems[0]
    said = _said(first, names, is_gone=inherited.is_gone)
    mend = to_mend(first.feed, first.kind, first.column, first.first, first.last)
    if first.span > 1:
        few = small(first.span, len(first.units))
        mend = Label(f"{few.sv}; {mend.sv}", f"{few.en}; {mend.en}")
    if first.is_possible:
        mend = Label(f"det kan vara slump; {mend.sv}", f"it may be chance; {mend.en}")
    others = [_in_short(one) for one in inherited.problems if one is not first]
    others = [one for one in dict.fromkeys(others) if one != _in_short(first)]
    if not others:
        return Label(f"{said.sv}: {mend.sv}.", f"{said.en}: {mend.en}.")
    rest = listed(others)
    return Label(f"{said.sv}: {mend.sv}; dessutom {rest.sv}.", f"{said.en}: {mend.en}; also {rest.en}.")


def covered(rows: int, expected: int) -> Label:
    """The share of the expected volume that came, rounded down, so that what lacks is never rounded away."""
    percent = floor(100 * rows / expected)
    of_rows = Label(
        f"{_count(rows)} av {_count(expected)} rader", f"{rows:,} of {expected:,} {'row' if expected == 1 else 'rows'}"
    )
    share = Label(str(percent), f"{percent}%") if percent else Label("mindre än 1", "less than 1%")
    return Label(
        f"omfattar {share.sv} procent av den förväntade volymen ({of_rows.sv})",
        f"covers {share.en} of the expected volume ({of_rows.en})",
    )


def units_in_words(units: Sequence[str], names: Mapping[str, Label]) -> Label:
    """Units by name, of many the number and the worst, which come first."""
    named = [Label(one.sv, one.in_language("en")) for one in (names.get(unit, Label(unit, unit)) for unit in units)]
    if len(named) <= NAMED:
        return listed(named)
    worst = listed(named[:WORST])
    return Label(f"{len(units)} enheter (mest {worst.sv})", f"{len(units)} units (most of all {worst.en})")


def _said(problem: Problem, names: Mapping[str, Label], *, is_gone: bool) -> Label:
    title, units = _title(problem.feed), units_in_words(problem.units, names)
    feed = Label(title.sv, f"The feed “{title.en}”")
    when = since(problem.first, problem.last, lasts=problem.lasts)
    may_sv, may_en = ("möjligen ", "possibly ") if problem.is_possible and not is_gone else ("", "")
    match problem.kind:
        case Kind.TOO_MANY:
            return Label(
                f"{feed.sv} har {may_sv}fler rader än väntat från {units.sv} {when.sv}",
                f"{feed.en} {may_en}has more rows than expected of {units.en} {when.en}",
            )
        case Kind.FIELD_MISSING:
            meaning = _meaning(problem)
            return Label(
                f"{feed.sv} saknar ”{meaning.sv}” från {units.sv} {when.sv}",
                f"{feed.en} lacks “{meaning.en}” of {units.en} {when.en}",
            )
        case Kind.CODES_CHANGED:
            meaning = _meaning(problem)
            return Label(
                f"{feed.sv} har andra koder än förut i ”{meaning.sv}” från {units.sv} {when.sv}",
                f"{feed.en} has other codes than before in “{meaning.en}” of {units.en} {when.en}",
            )
        case Kind.TIMES_COARSER:
            meaning = _meaning(problem)
            return Label(
                f"{feed.sv} har grövre tider än förut i ”{meaning.sv}” från {units.sv} {when.sv}",
                f"{feed.en} has coarser times than before in “{meaning.en}” of {units.en} {when.en}",
            )
    lacks = Label(
        f"{feed.sv} saknar {may_sv}{'alla rader' if is_gone else 'rader'} från {units.sv} {when.sv}",
        f"{feed.en} {may_en}lacks {'all rows' if is_gone else 'rows'} of {units.en} {when.en}",
    )
    if is_gone:
        count = _count(problem.expected)
        return Label(
            f"{lacks.sv}, så det finns ingen siffra ({count} rader väntades)",
            f"{lacks.en}, so there is no figure ({problem.expected:,} rows were expected)",
        )
    share = covered(problem.rows, problem.expected)
    return Label(f"{lacks.sv}, så siffran {share.sv}", f"{lacks.en}, so the figure {share.en}")


def _in_short(problem: Problem) -> Label:
    """A problem in a few words, inside a sentence."""
    feed = _lowered(_title(problem.feed))
    match problem.kind:
        case Kind.TOO_MANY:
            return Label(f"finns för många rader i {feed.sv}", f"there are too many rows in {feed.en}")
        case Kind.FIELD_MISSING:
            return Label(f"finns tomma fält i {feed.sv}", f"there are empty fields in {feed.en}")
        case Kind.CODES_CHANGED:
            return Label(f"finns ändrade koder i {feed.sv}", f"there are changed codes in {feed.en}")
        case Kind.TIMES_COARSER:
            return Label(f"finns grövre tider i {feed.sv}", f"there are coarser times in {feed.en}")
        case Kind.LATE:
            return Label(f"är rader sena i {feed.sv}", f"rows are late in {feed.en}")
    share = covered(problem.rows, problem.expected)
    return Label(
        f"saknas rader i {feed.sv}, så att siffran {share.sv}",
        f"rows are missing in {feed.en}, so that the figure {share.en}",
    )


def _title(feed: str) -> Label:
    title = all_feeds()[feed].title
    return Label(title.sv, title.in_language("en"))


def _meaning(problem: Problem) -> Label:
    meaning = all_feeds()[problem.feed].column(problem.column).meaning
    return Label(meaning.sv, meaning.in_language("en"))


def _lowered(label: Label) -> Label:
    return Label(lowered(label.sv), lowered(label.en))


def _count(count: int) -> str:
    """A whole number with a space between thousands."""
    return f"{count:,}".replace(",", _NO_BREAK)
