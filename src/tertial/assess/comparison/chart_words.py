"""What the pictures of a comparison show, in words: the alternative to seeing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tertial.assess.comparison.comparison import ComparedUnit, Comparison
from tertial.assess.comparison.figures import Figure
from tertial.assess.comparison.funnel import Position
from tertial.assess.comparison.pair_sentence import sexes_sentence
from tertial.assess.comparison.wording import Wording
from tertial.domain.label import Label, joined, listed

NAMED = 8
"""So many units are named; of more the first and the number of the rest."""

_ABOVE = (Position.ABOVE_WARNING, Position.ABOVE_ALARM)
_BELOW = (Position.BELOW_WARNING, Position.BELOW_ALARM)


def funnel_words(comparison: Comparison, names: Mapping[str, Label], wording: Wording) -> Label:
    """How many units, their ends, the level of all, and which stand above and below the limits.

    `names` are those of units; a unit without one is called by its id. Where nothing is compared, the reason.
    """
    values = [unit.value for unit in comparison.compared if unit.value is not None]
    if comparison.pool is None or len(values) < 2:
        return comparison.reason or Label("")
    span = wording.span(wording.rounded(min(values)), wording.rounded(max(values)))
    level = wording.figure(wording.rounded(comparison.pool.centre))
    said = Label(
        f"Trattdiagram över {len(values)} enheter, {span.sv}; alla tillsammans {level.sv}.",
        f"Funnel plot of {len(values)} units, {span.en}; all together {level.en}.",
    )
    if comparison.uncertain:
        count = len(comparison.uncertain)
        aside = Label(
            f"Kryss: osäker siffra, jämförs inte ({count}).", f"Crosses: an uncertain figure, not compared ({count})."
        )
        said = joined(said, aside)
    above = [unit for unit in comparison.units if unit.position in _ABOVE]
    below = [unit for unit in comparison.units if unit.position in _BELOW]
    if not above and not below:
        return joined(said, Label("Ingen står utanför gränserna.", "None stands outside the limits."))
    if above:
        who = _named(above, names)
        said = joined(said, Label(f"Över gränserna: {who.sv}.", f"Above the limits: {who.en}."))
    if below:
        who = _named(below, names)
        said = joined(said, Label(f"Under gränserna: {who.sv}.", f"Below the limits: {who.en}."))
    return said


def sexes_words(rows: Sequence[tuple[Label, Figure | None, Figure | None]], wording: Wording) -> Label:
    """Each row's figures for women and men, and whether they differ. Raises ValueError without any row."""
    if not rows:
        raise ValueError("there is no row to tell of")
    said = Label("Staplar för kvinnor och män med intervall.", "Bars for women and men with intervals.")
    for name, women, men in rows:
        sentence = sexes_sentence(women, men, wording)
        said = joined(said, Label(f"{name.sv}: {sentence.sv}", f"{name.in_language('en')}: {sentence.en}"))
    return said


def _named(units: Sequence[ComparedUnit], names: Mapping[str, Label]) -> Label:
    """The furthest out first."""
    ordered = sorted(
        units, key=lambda unit: (unit.position in (Position.ABOVE_WARNING, Position.BELOW_WARNING), unit.unit)
    )
    found = [names.get(unit.unit, Label(unit.unit, unit.unit)) for unit in ordered]
    shown = [Label(name.sv, name.in_language("en")) for name in found]
    if len(shown) > NAMED:
        more = len(shown) - NAMED + 1
        shown = [*shown[: NAMED - 1], Label(f"{more} enheter till", f"{more} more units")]
    together = listed(shown)
    return Label(together.sv, together.in_language("en"))
