"""The text of an indicator, sentence by sentence."""

from __future__ import annotations

from functools import reduce

from tertial.assess.assessment import IndicatorAssessment
from tertial.assess.comparison.differences import Verdict
from tertial.assess.comparison.pair_sentence import MEN, WOMEN
from tertial.assess.comparison.wording import Wording
from tertial.assess.figure_wording import wording_of
from tertial.assess.sentences import lacking
from tertial.assess.sentences.figure import figure_sentence
from tertial.assess.sentences.level import level_sentence
from tertial.assess.sentences.told import Estimated, Sexes, YearEnd
from tertial.assess.variation import Variation
from tertial.domain.calendar import Month
from tertial.domain.label import Label, joined


def indicator_text(
    row: IndicatorAssessment,
    *,
    as_of: Month,
    variation: Variation | None = None,
    sexes: Sexes | None = None,
    year_end: YearEnd | None = None,
    estimated: Estimated | None = None,
    category: Label | None = None,
    noted: bool = True,
) -> Label:
    """What is told of a row as of a month: one to three sentences, and after them what lacks and why.

    Without a figure only why, and the estimate where there is one. In English only where the indicator's title and
    the note are written in English too. `category` names that of the row. Not `noted`, the text leaves out the note
    of a figure, for where that is read beside it.
    """
    wording = wording_of(row.indicator, past=row.period.last <= as_of)
    said: list[Label | None]
    if row.value is None:
        said = [lacking.no_figure_sentence(row, category), lacking.note_sentence(row)]
    else:
        said = [
            figure_sentence(row, row.value, as_of, category),
            None if sexes is None else _sexes_sentence(sexes, wording),
            level_sentence(row, variation, year_end, wording, as_of),
            lacking.quality_sentence(row),
            lacking.note_sentence(row) if noted else None,
        ]
    if estimated is not None:
        said.append(lacking.estimate_sentence(estimated, wording, has_figure=row.value is not None))
    text = reduce(joined, [words for words in said if words is not None])
    return text if row.indicator.title.en else Label(text.sv)


def _sexes_sentence(sexes: Sexes, wording: Wording) -> Label | None:
    """Women and men, where they differ by more than chance gives and than rounding hides."""
    if sexes.difference.verdict is Verdict.NOT_SHOWN or sexes.women == sexes.men:
        return None
    verb = wording.verb(Label("är", "is"), Label("var", "was"))
    women, men = wording.figure(sexes.women), wording.figure(sexes.men)
    return Label(
        f"För {WOMEN.sv} {verb.sv} det {women.sv} och för {MEN.sv} {men.sv}, en skillnad större än slumpen ger.",
        f"For {WOMEN.en} it {verb.en} {women.en} and for {MEN.en} {men.en}, a difference larger than chance gives.",
    )
