"""Which code of a scheme a value as sent stands for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from tertial.domain.feeds.columns import CodeScheme
from tertial.domain.label import Label
from tertial.extracts.mapping.usual_codes import usual_code
from tertial.extracts.mapping.words import SHORTEST_STEM, is_slip, joined, telling

_SHORTEST_BEGINNING = 3


class Told(IntEnum):
    """How a value tells its code, the surest last."""

    BY_LIKENESS = 1
    BY_HABIT = 2
    BY_ITSELF = 3
    """It is the code or its meaning, which loading reads without being told."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The code that a value stands for, and how it is known."""

    code: str
    told: Told


@dataclass(frozen=True, slots=True)
class _Word:
    """A code or a meaning of a scheme, in small letters and in the forms that it is compared in."""

    text: str
    plain: str
    stems: frozenset[str]
    code: str


def meant_code(scheme: CodeScheme, value: str) -> Meant | None:
    """The code that a value stands for, or None where no one code does."""
    known = _known(tuple(scheme.codes.items()))
    if value in scheme.codes:
        return Meant(value, Told.BY_ITSELF)
    if code := _only({word.code for word in known if word.text == value.casefold()}):
        return Meant(code, Told.BY_ITSELF)
    plain = joined(value)
    if code := usual_code(scheme.id, plain):
        return Meant(code, Told.BY_HABIT)
    # A value of digits alone is another scheme's code, and likeness says nothing of it.
    if not any(sign.isalpha() for sign in plain):
        return None
    if code := _only({word.code for word in known if word.plain == plain}):
        return Meant(code, Told.BY_HABIT)
    code = _alike(plain, frozenset(telling(value)), known)
    return Meant(code, Told.BY_LIKENESS) if code else None


def _alike(plain: str, stems: frozenset[str], known: tuple[_Word, ...]) -> str:
    if len(plain) >= _SHORTEST_BEGINNING and (code := _only({w.code for w in known if w.plain.startswith(plain)})):
        return code
    if code := _only({word.code for word in known if word.stems & stems}):
        return code
    if len(plain) <= SHORTEST_STEM:
        return ""
    return _only({word.code for word in known if len(word.plain) > SHORTEST_STEM and is_slip(plain, word.plain)})


def _only(codes: set[str]) -> str:
    return next(iter(codes)) if len(codes) == 1 else ""


# Only the texts of schemes are kept here; what a file holds is not.
@lru_cache(maxsize=256)
def _known(codes: tuple[tuple[str, Label], ...]) -> tuple[_Word, ...]:
    texts = [(text, code) for code, label in codes for text in (code, label.sv, label.en) if text]
    return tuple(_Word(text.casefold(), joined(text), frozenset(telling(text)), code) for text, code in texts)
