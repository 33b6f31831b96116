"""Findings: what is wrong with a feed, from one month to another, at the units where it began together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from tertial.domain.calendar import Month
from tertial.domain.changes import Change, ChangeKind
from tertial.quality.expected import Expected
from tertial.quality.verdicts import LACKING, SOUND, ColumnVerdict, Kind, Verdict

BRIDGED = 2
"""Sound months between two of the same kind that are taken for one run: one month may pass by chance."""

FIRM = 3.0
"""Standard deviations of what was expected below which a finding in few units may well be chance: there are so many
units and months that some lie that far off by themselves."""
FEW_UNITS = 2
"""More units than these do not begin to lack rows together by chance."""

LEAST_TO_TELL = 1.0
"""Rows expected below which a month says nothing of a share."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    `column` is empty where it is about rows. `rows` came in `months`, the months of any of the units that were found
    wrong, where `expected` were expected: it is None for columns, of which `share` and `usual` tell as `ColumnVerdict`
    says. `lasts` tells whether it holds to the last month that was judged, `span` on how many months together the
    verdicts rest at most, and `change` which declared change of record system it followed.
    """

    feed: str
    kind: Kind
    units: tuple[str, ...]
    months: tuple[Month, ...]
    lasts: bool
    column: str = ""
    rows: int = 0
    expected: Expected | None = None
    share: float = 0.0
    usual: float = 0.0
    span: int = 1
    change: Change | None = None

    @property
    def is_possible(self) -> bool:
        """Whether it may well be chance, and is told as possible: too few or too many rows, not so far off, in few
        units.
        """
        if self.kind not in {Kind.ROWS_LOST, Kind.TOO_MANY} or len(self.units) > FEW_UNITS:
            return False
        return self.expected is None or abs(self.expected.score(self.rows)) < FIRM

    @property
    def first(self) -> Month:
        """Since when."""
        return self.months[0]

    @property
    def last(self) -> Month:
        """Until when, so far."""
        return self.months[-1]


def record_system_change(changes: Iterable[Change], first: Month, feed: str, units: Iterable[str]) -> Change | None:
    """The declared change of record system of the feed, at all these units, that came in the month or the one before;
    the latest of several.
    """
    wanted = tuple(units)
    near = [
        change
        for change in changes
        if change.kind is ChangeKind.RECORD_SYSTEM
        and change.first <= first <= change.first.plus(1)
        and all(change.is_of(feed, unit) for unit in wanted)
    ]
    return max(near, key=lambda change: change.first, default=None)


def findings(
    verdicts: Sequence[Verdict], columns: Sequence[ColumnVerdict], changes: Sequence[Change] = ()
) -> tuple[Finding, ...]:
    """All findings of a feed, those that last first, then the most lacking rows first."""
    if not verdicts:
        return ()
    last = max(verdict.month for verdict in verdicts)
    found = [*_of_rows(verdicts, last, changes), *_of_columns(columns, last, changes)]
    return tuple(sorted(found, key=lambda one: (not one.lasts, one.kind not in LACKING, -_lacking(one), one.units)))


def _lacking(finding: Finding) -> float:
    return 0.0 if finding.expected is None else abs(finding.expected.rows - finding.rows)


def _runs(months: Sequence[Month]) -> list[list[Month]]:
    """Months as runs; a short gap does not end one."""
    runs: list[list[Month]] = []
    for month in months:
        if runs and month <= runs[-1][-1].plus(BRIDGED):
            runs[-1].append(month)
        else:
            runs.append([month])
    return runs


def _of_rows(verdicts: Sequence[Verdict], last: Month, changes: Sequence[Change]) -> Iterable[Finding]:
    of_unit: dict[tuple[str, bool], dict[Month, Verdict]] = defaultdict(dict)
    for verdict in verdicts:
        if verdict.kind not in SOUND:
            of_unit[verdict.unit, verdict.kind in LACKING][verdict.month] = verdict
    together: dict[tuple[Kind, Month, Month], list[list[Verdict]]] = defaultdict(list)
    for wrong in of_unit.values():
        for run in _runs(sorted(wrong)):
            each = [wrong[month] for month in run]
            together[_kind(each), run[0], run[-1]].append(each)
    for (kind, first, end), runs in sorted(together.items(), key=lambda item: (item[0][1], item[0][0])):
        every = [verdict for run in runs for verdict in run]
        yield Finding(
            every[0].feed,
            kind,
            tuple(sorted({verdict.unit for verdict in every})),
            tuple(sorted({verdict.month for verdict in every})),
            end == last,
            rows=sum(verdict.rows for verdict in every),
            expected=_together([verdict.expected for verdict in every if verdict.expected is not None]),
            span=max((verdict.judged.months for verdict in every if verdict.judged is not None), default=1),
            change=record_system_change(changes, first, every[0].feed, {verdict.unit for verdict in every}),
        )


def _kind(run: Sequence[Verdict]) -> Kind:
    """What a run is called: stopped or late where all of it is, else rows lost."""
    kinds = {verdict.kind for verdict in run}
    return kinds.pop() if len(kinds) == 1 else Kind.ROWS_LOST


def _together(each: Sequence[Expected]) -> Expected | None:
    if sum(one.rows for one in each) < LEAST_TO_TELL:
        return None
    # Months of a unit were expected from the same level, and err together: deviations add up at worst.
    deviation = sqrt(sum(one.deviation**2 for one in each) * max(1.0, len(each) ** 0.5))
    return Expected(sum(one.rows for one in each), deviation, len(each))


def _of_columns(columns: Sequence[ColumnVerdict], last: Month, changes: Sequence[Change]) -> Iterable[Finding]:
    of_unit: dict[tuple[str, Kind, str], dict[Month, ColumnVerdict]] = defaultdict(dict)
    for verdict in columns:
        of_unit[verdict.unit, verdict.kind, verdict.column][verdict.month] = verdict
    together: dict[tuple[Kind, str, Month, Month], list[list[ColumnVerdict]]] = defaultdict(list)
    for (_unit, kind, column), wrong in of_unit.items():
        for run in _runs(sorted(wrong)):
            together[kind, column, run[0], run[-1]].append([wrong[month] for month in run])
    for (kind, column, first, end), runs in sorted(together.items(), key=lambda item: (item[0][2], item[0])):
        every = [verdict for run in runs for verdict in run]
        rows = sum(verdict.rows for verdict in every)
        yield Finding(
            every[0].feed,
            kind,
            tuple(sorted({verdict.unit for verdict in every})),
            tuple(sorted({verdict.month for verdict in every})),
            end == last,
            column,
            rows,
            share=sum(verdict.share * verdict.rows for verdict in every) / rows,
            usual=sum(verdict.usual * verdict.rows for verdict in every) / rows,
            change=record_system_change(changes, first, every[0].feed, {verdict.unit for verdict in every}),
        )
