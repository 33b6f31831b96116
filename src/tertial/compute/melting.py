"""From answers, a column a term, to cells, a row an amount."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tertial.compute.questions import MONTH, UNIT, Question
from tertial.compute.terms import Term
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
    pieces = [piece for answered in answers if (piece := _cells(answered)) is not None]
    if not pieces:
        return CELLS.empty_table()
    table = pa.concat_tables(pieces).unify_dictionaries()
    del pieces
    months = table["month"].cast(pa.int32()).to_numpy()
    order = None if (months[1:] >= months[:-1]).all() else pa.array(np.argsort(months, kind="stable"))
    columns: dict[str, pa.Array] = {}
    for name in CELLS.names:
        # One column after another, so that no more than one is held twice.
        column = table[name].combine_chunks()
        table = table.drop_columns(name)
        columns[name] = column if order is None else column.take(order)
    return pa.table(columns, schema=CELLS)


def _cells(answered: Answered) -> pa.Table | None:
    """The cells of the terms of one question, all at once: there may be thousands of terms. None where none has any."""
    question = answered.question
    terms: list[Term] = []
    theirs: list[_Amounts] = []
    for place, asked in enumerate(question.asked):
        amounts = _Amounts.of(answered, question.rows(place), question.amount(place) if asked.add else "")
        if len(amounts.there):
            terms += asked.terms
            theirs += [amounts] * len(asked.terms)
    if not terms:
        return None
    lengths = [len(amounts.there) for amounts in theirs]
    cells = _keys(answered).take(pa.array(np.concatenate([amounts.there for amounts in theirs])))
    named = {
        "indicator": _said([term.indicator for term in terms], lengths),
        "part": _said([term.part for term in terms], lengths),
        "amount": pa.array(np.concatenate([amounts.amounts for amounts in theirs])),
        "rows": pa.array(np.concatenate([amounts.rows for amounts in theirs])),
    }
    for name, column in named.items():
        cells = cells.append_column(name, column)
    return cells.select(CELLS.names).cast(CELLS)


@dataclass(frozen=True, slots=True)
class _Amounts:
    """What came of one thing asked: the answer's rows that have any of it, its amounts there, and of how many rows."""

    there: npt.NDArray[np.int64]
    amounts: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]

    @classmethod
    def of(cls, answered: Answered, rows: str, amount: str) -> _Amounts:
        """From the columns of rows and of amounts; where the latter is empty, the rows are the amount."""
        counted = _numbers(answered.answer[rows])
        there = np.flatnonzero(counted)
        found = counted[there]
        return cls(there, _numbers(answered.answer[amount])[there] if amount else found, found)


def _numbers(column: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    numbers: npt.NDArray[np.int64] = pc.fill_null(column, 0).to_numpy()
    return numbers


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
    return _said([text], [count])


def _said(texts: Sequence[str], lengths: Sequence[int]) -> pa.Array:
    """Each text so many times, after one another."""
    codes: dict[str, int] = {}
    of_text = [codes.setdefault(str(text), len(codes)) for text in texts]
    return pa.DictionaryArray.from_arrays(
        pa.array(np.repeat(np.array(of_text, np.int32), lengths)), pa.array(list(codes))
    )
