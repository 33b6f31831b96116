"""The sentences that stand where a figure or a comparison is missing, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from tertial.domain.calendar import FollowUp, Month, Period
from tertial.domain.changes import Change
from tertial.domain.label import Label, joined, listed, lowered
from tertial.domain.period_words import month_words, period_words
from tertial.domain.targets import Against, Reference

_NO_BREAK = "\u00a0"

NO_JUDGEMENT = Label("Ingen bedömning är angiven.", "No judgement is stated.")
NO_DENOMINATOR = Label(
    "Antalet är rapporterat utan det som det är en andel av.",
    "The count is reported without what it is a share of.",
)
LEVEL_OF_WHAT_HAS_COME = Label(
    "Målet gäller det som har kommit sedan januari och säger inget om enskilda månader.",
    "The target is of what has come since January and says nothing of single months.",
)
TARGET_FOR_THE_WHOLE = Label(
    "Målet är satt för helheten; för den här enheten finns inget eget mål.",
    "The target is set for the whole; this unit has none of its own.",
)
INCOMPLETE = Label("osäkert: underlaget är ofullständigt", "uncertain: what it rests on is incomplete")
PROVISIONAL = Label("osäkert: siffran är preliminär", "uncertain: the figure is provisional")
CHANGE_FROM_ZERO = Label(
    "Målet är en procentuell förändring och jämförelsetalet är noll.",
    "The target is a percentage change and the figure it starts from is zero.",
)


def covers(percent: int) -> Label:
    """That a status rests on a part of the expected rows, in whole per cent rounded down."""
    return Label(
        f"osäkert: {percent}{_NO_BREAK}% av väntade rader" if percent else "osäkert: nästan inga av väntade rader",
        f"uncertain: {percent}% of the expected rows" if percent else "uncertain: hardly any of the expected rows",
    )


def not_due(followed: Sequence[FollowUp]) -> Label:
    """When the measure is followed up instead."""
    dates = listed([Label(lowered(date.label.sv), lowered(date.label.in_language("en"))) for date in followed])
    return Label(f"Följs upp vid {dates.sv}.", f"Followed up at {dates.en}.")


def not_started(first: Month) -> Label:
    """From when the measure is followed."""
    words = month_words(first)
    return Label(f"Följs upp från och med {words.sv}.", f"Followed up from {words.en}.")


def changed(change: Change) -> Label:
    """What a declared change means for the figure, what would mend it and when that is expected."""
    said = change.says if change.mend is None else joined(change.says, change.mend)
    if change.expected is None:
        return said
    words = month_words(change.expected)
    return joined(said, Label(f"Väntas vara åtgärdat i {words.sv}.", f"Expected to be mended in {words.en}."))


def missing(period: Period) -> Label:
    """That nobody has reported the figure."""
    words = period_words(period)
    return Label(f"Utfall för {words.sv} är inte rapporterat.", f"No outcome is reported for {words.en}.")


def no_reference(wanted: Reference, period: Period) -> Label:
    """Which figure a change or an improvement cannot be measured against."""
    if wanted is Against.BASELINE:
        return Label(
            "Målet utgår från ett ingångsvärde som saknas.", "The target starts from a baseline that is missing."
        )
    if wanted is Against.PREVIOUS:
        words = period_words(period)
        return Label(
            f"Det finns inget utfall före {words.sv} att jämföra med.",
            f"There is no outcome before {words.en} to compare with.",
        )
    words = period_words(wanted if isinstance(wanted, Period) else period.year_before())
    return Label(
        f"Målet jämför med {words.sv}, och det utfallet saknas.",
        f"The target compares with {words.en}, and that outcome is missing.",
    )


def no_level(year: int) -> Label:
    """That a path has no level for the year."""
    return Label(f"Målet anger ingen nivå för {year}.", f"The target states no level for {year}.")
