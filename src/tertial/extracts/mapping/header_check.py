"""Whether the first row of a file is a header, and not a row about somebody."""

from __future__ import annotations

import re
from functools import partial
from operator import eq

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
FEWEST_AGAIN = 2
"""Names that stand among their columns' values; one may: a column called Video with the values Video and Telefon."""

_PLACE = re.compile(r"#[0-9]+#*$")
_number = number_judge(Column("number", ColumnKind.DECIMAL, Label("Ett tal", "A number")))
_BETWEEN = re.compile(r"[\s+\-−.:/]")


def lacks_header(sample: Sample) -> bool:
    """Whether a name reads as a number, a day, a time or an identity number, or several are values of their columns."""
    again = sum(values.share(partial(eq, header)) > 0 for header, values in sample.columns.items())
    return again >= FEWEST_AGAIN or any(map(_is_value, sample.headers))


def _is_value(header: str) -> bool:
    name = " ".join(_PLACE.sub("", header).split())
    if not name:
        return False
    longest = max(map(len, re.findall(r"[0-9]+", _BETWEEN.sub("", name))), default=0)
    if len(name) > LONGEST_NAME or not name.isprintable() or longest > MOST_DIGITS:
        return True
    if _number(name).state == VALUE or is_day(name) or is_time(name) or is_month(name):
        return True
    return any(is_written(name, form) for form in (*DAY_FORMATS, *TIME_FORMATS))
