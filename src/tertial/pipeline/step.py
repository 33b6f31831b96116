"""Who is told, while the work goes on, what is being done."""

from __future__ import annotations

from collections.abc import Callable

Step = Callable[[str], None]
"""Told, in the language in force, what is being done now."""


def silent(_words: str) -> None:
    """The step of a caller who does not follow along."""
