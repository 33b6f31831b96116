"""The sentences that stand where a figure or a comparison is missing, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from babel.dates import get_month_names

from tertial.domain.calendar import FollowUp, Month, Period, PeriodKind
from tertial.domain.changes import Change
from tertial.domain.label import Label
from tertial.domain.targets import Against, Reference

NO_JUDGEMENT = Label("Ingen bedömning är angiven.", "No judgement is stated.")
NO_DENOMINATOR = Label(
    "Antalet är rapporterat utan det som det är en andel av.",
    "The count is reported without what it is a share of.",
)
TARGET_FOR_THE_WHOLE = Label(
    "Målet är satt för helheten; för den här enheten finns inget eget mål.",
    "The target is set for the whole; this unit has none of its own.",
)
CHANGE_FROM_ZERO = Label(
    "Målet är en procentuell förändring och jämförelsetalet är noll.",
    "The target is a percentage change and the figure it starts from is zero.",
)

_ORDINALS = {1: ("första", "first"), 2: ("andra", "second"), 3: ("tredje", "third")}


def month_words(month: Month) -> Label:
    """A month in words: augusti 2025."""
    return Label(f"{_name(month, 'sv')} {month.year}", f"{_name(month, 'en')} {month.year}")


def period_words(period: Period) -> Label:
    """A period in words: januari–augusti 2025."""
    last = month_words(period.last)
    year = period.last.year
    match period.kind:
        case PeriodKind.MONTH:
            return last
        case PeriodKind.TERTIAL:
            sv, en = _ORDINALS[period.last.tertial]
            return Label(f"{sv} tertialen {year}", f"the {en} tertial of {year}")
        case PeriodKind.YTD if period.last.number == 1:
            return last
        case PeriodKind.YTD:
            return Label(f"{_name(period.first, 'sv')}–{last.sv}", f"{_name(period.first, 'en')}–{last.en}")
        case PeriodKind.R12:
            return Label(f"tolv månader till och med {last.sv}", f"the twelve months to {last.en}")
        case PeriodKind.YEAR:
            return Label(str(year), str(year))


def not_due(followed: Sequence[FollowUp]) -> Label:
    """When the measure is followed up instead."""
    sv = _listed([_lowered(follow_up.label.sv) for follow_up in followed], "och")
    en = _listed([_lowered(follow_up.label.in_language("en")) for follow_up in followed], "and")
    return Label(f"Följs upp vid {sv}.", f"Followed up at {en}.")


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


def joined(first: Label, second: Label) -> Label:
    """One text after the other; in English only where both are written in English."""
    en = f"{first.en} {second.en}" if first.en and second.en else ""
    return Label(f"{first.sv} {second.sv}", en)


def _name(month: Month, language: str) -> str:
    return str(get_month_names("wide", locale=language)[month.number])


def _listed(words: Sequence[str], last: str) -> str:
    return " ".join((", ".join(words[:-1]), last, words[-1])) if len(words) > 1 else "".join(words)


def _lowered(words: str) -> str:
    """`Helår` becomes `helår` inside a sentence; an abbreviation such as `DÅ08` stays."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words
