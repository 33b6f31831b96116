"""Why there is no estimate, and what one rests on: the sentences, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from tertial.assess.estimates.results import Source, Weight
from tertial.domain.calendar import Month
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.label import Label, listed, lowered
from tertial.domain.period_words import month_words

NO_NUMBERS = Label(
    "Siffrorna går inte att räkna med: de är oändliga, orimligt stora eller under noll.",
    "The figures cannot be reckoned with: they are infinite, enormous or below zero.",
)
NOTHING_NEAR = Label(
    "Det finns ingen tillförlitlig månad i närheten att utgå från.", "There is no sound month near to go by."
)
NOT_WANTED = Label("Skattning är avstängd för indikatorn.", "Estimates are turned off for the indicator.")
NO_SUMS = Label("Siffrans månader går inte att lägga ihop.", "The figure's months cannot be added up.")
ELSEWHERE = Label(
    "Raderna räknas vid en annan enhet än den som saknar dem.",
    "The rows count at another unit than the one that lacks them.",
)
DIVIDED = Label(
    "En delad enhets rader räknas bara till en del här.", "Of a unit that was split no more than a part counts here."
)
NOT_COUNTED = Label(
    "Vid de enheter vars uppgifter saknas eller är fel har inget räknats.",
    "Nothing has been counted at the units whose data are missing or wrong.",
)
UNKNOWN_PARTS = Label("Några månader eller enheter går inte att skatta.", "Some months or units cannot be estimated.")
NOT_ADDED = Label(
    "Nämnaren är noll eller okänd, så ingen andel går att räkna.",
    "The denominator is zero or unknown, so there is no share to reckon.",
)


def short(months: int) -> Label:
    """Too short a history."""
    sv = "1 tillförlitlig månad" if months == 1 else f"{months} tillförlitliga månader"
    en = "1 sound month" if months == 1 else f"{months} sound months"
    return Label(f"Historiken är för kort för en skattning: {sv}.", f"The history is too short for an estimate: {en}.")


def broken(month: Month) -> Label:
    """A break too near."""
    words = month_words(month)
    return Label(
        f"Serien är bruten i {words.sv}, och för få månader har kommit sedan dess.",
        f"The series is broken in {words.en}, and too few months have come since.",
    )


_WORDS = {
    Source.LEVEL: Label("tidigare månader", "earlier months"),
    Source.SEASON: Label("tidigare år", "earlier years"),
    Source.OWN_SEASON: Label("tidigare år", "earlier years"),
    Source.SISTERS: Label("hur övriga enheter förändrats", "how the other units changed"),
    Source.PARTIAL: Label("de rader som har kommit", "the rows that have come"),
}


def rests_on(sources: Sequence[Weight]) -> Label:
    """What an estimate rests on."""
    words = dict.fromkeys(source_words(one) for one in sources)
    if len(words) > 1 and _WORDS[Source.SEASON] in words:
        words.pop(_WORDS[Source.LEVEL], None)
    named = listed(list(words)) if words else _WORDS[Source.LEVEL]
    return Label(f"utifrån {named.sv}", f"from {named.en}")


def source_words(one: Weight) -> Label:
    """A source inside a sentence: earlier years."""
    if one.source is Source.PROXY:
        feed = all_feeds().get(one.name)
        title = Label(one.name, one.name) if feed is None else feed.title
        return Label(f"det som kommer av {lowered(title.sv)}", f"what arrives of {lowered(title.in_language('en'))}")
    return _WORDS[one.source]
