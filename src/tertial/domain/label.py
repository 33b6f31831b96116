"""A text that users read, in Swedish and, where somebody wrote it, in English."""

from __future__ import annotations

from collections.abc import Sequence
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


def joined(first: Label, second: Label) -> Label:
    """One text after the other; in English only where both are written in English."""
    en = f"{first.en} {second.en}" if first.en and second.en else ""
    return Label(f"{first.sv} {second.sv}", en)


def lowered(text: str) -> str:
    """`Helår` becomes `helår` inside a sentence; an abbreviation such as `DÅ08` stays."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def opened(text: str) -> str:
    """The text with a capital first, as a sentence opens; names in it keep theirs."""
    return text[:1].upper() + text[1:]


def listed(labels: Sequence[Label]) -> Label:
    """Several in a row, the last after och or and. Raises ValueError where there is none."""
    if len(labels) < 2:
        return labels[0] if labels else Label("")
    rows = (", ".join(label.sv for label in labels[:-1]), ", ".join(label.in_language("en") for label in labels[:-1]))
    return Label(f"{rows[0]} och {labels[-1].sv}", f"{rows[1]} and {labels[-1].in_language('en')}")
