"""The faults of expressions are told in words that fill in all they know."""

from __future__ import annotations

import pytest

from tertial.definitions.expression_words import in_words, type_in_words
from tertial.domain.expressions.faults import Details, ExpressionFault, FaultCode
from tertial.domain.expressions.tree import Place
from tertial.domain.facts.contract import ValueType
from tertial.language import LANGUAGES, using

FULL = Details(name="NAME", types=(ValueType.CODE, ValueType.DAY), known=("one", "two"), low="1", high="9")


def told(code: FaultCode, read: str = "x", details: Details = FULL) -> tuple[str, str]:
    with using("en"):
        return in_words(ExpressionFault(code, Place(), read, "", details))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", FaultCode)
def test_every_fault_has_its_words(code: FaultCode, language: str) -> None:
    with using(language):
        read, expected = in_words(ExpressionFault(code, Place(), "x", "", FULL))
    assert read == "x"
    assert expected
    assert "{" not in expected


def test_no_two_faults_are_told_alike() -> None:
    assert len({told(code)[1] for code in FaultCode}) == len(FaultCode)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_has_its_own_words(language: str) -> None:
    with using(language):
        assert len({type_in_words(kind) for kind in ValueType}) == len(ValueType)


def test_where_nothing_stands_that_is_said() -> None:
    assert told(FaultCode.EMPTY, "")[0] == "nothing"
    assert told(FaultCode.NO_VALUE, "")[0] == "the end"


@pytest.mark.parametrize(
    ("low", "high", "words"), [("0", "", "0 or more"), ("", "9", "9 or less"), ("1", "12", "1 to 12")]
)
def test_bounds_are_told_as_far_as_they_go(low: str, high: str, words: str) -> None:
    details = Details(name="wait_days", low=low, high=high)
    assert told(FaultCode.OUT_OF_RANGE, "99", details)[1] == f"what wait_days can be: {words}"


def test_a_long_list_of_names_is_cut() -> None:
    details = Details(name="unit", known=tuple(f"kind-{number}" for number in range(40)))
    assert told(FaultCode.UNKNOWN_KIND, "x", details)[1].endswith("kind-11, …")
