"""The rows that are refused: one fault each, the first in the order of the contract."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tertial.extracts.checking.verdict import Held, reasons_of

FAULT_SCHEMA = pa.schema(
    {
        "line": pa.int64(),
        "column": pa.dictionary(pa.int16(), pa.string()),
        "reason": pa.string(),
        "nearest": pa.string(),
    }
)

_SOUND = -1

Places = npt.NDArray[np.int16]


def first_faults(columns: Sequence[Held]) -> Places | None:
    """By row the place of the first column at fault, below 0 where none is; None where no row has a fault."""
    found: Places | None = None
    for place, held in enumerate(columns):
        faulty = held.faulty()
        if faulty is None:
            continue
        if found is None:
            found = np.full(len(faulty), _SOUND, np.int16)
        found[faulty & (found == _SOUND)] = place
    return found


def fault_table(names: Sequence[str], columns: Sequence[Held], first: Places, lines: npt.NDArray[np.int64]) -> pa.Table:
    """The refused rows; `names` are those of the columns."""
    rows = np.flatnonzero(first != _SOUND)
    reasons = np.empty(len(rows), object)
    nearest = np.full(len(rows), "", object)
    for place in np.unique(first[rows]).tolist():
        held = columns[place]
        at = np.flatnonzero(first[rows] == place)
        if held.states is None:
            continue
        reasons[at] = [str(reason) for reason in reasons_of(held.states[rows[at]])]
        if held.nearest is not None:
            nearest[at] = held.nearest.of(rows[at])
    column = pa.DictionaryArray.from_arrays(pa.array(first[rows], pa.int16()), pa.array(names, pa.string()))
    arrays = [pa.array(lines[rows], pa.int64()), column, pa.array(reasons, pa.string()), pa.array(nearest, pa.string())]
    return pa.table(arrays, schema=FAULT_SCHEMA)
