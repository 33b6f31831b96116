"""The narrow columns of a terminal: a mark and a short word for each icon, why there is none else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertial.assess.variation import Assurance, VariationIcon, vary
from tertial.insight_words import assurance_text, variation_text
from tertial.language import using
from tests.unit.assess.variation.months import EVEN, series

WIDEST = 14
STABLE = vary(series(EVEN))


@pytest.mark.parametrize(
    ("icon", "said"),
    [
        (VariationIcon.COMMON, "→ stable"),
        (VariationIcon.IMPROVING_LOW, "↘ improvement"),
        (VariationIcon.CONCERNING_HIGH, "↗ worsening"),
        (VariationIcon.NEITHER_HIGH, "↗ change"),
    ],
)
def test_the_arrow_says_which_way_and_the_word_whether_that_is_good(icon: VariationIcon, said: str) -> None:
    with using("en"):
        assert variation_text(replace(STABLE, variation=icon)).plain == said


@pytest.mark.parametrize(("figures", "said"), [((), "no figures"), ((1, 2, 3), "too few"), ((5,) * 20, "all the same")])
def test_where_there_is_no_icon_a_word_says_why(figures: tuple[int, ...], said: str) -> None:
    with using("en"):
        assert variation_text(vary(series(map(float, figures)))).plain == said


def test_every_icon_and_every_answer_is_narrow_and_its_own() -> None:
    for language in ("sv", "en"):
        with using(language):
            icons = [variation_text(replace(STABLE, variation=icon)).plain for icon in VariationIcon]
            answers = [assurance_text(answer).plain for answer in (*Assurance, None)]
        assert len(set(icons)) == len(icons)
        assert len(set(answers)) == len(answers)
        assert max(map(len, (*icons, *answers))) <= WIDEST
