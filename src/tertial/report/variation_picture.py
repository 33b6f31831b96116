"""The control chart of an indicator, labelled in the language in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tertial.assess.estimates.results import Estimate
from tertial.assess.variation import Meaning, Phase, Variation
from tertial.domain.calendar import Month
from tertial.domain.indicators import ValueUnit
from tertial.language import _, spoken
from tertial.report.charts.levels import target_ends
from tertial.report.charts.xmr import ControlWords, control_chart
from tertial.report.estimate_words import NO_ESTIMATES, estimated_periods, estimated_text
from tertial.report.model import Picture
from tertial.report.variation_words import ChartFigures, assurance_word, point_name, variation_word, variation_words

HEIGHT = 200.0


def variation_picture(
    variation: Variation,
    *,
    title: str,
    unit: ValueUnit,
    decimals: int,
    estimates: Mapping[Month, Estimate] = NO_ESTIMATES,
    width: float = 480,
    height: float = HEIGHT,
) -> Picture | None:
    """The chart; None where no figure can be judged. `title` is the indicator's name, that the alt text begins with.

    `estimates` are of months where rows lack; they stand beside the figures and take no part in what is judged.

    Means and limits have the figures' decimals, and one more where the limits lie less than twenty units apart. Months
    before the first figure have no place.
    """
    if variation.latest is None:
        return None
    latest = variation.points[variation.latest]
    variation = _from_first_figure(variation, variation.latest, estimates)
    says = ChartFigures(variation, unit, decimals)
    months = [None if point.period is None else point.month for point in variation.points]
    words = ControlWords(
        periods=[point_name(point) for point in variation.points],
        latest=says.figure(latest.value or 0.0),
        mean=_("{middle} {level}").format(middle=says.middle, level=says.level(variation.phases[-1].limits.centre)),
        upper=_limit(variation, says, upper=True),
        lower=_limit(variation, says, upper=False),
        targets=[_("target {level}").format(level=says.target(level)) for level in target_ends(latest)],
        steps=[_step(phase) for phase in variation.phases[1:]],
        signals={
            Meaning.IMPROVING: _("improvement"),
            Meaning.CONCERNING: _("deterioration"),
            Meaning.NEITHER: _("change"),
        },
        left_out=_("uncertain"),
        variation=variation_word(variation),
        assurance=assurance_word(variation),
        axis=says.target,
        alt=" ".join(
            filter(
                None,
                (
                    variation_words(variation, title=title, unit=unit, decimals=decimals),
                    estimated_text(estimates, months, unit, decimals),
                ),
            )
        ),
        estimated=estimated_periods(estimates, months),
    )
    return control_chart(variation, words, width=width, height=height)


def _from_first_figure(variation: Variation, latest: int, estimates: Mapping[Month, Estimate]) -> Variation:
    """The points from the first that has a figure, or an estimate, on."""
    points = variation.points
    first = next(at for at, point in enumerate(points) if point.value is not None or point.month in estimates)
    phases = tuple(replace(phase, first=phase.first - first, last=phase.last - first) for phase in variation.phases)
    return replace(variation, points=points[first:], phases=phases, latest=latest - first)


def _limit(variation: Variation, says: ChartFigures, *, upper: bool) -> str:
    """The label of a limit; none for one without width or beyond what a figure can be."""
    limits = variation.phases[-1].limits
    level = limits.upper if upper else limits.lower
    if not limits.has_width or variation.held(level) != level:
        return ""
    return (_("upper limit {level}") if upper else _("lower limit {level}")).format(level=says.level(level))


def _step(phase: Phase) -> str:
    if phase.rebasing is None:
        return ""
    return _("new level: {reason}").format(reason=spoken(phase.rebasing.reason).rstrip("."))
