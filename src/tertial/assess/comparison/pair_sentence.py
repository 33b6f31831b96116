"""The sentence on two groups, such as women and men: both figures, the difference and whether chance can give it."""

from __future__ import annotations

from decimal import Decimal

from tertial.assess.comparison.differences import Difference, Verdict, difference
from tertial.assess.comparison.figures import Figure
from tertial.assess.comparison.wording import Wording
from tertial.domain.label import Label, joined

WOMEN, MEN = Label("kvinnor", "women"), Label("män", "men")


def sexes_sentence(women: Figure | None, men: Figure | None, wording: Wording) -> Label:
    """What is said of women and men. Raises ValueError for figures of different kinds."""
    return pair_sentence(women, men, WOMEN, MEN, wording)


def pair_sentence(one: Figure | None, other: Figure | None, first: Label, second: Label, wording: Wording) -> Label:
    """What is said of two groups; `first` and `second` name them inside a sentence.

    The difference told is that of the figures told, so that it can be checked on the page. Raises ValueError for
    figures of different kinds.
    """
    found = difference(one, other)
    if isinstance(found, Label) or one is None or other is None:
        said = Label(
            f"Skillnaden mellan {first.sv} och {second.sv} går inte att bedöma.",
            f"The difference between {first.en} and {second.en} cannot be judged.",
        )
        return joined(said, found) if isinstance(found, Label) else said
    verb = wording.verb(Label("är", "is"), Label("var", "was"))
    printed = wording.rounded(one.value), wording.rounded(other.value)
    figures = wording.figure(printed[0]), wording.figure(printed[1])
    said = Label(
        f"Värdet {verb.sv} {figures[0].sv} för {first.sv} och {figures[1].sv} för {second.sv}.",
        f"The figure {verb.en} {figures[0].en} for {first.en} and {figures[1].en} for {second.en}.",
    )
    return joined(said, _judged(found, abs(printed[0] - printed[1]), wording.of_difference()))


def _judged(found: Difference, apart: Decimal, wording: Wording) -> Label:
    verb = wording.verb(Label("är", "is"), Label("var", "was"))
    if found.is_doubtful:
        return Label(
            f"Skillnaden {verb.sv} inte större än slumpen kan ge, räknat på antalen.",
            f"The difference {verb.en} no larger than chance can give, reckoned from the counts.",
        )
    low, high = found.interval.low, found.interval.high
    if found.verdict is Verdict.LOWER:
        low, high = -high, -low
    limits = wording.span(wording.rounded(low), wording.rounded(high))
    if found.verdict is Verdict.NOT_SHOWN:
        return Label(
            f"Skillnaden {verb.sv} inte större än slumpen kan ge ({_LEVEL.sv}: {limits.sv}).",
            f"The difference {verb.en} no larger than chance can give ({_LEVEL.en}: {limits.en}).",
        )
    if apart == 0:
        return Label(
            f"Skillnaden {verb.sv} mindre än vad avrundningen visar, men större än slumpen ger.",
            f"The difference {verb.en} smaller than rounding shows, but larger than chance gives.",
        )
    figure = wording.figure(apart)
    return Label(
        f"Skillnaden på {figure.sv} {verb.sv} större än slumpen ger ({_LEVEL.sv}: {limits.sv}).",
        f"The difference of {figure.en} {verb.en} larger than chance gives ({_LEVEL.en}: {limits.en}).",
    )


_LEVEL = Label("95\u00a0% konfidensintervall", "95% confidence interval")
