"""Units whose figures are known by age are freed from differences in age, or say why they are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tertial.assess import age_reasons as why
from tertial.assess.age_document import age_record
from tertial.assess.age_sentences import own_sentences
from tertial.assess.age_standardised import AgeStandardised, StandardisedUnit, age_standardised
from tertial.assess.comparison.standardised import Standardised, direct, direct_share, indirect
from tertial.assess.evidence import ByAge
from tertial.domain.indicators import Indicator, Kind, ValueUnit
from tertial.domain.label import Label
from tertial.domain.results import Quality, ReportedValue, Split
from tests.region_by_age import figures
from tests.unit.assess.cast import a_figure, a_region, an_indicator, assessed

NOW = "2025-YTD08"
DEATHS = an_indicator("deaths", unit=ValueUnit.COUNT)
NORTH, WEST = figures("Norrbotten"), figures("Västerbotten")


def by_age(found: Mapping[str, tuple[int, int]], **other: tuple[int, int] | None) -> ByAge:
    bands = {band: counts for band, counts in found.items() if band}
    return ByAge(found.get(""), {**bands, **other})


def standardised(indicator: Indicator, ages: Mapping[str, ByAge], unit: str = "north") -> AgeStandardised:
    found = age_standardised(indicator, a_region([indicator]), ages, unit=unit)
    assert isinstance(found, AgeStandardised), found
    return found


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def own(by: ByAge, indicator: Indicator = DEATHS) -> StandardisedUnit:
    return standardised(indicator, {"north": by, "board": by_age(WEST)}).own


def test_published_mortality_is_told_beside_what_it_is_without_regard_to_age() -> None:
    found = standardised(DEATHS, {"north": by_age(NORTH), "board": by_age(WEST)})
    rate, ratio = found.own.rate, found.own.ratio
    assert isinstance(rate, Standardised)
    assert isinstance(ratio, Standardised)
    assert rate.value == pytest.approx(1029.657, abs=0.001)
    events, people = ({band: one[part] for band, one in NORTH.items() if band} for part in (0, 1))
    others = ({band: one[part] for band, one in WEST.items() if band} for part in (0, 1))
    assert rate == direct(events, people)
    assert ratio == indirect(events, people, *others)
    assert [plain(sentence.sv) for sentence in own_sentences(found)] == [
        "Utan hänsyn till ålder: 1 131 per 100 000 (2 824 av 249 733).",
        "Åldersstandardiserat (Europas standardbefolkning 2013): 1 030 per 100 000 (95 %: 992–1 069).",
        "Antalet är 1,05 (95 %: 1,01–1,09) gånger det som väntas av åldrarna, med Regionen som jämförelse.",
    ]


def test_a_share_is_in_per_cent() -> None:
    found = standardised(an_indicator(), {"north": by_age(NORTH)})
    rate = found.own.rate
    assert isinstance(rate, Standardised)
    assert (found.per, rate) == (100, direct_share(*({b: c[p] for b, c in NORTH.items() if b} for p in (0, 1))))
    assert own_sentences(found)[0].en == "Without regard to age: 1.1% (2,824 of 249,733)."


def test_the_unit_that_others_are_compared_with_has_no_expected_count_of_its_own() -> None:
    found = standardised(DEATHS, {"board": by_age(WEST), "north": by_age(NORTH)}, unit="board")
    assert found.own.ratio == why.IS_REFERENCE
    assert [one.unit for one in found.others] == ["north"]


def test_without_the_whole_s_ages_nothing_is_expected_and_the_rate_stands() -> None:
    found = standardised(DEATHS, {"north": by_age(NORTH), "board": by_age({"": WEST[""]})}).own
    assert isinstance(found.rate, Standardised)
    assert found.ratio == why.no_reference(Label("Regionen", "The region"))


def test_ages_at_which_the_whole_has_nobody_are_told() -> None:
    whole = {band: counts for band, counts in WEST.items() if band != "90+"}
    whole[""] = tuple(a - b for a, b in zip(WEST[""], WEST["90+"], strict=True))  # type: ignore[assignment]
    found = standardised(DEATHS, {"north": by_age(NORTH), "board": by_age(whole)}).own
    assert found.ratio == why.not_in_reference("90+")


def test_a_band_too_many_or_too_few_is_seen_by_the_whole() -> None:
    assert own(by_age({band: counts for band, counts in NORTH.items() if band != "50-54"})).rate == why.not_the_whole(
        (2824 - 52, 249733 - 16854), (2824, 249733)
    )
    assert own(by_age({band: counts for band, counts in NORTH.items() if band})).rate == why.NO_WHOLE


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"50": (1, 100)}, why.overlapping("50", "50-54")),
        ({"52-53": (1, 100)}, why.overlapping("50-54", "52-53")),
        ({"95+": (1, 100)}, why.overlapping("90+", "95+")),
        ({"50-54": None}, why.without_counts("50-54")),
    ],
)
def test_a_band_that_cannot_be_used_is_named(more: Mapping[str, tuple[int, int] | None], reason: Label) -> None:
    found = own(by_age(NORTH, **more))
    assert (found.rate, found.ratio) == (reason, reason)


def test_wide_bands_beside_narrow_ones_change_nothing_and_alone_are_told() -> None:
    assert own(by_age(NORTH, **{"65+": (2494, 57899)})) == own(by_age(NORTH))
    wide = {"": (100, 2000), "0-64": (40, 1500), "65+": (60, 500)}
    assert own(by_age(wide)).rate == why.too_wide("0-64")


def test_those_of_unknown_age_are_part_of_the_whole_and_of_no_band() -> None:
    known = own(by_age(NORTH))
    some = replace(by_age(NORTH), whole=(2825, 249743))
    assert own(replace(some, bands={**some.bands, "unknown": (1, 10)})).rate == known.rate


def test_figures_that_no_events_are_counted_of_are_not_standardised() -> None:
    def said(indicator: Indicator, ages: Mapping[str, ByAge]) -> AgeStandardised | Label:
        return age_standardised(indicator, a_region([indicator]), ages, unit="board")

    assert said(an_indicator(unit=ValueUnit.MSEK), {}) == why.NO_EVENTS_COUNTED
    assert said(replace(an_indicator(unit=ValueUnit.INDEX), reported_as=Kind.RATE), {}) == why.NOT_BY_AGE
    assert said(an_indicator(), {"board": ByAge((1, 2), {})}) == why.NOT_BY_AGE
    assert said(an_indicator(), {}) == why.NOT_BY_AGE


def test_too_few_events_are_a_reason_in_the_record_beside_their_counts() -> None:
    few = {"": (3, 19000)} | dict.fromkeys((band for band in NORTH if band), (0, 1000)) | {"40-44": (3, 1000)}
    region = a_region([DEATHS])
    found = standardised(DEATHS, {"north": by_age(few), "board": by_age(WEST)})
    record = age_record(found, region, "sv")["age_standardised"]
    assert isinstance(record, dict)
    (unit,) = record["units"]
    assert (unit["numerator"], unit["denominator"], unit["standardised"]) == (3, 19000, None)
    assert unit["no_standardised"] == "Färre än 10 händelser är för få för ett åldersstandardiserat tal."
    assert unit["observed_to_expected_method"] == "exact"
    assert unit["expected"] == pytest.approx(3 / unit["observed_to_expected"])


def test_a_unit_whose_data_are_not_to_be_relied_on_is_marked_with_the_reason_in_the_record() -> None:
    note = Label("Rader saknas.", "Rows lack.")
    partial = replace(by_age(NORTH), quality=Quality.PARTIAL, note=note)
    found = standardised(DEATHS, {"north": partial, "west": by_age(WEST), "board": by_age(WEST)})
    record = age_record(found, a_region([DEATHS]), "en")["age_standardised"]
    assert isinstance(record, dict)
    assert [(one["unit"], one["uncertain"], one["quality"], one["note"]) for one in record["units"]] == [
        ("north", True, "partial", "Rows lack."),
        ("west", False, "complete", None),
    ]


def test_what_is_provisional_at_every_unit_sets_none_of_them_apart() -> None:
    provisional = {
        name: replace(by_age(WEST), quality=Quality.PROVISIONAL, note=Label("Preliminärt."))
        for name in ("north", "west", "board")
    }
    assert not any(one.uncertain for one in standardised(DEATHS, provisional).units)
    settled = standardised(DEATHS, {**provisional, "west": by_age(WEST)})
    assert [one.uncertain for one in settled.units] == [True, False]


def test_reported_ages_reach_the_assessment_of_a_unit() -> None:
    values: list[ReportedValue] = [
        a_figure(NOW, None, Split(age_band=band), indicator="deaths", numerator=events, denominator=people)
        for band, (events, people) in WEST.items()
    ]
    (found,) = assessed(DEATHS, *values).insights.values()
    assert isinstance(found.ages, AgeStandardised)
    assert isinstance(found.ages.own.rate, Standardised)
    assert found.ages.own.rate.value == pytest.approx(982.269, abs=0.001)
