"""Cells in the one order and form in which they are kept, so that equal cells are equal bytes, whoever made them."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from tertial.domain.calendar import Month, Period
from tertial.domain.cells import View
from tertial.domain.measures import Part
from tertial.domain.results import Sex
from tertial.store.snapshots.piece import PieceKind
from tertial.store.snapshots.schema import OPTIONAL, SCHEMAS

_LARGEST = 2**63 - 1
_WORDS: Mapping[str, frozenset[str]] = {"part": frozenset(Part), "sex": frozenset(Sex), "view": frozenset(View)}


def in_order(kind: PieceKind, of: str, when: Month | Period, table: pa.Table) -> pa.Table:
    """The cells of a piece, sorted by all that tells them apart, each dictionary sorted and without unused words.

    Columns may come in any order and in any type that says the same. Raises ValueError where they are no cells of the
    piece: other columns, nulls, another month, period or indicator than its own, two cells with one key, a cell that
    rests on no row.
    """
    schema = SCHEMAS[kind]
    if set(table.column_names) != set(schema.names):
        raise ValueError(f"{of}: the columns {sorted(table.column_names)} are not those of {kind}")
    texts: dict[str, list[str]] = {}
    columns: dict[str, pa.Array] = {}
    for field in schema:
        column = table.column(field.name).combine_chunks()
        if column.null_count and field.name not in OPTIONAL:
            raise ValueError(f"{of}: {field.name} is null in {column.null_count} cells")
        if pa.types.is_dictionary(field.type):
            texts[field.name], columns[field.name] = _ranked(column)
        else:
            columns[field.name] = column.cast(field.type)
    _check(kind, of, when, texts, columns)
    keys = _keys(texts, columns)
    order = pc.sort_indices(keys, sort_keys=[(name, "ascending") for name in keys.column_names])
    _check_different(of, keys.take(order))
    return pa.table(
        [
            pa.DictionaryArray.from_arrays(one, pa.array(texts[name], pa.string())) if name in texts else one
            for name, one in ((name, columns[name].take(order)) for name in schema.names)
        ],
        schema=schema,
    )


def _ranked(column: pa.Array) -> tuple[list[str], pa.Array]:
    """The words of a column, sorted, and for each row the place of its word."""
    encoded = column if pa.types.is_dictionary(column.type) else column.cast(pa.string()).dictionary_encode()
    words = encoded.dictionary.to_pylist()
    used = sorted({words[place] for place in encoded.indices.unique().to_pylist()})
    ranks = {word: rank for rank, word in enumerate(used)}
    return used, pa.array([ranks.get(word) for word in words], pa.int32()).take(encoded.indices)


def _check(
    kind: PieceKind, of: str, when: Month | Period, texts: Mapping[str, list[str]], columns: Mapping[str, pa.Array]
) -> None:
    for name, words in _WORDS.items():
        strange = set(texts.get(name, ())) - words
        if strange:
            raise ValueError(f"{of}: {strange.pop()!r} is no {name}")
    if isinstance(when, Month):
        months = columns["month"].unique().to_pylist()
        if months not in ([], [when.first_day]):
            raise ValueError(f"{of}: cells of {months} in the piece of {when}")
        _check_histograms(of, texts["part"], columns)
        least, figure = 1, "rows"
    else:
        if texts["indicator"] not in ([], [of]) or texts["period"] not in ([], [str(when)]):
            raise ValueError(f"cells of {texts['indicator']} and {texts['period']} in the piece of {of} for {when}")
        least, figure = 0, "count"
    if len(columns[figure]) and pc.min(columns[figure]).as_py() < least:
        raise ValueError(f"{of}: a cell of fewer than {least} {figure} in {kind} of {when}")


def _check_histograms(of: str, parts: list[str], columns: Mapping[str, pa.Array]) -> None:
    spread = pa.scalar(parts.index(Part.SPREAD) if Part.SPREAD in parts else -1, pa.int32())
    wrong = pc.not_equal(pc.equal(columns["part"], spread), columns["value"].is_valid())
    if pc.any(wrong).as_py():
        raise ValueError(f"{of}: a cell has a value just where it is of a histogram")
    if pc.any(pc.and_(columns["over"].is_valid(), columns["value"].is_null())).as_py():
        raise ValueError(f"{of}: a cell has an over and no value")


def _keys(texts: Mapping[str, list[str]], columns: Mapping[str, pa.Array]) -> pa.Table:
    """What tells the cells of a piece apart, in order: the places of words as one number where that has room for them.

    All cells of a piece are of one month, so that says nothing.
    """
    packed: list[pa.Array] = []
    room = 0
    for name, words in texts.items():
        places, many = columns[name].cast(pa.int64()), max(len(words), 1)
        if many <= room:
            packed[-1] = pc.add(pc.multiply(packed[-1], many), places)
            room //= many
        else:
            packed.append(places)
            room = _LARGEST // many
    named = {f"words {place}": one for place, one in enumerate(packed)}
    told = {name: columns[name] for name in sorted(OPTIONAL, reverse=True) if name in columns}
    return pa.table({**named, **{name: one for name, one in told.items() if one.null_count < len(one)}})


def _check_different(of: str, keys: pa.Table) -> None:
    """Raise ValueError where two neighbours of sorted keys are equal."""
    same = pa.repeat(pa.scalar(True), max(len(keys) - 1, 0))
    for name in keys.column_names:
        before, after = keys[name].slice(0, max(len(keys) - 1, 0)), keys[name].slice(1)
        equal = pc.fill_null(pc.equal(before, after), fill_value=False)
        same = pc.and_(same, pc.or_(equal, pc.and_(before.is_null(), after.is_null())))
    if pc.any(same).as_py():
        raise ValueError(f"{of}: two cells with one key")
