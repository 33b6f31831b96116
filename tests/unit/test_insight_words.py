"""The narrow columns of a terminal: a mark and a short word for each icon, a dash where there is none."""

from __future__ import annotations

import pytest

from tertial.assess.variation import Assurance, VariationIcon
from tertial.insight_words import assurance_text, variation_text
from tertial.language import using

WIDEST = 14


@pytest.mark.parametrize(
    ("icon", "said"),
    [
        (VariationIcon.COMMON, "→ stable"),
        (VariationIcon.IMPROVING_LOW, "↘ improvement"),
        (VariationIcon.CONCERNING_HIGH, "↗ worsening"),
        (VariationIcon.NEITHER_HIGH, "↗ change"),
        (None, "–"),
    ],
)
def test_the_arrow_says_which_way_and_the_word_whether_that_is_good(icon: VariationIcon | None, said: str) -> None:
    with using("en"):
        assert variation_text(icon).plain == said


def test_every_icon_and_every_answer_is_narrow_and_its_own() -> None:
    for language in ("sv", "en"):
        with using(language):
            icons = [variation_text(icon).plain for icon in VariationIcon]
            answers = [assurance_text(answer).plain for answer in (*Assurance, None)]
        assert len(set(icons)) == len(icons)
        assert len(set(answers)) == len(answers)
        assert max(map(len, (*icons, *answers))) <= WIDEST
