"""Words as they stand in a sentence."""

from __future__ import annotations

import pytest

from tertial.domain.label import lowered, opened


def test_a_sentence_opens_with_a_capital_and_keeps_those_of_its_names() -> None:
    assert opened("januari–augusti 2025") == "Januari–augusti 2025"
    assert opened("january–August 2025") == "January–August 2025"
    assert opened("") == ""


@pytest.mark.parametrize(("title", "inside"), [("Helår", "helår"), ("DÅ08", "DÅ08"), ("Ö", "Ö"), ("", "")])
def test_a_title_inside_a_sentence_has_no_capital_unless_it_is_an_abbreviation(title: str, inside: str) -> None:
    assert lowered(title) == inside
