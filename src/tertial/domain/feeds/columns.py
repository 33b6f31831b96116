"""The columns of a feed: what each holds, in which kind, and which values can be right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tertial.domain.label import Label
from tertial.domain.row_marks import Mark

_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


class ColumnKind(StrEnum):
    """What the values of a column are.

    `PERSON` is an identity number, replaced by a keyed hash before anything is written; `BIRTH_DAY` becomes the
    completed age at the event and is dropped. `DATE` is a local date, `INSTANT` a point in time (without a zone:
    Swedish time), `MONTH` is written 2025-08. `AMOUNT` is Swedish kronor with at most two decimals, kept in öre.
    `UNIT` is a unit's id of the organisation, `CODE` a code of the column's scheme, `KEY` an opaque id of the sending
    system that names an event (never a person).
    """

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    AMOUNT = "amount"
    DATE = "date"
    INSTANT = "instant"
    MONTH = "month"
    YES_NO = "yes_no"
    CODE = "code"
    UNIT = "unit"
    PERSON = "person"
    BIRTH_DAY = "birth_day"
    CLINICIAN = "clinician"
    KEY = "key"


NUMBERS = frozenset({ColumnKind.INTEGER, ColumnKind.DECIMAL, ColumnKind.AMOUNT})
TIMES = frozenset({ColumnKind.DATE, ColumnKind.INSTANT, ColumnKind.MONTH})
PERSONAL = frozenset({ColumnKind.PERSON, ColumnKind.BIRTH_DAY})
"""Kinds that never reach the disk as they came."""


@dataclass(frozen=True, slots=True)
class CodeScheme:
    """A named, versioned list of codes with their meanings. Raises ValueError without codes."""

    id: str
    version: str
    title: Label
    codes: Mapping[str, Label]
    source: str = ""

    def __post_init__(self) -> None:
        if not self.codes:
            raise ValueError(f"the scheme {self.id} has no codes")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a feed.

    `low` and `high` bound numbers, both included; yes in a column with a `mark` sets that mark on the row. Raises
    ValueError for a name that is no lower-case word, a code column without scheme, a scheme, bounds or a mark on
    another kind, or bounds in the wrong order.
    """

    name: str
    kind: ColumnKind
    meaning: Label
    required: bool = True
    scheme: CodeScheme | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    mark: Mark | None = None

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"{self.name!r} is no column name: lower-case words joined by _")
        if (self.scheme is not None) != (self.kind is ColumnKind.CODE):
            raise ValueError(f"{self.name}: a code column, and no other, has a scheme")
        bounded = self.low is not None or self.high is not None
        if bounded and self.kind not in NUMBERS:
            raise ValueError(f"{self.name}: only numbers have bounds")
        if self.mark is not None and self.kind is not ColumnKind.YES_NO:
            raise ValueError(f"{self.name}: only yes or no sets a mark")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"{self.name}: the bounds {self.low} and {self.high} are reversed")
