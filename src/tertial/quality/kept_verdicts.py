"""The verdicts on a feed as a plain document, so that they need not be reached again while nothing has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tertial.domain.calendar import Month
from tertial.domain.changes import Change
from tertial.quality.expected import Expected
from tertial.quality.feed_quality import FeedQuality
from tertial.quality.findings import findings
from tertial.quality.verdicts import ColumnVerdict, Kind, Verdict


def document_of(quality: FeedQuality) -> dict[str, object]:
    """A judged feed as JSON takes it. Findings are left out: they follow from the verdicts."""
    return {
        "feed": quality.feed,
        "months": [str(month) for month in quality.months],
        "units": list(quality.units),
        "verdicts": [
            [one.unit, str(one.month), one.kind.value, one.rows, _row(one.expected), _row(one.judged), one.judged_rows]
            for one in quality.verdicts
        ],
        "columns": [
            [one.unit, str(one.month), one.kind.value, one.column, one.rows, one.share, one.usual]
            for one in quality.columns
        ],
    }


def quality_of(document: Mapping[str, Any], changes: Sequence[Change]) -> FeedQuality:
    """The judged feed that `document_of` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    feed = document["feed"]
    months = {text: Month.parse(text) for text in document["months"]}

    def at(text: str) -> Month:
        # A month that was never loaded is judged too.
        return months.get(text) or months.setdefault(text, Month.parse(text))

    loaded = tuple(months.values())
    verdicts = tuple(
        Verdict(feed, unit, at(month), Kind(kind), rows, _expected(alone), _expected(judged), judged_rows)
        for unit, month, kind, rows, alone, judged, judged_rows in document["verdicts"]
    )
    columns = tuple(
        ColumnVerdict(feed, unit, at(month), Kind(kind), column, rows, share, usual)
        for unit, month, kind, column, rows, share, usual in document["columns"]
    )
    found = findings(verdicts, columns, changes)
    return FeedQuality(feed, loaded, tuple(document["units"]), verdicts, columns, found)


def _row(expected: Expected | None) -> list[float] | None:
    return None if expected is None else [expected.rows, expected.deviation, expected.months]


def _expected(row: Sequence[Any] | None) -> Expected | None:
    return None if row is None else Expected(*row)
