"""A short text on each indicator, in Swedish and English, from rules: docs/explanation/sentences.md.

`indicator_text(row, as_of=…)` takes an assessed row and what more there is to say of it: variation, the sexes, the
year's end, an estimate. `region_texts(assessment)` has the texts of all indicators of a unit. Nothing is invented:
what is not given is not told.
"""

from tertial.assess.sentences.indicator_text import indicator_text
from tertial.assess.sentences.region_texts import region_texts
from tertial.assess.sentences.told import Estimated, Sexes, YearEnd

__all__ = ["Estimated", "Sexes", "YearEnd", "indicator_text", "region_texts"]
