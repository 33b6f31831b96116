"""The texts of all indicators of an assessed unit, by indicator: drafts for whoever writes its report."""

from __future__ import annotations

from collections.abc import Mapping

from tertial.assess.assessment import RegionAssessment
from tertial.assess.overall import overall
from tertial.assess.sentences.indicator_text import indicator_text
from tertial.assess.sentences.told import Estimated, Sexes, YearEnd
from tertial.assess.variation import Variation
from tertial.domain.categories import category_labels
from tertial.domain.label import Label


def region_texts(
    assessment: RegionAssessment,
    *,
    variations: Mapping[str, Variation] | None = None,
    year_ends: Mapping[str, YearEnd] | None = None,
    estimates: Mapping[str, Estimated] | None = None,
    noted: bool = True,
) -> dict[str, Label]:
    """One text for each indicator, of the row that speaks for all its rows; what is known beside goes by indicator.
    Not `noted`, texts leave out the notes of figures.

    Variation, year's end and estimate are those of everybody at the unit: of a part of the people they are not told.
    """
    schemes = assessment.region.settings.schemes
    texts: dict[str, Label] = {}
    for name in dict.fromkeys(row.indicator.id for row in assessment.indicators):
        rows = assessment.of(name)
        row = overall(rows)
        whole = row.split.is_whole
        texts[name] = indicator_text(
            row,
            as_of=assessment.as_of,
            variation=(variations or {}).get(name) if whole else None,
            sexes=Sexes.of_shares(rows) if whole else None,
            year_end=(year_ends or {}).get(name) if whole else None,
            estimated=(estimates or {}).get(name) if whole else None,
            category=category_labels(row.indicator, schemes).get(row.split.category),
            noted=noted,
        )
    return texts
