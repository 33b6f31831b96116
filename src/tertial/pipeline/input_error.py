"""What is wrong with what the user gave."""

from __future__ import annotations

from collections.abc import Sequence

from tertial.definitions.diagnostics import Diagnostic


class InputError(Exception):
    """The user's input is wrong; the message says where and what to do. `diagnostics` has every finding."""

    def __init__(self, message: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
        super().__init__(message)
        self.diagnostics = tuple(diagnostics)
