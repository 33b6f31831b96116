"""The library's files as an editor sees them: both languages, Swedish typography, and examples that show the limits."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tertial.definitions.library import LibraryDefinition, library_definitions
from tertial.domain.examples import Example
from tertial.domain.label import Label
from tertial.domain.measures import Additive, Reaching, Unique

DEFINITIONS = library_definitions()
LEAST_DEFINITIONS = 85
LONGEST_SHORT = 45
LEAST_EXAMPLES = 3
NO_BREAK = "\N{NO-BREAK SPACE}"

every_definition = pytest.mark.parametrize("id", DEFINITIONS)


def texts(definition: LibraryDefinition) -> Iterator[tuple[str, Label]]:
    """Every text of a definition with the name of its place."""
    indicator = definition.indicator
    for name in ("title", "short", "why", "noun", "counted", "out_of", "official", "deviations"):
        label = getattr(indicator, name)
        if label is not None:
            yield name, label
    for placed in definition.examples:
        if placed.example.note is not None:
            yield f"example at line {placed.line}", placed.example.note


def row_count(example: Example) -> int:
    return sum(len(rows) for rows in example.rows.values())


def test_the_library_has_what_the_documents_name() -> None:
    assert len(DEFINITIONS) >= LEAST_DEFINITIONS


@every_definition
def test_a_definition_says_what_a_reviewer_asks_for(id: str) -> None:
    indicator = DEFINITIONS[id].indicator
    for name in ("short", "why", "counted", "official", "deviations"):
        assert getattr(indicator, name) is not None, name
    assert indicator.next_review is not None


@every_definition
def test_a_ratio_says_what_it_is_out_of(id: str) -> None:
    indicator = DEFINITIONS[id].indicator
    counts = isinstance(indicator.measure, Unique) or (
        isinstance(indicator.measure, Additive) and indicator.measure.denominator is None
    )
    assert (indicator.out_of is None) == counts


@every_definition
def test_the_short_title_fits_a_table(id: str) -> None:
    short = DEFINITIONS[id].indicator.short
    assert short is not None
    assert len(short.sv) <= LONGEST_SHORT
    assert len(short.en) <= LONGEST_SHORT


@every_definition
def test_every_text_stands_in_both_languages(id: str) -> None:
    for place, label in texts(DEFINITIONS[id]):
        assert label.sv.strip() == label.sv, place
        assert label.sv, place
        assert label.en, place
        if place not in {"short", "title", "noun"}:
            assert label.sv != label.en, place


@every_definition
def test_swedish_is_set_as_swedish(id: str) -> None:
    for place, label in texts(DEFINITIONS[id]):
        assert not re.search("[\"'“]", label.sv), f"{place}: quotation marks are ”…”"
        assert not re.search(r"\d\.\d", label.sv), f"{place}: a decimal comma"
        assert not re.search(r"\b\d{1,3}[ ,]\d{3}\b", label.sv), f"{place}: a no-break space between thousands"
        assert not re.search(r"(?<![\d:-])\d+-\d+(?![\d-])", label.sv), f"{place}: a dash between numbers"
        assert "  " not in label.sv, place


@every_definition
def test_english_has_no_straight_quotation_marks(id: str) -> None:
    for place, label in texts(DEFINITIONS[id]):
        assert not re.search("[\"'”](?!$)(?=\\w)", label.en), place
        assert NO_BREAK not in label.en, place


@every_definition
def test_sentences_end_and_titles_do_not(id: str) -> None:
    for place, label in texts(DEFINITIONS[id]):
        ends = place not in {"title", "short", "noun", "counted", "out_of"}
        for text in (label.sv, label.en):
            assert text.endswith((".", "?")) == ends, f"{place}: {text}"


@every_definition
def test_references_between_definitions_lead_somewhere(id: str) -> None:
    named = re.compile(r"\b[a-z]+(?:-[a-z0-9]+){2,}\b")
    for place, label in texts(DEFINITIONS[id]):
        if place == "deviations":
            for name in named.findall(label.sv):
                assert name in DEFINITIONS, f"{place}: {name}"
            assert set(named.findall(label.sv)) <= set(named.findall(label.en)), place


@every_definition
def test_the_examples_show_who_is_in_who_is_out_and_the_limit(id: str) -> None:
    examples = [placed.example for placed in DEFINITIONS[id].examples]
    assert len(examples) >= LEAST_EXAMPLES
    assert all(example.note is not None for example in examples)
    assert any(expected_something(example) for example in examples), "nobody is in"
    assert any(leaves_something_out(id, example) for example in examples), "nobody is out"


def expected_something(example: Example) -> bool:
    expected = example.expected
    return bool(expected.numerator or expected.value)


def leaves_something_out(id: str, example: Example) -> bool:
    """Whether a row, or a quantity, of the example does not come into the numerator."""
    expected, measure = example.expected, DEFINITIONS[id].indicator.measure
    if expected.numerator is None:
        return expected.value is not None and row_count(example) > 1
    adds = isinstance(measure, Additive) and measure.numerator.add is not None
    if expected.denominator is not None and expected.numerator < expected.denominator:
        return True
    return row_count(example) > (1 if adds or isinstance(measure, Reaching) else expected.numerator)
