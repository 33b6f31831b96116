"""What a text must look like to be a figure, a date, a period, an id: one converter each, for every kind of file.

Each takes the text as it stands in the file and returns the value, or raises `Refusal` saying what to write instead.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from tertial.definitions.refusal import Refusal, nearest, one_of_words
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.identifier import PATTERN
from tertial.domain.results import Sex
from tertial.language import _

EARLIEST_YEAR, LATEST_YEAR = 1950, 2149
"""Years outside are typing errors; the bounds leave room for the periods that figures are compared with."""

FIRST_DAYS_YEAR, LAST_DAYS_YEAR = EARLIEST_YEAR - 50, LATEST_YEAR + 50
"""Days lie within these: a unit may be older than any figure."""

MOST_DIGITS, MOST_DECIMALS = 15, 6
"""No real figure has more; within them the arithmetic is exact."""

_FIGURE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_FITTING = re.compile(rf"-?[0-9]{{1,{MOST_DIGITS}}}(?:\.[0-9]{{1,{MOST_DECIMALS}}})?")
_FITTING_WHOLE = re.compile(rf"-?[0-9]{{1,{MOST_DIGITS}}}")
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f']+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AGE_BAND = re.compile(r"([0-9]{1,3})(?:-([0-9]{1,3})|(\+))?")
_MONTH_LIKE = re.compile(r"[0-9]{4}-(?:YTD|R12-)?([0-9]{2})")
_PERIOD_LIKE = re.compile(r"[0-9]{4}(?:-(?:YTD|R12-|T)?[0-9]{1,2})?")
_LIKELY_PERIODS = tuple(
    (re.compile(form, flags=re.ASCII), written)
    for form, written in (
        (r"(?P<year>[0-9]{4})[-–/. ]?(?P<number>[0-9]{2})(?:[-–/. ]?[0-9]{2})?", "{year}-{number:02}"),
        (r"(?P<year>[0-9]{4})[-–/. ](?P<number>[1-9])", "{year}-{number:02}"),
        (r"(?P<number>[0-9]{1,2})[-–/. ](?P<year>[0-9]{4})", "{year}-{number:02}"),
        (r"(?P<year>[0-9]{4})[-–/. ]*t(?:ertial)?[-–/. ]*(?P<number>[123])", "{year}-T{number}"),
        (r"t(?:ertial)?[-–/. ]*(?P<number>[123])[-–/. ]*(?P<year>[0-9]{4})", "{year}-T{number}"),
        (r"(?P<year>[0-9]{4})[-–/. ]*ytd[-–/. ]*(?P<number>[0-9]{1,2})", "{year}-YTD{number:02}"),
        (r"(?P<year>[0-9]{4})[-–/. ]*r12[-–/. ]+(?P<number>[0-9]{1,2})", "{year}-R12-{number:02}"),
    )
)
"""Other ways in which people and programs write periods, with the folder's way."""

_CODE = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Signs that no report format can carry."""

_SEX_WORDS = {
    word: meant.value
    for meant, words in {
        Sex.ALL: ("alla", "totalt", "samtliga", "båda", "t"),
        Sex.WOMEN: ("kvinnor", "kvinna", "k", "w", "f", "woman", "female"),
        Sex.MEN: ("män", "man", "m", "male"),
        Sex.UNKNOWN: ("okänt", "okänd", "uppgift saknas"),
    }.items()
    for word in words
}

E_ = TypeVar("E_", bound=StrEnum)


def figure(text: str) -> Decimal:
    """A figure with a point as decimal sign, its decimals kept as printed (`70.0`)."""
    if _FITTING.fullmatch(text):
        number = Decimal(text)
        return number or abs(number)  # -0 is 0: no report prints a minus before it
    raise _no_figure(text)


def whole(text: str) -> int:
    """A whole number."""
    if _FITTING_WHOLE.fullmatch(text):
        return int(text)
    if _FITTING.fullmatch(text):
        raise Refusal("E217", text, _("a whole number"))
    refusal = _no_figure(text)
    raise Refusal("E217", text, _("a whole number")) if refusal.code == "E213" else refusal


def count(text: str) -> int:
    """A whole number of 0 or more."""
    if text.isdecimal() and text.isascii() and len(text) <= MOST_DIGITS:  # nearly every cell: told apart quickly
        return int(text)
    number = whole(text)
    if number < 0:
        raise Refusal("E508", text, _("0 or more"))
    return number


def _no_figure(text: str) -> Refusal:
    if _FIGURE.fullmatch(text):
        limits = _("at most {digits} digits and {decimals} decimals").format(digits=MOST_DIGITS, decimals=MOST_DECIMALS)
        return Refusal("E218", text, limits)
    plain = _SPACES.sub("", text).replace("−", "-").replace("–", "-").lstrip("+")
    plain = _decimal_point(plain)
    bare = plain.rstrip("%")
    if "%" in text and _FIGURE.fullmatch(bare):
        return Refusal("E214", text, _("the figure without a per cent sign"), bare)
    if _FIGURE.fullmatch(plain):
        return Refusal("E215", text, _("digits with a point as decimal sign"), plain)
    within = re.findall(r"-?[0-9]+(?:\.[0-9]+)?", plain)
    if within and not text.startswith("#") and re.search(r"[^\W\d_]", text):
        meant = within if re.search(r"[0-9]\s*[^\W\d_]+\s*[0-9]", text) is None else []
        return Refusal("E216", text, _("the figure alone"), meant[0] if len(meant) == 1 else "")
    return Refusal("E213", text, _("a figure, such as 93.4"))


def _decimal_point(plain: str) -> str:
    """The figure with a point as decimal sign; where points and commas both stand, the last of them is that sign."""
    if {".", ","} <= set(plain):
        whole_part, sign, decimals = re.split(r"([.,])(?=[^.,]*$)", plain, maxsplit=1)
        thousands = {".": ",", ",": "."}[sign]
        grouped = re.fullmatch(rf"-?[0-9]{{1,3}}(?:[{thousands}][0-9]{{3}})+", whole_part)
        return f"{whole_part.replace(thousands, '')}.{decimals}" if grouped else plain
    return plain.replace(",", ".")


def month(text: str) -> Month:
    """A month, `2025-08`."""
    found = period(text, expected=_("a month, such as 2025-08"))
    if str(found) != str(found.last):
        meant = "" if found.kind is PeriodKind.YEAR else str(found.last)
        raise Refusal("E219", text, _("a month, such as 2025-08"), meant)
    return found.last


def first_month(text: str) -> Month:
    """The month from which something holds: a month, or a year from its January on."""
    return _month_or_year(text).first


def last_month(text: str) -> Month:
    """The last month for which something holds: a month, or a year until its December."""
    return _month_or_year(text).last


def _month_or_year(text: str) -> Period:
    expected = _("a year or a month, such as 2025 or 2025-07")
    found = period(text, expected)
    if found.kind not in {PeriodKind.YEAR, PeriodKind.MONTH}:
        raise Refusal("E219", text, expected, str(found.last))
    return found


def period(text: str, expected: str = "") -> Period:
    """A period in any of its five forms."""
    expected = expected or _("a period, such as 2025-08, 2025-T2, 2025-YTD08, 2025-R12-08 or 2025")
    like_month = _MONTH_LIKE.fullmatch(text)
    if like_month is not None and not 1 <= int(like_month[1]) <= 12:
        raise Refusal("E220", text, _("a month from 01 to 12"))
    try:
        found = Period.parse(text)
    except ValueError:
        if _PERIOD_LIKE.fullmatch(text) and not EARLIEST_YEAR <= int(text[:4]) <= LATEST_YEAR:
            raise Refusal("E219", text, _years()) from None
        raise Refusal("E219", text, expected, _likely_period(text)) from None
    if not EARLIEST_YEAR <= found.last.year <= LATEST_YEAR:
        raise Refusal("E219", text, _years())
    return found


def _years(first: int = EARLIEST_YEAR, last: int = LATEST_YEAR) -> str:
    return _("a year from {first} to {last}").format(first=first, last=last)


def _likely_period(text: str) -> str:
    """The period that was probably meant by another way of writing: 202508, 2025/8, 2025-08-31, T2 2025."""
    for form, written in _LIKELY_PERIODS:
        match = form.fullmatch(text.casefold())
        if match is None:
            continue
        parts = match.groupdict()
        year, number = parts["year"], int(parts["number"])
        if EARLIEST_YEAR <= int(year) <= LATEST_YEAR and 1 <= number <= 12:
            return written.format(year=year, number=number)
    return ""


def year(text: str) -> int:
    """A calendar year."""
    number = whole(text)
    if not EARLIEST_YEAR <= number <= LATEST_YEAR:
        raise Refusal("E218", text, _years())
    return number


def day(text: str) -> date:
    """A date, `2025-08-31`."""
    if _DATE.fullmatch(text):
        try:
            found = date.fromisoformat(text)
        except ValueError:
            raise Refusal("E221", text, _("a date that exists")) from None
        if FIRST_DAYS_YEAR <= found.year <= LAST_DAYS_YEAR:
            return found
        raise Refusal("E221", text, _years(FIRST_DAYS_YEAR, LAST_DAYS_YEAR))
    raise Refusal("E221", text, _("a date, such as 2025-08-31"))


_YES, _NO = frozenset({"true", "yes", "ja", "sant"}), frozenset({"false", "no", "nej", "falskt"})


def true_or_false(text: str) -> bool:
    """True or false, as YAML and TOML have it; `yes` and `no` say the same."""
    if text in {"true", "false", "yes", "no"}:
        return text in {"true", "yes"}
    raise Refusal("E222", text, _("true or false"), _meant(text, "true", "false"))


def yes_or_no(text: str) -> bool:
    """Yes or no, as tables have it; `true` and `false` say the same."""
    if text in {"true", "false", "yes", "no"}:
        return text in {"true", "yes"}
    raise Refusal("E222", text, _("yes or no"), _meant(text, "yes", "no"))


def _meant(text: str, yes: str, no: str) -> str:
    word = text.casefold()
    return yes if word in _YES else no if word in _NO else ""


def sex(text: str) -> Sex:
    """All, women, men or unknown; the nearest right word is known of Swedish words and letters too."""
    try:
        return one_of(text, Sex)
    except Refusal as refusal:
        refusal.nearest = _SEX_WORDS.get(text.casefold(), refusal.nearest)
        raise


def identifier(text: str) -> str:
    """An id: lower-case a-z, digits and single hyphens."""
    if not PATTERN.fullmatch(text):
        raise Refusal("E223", text, _("an id of a-z, digits and hyphens"), _likely_identifier(text))
    return text


def _likely_identifier(text: str) -> str:
    plain = text.casefold().translate(str.maketrans("åäöéü_ .", "aaoeu---"))
    return "-".join(part for part in re.sub(r"[^a-z0-9-]", "", plain).split("-") if part)


def code(text: str) -> str:
    """The name of a level, tree, scheme, category or follow-up date: letters, digits, hyphens and underscores."""
    if not _CODE.fullmatch(text):
        raise Refusal("E223", text, _("a name of a-z, digits, hyphens and underscores"), _likely_identifier(text))
    return text


def age_band(text: str) -> str:
    """An age in years, a span or an open end: `40`, `30-49`, `50+`."""
    match = _AGE_BAND.fullmatch(text)
    if match is None or (match[2] is not None and int(match[2]) < int(match[1])):
        raise Refusal("E227", text, _("an age, such as 40, 30-49 or 50+"))
    return text


def plain_text(text: str) -> str:
    """A text that reports can print: not blank, no control characters."""
    control = CONTROL.search(text)
    if control is not None:
        raise Refusal("E106", text, _("text without the character U+{number:04X}").format(number=ord(control[0])))
    return text


def one_of(text: str, allowed: type[E_]) -> E_:
    """One of the words of an enumeration."""
    try:
        return allowed(text)
    except ValueError:
        words = [member.value for member in allowed]
        raise Refusal("E212", text, one_of_words(words, 20), nearest(text, words)) from None
