"""How well a header's name fits a feed's column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tertial.domain.feeds.columns import Column
from tertial.domain.feeds.contract import Feed
from tertial.extracts.mapping.usual_names import is_never_a_column, kind_names, usual_names
from tertial.extracts.mapping.words import SHORTEST_STEM, is_slip, joined, stem, telling, words

SAME = 1.0
"""The feed's own name, or its meaning word for word."""
USUAL = 0.95
"""A name that the column usually has."""
ONLY_ONE = 0.2
"""What a name that fits any column of the kind gains where the feed has only one such column."""

_PART = 0.5, 0.45
"""A usual name as part of the header: the least, and what is added by the share of the header that it is."""
_KIND = 0.2, 0.35
_MEANING = 0.2, 0.5
_SLIP = 0.65
_SHORT, _SHORT_PART = 0.6, 0.4
_SHORTEST_PART = 3


@dataclass(frozen=True, slots=True)
class Header:
    """A header as the file has it, and in the forms that it is compared in."""

    text: str
    name: str
    parts: tuple[str, ...]
    stems: tuple[str, ...]
    is_never: bool

    @classmethod
    def of(cls, text: str) -> Header:
        """Take a header's text apart, once for all columns that it is held against."""
        parts = words(text)
        return cls(text, joined(text), parts, tuple(map(stem, parts)), is_never_a_column(text))


def name_score(feed: Feed, column: Column, header: Header) -> float:
    """From 0, nothing in common, to 1, the same name."""
    name, parts = header.name, header.parts
    if not name or header.is_never:
        return 0.0
    own = _plain(column.name)
    if name in {own, _plain(column.meaning.sv), _plain(column.meaning.en)}:
        return SAME
    usual = (own, *usual_names(feed.id, column.name))
    if name in usual:
        # Of several usual names the first is the most usual: it settles which of two columns a shared name is for.
        return USUAL - 0.01 * min(usual.index(name), 10)
    return max(
        _as_part(usual, name, parts, *_PART),
        _of_kind(feed, column, name, parts),
        _of_meaning(column, header),
        _mistyped(usual, name),
        _cut_short(usual, name, parts),
    )


def _as_part(known: Iterable[str], name: str, parts: tuple[str, ...], least: float, added: float) -> float:
    """How much of the header a known name is, as whole words of it or at one of its ends."""
    best = 0.0
    for one in known:
        if len(one) < _SHORTEST_PART or one not in name:
            whole = one in parts
        else:
            at_end = len(one) >= SHORTEST_STEM and (name.startswith(one) or name.endswith(one))
            whole = at_end or one in parts
        if whole:
            best = max(best, least + added * len(one) / len(name))
    return best


def _of_kind(feed: Feed, column: Column, name: str, parts: tuple[str, ...]) -> float:
    names = kind_names(column.kind)
    found = _KIND[0] + _KIND[1] if name in names else _as_part(names, name, parts, *_KIND)
    alone = sum(other.kind is column.kind for other in feed.columns) == 1
    return found + ONLY_ONE if found and alone else found


def _of_meaning(column: Column, header: Header) -> float:
    """How much of the header is words that the column's meaning, or its scheme's title, has too."""
    stems = _stems(column.meaning.sv) | _stems(column.meaning.en) | _stems(column.name.replace("_", " "))
    if column.scheme is not None:
        stems |= _stems(column.scheme.title.sv) | _stems(column.scheme.title.en)
    covered = sum(len(part) for part, known in zip(header.parts, header.stems, strict=True) if known in stems)
    if not covered:
        covered = max((len(known) for known in stems if header.name.startswith(known)), default=0)
    return _MEANING[0] + _MEANING[1] * covered / len(header.name) if covered else 0.0


def _mistyped(known: Iterable[str], name: str) -> float:
    long = (one for one in known if min(len(one), len(name)) > SHORTEST_STEM)
    return _SLIP if any(is_slip(name, one) for one in long) else 0.0


def _cut_short(known: Iterable[str], name: str, parts: tuple[str, ...]) -> float:
    """A header, or a word of it, that a usual name begins with: INSKR for inskrivning."""
    words = [word for word in (name, *parts) if len(word) >= SHORTEST_STEM]
    if any(one.startswith(name) for one in known) and name in words:
        return _SHORT
    return _SHORT_PART if any(one.startswith(word) for one in known for word in words) else 0.0


# Only the texts of contracts are kept here; what a file holds is not.
@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return joined(text)


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(telling(text))
