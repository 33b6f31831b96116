"""How an indicator is named at the head of its sentence, and the words of its unit and period.

Titles are written for tables, without an article. Where the form of the word itself says how Swedish makes it
definite, the sentence has a subject and a verb; else the title stands before a colon, which is always right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tertial.assess.assessment import IndicatorAssessment
from tertial.assess.comparison.pair_sentence import MEN, WOMEN
from tertial.domain.calendar import Period, PeriodKind
from tertial.domain.label import Label
from tertial.domain.period_words import period_words
from tertial.domain.results import Sex

_SEXES = {Sex.WOMEN: WOMEN, Sex.MEN: MEN, Sex.UNKNOWN: Label("okänt kön", "sex unknown")}

_DEFINITE = (
    (re.compile(r"Andel (?=\S)"), "Andelen "),
    (re.compile(r"Antal (?=\S)"), "Antalet "),
    (re.compile(r"(\w+het)\Z"), r"\1en"),
    (re.compile(r"(\w+ning)\Z"), r"\1en"),
)
"""Openings (or whole titles of one word) with one definite form only."""
_NEUTER = re.compile(r"Antal ")
_ENGLISH = re.compile(r"(?=(?:Share of|Number (?:of|who)) \S)")
_BROKEN_UP = re.compile(r"[,:;.!?]")
"""A title with a pause in it cannot be a subject."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The head of a sentence, with its verb or a colon; `unchanged` agrees with its gender."""

    head: Label
    unchanged: Label


def subject_of(row: IndicatorAssessment, category: Label | None = None, *, past: bool) -> Subject:
    """The indicator's title and the part of the people that the row is about, ready for a figure to follow."""
    title, part = row.indicator.title, _part(row, category)
    name, named = _spaced(title.sv), _spaced(title.en or title.sv)
    verb = Label("var", "was") if past else Label("är", "is")
    swedish = "" if part or _BROKEN_UP.search(name) else _definite(name)
    english = "" if part or _BROKEN_UP.search(named) or not _ENGLISH.match(named) else f"The {_lowered(named)}"
    common = bool(swedish) and _NEUTER.match(name) is None
    return Subject(
        Label(
            f"{swedish} {verb.sv}" if swedish else f"{named_with(name, part, 'sv')}:",
            f"{english} {verb.en}" if english else f"{named_with(named, part, 'en')}:",
        ),
        Label("oförändrad" if common else "oförändrat", "unchanged"),
    )


def name_of(row: IndicatorAssessment, category: Label | None = None) -> Label:
    """The title with the part of the people, before a colon."""
    title, part = row.indicator.title, _part(row, category)
    return Label(
        named_with(_spaced(title.sv), part, "sv"),
        named_with(_spaced(title.en or title.sv), part, "en"),
    )


def named_with(name: str, part: Label | None, language: str) -> str:
    """The name and, after a comma, whom it is about."""
    return name if part is None else f"{name}, {part.in_language(language)}"


def during(period: Period) -> Label:
    """The period as it stands in a sentence: i augusti 2025, under januari–augusti 2025."""
    words = period_words(period)
    one_month = period.kind is PeriodKind.MONTH or period.month_count == 1
    return Label(f"{'i' if one_month else 'under'} {words.sv}", f"in {words.en}")


def _definite(name: str) -> str:
    for form, definite in _DEFINITE:
        if form.match(name):
            return form.sub(definite, name, count=1)
    return ""


def _part(row: IndicatorAssessment, category: Label | None) -> Label | None:
    """Whom a row is about, where not everybody; a category that nothing names by its code."""
    split = row.split
    named = category or (Label(split.category) if split.category else None)
    sex = _SEXES.get(split.sex)
    sv = [
        "" if named is None else named.sv,
        "" if sex is None else sex.sv,
        f"{split.age_band} år" if split.age_band else "",
    ]
    en = [
        "" if named is None else named.in_language("en"),
        "" if sex is None else sex.en,
        f"aged {split.age_band}" if split.age_band else "",
    ]
    return None if split.is_whole else Label(", ".join(filter(None, sv)), ", ".join(filter(None, en)))


def _spaced(text: str) -> str:
    """A written title on one line, without a point at its end."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip().rstrip(".:;,")


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
