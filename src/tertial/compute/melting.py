"""From answers, a column a term, to cells, a row an amount."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tertial.compute.logical import MONTH, UNIT, Question
from tertial.domain.age_bands import UNKNOWN
from tertial.domain.cells import NO_UNIT
from tertial.domain.results import Sex
from tertial.store.snapshots.schema import CELLS


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a question; the answer has a column of months."""

    question: Question
    answer: pa.Table


def melted(answers: Iterable[Answered]) -> pa.Table:
    """The cells of all terms, month by month."""
    pieces: list[pa.Table] = []
    for answered in answers:
        keys = _keys(answered)
        for place, term in enumerate(answered.question.terms):
            there = np.flatnonzero(
                pc.fill_null(answered.answer[answered.question.rows(place)], 0).to_numpy(zero_copy_only=False)
            )
            if not len(there):
                continue
            where = pa.array(there)
            rows = answered.answer[answered.question.rows(place)].take(where)
            amount = answered.answer[answered.question.amount(place)].take(where) if term.add else rows
            named = {
                "indicator": _repeated(term.term.indicator, len(there)),
                "part": _repeated(term.term.part, len(there)),
                "amount": amount,
                "rows": rows,
            }
            cells = keys.take(where)
            for name, column in named.items():
                cells = cells.append_column(name, column)
            pieces.append(cells.select(CELLS.names).cast(CELLS))
    if not pieces:
        return CELLS.empty_table()
    whole = pa.concat_tables(pieces).unify_dictionaries().combine_chunks()
    by_month = np.argsort(whole["month"].cast(pa.int32()).to_numpy(), kind="stable")
    return whole.take(pa.array(by_month))


def _keys(answered: Answered) -> pa.Table:
    """The keys of an answer as cells have them."""
    question, answer = answered.question, answered.answer
    rows = answer.num_rows

    def named(there: bool, column: str, unknown: str, absent: str) -> pa.Array:
        if not there:
            return _repeated(absent, rows)
        return pc.fill_null(answer[column], unknown).combine_chunks().dictionary_encode()

    def numbered(column: str, name: str) -> pa.Array:
        return answer[name] if column else pa.nulls(rows, pa.int64())

    return pa.table(
        {
            "unit": named(True, UNIT, NO_UNIT, NO_UNIT),
            "month": answer[MONTH],
            "sex": named(question.sex, "sex", Sex.UNKNOWN.value, Sex.ALL.value),
            "age_band": named(bool(question.age_band), "age_band", UNKNOWN, ""),
            "category": named(bool(question.category), "category", UNKNOWN, ""),
            "value": numbered(question.value, "value"),
            "over": numbered(question.over, "over"),
        }
    )


def _repeated(text: str, count: int) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int32)), pa.array([str(text)]))
