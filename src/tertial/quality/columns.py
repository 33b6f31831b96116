"""Whether the columns of a unit's rows are filled in, and coded, as they were in the months before.

A column is held against the clean months before, up to two years of them. Of a field the share that is filled in may
vary by chance (binomially) and from month to month, as it did; of codes the total variation distance between the month
and the months before, half the sum of the differences of the shares, may be as large as chance makes it in so few rows,
and as it was. Of points in time the codes are whether they stand at a whole hour: more that do are coarser times.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from math import fsum, pi, sqrt
from statistics import fmean

from tertial.domain.calendar import Month
from tertial.domain.volumes import WHOLE_HOUR, WITHIN_HOUR, Volume, VolumeSeries
from tertial.quality.verdicts import ColumnVerdict, Kind, Verdict

FEWEST_ROWS, FEWEST_MONTHS, MEMORY = 30, 6, 24
"""Rows of a month, and clean months before it, from which a column is judged; and months that are remembered."""

SURE_OF_FIELD, LEAST_FIELD, LEAST_FILLED = 5.0, 0.15, 0.05
"""Standard deviations; part of what used to be filled in that is lost; and share filled in that is worth a look."""
LEAST_SWING = 0.02
"""Standard deviation from month to month of a share, where the months before say less."""

SURE_OF_CODES, LEAST_CODES, TIMES_CHANCE = 6.0, 0.15, 3.5
"""Standard deviations of earlier distances; least distance; and least distance as a multiple of what chance makes."""


def judge_columns(
    series: VolumeSeries, verdicts: Iterable[Verdict], unsettled: Mapping[str, Month]
) -> tuple[ColumnVerdict, ...]:
    """What is wrong with columns, by unit and month; nothing of those that are as they were.

    `verdicts` are those of the rows: their months and units alone are looked at. Columns that are filled in long after
    the event are `unsettled` from a month on, and not missed from then.
    """
    months: dict[str, list[Month]] = {}
    for verdict in verdicts:
        months.setdefault(verdict.unit, []).append(verdict.month)
    found: list[ColumnVerdict] = []
    for unit, asked in months.items():
        volumes = series.units.get(unit, {})
        there = [(month, volumes[month]) for month in sorted(asked) if month in volumes]
        there = [(month, volume) for month, volume in there if volume.rows >= FEWEST_ROWS]
        for column in sorted({name for _month, volume in there for name in volume.missing}):
            settled = [one for one in there if column not in unsettled or one[0] < unsettled[column]]
            found += _fields(series.feed, unit, column, settled)
        for column in sorted({name for _month, volume in there for name in volume.codes}):
            found += _codes(series.feed, unit, column, there)
    return tuple(sorted(found, key=lambda one: (one.month, one.unit, one.column)))


def _fields(feed: str, unit: str, column: str, there: Sequence[tuple[Month, Volume]]) -> Iterable[ColumnVerdict]:
    clean: deque[tuple[int, int]] = deque(maxlen=MEMORY)
    for month, volume in there:
        filled = volume.rows - volume.missing.get(column, 0)
        if len(clean) >= FEWEST_MONTHS:
            usual = sum(one for one, _rows in clean) / sum(rows for _one, rows in clean)
            share = filled / volume.rows
            chance = usual * (1 - usual)
            swing = fmean((one / rows - usual) ** 2 - chance / rows for one, rows in clean)
            deviation = sqrt(max(chance, 0.01) / volume.rows + max(swing, LEAST_SWING**2))
            lost = usual >= LEAST_FILLED and share <= usual * (1 - LEAST_FIELD)
            # Where few rows are filled in at all, all of them gone is less than five deviations and yet no chance.
            gone = filled == 0 and usual * volume.rows >= FEWEST_ROWS
            if (lost and share - usual <= -SURE_OF_FIELD * deviation) or gone:
                yield ColumnVerdict(feed, unit, month, Kind.FIELD_MISSING, column, volume.rows, share, usual)
                continue
        clean.append((filled, volume.rows))


def _codes(feed: str, unit: str, column: str, there: Sequence[tuple[Month, Volume]]) -> Iterable[ColumnVerdict]:
    clean: deque[Mapping[str, int]] = deque(maxlen=MEMORY)
    distances: deque[float] = deque(maxlen=MEMORY)
    before: Counter[str] = Counter()
    for month, volume in there:
        codes = volume.codes.get(column, {})
        rows = sum(codes.values())
        if rows < FEWEST_ROWS:
            continue
        if len(clean) >= FEWEST_MONTHS:
            total = before.total()
            shares = {code: count / total for code, count in before.items() if count}
            # Added exactly, since the order of a set is another in each process.
            distance = fsum(abs(codes.get(code, 0) / rows - shares.get(code, 0.0)) for code in {*codes, *shares}) / 2
            by_chance = (
                sum(sqrt(2 * share * (1 - share) * (1 / rows + 1 / total) / pi) for share in shares.values()) / 2
            )
            usual = fmean(distances) if distances else by_chance
            varies = max(_deviation(distances, usual) if len(distances) > 2 else by_chance, 0.01)
            least = max(LEAST_CODES, TIMES_CHANCE * by_chance, usual + SURE_OF_CODES * varies)
            if distance >= least:
                # Times that are finer than before are no fault, and what later ones are held against.
                is_time = {*codes, *shares} <= {WHOLE_HOUR, WITHIN_HOUR}
                if not is_time or codes.get(WHOLE_HOUR, 0) / rows > shares.get(WHOLE_HOUR, 0.0):
                    kind = Kind.TIMES_COARSER if is_time else Kind.CODES_CHANGED
                    yield ColumnVerdict(feed, unit, month, kind, column, rows, distance, usual)
                    continue
            distances.append(distance)
        if len(clean) == MEMORY:
            before.subtract(clean[0])
        clean.append(codes)
        before.update(codes)


def _deviation(values: Sequence[float], mean: float) -> float:
    """The standard deviation of all values, in plain floats: exact fractions would take most of the judging."""
    return sqrt(fmean((value - mean) ** 2 for value in values))
