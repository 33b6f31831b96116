"""Values as sent are taken for the codes they mean, and for none where two could be meant."""

from __future__ import annotations

import pytest

from tertial.domain.feeds.columns import CodeScheme
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.schemes import MODE, PROFESSION, SEX, VISIT
from tertial.extracts.mapping.codes import Meant, Told, meant_code
from tertial.extracts.mapping.usual_codes import usual_schemes

SCHEMES = {
    column.scheme.id: column.scheme
    for feed in all_feeds().values()
    for column in feed.columns
    if column.scheme is not None
}


@pytest.mark.parametrize(
    ("scheme", "value", "meant"),
    [
        (SEX, "women", Meant("women", Told.BY_ITSELF)),
        (SEX, "KVINNA", Meant("women", Told.BY_ITSELF)),
        (SEX, "K", Meant("women", Told.BY_HABIT)),
        (PROFESSION, "Sjuk-sköterska", Meant("nurse", Told.BY_HABIT)),
        (PROFESSION, "SSK", Meant("nurse", Told.BY_HABIT)),
        (PROFESSION, "Sjuksk", Meant("nurse", Told.BY_LIKENESS)),
        (PROFESSION, "Sjuksköterksa", Meant("nurse", Told.BY_LIKENESS)),
        (MODE, "Fysiskt möte", Meant("physical", Told.BY_LIKENESS)),
        (VISIT, "Å", Meant("return", Told.BY_HABIT)),
        (PROFESSION, "Tand", None),
        (SCHEMES["incident_kind"], "Kommunikation", Meant("communication", Told.BY_LIKENESS)),
        (MODE, "1", None),
        (MODE, "Anna Svensson", None),
        (SCHEMES["manager_span"], "19", None),
    ],
)
def test_a_value_is_taken_for_the_one_code_it_can_mean(scheme: CodeScheme, value: str, meant: Meant | None) -> None:
    assert meant_code(scheme, value) == meant


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=lambda scheme: scheme.id)
def test_codes_and_meanings_need_no_telling(scheme: CodeScheme) -> None:
    for code, label in scheme.codes.items():
        assert meant_code(scheme, code) == Meant(code, Told.BY_ITSELF)
        assert meant_code(scheme, label.sv) == Meant(code, Told.BY_ITSELF)


def test_usual_words_are_for_schemes_and_codes_that_exist() -> None:
    for scheme, codes in usual_schemes().items():
        assert codes <= SCHEMES[scheme].codes.keys()
