"""Forecasts of many series at once: the one door to the package.

Series of one length and kind are tried side by side; what their errors have in common is pooled over all that are
given, so that the choice for one rests on its sisters too. The same series give the same forecasts, in any order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tertial.assess.forecasting import choice, untested
from tertial.assess.forecasting.backtest import BackTest, Batch, back_test, said
from tertial.assess.forecasting.choice import Errors
from tertial.assess.forecasting.method import Method
from tertial.assess.forecasting.methods import FAST, FULL, SPARSE
from tertial.assess.forecasting.outcome import Made, forecast_of
from tertial.assess.forecasting.panel import HORIZON, Panel, Whole
from tertial.assess.forecasting.ready import Ready, Shape, ready
from tertial.assess.forecasting.results import Forecast
from tertial.assess.forecasting.series import MonthlySeries
from tertial.assess.forecasting.spread import Pool, Wrong, pool
from tertial.domain.indicators import OverTime


class Mode(StrEnum):
    """`FULL` tries every method from up to seven earlier months; `FAST` a few from three."""

    FULL = "full"
    FAST = "fast"


@dataclass(frozen=True)
class _Tried:
    """A batch that was back-tested."""

    members: tuple[int, ...]
    batch: Batch
    test: BackTest
    errors: Errors


def forecast_all(series: Sequence[MonthlySeries], *, mode: Mode = Mode.FULL) -> list[Forecast]:
    """The forecast of each series, in the order given. Never raises for what figures say: no forecast has a reason."""
    made_ready = [ready(each) for each in series]
    found: dict[int, Forecast] = {}
    for shape, methods in ((Shape.REGULAR, FULL if mode is Mode.FULL else FAST), (Shape.SPARSE, SPARSE)):
        places = [place for place, each in enumerate(made_ready) if each.shape is shape]
        found.update(_tried(made_ready, places, methods, yearly=shape is Shape.SPARSE))
    alone = pool(())
    for place, each in enumerate(made_ready):
        if place not in found:
            found[place] = untested.simple(each, alone)
    return [found[place] for place in range(len(series))]


def _tried(
    made_ready: Sequence[Ready], places: Sequence[int], methods: Sequence[Method], *, yearly: bool
) -> dict[int, Forecast]:
    tried = []
    for members in _alike(made_ready, places):
        batch = _batch([made_ready[place] for place in members])
        test = back_test(batch, methods)
        tried.append(_Tried(members, batch, test, choice.errors_of(test, yearly=yearly)))
    if not tried:
        return {}
    pooled = choice.pooled_logs([each.errors for each in tried])
    chosen = [choice.choose(each.errors, pooled) for each in tried]
    wrong = [Wrong.of(each.test, place) for each, place in zip(tried, chosen, strict=True)]
    common = pool(wrong)
    mean = np.concatenate([each.errors.own for each in tried], axis=1).mean(axis=1)
    means = {method: float(error) for method, error in zip(methods, mean, strict=True)}
    found: dict[int, Forecast] = {}
    for each, place, errors in zip(tried, chosen, wrong, strict=True):
        found.update(_outcomes(made_ready, each, place, errors, common, means, len(places)))
    return found


def _outcomes(
    made_ready: Sequence[Ready],
    tried: _Tried,
    place: Whole,
    wrong: Wrong,
    common: Pool,
    means: dict[Method, float],
    together: int,
) -> dict[int, Forecast]:
    methods = tried.test.methods
    ahead = said(tried.batch, HORIZON, methods)
    units = wrong.unit(common.usual)
    return {
        member: forecast_of(
            made_ready[member],
            Made(
                method=methods[place[row]],
                months=ahead.months[place[row], row],
                together=ahead.together[place[row], row],
                under=None if ahead.under is None else ahead.under[place[row], row],
                unit=float(units[row]),
                origins=tuple(tried.test.origins),
                errors={method: float(error) for method, error in zip(methods, tried.errors.own[:, row], strict=True)},
                pooled=means,
                series=together,
                wrong=wrong.months[:, row],
            ),
            common,
        )
        for row, member in enumerate(tried.members)
    }


def _alike(made_ready: Sequence[Ready], places: Sequence[int]) -> list[tuple[int, ...]]:
    """Series of one length, one last month and with or without denominators."""
    groups: dict[tuple[int, str, bool], list[int]] = defaultdict(list)
    for place in places:
        each = made_ready[place]
        groups[len(each.figures), str(each.last), each.out_of is not None].append(place)
    # In an order of their own, since sums of floats depend on it and forecasts shall not.
    return [
        tuple(sorted(members, key=lambda place: (made_ready[place].figures.tobytes(), made_ready[place].series.id)))
        for _key, members in sorted(groups.items())
    ]


def _batch(members: Sequence[Ready]) -> Batch:
    names = sorted({each.series.family for each in members})
    families = np.array([names.index(each.series.family) for each in members], dtype=np.int64)
    last = members[0].last
    if last is None:
        raise ValueError("a series without a figure cannot be tried")
    below = [each.out_of for each in members if each.out_of is not None]
    stocks = np.array([each.series.over_time is OverTime.LAST for each in members], dtype=np.bool_)
    return Batch(
        Panel(np.stack([each.figures for each in members]), last, families),
        Panel(np.stack(below), last, families) if below else None,
        stocks,
    )
