"""Deviations with cause and activity, and savings: need, effect so far and decided measures."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_FLOOR, Decimal

from tertial.domain.economy import Item, Savings, SavingsMeasure
from tertial.domain.label import Label
from tertial.language import _
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.economy import item_word
from tertial.report.model import Align, Cell, Column, Row, Table
from tertial.report.numbers import DASH, day, number, percent, period_name, plain, with_unit


def deviations_section(draft: Draft) -> None:
    """Each area that deviates from the budget, why, and what is done."""
    rows = tuple(
        Row(
            (
                draft.cell(deviation.area, bold=True),
                Cell(_lines(draft, deviation.causes)),
                Cell(_lines(draft, deviation.activities)),
            )
        )
        for deviation in draft.region.deviations
        if deviation.period == draft.as_of
    )
    if not rows:
        draft.paragraph(_("No deviations are described for the period."))
        return
    columns = (
        Column(_("Area"), weight=1.6),
        Column(_("Analysis: cause"), weight=3),
        Column(_("Activity to mend it"), weight=3),
    )
    draft.add(Table(_("Deviations: cause and activity"), columns, rows))


def _lines(draft: Draft, labels: Iterable[Label]) -> str:
    """One line for each text, with a dash before where there are several; a renderer keeps line breaks in cells."""
    texts = [draft.say(label) for label in labels]
    return "\n".join(f"– {text}" for text in texts) if len(texts) > 1 else "".join(texts) or DASH


def savings_section(draft: Draft) -> None:
    """Need and effect with the share that the figures give beside the printed one, then the measures."""
    savings = draft.region.savings
    rows = _sum_rows(draft, savings)
    if rows:
        heads = (Column(_("Savings"), weight=4), Column(_("Amount"), Align.DECIMAL, 1.2))
        notes = () if savings.remark is None else (_("Remark: {text}").format(text=draft.say(savings.remark)),)
        draft.add(Table(_("Savings: need and effect"), heads, tuple(rows), notes))
    if savings.measures:
        columns = (
            Column(_("Decided measure"), weight=4.4),
            Column(_("Decided by"), weight=2.2),
            Column(_("Decided"), weight=1.7),
            Column(_("Expected effect"), Align.DECIMAL, 1.4),
        )
        measures = tuple(Row(_measure(draft, measure)) for measure in savings.measures)
        draft.add(Table(_("Decided savings measures"), columns, measures, (_("A dash: not stated."),)))
    if not rows and not savings.measures:
        draft.paragraph(_("No savings measures are decided."))


def _sum_rows(draft: Draft, savings: Savings) -> list[Row]:
    rows: list[Row] = []
    if savings.need is not None:
        need = savings.need
        note = "" if need.note is None else draft.say(need.note)
        name = _("Need {period}").format(period=period_name(need.period))
        rows.append(Row((Cell(name, sub=note), Cell(with_unit(need.amount, need.unit), figure=plain(need.amount)))))
    for effect in savings.effects:
        if effect.period.last > draft.as_of:
            continue
        words = [] if effect.note is None else [draft.say(effect.note)]
        if effect.share is not None:
            words.append(_("Printed as {share} of the need.").format(share=percent(effect.share)))
        if savings.need is not None and savings.need.amount:
            given = (effect.amount * 100 / savings.need.amount).quantize(Decimal(1), rounding=ROUND_FLOOR)
            words.append(_("The amounts give {share}.").format(share=percent(given)))
        name = _("Effect {period}").format(period=period_name(effect.period))
        unit = savings.need.unit if savings.need is not None else None
        text = number(effect.amount) if unit is None else with_unit(effect.amount, unit)
        rows.append(Row((Cell(name, sub=" ".join(words)), Cell(text, bold=True, figure=plain(effect.amount)))))
    return rows + _economy_rows(draft)


def _economy_rows(draft: Draft) -> list[Row]:
    """Needs and effects that economy.csv states for single frames and accounts."""
    items = {Item.SAVINGS_NEED, Item.SAVINGS_EFFECT}
    return [
        Row(
            (
                Cell(
                    f"{item_word(line.item)}: {draft.unit_name(line.frame)}, {period_name(line.period)}",
                    sub="" if line.note is None else draft.say(line.note),
                ),
                Cell(with_unit(line.amount, line.unit), figure=plain(line.amount)),
            )
        )
        for line in draft.region.economy.lines
        if line.item in items and line.period.last.year == draft.as_of.year
    ]


def _measure(draft: Draft, measure: SavingsMeasure) -> tuple[Cell, ...]:
    words = [] if measure.text is None else [draft.say(measure.text)]
    if measure.in_force is not None:
        words.append(_("In force {date}.").format(date=day(measure.in_force)))
    effect = Cell(DASH)
    if measure.effect is not None:
        effect = Cell(with_unit(measure.effect, measure.unit), figure=plain(measure.effect))
    return (
        draft.cell(measure.title, sub=" ".join(words)),
        Cell(DASH) if measure.decided_by is None else draft.cell(measure.decided_by),
        Cell(DASH if measure.decided_on is None else day(measure.decided_on)),
        effect,
    )
