"""Estimates of months that lack, held against a region that differs in nothing but the change of record system."""

from __future__ import annotations

import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path

from benchmarks.breaks import CHANGED, Mechanism, _read
from benchmarks.estimate_cases import Case, RegionPair, cases_of
from benchmarks.intervals import holds, percent, winkler
from benchmarks.node_estimates import MOST_RESIDENTS, NodeScores, hold_nodes, node_lines
from benchmarks.timing import TERTIAL
from tertial.assess.estimates.months import estimate_units
from tertial.assess.estimates.results import LEVEL, Estimate
from tertial.assess.estimates.series import Counts, Shape, UnitSeries
from tertial.definitions.library import library_indicators
from tertial.domain.calendar import Month
from tertial.pipeline.estimate_series import SHAPES

SEEDS = (31, 32)
RESIDENTS = (250_000, 20_000)
"""As many as a region has, and as few as make every unit small: there chance alone sets a limit."""
MONTHS = 48
LAST = Month(2025, 12)
FEW = 10
ALL, ALARM = "all", "no mechanism"
BY_LOOKING, HELD_OUT, NOTHING_WRONG = "may be looked at", "held out", ALARM

_TOP = (
    "Simulated regions of {months} months, each twice: with a new record system from {changed} on, and without. Every"
    " month of a unit and indicator of the library (counts, shares, means and rates) in which rows lack or columns "
    "are wrong by a feed's verdict is estimated from what is sound, and held against the region without the change. "
    "Sisters are the units of the same kind, proxies the rows of feeds. Asked for: 85 to 95 per cent of the intervals"
    " of 90 per cent hold the truth, and the mean interval score (Winkler 1972; Gneiting and Raftery 2007) is at "
    "least a third better than that of last year's same month carried forward with the quantile of its own past "
    "errors. Months that are not final yet at the end are not scored. Scores are in units of a series' own mean "
    "change from one year to the next, over the months that both can say; a series without change is left out. "
    "Nothing was chosen by the mechanisms that are held out. Where the verdict says that something is wrong and no "
    "mechanism has hit, the month is estimated all the same. Where figures vary by chance alone and nothing has come,"
    " last year's month errs the square root of two times as much as the best of guesses, which then scores 29 per "
    "cent better: so months of fewer than {few} events, or of a share so few on its rarer side, are told apart."
)
_SIZE = "{regions} regions of {residents} residents (seeds {seeds}), {indicators} indicators:"


@dataclass
class Score:
    """Months that were estimated, how often the interval held, and both interval scores where both speak."""

    months: int = 0
    held: int = 0
    refused: int = 0
    carried: int = 0
    carried_held: int = 0
    score: float = 0.0
    carried_score: float = 0.0
    both: int = 0

    @property
    def line(self) -> str:
        """As cells of a table."""
        cells = [str(self.months), str(self.refused), percent(self.held, self.months)]
        cells += [percent(self.carried_held, self.carried), str(self.both)]
        if not self.both or not self.carried_score:
            return " | ".join([*cells, "–", "–", "–"])
        better = f"{100 * (1 - self.score / self.carried_score):.0f} %"
        return " | ".join([*cells, f"{self.score / self.both:.2f}", f"{self.carried_score / self.both:.2f}", better])


@dataclass
class Scores:
    """The scores of all groups."""

    by_group: dict[tuple[str, str], Score] = field(default_factory=lambda: defaultdict(Score))
    indicators: set[str] = field(default_factory=set)

    def add(
        self, groups: Iterable[tuple[str, str]], true: float, said: Estimate | None, carried: Carried | None
    ) -> None:
        """One month held against the truth."""
        for group in groups:
            one = self.by_group[group]
            if said is None:
                one.refused += 1
                continue
            one.months += 1
            one.held += holds(true, said.low, said.high)
            if carried is None:
                continue
            one.carried += 1
            one.carried_held += holds(true, carried.low, carried.high)
            if carried.scale > 0:
                one.both += 1
                one.score += winkler(true, said.low, said.high) / carried.scale
                one.carried_score += winkler(true, carried.low, carried.high) / carried.scale


@dataclass(frozen=True)
class Carried:
    """Last year's same month with an interval; `scale` is the mean change from one year to the next."""

    low: float
    high: float
    scale: float


def carry_forward(series: UnitSeries, month: Month) -> Carried | None:
    """Last year's same month with the quantile of what that missed by before; None where nobody knows."""
    figures = {at: one for at, counts in series.months.items() if (one := figure(counts, series)) is not None}
    middle = figures.get(month.plus(-12))
    missed = sorted(
        abs(value - figures[at.plus(-12)]) for at, value in figures.items() if at < month and at.plus(-12) in figures
    )
    if middle is None or not missed:
        return None
    width = missed[min(len(missed), ceil((len(missed) + 1) * LEVEL)) - 1]
    high = middle + width
    if series.shape is Shape.SHARE:
        high = min(high, series.times)
    return Carried(max(0.0, middle - width), high, sum(missed) / len(missed))


def figure(counts: Counts, series: UnitSeries) -> float | None:
    """The figure of a month."""
    if series.shape is Shape.COUNT:
        return counts.numerator * series.times
    return series.times * counts.numerator / counts.denominator if counts.denominator else None


def hold_pair(scores: Scores, pair: RegionPair) -> None:
    """Estimate what lacks in one pair of regions and hold it against the truth."""
    for case in pair.cases:
        scores.indicators.add(case.indicator)
        sisters = pair.sisters[case.indicator, case.kind]
        units = [case.series, *(one for one in sisters if one.unit != case.series.unit)]
        said = estimate_units(units, {case.series.unit: case.lacking}, pair.proxies[case.kind])
        for one in said[case.series.unit]:
            month = one.period.last
            true = figure(case.true[month], case.series) if month in case.true else None
            if true is not None:
                estimate = one if isinstance(one, Estimate) else None
                scores.add(groups(case, month), true, estimate, carry_forward(case.series, month))


def groups(case: Case, month: Month) -> Iterator[tuple[str, str]]:
    """What a month is counted in: its mechanisms, and all of those that are held out, or not."""
    hits = case.mechanisms[month]
    sort = HELD_OUT if any(one.held_out for one in hits) else BY_LOOKING if hits else NOTHING_WRONG
    yield sort, ALL
    yield sort, f"all, {case.series.shape}s"
    yield sort, f"all, fewer than {FEW} events" if events(case, month) < FEW else f"all, {FEW} events or more"
    for name in sorted({f"{one.family}: {one.name}" for one in hits}):
        yield sort, name


def events(case: Case, month: Month) -> float:
    """What is counted in a month; of a share on its rarer side."""
    true = case.true[month]
    if case.series.shape is not Shape.SHARE or true.denominator is None:
        return true.numerator
    return min(true.numerator, true.denominator - true.numerator)


def estimates_lines(sizes: Sequence[int] = RESIDENTS, seeds: Sequence[int] = SEEDS) -> list[str]:
    """What is printed: a table for each size of regions."""
    lines = [_TOP.format(months=MONTHS, changed=CHANGED, few=FEW)]
    for residents in sizes:
        scores, by_nodes = Scores(), NodeScores()
        for seed in seeds:
            with tempfile.TemporaryDirectory() as folder:
                damaged, whole = simulated(Path(folder), residents, seed)
                mechanisms = list(map(Mechanism.of, _read(damaged / "truth" / "mechanisms.csv")))
                hold_pair(scores, cases_of(damaged, whole, LAST.plus(1 - MONTHS).through(LAST), mechanisms))
                if residents <= MOST_RESIDENTS:
                    hold_nodes(by_nodes, damaged, whole, mechanisms)
        about = _SIZE.format(
            regions=len(seeds),
            residents=residents,
            seeds=", ".join(map(str, seeds)),
            indicators=len(scores.indicators),
        )
        lines += ["", about, "", *table(scores.by_group)]
        if residents <= MOST_RESIDENTS:
            lines += ["", *node_lines(by_nodes, residents)]
    return lines


def table(by_group: Mapping[tuple[str, str], Score]) -> Iterator[str]:
    """The scores, a row for each mechanism."""
    columns = ["mechanisms", "which", "months", "no estimate", "held", "carried: held"]
    columns += ["scored", "score", "carried: score", "better"]
    yield f"| {' | '.join(columns)} |"
    yield "|" + " --- |" * len(columns)
    for sort in (BY_LOOKING, HELD_OUT, NOTHING_WRONG):
        for (of, name), score in sorted(by_group.items()):
            if of == sort:
                yield f"| {sort} | {name} | {score.line} |"


def simulated(folder: Path, residents: int, seed: int) -> tuple[Path, Path]:
    """Two regions by one seed, loaded and computed: one with a new record system, and one without."""
    key = folder / "person.key"
    _tertial("key", "new", key, "--id", "benchmark")
    whole, damaged = folder / "whole", folder / "damaged"
    for region, more in ((whole, ()), (damaged, ("--new-record-system", CHANGED))):
        _tertial("simulate", region, "--residents", residents, "--months", MONTHS, "--seed", seed, *more)
        for id, indicator in library_indicators().items():
            path = region / "indicators" / f"{id}.yaml"
            if indicator.kind in SHAPES and not path.exists():
                path.write_text(f"id: {id}\nuse: {id}\n", encoding="utf-8")
        _tertial("load", region, "--key-file", key)
        _tertial("compute", region, "--through", LAST)
    return damaged, whole


def _tertial(*arguments: object) -> None:
    subprocess.run([*TERTIAL, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)
