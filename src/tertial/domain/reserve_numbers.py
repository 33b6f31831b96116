"""Reserve numbers: what a region gives patients whose identity number is not known, by patterns that it states.

There is no one national form in use: one region's numbers begin with 99 and are digits only, another's are a birth day
followed by four signs with a letter among them, and the national reserve identity has a shifted century. So a region
writes each form as a pattern, sign by sign:

    y m d   the day of birth: yyyymmdd, or yymmdd with the century stated beside
    n       a digit
    l       a letter A–Z
    x       a letter or a digit
    s       a digit that is odd for men and even for women
    c       the check digit of the nine digits before it
    A–Z 0–9 that letter or digit itself

Signs between (spaces, hyphens) are left out of the pattern and of the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tertial.domain.results import Sex
from tertial.domain.sealed import BirthDay, SealedNumber
from tertial.domain.written_number import CENTURIES, COORDINATION_DAY, check_digit, is_day

SHORTEST, LONGEST = 6, 20
"""Signs of a reserve number."""

_CLASSES = dict.fromkeys("ymdnsc", "[0-9]") | {"l": "[A-Z]", "x": "[0-9A-Z]"}
_BIRTH = re.compile(r"y{4}mmdd|yymmdd")
_CHECKED = 9
"""Digits that a check digit is computed from."""


@dataclass(frozen=True, slots=True)
class ReserveNumber:
    """What a pattern read off a number."""

    number: SealedNumber
    birth_day: BirthDay | None
    sex: Sex


@dataclass(frozen=True, slots=True)
class ReservePattern:
    """One form of reserve number, as its region states it.

    Raises ValueError for a pattern that is too short or long, has an unknown sign, half a birth day, a century missing
    or too much, a check digit without nine digits before it, or takes what may be a personal number.
    """

    name: str
    """What the region calls them, and where it states the form."""
    pattern: str
    century: int | None = None
    """The first two digits of the year, for patterns that write yymmdd."""
    _compiled: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("a pattern of reserve numbers has a name")
        if not SHORTEST <= len(self.pattern) <= LONGEST:
            raise ValueError(f"{self.name}: a pattern has {SHORTEST} to {LONGEST} signs")
        unknown = [sign for sign in self.pattern if sign not in _CLASSES and not re.fullmatch("[A-Z0-9]", sign)]
        if unknown:
            raise ValueError(f"{self.name}: the sign {unknown[0]!r} means nothing in a pattern")
        self._check_birth()
        self._check_digits()
        if _may_be_personal(self.pattern):
            raise ValueError(f"{self.name}: a personal number, mistyped or not, would fit the pattern")
        object.__setattr__(self, "_compiled", _expression(self.pattern))

    def _check_birth(self) -> None:
        signs = sum(self.pattern.count(sign) for sign in "ymd")
        run = _BIRTH.search(self.pattern)
        if signs and (run is None or len(run.group()) != signs):
            raise ValueError(f"{self.name}: a birth day is written yyyymmdd or yymmdd, once")
        short = run is not None and len(run.group()) == len("yymmdd")
        if short != (self.century is not None):
            raise ValueError(f"{self.name}: a century is stated for yymmdd and for nothing else")
        if self.century is not None and self.century not in CENTURIES:
            raise ValueError(f"{self.name}: a century is one of {', '.join(map(str, CENTURIES))}")

    def _check_digits(self) -> None:
        if self.pattern.count("s") > 1 or self.pattern.count("c") > 1:
            raise ValueError(f"{self.name}: a number has one digit for the sex and one check digit")
        before = self.pattern.partition("c")[0][-_CHECKED:]
        if "c" in self.pattern and not re.fullmatch(f"[ymdns0-9]{{{_CHECKED}}}", before):
            raise ValueError(f"{self.name}: a check digit has nine digits before it")

    def read(self, text: str) -> ReserveNumber | None:
        """What the number holds, or None when it is not written so. `text` is in capitals and without spaces."""
        number = text.replace("-", "").replace("+", "")
        if not self._compiled.fullmatch(number):
            return None
        place = self.pattern.find("c")
        if place >= 0 and check_digit(number[place - _CHECKED : place]) != number[place]:
            return None
        run = _BIRTH.search(self.pattern)
        if run is None:
            return ReserveNumber(SealedNumber(number), None, self._sex(number))
        birth_day = self._birth_day(number[run.start() : run.end()])
        return None if birth_day is None else ReserveNumber(SealedNumber(number), birth_day, self._sex(number))

    def _birth_day(self, digits: str) -> BirthDay | None:
        year = int(digits[:-4]) + 100 * (self.century or 0)
        if year // 100 not in CENTURIES or not is_day(year, int(digits[-4:-2]), int(digits[-2:])):
            return None
        return BirthDay(date(year, int(digits[-4:-2]), int(digits[-2:])))

    def _sex(self, number: str) -> Sex:
        if "s" not in self.pattern:
            return Sex.UNKNOWN
        return Sex.MEN if int(number[self.pattern.index("s")]) % 2 else Sex.WOMEN


def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile("".join(_CLASSES.get(sign, sign) for sign in pattern))


def _may_be_personal(pattern: str) -> bool:
    """Whether the pattern takes digits that could be somebody's personal or co-ordination number.

    One that holds the birth day where they hold it, and can hold a letter, does no harm: digits alone with a day of
    birth are never read as a reserve number.
    """
    if _BIRTH.match(pattern) and "x" in pattern:
        return False
    if len(pattern) not in {10, 12} or re.search("[lA-Z]", pattern):
        return False
    century, month, day = pattern[:-10], pattern[-8:-6], pattern[-6:-4]
    days = (*range(1, 32), *range(COORDINATION_DAY + 1, COORDINATION_DAY + 32))
    return (not century or _takes(century, CENTURIES)) and _takes(month, range(1, 13)) and _takes(day, days)


def _takes(signs: str, numbers: Iterable[int]) -> bool:
    expression = _expression(signs)
    return any(expression.fullmatch(f"{number:02}") for number in numbers)
