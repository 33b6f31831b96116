"""How the quality of feeds passes to a figure that rests on them: a grade, and why.

Rows that lack make a figure partial, with the share of the expected volume that it covers; where no row came there is
no figure at all. A column that is empty makes it partial too. Rows that are late or too many make it provisional, and
codes that changed break its series. What touches less than a hundredth of the rows is left to the list of findings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from tertial.domain.calendar import Month
from tertial.domain.figures import ComputedFigure
from tertial.domain.label import Label
from tertial.domain.results import ABSENCES, Quality
from tertial.quality.feed_quality import FeedQuality
from tertial.quality.findings import FEW_UNITS, Finding
from tertial.quality.verdicts import LACKING, OTHERWISE, SOUND, ColumnVerdict, Kind, Verdict

LEAST_TOUCHED = 0.01
"""The part of a feed's rows from which what is wrong with them is said of a figure."""

PRECEDENCE = (Quality.COMPLETE, Quality.ESTIMATED, Quality.PROVISIONAL, Quality.PARTIAL, Quality.BROKEN_SERIES)
"""The qualities that a figure has, the worst last: it is the headline."""

_GRADES = {
    Kind.ROWS_LOST: Quality.PARTIAL,
    Kind.STOPPED: Quality.PARTIAL,
    Kind.FIELD_MISSING: Quality.PARTIAL,
    Kind.LATE: Quality.PROVISIONAL,
    Kind.TOO_MANY: Quality.PROVISIONAL,
    Kind.CODES_CHANGED: Quality.BROKEN_SERIES,
    Kind.TIMES_COARSER: Quality.BROKEN_SERIES,
}

Counts = Callable[[str, Month], bool]
"""Whether the rows of a unit and month count in a figure."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Months of a feed that a figure rests on.

    `columns` are those that its definition reads, None where it may read any. `is_main` says that the rows counted are
    those of this feed, so that there is no figure without them.
    """

    feed: str
    months: frozenset[Month]
    columns: frozenset[str] | None = None
    is_main: bool = True


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with the rows of a figure.

    `units` are those where it is, the worst first. `touched` is the part of the rows that it touches. Of rows that lack
    `rows` came where `expected` were expected, of all units and months of the figure. `span` is on how many months
    together it rests at most, and it `is_possible` where all that is found may well be chance.
    """

    feed: str
    kind: Kind
    column: str
    units: tuple[str, ...]
    first: Month
    last: Month
    lasts: bool
    touched: float
    rows: int
    expected: int
    span: int = 1
    is_possible: bool = False

    @property
    def grade(self) -> Quality:
        """The quality that it gives a figure."""
        return _GRADES[self.kind]


@dataclass(frozen=True, slots=True)
class Inherited:
    """What a figure inherits: the problems, the gravest first; and whether there is nothing to take a figure of."""

    problems: tuple[Problem, ...] = ()
    is_gone: bool = False
    covered: Fraction | None = None
    """The part of the expected rows that came of the feed whose rows are counted; None where none are found to lack."""

    @property
    def quality(self) -> Quality:
        """The grade, `COMPLETE` where nothing is wrong."""
        if self.is_gone:
            return Quality.MISSING
        return self.problems[0].grade if self.problems else Quality.COMPLETE

    @property
    def is_unreliable(self) -> bool:
        """Whether rows lack or anything else is wrong with them, so much that it is said of the figure."""
        return self.is_gone or bool(self.problems)


SOUND_GROUND = Inherited()


class JudgedRows:
    """The verdicts of a feed, found by unit and month."""

    def __init__(self, quality: FeedQuality) -> None:
        self.findings = quality.findings
        self._loaded = frozenset(quality.months)
        self.of_month: dict[Month, list[Verdict]] = defaultdict(list)
        for verdict in quality.verdicts:
            self.of_month[verdict.month].append(verdict)
        self.columns: dict[tuple[str, str, Month, Kind], ColumnVerdict] = {
            (one.column, one.unit, one.month, one.kind): one for one in quality.columns
        }
        self._counted: dict[tuple[Counts, Month], dict[tuple[str, Month], Verdict]] = {}

    def counted(self, months: Iterable[Month], counts: Counts) -> dict[tuple[str, Month], Verdict]:
        """The verdicts of the months and units that count.

        Kept by month for whoever asks again with the same `counts`: many figures of a node rest on the same months.
        """
        found: dict[tuple[str, Month], Verdict] = {}
        for month in months:
            of_month = self._counted.get((counts, month))
            if of_month is None:
                of_month = {(one.unit, month): one for one in self.of_month.get(month, ()) if counts(one.unit, month)}
                self._counted[counts, month] = of_month
            found.update(of_month)
        return found

    def lacking(self, verdict: Verdict) -> float:
        """The rows that lack in a unit's month: in one that is not loaded all that were expected, however few."""
        if verdict.month not in self._loaded and verdict.expected is not None:
            return verdict.expected.rows
        return lost(verdict)


@dataclass(slots=True)
class _Group:
    """Findings of the same sort: what they touch, by unit."""

    kinds: set[Kind] = field(default_factory=set)
    touched: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    findings: list[Finding] = field(default_factory=list)


def inherited(feeds: Mapping[str, JudgedRows], grounds: Sequence[Ground], counts: Counts) -> Inherited:
    """What a figure inherits from the feeds that it rests on; feeds that are not judged say nothing."""
    problems: list[Problem] = []
    is_gone = False
    covered: Fraction | None = None
    for ground in grounds:
        judged = feeds.get(ground.feed)
        if judged is None:
            continue
        verdicts = judged.counted(ground.months, counts)
        rows = sum(one.rows for one in verdicts.values())
        expected = round(rows + sum(judged.lacking(one) for one in verdicts.values()))
        of_ground = list(_problems(ground, judged, verdicts, rows, expected))
        problems += of_ground
        if ground.is_main and any(one.kind in LACKING for one in of_ground):
            share = Fraction(rows, expected)
            covered = share if covered is None else min(covered, share)
        is_gone = is_gone or (ground.is_main and rows == 0 and round(sum(map(lost, verdicts.values()))) > 0)
    problems.sort(key=lambda one: (-PRECEDENCE.index(one.grade), -one.touched, one.feed, one.column))
    return Inherited(tuple(dict.fromkeys(problems)), is_gone, covered)


def lost(verdict: Verdict) -> float:
    """The rows that lack in a month found lacking; none in any other."""
    if verdict.kind not in LACKING or verdict.expected is None:
        return 0.0
    return max(0.0, verdict.expected.rows - verdict.rows)


def _problems(
    ground: Ground, judged: JudgedRows, verdicts: Mapping[tuple[str, Month], Verdict], rows: int, expected: int
) -> Iterable[Problem]:
    groups: dict[tuple[str, str], _Group] = defaultdict(_Group)
    for finding in judged.findings:
        if finding.column and ground.columns is not None and finding.column not in ground.columns:
            continue
        touched = {
            unit: sum(
                _touched(finding, verdicts[unit, month], judged)
                for month in finding.months
                if (unit, month) in verdicts
            )
            for unit in finding.units
        }
        if any(touched.values()):
            group = groups[_sort_of(finding), finding.column]
            group.kinds.add(finding.kind)
            group.findings.append(finding)
            for unit, some in touched.items():
                if some:
                    group.touched[unit] += some
    for (_sort, column), group in groups.items():
        kind = group.kinds.pop() if len(group.kinds) == 1 else Kind.ROWS_LOST
        part = sum(group.touched.values()) / max(1, expected if kind in LACKING else rows)
        if part >= LEAST_TOUCHED:
            yield Problem(
                ground.feed,
                kind,
                column,
                tuple(sorted(group.touched, key=lambda unit: (-group.touched[unit], unit))),
                min(finding.first for finding in group.findings),
                max(finding.last for finding in group.findings),
                any(finding.lasts for finding in group.findings),
                min(1.0, part),
                rows,
                expected,
                max(finding.span for finding in group.findings),
                len(group.touched) <= FEW_UNITS and all(finding.is_possible for finding in group.findings),
            )


def _sort_of(finding: Finding) -> str:
    """Rows lost and rows that stopped are told together; anything else by itself."""
    return "lacking" if finding.kind in {Kind.ROWS_LOST, Kind.STOPPED} else finding.kind.value


def _touched(finding: Finding, verdict: Verdict, judged: JudgedRows) -> float:
    """How many rows of a unit and month a finding touches."""
    if finding.column:
        one = judged.columns.get((finding.column, verdict.unit, verdict.month, finding.kind))
        if one is None:
            return 0.0
        return one.rows * (one.share if finding.kind in OTHERWISE else max(0.0, one.usual - one.share))
    if finding.kind is Kind.TOO_MANY:
        many = verdict.kind is Kind.TOO_MANY and verdict.expected is not None
        return max(0.0, verdict.rows - verdict.expected.rows) if many and verdict.expected is not None else 0.0
    return lost(verdict) if verdict.kind not in SOUND else 0.0


def passed_on(figure: ComputedFigure, from_feeds: Inherited, why: Label | None) -> ComputedFigure:
    """A figure with what it inherits: the worst quality is its headline, and `why` is told with its own reasons.

    Where nothing came that could be counted there is no figure, whether it would be nought or there were no cases.
    """
    if why is None:
        return figure
    reasons = (*figure.reasons, why)
    if from_feeds.is_gone:
        # Nought, or "no cases", would be said of what nobody knows: only the feed's silence is known.
        own = figure.reasons if figure.quality is Quality.MISSING else ()
        return replace(
            figure, quality=Quality.MISSING, numerator=None, denominator=None, histogram=None, reasons=(*own, why)
        )
    if figure.quality in ABSENCES:
        return replace(figure, reasons=reasons)
    quality = max(figure.quality, from_feeds.quality, key=PRECEDENCE.index)
    return replace(figure, quality=quality, reasons=reasons, covered=from_feeds.covered)
