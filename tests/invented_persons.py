"""Invented persons with identity numbers in every written form.

Their three digits are 980 to 999, the series that Skatteverket's published test numbers are taken from.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tertial.domain.identity import NumberKind
from tertial.domain.reserve_numbers import ReservePattern
from tertial.domain.results import Sex

TODAY = date(2026, 11, 22)
FIRST_BIRTH = date(1900, 1, 1)
RESERVE = ReservePattern("invented reserve numbers", "yyyymmddlxsx")


@dataclass(frozen=True)
class InventedPerson:
    """What a number must be read as."""

    kind: NumberKind
    birth: date
    sex: Sex
    number: str

    def forms(self) -> Iterator[str]:
        """Every way to write the number on `TODAY`."""
        day, last = self.number[:8], self.number[8:]
        yield self.number
        yield f"{day}-{last}"
        yield f"{day} {last}"
        yield f"  {day}–{last}\t"
        yield f"{day[:4]} {day[4:6]} {day[6:]}\u00a0-\u00a0{last}"
        if self.kind is NumberKind.RESERVE:
            yield self.number.lower()
            return
        turns = TODAY.year - self.birth.year
        if turns >= 100:
            yield f"{day[2:]}+{last}"
            yield f"{day[2:]} + {last}"
            yield f"{day}+{last}"
        if turns < 100 or (turns == 100 and (self.birth.month, self.birth.day) > (TODAY.month, TODAY.day)):
            yield f"{day[2:]}-{last}"
            yield f"{day[2:]}{last}"
            yield f"{day[2:]} {last}"
            yield f"{day[2:]}\u2011{last}"


def invented_persons(count: int, seed: int) -> list[InventedPerson]:
    """So many different persons, the same for the same seed."""
    draw = random.Random(seed)
    found: dict[str, InventedPerson] = {}
    while len(found) < count:
        person = _one(draw)
        found[person.number] = person
    return list(found.values())


def _one(draw: random.Random) -> InventedPerson:
    birth = FIRST_BIRTH + timedelta(days=draw.randrange((TODAY - FIRST_BIRTH).days + 1))
    kind = draw.choices(list(NumberKind), weights=[7, 2, 1])[0]
    if kind is NumberKind.RESERVE:
        sex_digit = draw.randrange(10)
        number = (
            f"{birth:%Y%m%d}{draw.choice('ABCDEFGH')}{draw.choice('0123456789XYZ')}{sex_digit}{draw.choice('019KM')}"
        )
        return InventedPerson(kind, birth, Sex.MEN if sex_digit % 2 else Sex.WOMEN, number)
    serial = draw.randrange(980, 1000)
    added = 60 if kind is NumberKind.COORDINATION else 0
    without = f"{birth:%y%m}{birth.day + added:02d}{serial}"
    number = f"{birth:%Y}"[:2] + without + modulus_10(without)
    return InventedPerson(kind, birth, Sex.MEN if serial % 2 else Sex.WOMEN, number)


def modulus_10(digits: str) -> str:
    """The check digit by Skatteverket's steps: multiply by 2 and 1 in turn, add the digits, take from the next ten."""
    total = 0
    for place, digit in enumerate(digits):
        product = int(digit) * (2 if place % 2 == 0 else 1)
        total += product // 10 + product % 10
    return str((10 - total % 10) % 10)
