"""How sure a suggested judgement is: a small scale by rules that a reader can check by hand."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tertial.assess.assessment import IndicatorAssessment, Sureness
from tertial.assess.comparison.proportions import wilson
from tertial.domain.judgements import Status
from tertial.domain.region import StatusRule
from tertial.domain.results import Quality
from tertial.domain.targets import OfTarget, RangeTarget, ZeroTarget
from tertial.language import _

NEAR = 2
"""Per cent of the target on either side of a threshold where a figure without counts is near it."""
FEW = Fraction(1, 3)
"""The part of the indicators that may be in doubt for a suggestion still to be likely."""

_NOT_FIRM = frozenset({Quality.PROVISIONAL, Quality.PARTIAL, Quality.ESTIMATED})
_WEAKER = {Sureness.SURE: Sureness.LIKELY, Sureness.LIKELY: Sureness.UNSURE, Sureness.UNSURE: Sureness.UNSURE}


def sureness(
    due: Sequence[IndicatorAssessment], rule: StatusRule, *, uncertain: bool, units_part: bool
) -> tuple[Sureness, str]:
    """How sure a judgement suggested by these due indicators is, and why.

    Sure: no indicator is in doubt and at least two are judged. Likely: at most a third are in doubt. Else unsure.
    Unsure too where the suggestion would be another without estimates and figures that lack rows (`uncertain`);
    one step less where the units below judge otherwise (`units_part`).
    """
    unjudged = [row for row in due if not row.status.is_judged]
    near = [row for row in due if row.status.is_judged and is_near(row, rule)]
    weak = [row for row in due if row.status.is_judged and row not in near and _is_weak(row)]
    single = len(due) - len(unjudged) == 1
    doubtful = len(unjudged) + len(near) + len(weak)
    if uncertain or doubtful > FEW * len(due):
        found = Sureness.UNSURE
    else:
        found = Sureness.LIKELY if doubtful or single else Sureness.SURE
    if units_part:
        found = _WEAKER[found]
    why = [
        (len(unjudged), _("{count} cannot be judged")),
        (len(near), _("{count} near a threshold")),
        (len(weak), _("{count} with a figure that is not firm")),
        (single, _("only one is judged")),
        (uncertain, _("the suggestion rests on estimates or on figures that are not firm")),
        (units_part, _("the units below judge otherwise")),
    ]
    said = ", ".join(words.format(count=count) for count, words in why if count)
    return found, said or _("no indicator is in doubt")


def is_near(row: IndicatorAssessment, rule: StatusRule) -> bool:
    """Whether chance or a small change would give another status.

    A share with its counts: the target lies within its 95 per cent interval. Any other figure: attainment within
    `NEAR` per cent of a threshold; a range, a target of zero and one of so many of so many are met or not.
    """
    over, under, level = row.numerator, row.denominator, row.target_level
    if row.indicator.is_share and over is not None and under and level is not None and over <= under:
        return wilson(over, under).holds(float(level) / 100)
    if row.attainment is None:
        return False
    if row.status is Status.MET and isinstance(row.target, RangeTarget | ZeroTarget | OfTarget):
        return False
    return any(limit - NEAR <= row.attainment < limit + NEAR for limit in (rule.met, rule.partly))


def _is_weak(row: IndicatorAssessment) -> bool:
    """Whether the figure may change, or a broken series is held against what was before the break."""
    broken = row.quality is Quality.BROKEN_SERIES and row.reference is not None
    return row.quality in _NOT_FIRM or row.uncertain is not None or row.value is None or broken
