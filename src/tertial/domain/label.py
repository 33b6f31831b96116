"""A text that users read, in Swedish and, where somebody wrote it, in English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """A bilingual text. Swedish always stands; English may be empty.

    Raises ValueError when there is no Swedish text.
    """

    sv: str
    en: str = ""

    def __post_init__(self) -> None:
        if not self.sv.strip():
            raise ValueError("a label needs its Swedish text")

    def in_language(self, language: str) -> str:
        """The text in `language` ("sv" or "en"), or the Swedish one where the other is not written."""
        return self.en if language == "en" and self.en else self.sv

    def language_used(self, language: str) -> str:
        """The language that `in_language` really answers in, so that a page can mark a foreign text."""
        return "en" if language == "en" and self.en else "sv"
