"""Whether the first row of a file is a header, and not a row about somebody."""

from __future__ import annotations

import re

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.label import Label
from tertial.extracts.checking.numbers import number_judge
from tertial.extracts.checking.verdict import VALUE
from tertial.extracts.mapping.sample import Sample
from tertial.extracts.mapping.shapes import DAY_FORMATS, TIME_FORMATS, is_day, is_month, is_time, is_written

LONGEST_NAME = 100
"""Signs; nobody calls a column by a longer name."""
MOST_DIGITS = 5
"""In a name; six together may be a day of birth."""

_PLACE = re.compile(r"#[0-9]+#*$")
_number = number_judge(Column("number", ColumnKind.DECIMAL, Label("Ett tal", "A number")))
_BETWEEN = re.compile(r"[\s+\-−.:/]")


def lacks_header(sample: Sample) -> bool:
    """Whether any name reads as a value: a number, a day, a time, an identity number, or a value of its own column."""
    return any(_is_value(name, sample) for name in sample.headers)


def _is_value(header: str, sample: Sample) -> bool:
    name = " ".join(_PLACE.sub("", header).split())
    if not name:
        return False
    longest = max(map(len, re.findall(r"[0-9]+", _BETWEEN.sub("", name))), default=0)
    if len(name) > LONGEST_NAME or not name.isprintable() or longest > MOST_DIGITS:
        return True
    if _number(name).state == VALUE or is_day(name) or is_time(name) or is_month(name):
        return True
    if any(is_written(name, form) for form in (*DAY_FORMATS, *TIME_FORMATS)):
        return True
    return sample.columns[header].share(lambda value: value.casefold() == name.casefold()) > 0
