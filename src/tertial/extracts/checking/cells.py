"""What the region states of a column's cells, applied to the texts as sent."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tertial.domain.extracts import Cell
from tertial.extracts.checking.text_bytes import SPACES


class Cells:
    """How the texts of a column are cleaned: spaces off, values that mean nothing out, the sender's codes mapped.

    Codes are found as they are written, else whatever the case of their letters.
    """

    __slots__ = ("_codes", "_empty", "_folded", "empty", "format")

    def __init__(self, cell: Cell) -> None:
        self.empty = frozenset(text.strip(SPACES) for text in cell.empty)
        self._empty = pa.array(sorted(self.empty), pa.string())
        self.format = cell.format
        self._codes = {text.strip(SPACES): code.strip(SPACES) for text, code in cell.codes.items()}
        self._folded = {text.casefold(): code for text, code in reversed(self._codes.items())}

    @property
    def maps(self) -> bool:
        """Whether any code is mapped."""
        return bool(self._codes)

    @property
    def plain(self) -> bool:
        """Whether a text in its usual form means what it says, unless it is among those that mean nothing."""
        return not (self._codes or self.format)

    def are_empty(self, texts: pa.Array) -> npt.NDArray[np.bool_] | None:
        """Which texts, without spaces around them, are stated to mean nothing; None where no text is stated."""
        if not self.empty:
            return None
        found: npt.NDArray[np.bool_] = pc.is_in(texts, self._empty).to_numpy(zero_copy_only=False)
        return found

    def clean(self, text: str) -> str:
        """The text that is meant; empty where it means nothing."""
        text = text.strip(SPACES)
        if not text or text in self.empty:
            return ""
        if not self._codes:
            return text
        found = self._codes.get(text)
        return self._folded.get(text.casefold(), text) if found is None else found
