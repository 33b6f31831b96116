from __future__ import annotations

import pytest

from tertial.definitions.date_format import likely_format, reads_back
from tertial.domain.feeds.columns import ColumnKind

DATE, INSTANT, MONTH, BIRTH_DAY = ColumnKind.DATE, ColumnKind.INSTANT, ColumnKind.MONTH, ColumnKind.BIRTH_DAY


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("%Y%m%d", DATE),
        ("%d.%m.%y", DATE),
        ("%Y-%j", DATE),
        ("%Y-%m-%d %H:%M", DATE),
        ("%Y-%m-%d %H:%M", INSTANT),
        ("%d/%m/%Y %H.%M.%S", INSTANT),
        ("%Y-%m-%dT%H:%M:%S%z", INSTANT),
        ("%m-%Y", MONTH),
        ("%Y%m%d", BIRTH_DAY),
    ],
)
def test_a_format_with_all_that_is_kept_reads_back(written: str, kind: ColumnKind) -> None:
    assert reads_back(written, kind)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("YYYY-MM-DD", DATE),
        ("%Y-%m", DATE),
        ("%d.%m.", DATE),
        ("%Y-%m-%d", INSTANT),
        ("%Y-%m-%d %I:%M", INSTANT),
        ("%Y", MONTH),
        ("%y%m%d", BIRTH_DAY),
        ("%", DATE),
        ("%Q", DATE),
        ("%Y%m%d %Y", DATE),
        ("", DATE),
    ],
)
def test_a_format_that_loses_something_does_not_read_back(written: str, kind: ColumnKind) -> None:
    assert not reads_back(written, kind)


@pytest.mark.parametrize(
    ("written", "kind", "likely"),
    [
        ("DD.MM.YYYY", DATE, "%d.%m.%Y"),
        ("yyyymmdd", DATE, "%Y%m%d"),
        ("ÅÅÅÅ-MM-DD", DATE, "%Y-%m-%d"),
        ("YYYY-MM-DD HH24:MI:SS", INSTANT, "%Y-%m-%d %H:%M:%S"),
        ("yyyy-MM-dd HH:mm", INSTANT, "%Y-%m-%d %H:%M"),
        ("MM/YYYY", MONTH, "%m/%Y"),
        ("DD.MM", DATE, ""),
        ("datum", DATE, ""),
    ],
)
def test_formats_of_excel_and_databases_are_understood(written: str, kind: ColumnKind, likely: str) -> None:
    assert likely_format(written, kind) == likely
