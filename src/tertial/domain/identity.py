"""Swedish identity numbers: personal numbers, co-ordination numbers and the reserve numbers that a region states.

Sources: folkbokföringslagen (1991:481) 18 § (birth day, three digits odd for men and even for women, check digit; the
hyphen becomes a plus sign in the year of the hundredth birthday) and 18 a § (co-ordination numbers: 60 is added to the
day); Skatteverket (the three digits are 001 to 999; the century is 18, 19 or 20; the check digit is by modulus 10 with
the weights 2 and 1).

No digit of a number stands in any repr, message or pickle of what this module makes: docs/explanation/patient-data.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tertial.domain.reserve_numbers import ReservePattern
from tertial.domain.results import Sex
from tertial.domain.sealed import BirthDay, SealedNumber
from tertial.domain.written_number import COORDINATION_DAY, check_digit, is_day, shape, squash

CENTENARIAN = 100
OLDEST_WITH_PLUS = 130
"""Years; a plus sign that would make somebody older is a mistake, not a very old person."""

_WRITTEN = re.compile(r"(18|19|20)?([0-9]{2})([0-9]{2})([0-9]{2})([-+]?)([0-9]{3})([0-9])")


class NumberKind(StrEnum):
    """Which of the three kinds a number is."""

    PERSONAL = "personal"
    COORDINATION = "coordination"
    RESERVE = "reserve"


class Fault(StrEnum):
    """Why a text is no identity number. The values are reason codes: they say nothing of the person."""

    EMPTY = "empty"
    FORM = "form"
    DATE = "date"
    FUTURE = "future"
    CENTURY = "century"
    SERIAL = "serial"
    CHECK_DIGIT = "check_digit"


_SENTENCES = {
    Fault.EMPTY: "there is no number",
    Fault.FORM: "neither ten nor twelve digits, nor a reserve number by a stated pattern",
    Fault.DATE: "the first digits are no day of a year",
    Fault.FUTURE: "the day of birth has not come yet",
    Fault.CENTURY: "the plus sign and the year of birth do not fit each other",
    Fault.SERIAL: "the three digits after the day are all zero, which nobody is given",
    Fault.CHECK_DIGIT: "the last digit does not fit the others",
}


class IdentityError(ValueError):
    """A text that is no identity number: `fault` says why and `form` how it was written, never with what digits."""

    def __init__(self, fault: Fault, form: str) -> None:
        super().__init__(f"no identity number: {_SENTENCES[fault]} (written {form})")
        self.fault = fault
        self.form = form


@dataclass(frozen=True, slots=True)
class Identity:
    """A checked identity number with what can be read off it.

    `number` is 12 digits, or a reserve number without signs between. The birth day is absent from reserve numbers that
    do not hold one, and the sex is then unknown too unless their pattern says.
    """

    number: SealedNumber
    kind: NumberKind
    birth_day: BirthDay | None
    sex: Sex


def parse(text: str, today: date, patterns: Sequence[ReservePattern] = ()) -> Identity:
    """Read a number in any written form.

    `today` is the day the text was written, or close to it: of 10 digits without plus sign the year is the latest that
    has come; with a plus sign it is at least 100 years back. Digits that hold a day of birth are a personal or a
    co-ordination number and nothing else, so that a mistyped one can never pass as a reserve number.
    Raises IdentityError.
    """
    found = read(text, today, patterns)
    if isinstance(found, Fault):
        raise IdentityError(found, shape(text))
    return found


def read(text: str, today: date, patterns: Sequence[ReservePattern] = ()) -> Identity | Fault:
    """The same as `parse`, with the fault as a value: for reading many, where faults are expected."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        text = squash(text)
        match = _WRITTEN.fullmatch(text)
    if match is None:
        return _reserve(text, today, patterns, Fault.FORM if text else Fault.EMPTY)
    found = _personal(match, today)
    return _reserve(text, today, patterns, Fault.DATE) if found is Fault.DATE else found


def _personal(match: re.Match[str], today: date) -> Identity | Fault:
    century, year_digits, month_digits, day_digits, sign, serial, last = match.groups()
    month = int(month_digits)
    day = int(day_digits)
    kind = NumberKind.PERSONAL
    if day > COORDINATION_DAY:
        kind = NumberKind.COORDINATION
        day -= COORDINATION_DAY
    year = int(century + year_digits) if century else _year(int(year_digits), month, day, sign, today)
    if not is_day(year, month, day):
        return Fault.DATE
    birth = date(year, month, day)
    fault = _fault(birth, today, sign)
    if fault is None and serial == "000":
        fault = Fault.SERIAL
    short = year_digits + month_digits + day_digits + serial
    if fault is None and check_digit(short) != last:
        fault = Fault.CHECK_DIGIT
    if fault is not None:
        return fault
    sex = Sex.MEN if int(serial) % 2 else Sex.WOMEN
    return Identity(SealedNumber(f"{year // 100}{short}{last}"), kind, BirthDay(birth), sex)


def _year(two_digits: int, month: int, day: int, sign: str, today: date) -> int:
    """The year that two digits stand for: the latest that has come, a hundred years earlier with a plus sign."""
    year = today.year - (today.year - two_digits) % 100
    if sign == "+":
        return year - CENTENARIAN
    # Later this year has not come: whoever is 99 and turns 100 this year is often still written with a hyphen.
    return year - CENTENARIAN if year == today.year and (month, day) > (today.month, today.day) else year


def _fault(birth: date, today: date, sign: str) -> Fault | None:
    if birth > today:
        return Fault.FUTURE
    if sign == "+" and not CENTENARIAN <= today.year - birth.year <= OLDEST_WITH_PLUS:
        return Fault.CENTURY
    return None


def _reserve(text: str, today: date, patterns: Sequence[ReservePattern], otherwise: Fault) -> Identity | Fault:
    for pattern in patterns:
        found = pattern.read(text)
        if found is None:
            continue
        if found.birth_day is not None and found.birth_day.reveal() > today:
            return Fault.FUTURE
        return Identity(found.number, NumberKind.RESERVE, found.birth_day, found.sex)
    return otherwise
