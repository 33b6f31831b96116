"""The sentences that stand with a computed figure: what it lacks, and why there is none. In both languages."""

from __future__ import annotations

from collections.abc import Sequence

from tertial.domain.calendar import Month, Period
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.label import Label, listed
from tertial.domain.period_words import month_words, months_words, period_words

NO_UNIT_REACHES = Label("Ingen enhet når nivån.", "No unit reaches the level.")
ZERO_DENOMINATOR = Label(
    "Nämnaren är noll, så kvoten går inte att räkna ut.", "The denominator is zero, so there is no ratio."
)
NOT_ADDED_UP = Label(
    "Antalet unika är inte beräknat för enheten och perioden, och delarna kan inte summeras.",
    "The number of different ones is not computed for the unit and the period, and parts cannot be added up.",
)
PERSONS_HAVE_NO_SHARES = Label(
    "Går inte att jämföra: en enhet har delats, och antalet unika kan inte fördelas efter andelar.",
    "Cannot be compared: a unit was split, and the number of different ones cannot be divided by shares.",
)
NOT_SPLIT = Label("Måttet är inte uppdelat så.", "The measure is not split that way.")


def no_cases(period: Period) -> Label:
    """That data are there, and nothing in them to take a figure of."""
    words = period_words(period)
    return Label(f"Inga fall under {words.sv}.", f"No cases in {words.en}.")


def not_loaded(feed: str, months: Sequence[Month]) -> Label:
    """Which months of a feed are not there."""
    title, words = all_feeds()[feed].title, months_words(months)
    return Label(
        f"Underlaget ”{title.sv}” är inte inläst för {words.sv}.",
        f"The feed “{title.in_language('en')}” is not loaded for {words.en}.",
    )


def not_delivered_yet(feed: str, first: Month) -> Label:
    """From which month on a feed whose rows last for a time was delivered."""
    title, words = all_feeds()[feed].title, month_words(first)
    return Label(
        f"Underlaget ”{title.sv}” började levereras i {words.sv}: dessförinnan är bara det känt som fanns kvar då.",
        f"The feed “{title.in_language('en')}” was first delivered in {words.en}: of earlier time only what was left "
        "then is known.",
    )


def loaded_and_empty(feed: str, months: Sequence[Month]) -> Label:
    """That months of a feed were loaded, and nothing happened in them."""
    title, words = all_feeds()[feed].title, months_words(months)
    return Label(
        f"Underlaget ”{title.sv}” är inläst för {words.sv} och har inga rader då.",
        f"The feed “{title.in_language('en')}” is loaded for {words.en} and has no rows then.",
    )


def not_computed_after(through: Month) -> Label:
    """Up to which month figures are computed."""
    words = month_words(through)
    return Label(f"Siffrorna är beräknade till och med {words.sv}.", f"Figures are computed up to {words.en}.")


def covers_only(months: Sequence[Month]) -> Label:
    """Which months a partial figure covers."""
    words = months_words(months)
    return Label(f"Siffran gäller bara {words.sv}.", f"The figure covers only {words.en}.")


def provisional_until(month: Month) -> Label:
    """When a figure will no longer change by what happens later."""
    words = month_words(month)
    return Label(
        f"Preliminär tills {words.sv} är inläst.",
        f"Provisional until {words.en} is loaded.",
    )


def did_not_exist(name: Label, period: Period) -> Label:
    """That a unit was not there."""
    words = period_words(period)
    return Label(f"{name.sv} fanns inte under {words.sv}.", f"{name.in_language('en')} did not exist in {words.en}.")


def not_in_tree(name: Label) -> Label:
    """That a unit stands in other trees than the one asked about."""
    return Label(f"{name.sv} har ingen plats i det trädet.", f"{name.in_language('en')} has no place in that tree.")


def is_carried(name: Label, carriers: Sequence[Label]) -> Label:
    """Whose figures have those of a unit that has ended."""
    others = listed([Label(other.sv, other.in_language("en")) for other in carriers])
    return Label(
        f"{name.sv} har upphört; dess siffror ingår i {others.sv}.",
        f"{name.in_language('en')} has ended; its figures are part of {others.en}.",
    )


def not_comparable(split: Label) -> Label:
    """Which split makes a figure impossible to compare."""
    return Label(
        f"Går inte att jämföra: när {split.sv} delades angavs inte vem som tog över vad.",
        f"Cannot be compared: when {split.in_language('en')} was split, nobody stated who took over what.",
    )


def no_known_unit(rows: int) -> Label:
    """How many rows of a whole belong to no unit that the organisation knows."""
    if rows == 1:
        return Label("En rad utan känd enhet ingår bara i helheten.", "One row of no known unit is in the whole only.")
    return Label(
        f"{rows} rader utan känd enhet ingår bara i helheten.", f"{rows} rows of no known unit are in the whole only."
    )


def units_without_figure(without: int, of: int) -> Label:
    """How many units had no figure to compare with a level."""
    sv, en = ("enhet", "unit") if of == 1 else ("enheter", "units")
    verb = "has" if without == 1 else "have"
    return Label(f"{without} av {of} {sv} saknar uppgift.", f"{without} of {of} {en} {verb} no figure.")


def no_units(kind: str) -> Label:
    """That nothing of the kind stood there."""
    return Label(f"Det fanns inga enheter av slaget {kind}.", f"There were no units of the kind {kind}.")
