"""The words users read: English in the code, Swedish from the catalogue, chosen per run.

Swedish comes first: it is the language where nothing else is asked for. The catalogue is a gettext `.po` file
read through Babel once a run. `domain` has no words for users and does not import this module.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import Protocol

SOURCE_LANGUAGE = "en"
LANGUAGES = ("sv", "en")
ENVIRONMENT_VARIABLE = "TERTIAL_LANGUAGE"

_current: ContextVar[str | None] = ContextVar("tertial_language", default=None)


def current_language() -> str:
    """The language in force: the one set by `using`, else of the environment, else Swedish."""
    chosen = _current.get()
    if chosen is not None:
        return chosen
    asked = os.environ.get(ENVIRONMENT_VARIABLE, "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


@contextmanager
def using(language: str) -> Iterator[None]:
    """Let `_` answer in `language` inside the block. Raises ValueError for a language there is no catalogue of."""
    if language not in LANGUAGES:
        raise ValueError(f"{language!r} is not one of {', '.join(LANGUAGES)}")
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


class Bilingual(Protocol):
    """A text that is written in each language."""

    def in_language(self, language: str) -> str:
        """The text in a language."""
        ...


def spoken(text: Bilingual) -> str:
    """A text that stands in the data in each language, in the one in force."""
    return text.in_language(current_language())


def _(message: str) -> str:
    """The message in the language in force; the English message itself where the catalogue has no word for it."""
    language = current_language()
    if language == SOURCE_LANGUAGE:
        return message
    return _catalogue(language).get(message, message)


@cache
def _catalogue(language: str) -> dict[str, str]:
    # Who speaks English, or says nothing, does without.
    from babel.messages.pofile import read_po

    source = files("tertial").joinpath("locale", f"{language}.po")
    with source.open("rb") as stream:
        catalogue = read_po(stream, locale=language)
    return {
        entry.id: entry.string
        for entry in catalogue
        if isinstance(entry.id, str) and isinstance(entry.string, str) and entry.id and entry.string
    }
