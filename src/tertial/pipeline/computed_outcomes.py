"""Computed figures beside those that are reported: one figure is either."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tertial.domain.region import Region
from tertial.domain.results import AbsentFigure, ReportedValue
from tertial.language import _
from tertial.pipeline.input_error import InputError


def with_computed(region: Region, values: Iterable[ReportedValue], absent: Iterable[AbsentFigure]) -> Region:
    """The region with the figures, and why others are absent. Raises InputError where one is reported too."""
    try:
        return replace(region, outcomes=region.outcomes.with_computed(values, absent))
    except ValueError as error:
        raise InputError(
            _(
                "A figure is both reported in outcomes/ and computed ({figure}). Write kind: reported, or take it out."
            ).format(figure=error)
        ) from error
