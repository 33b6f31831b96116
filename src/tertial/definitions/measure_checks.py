"""Checks of a measure against the rest of its file: the unit that it is shown in, and its splits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tertial.definitions.definition_file import DefinitionDocument, DefinitionFile
from tertial.definitions.findings import Findings
from tertial.definitions.refusal import listed
from tertial.domain.expressions.value_types import type_of
from tertial.domain.facts.contract import Fact, ValueType
from tertial.domain.indicators import Kind, ValueUnit
from tertial.domain.measures import Additive, AmongReaching, Measure, Reaching, Spread, Sum
from tertial.language import _

SEX, AGE_BAND, AGE_YEARS = "sex", "age_band", "age_years"


def check_unit(document: DefinitionDocument, file: DefinitionFile, measure: Measure, findings: Findings) -> None:
    """Note money that is shown as something else, something else that is shown as money, a mean in per cent."""
    unit = file.value_unit
    shown_as_money = unit in {ValueUnit.SEK, ValueUnit.MSEK}
    is_money = False
    match measure:
        case Reaching() | AmongReaching():
            return
        case Additive(numerator=numerator, denominator=denominator):
            is_money = _is_money(numerator) and not (denominator is not None and _is_money(denominator))
        case Spread(rows=rows, value=value, over=over):
            is_money = over is None and type_of(value, rows.fact) is ValueType.AMOUNT
    expected = ""
    if is_money and not shown_as_money and file.kind is not Kind.SHARE:
        expected = _("SEK or MSEK, for an amount")
    elif shown_as_money and not is_money and file.over is None:
        expected = _("a unit that is no money: no amount is added up")
    elif unit is ValueUnit.PERCENT and file.kind is Kind.MEAN and file.over is None:
        expected = _("a unit of the value, or over beside value")
    if expected:
        findings.add("E731", document.path, document.line("value_unit"), unit.value, expected)


def _is_money(part: Sum) -> bool:
    return part.add is not None and type_of(part.add, part.rows.fact) is ValueType.AMOUNT


def check_splits(document: DefinitionDocument, by: Sequence[str], facts: Iterable[Fact], findings: Findings) -> None:
    """Note splits that a fact of a measure has no column for; those of second stages are checked with them."""
    if len(categories := [split for split in by if split not in {SEX, AGE_BAND}]) > 1:
        findings.add("E530", document.path, document.line("by"), ", ".join(categories), _("at most one category"))
    for fact in facts:
        codes = [
            column.name
            for column in fact.columns
            if column.type is ValueType.CODE and column.name not in {SEX, AGE_BAND}
        ]
        for place, split in enumerate(by):
            code, expected, right = "", "", list[str]()
            if split == SEX and not fact.has(SEX):
                code, expected = "E726", _("no sex: {fact} has none").format(fact=fact.id)
            elif split == AGE_BAND and not (fact.has(AGE_YEARS) or fact.has(AGE_BAND)):
                code, expected = "E726", _("no age_band: {fact} has no ages").format(fact=fact.id)
            elif split not in {SEX, AGE_BAND, *codes}:
                expected = _("sex, age_band or a column of codes of {fact} ({columns})").format(
                    fact=fact.id, columns=listed(codes) or _("it has none")
                )
                code, right = "E725", [SEX, AGE_BAND, *codes]
            if code:
                findings.add(code, document.path, document.line("by", place), split, expected, among=right)
