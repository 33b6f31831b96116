"""Codes, units, yes and no: values that are names out of a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from threading import Lock

from tertial.domain.feeds.columns import CodeScheme
from tertial.domain.nearest import LONGEST_WORD, nearest
from tertial.extracts.checking.distinct import Judge
from tertial.extracts.checking.verdict import Verdict, fault
from tertial.extracts.reasons import Reason

MOST_COMPARED = 200
"""Unknown names of a column that the nearest known one is sought for; a file of nothing else must not take hours."""

_YES = frozenset({"yes", "ja", "j", "y", "true", "sant", "1"})
_NO = frozenset({"no", "nej", "n", "false", "falskt", "0"})


class _Nearest:
    """The nearest of the known names, for so many unknown ones and no more."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._known = tuple(names)
        self._left = MOST_COMPARED
        self._lock = Lock()

    def __call__(self, word: str) -> str:
        if len(word) > LONGEST_WORD:
            return ""
        with self._lock:
            if not self._left:
                return ""
            self._left -= 1
        found = nearest(word, self._known)
        return self._names.get(found, "")


def code_judge(scheme: CodeScheme) -> Judge:
    """The place of a code in its scheme: by the code itself, or by a label that only one code has."""
    codes = tuple(scheme.codes)
    labels = _unambiguous((text, code) for code, label in scheme.codes.items() for text in (label.sv, label.en))
    folded = labels | _unambiguous((code, code) for code in codes)
    places = {code: place for place, code in enumerate(codes)}
    near = _Nearest(folded)

    def judge(text: str) -> Verdict:
        code = text if text in places else folded.get(text.casefold())
        return fault(Reason.UNKNOWN_CODE, near(text)) if code is None else Verdict(places[code])

    return judge


def unit_judge(units: Mapping[str, str], declared: frozenset[str] | None) -> Judge:
    """The place of a unit among all ids sorted; `declared` are those the rows may be of, None where any may be."""
    ids = unit_names(units)
    places = {unit: place for place, unit in enumerate(ids)}
    folded = _unambiguous(units.items())
    near = _Nearest({unit: unit for unit in ids})

    def judge(text: str) -> Verdict:
        unit = units.get(text) or folded.get(text.casefold())
        if unit is None:
            return fault(Reason.UNKNOWN_UNIT, near(text))
        if declared is not None and unit not in declared:
            return fault(Reason.UNDECLARED_UNIT)
        return Verdict(places[unit])

    return judge


def unit_names(units: Mapping[str, str]) -> tuple[str, ...]:
    """The ids of all units, sorted."""
    return tuple(sorted(set(units.values())))


def yes_no(text: str) -> Verdict:
    """1 for yes and 0 for no, in Swedish, English or as machines write them."""
    folded = text.casefold()
    if folded in _YES:
        return Verdict(1)
    return Verdict(0) if folded in _NO else fault(Reason.NOT_YES_OR_NO)


def flag_judge(values: frozenset[str]) -> Judge:
    """1 for the values of a flag, whatever the case of their letters, else 0."""
    folded = frozenset(value.strip().casefold() for value in values)
    return lambda text: Verdict(int(text.casefold() in folded))


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """By texts in folded case, without those that mean several things."""
    found: dict[str, set[str]] = {}
    for text, meaning in pairs:
        found.setdefault(text.strip().casefold(), set()).add(meaning)
    return {text: meanings.pop() for text, meanings in found.items() if len(meanings) == 1}
