from __future__ import annotations

from dataclasses import replace

import pytest

from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.cells import View
from tertial.domain.figures import ComputedFigure
from tertial.domain.label import Label
from tertial.domain.results import WHOLE, Quality
from tertial.domain.volumes import Volume, VolumeSeries
from tertial.quality.feed_quality import judge_feed
from tertial.quality.inherited import SOUND_GROUND, Ground, Inherited, JudgedRows, inherited, passed_on
from tertial.quality.inherited_words import why
from tests.quality_counts import counts, months, series

EVERY = months(48)
LAST = EVERY[-1]
NAMES = {f"unit-{n}": Label(f"Enhet {n}", f"Unit {n}") for n in range(8)}


def everywhere(_unit: str, _month: Month) -> bool:
    return True


def judged(found: VolumeSeries) -> dict[str, JudgedRows]:
    return {found.feed: JudgedRows(judge_feed(found, LAST, (), lambda _unit, _month: True))}


def rows() -> dict[str, list[int]]:
    return counts(5, (1000, 2000, 1500, 1200, 900), 48)


def kept(share: float, since: int, *units: str) -> VolumeSeries:
    changed = rows()
    for unit in units:
        changed[unit] = [int(n * share) if place >= since else n for place, n in enumerate(changed[unit])]
    return series(changed)


def ground(found: VolumeSeries, first: int = 36, *, columns: frozenset[str] | None = None) -> list[Ground]:
    return [Ground(found.feed, frozenset(EVERY[first:]), columns)]


def of(found: VolumeSeries, first: int = 36) -> Inherited:
    return inherited(judged(found), ground(found, first), everywhere)


def figure(numerator: int = 5, quality: Quality = Quality.COMPLETE) -> ComputedFigure:
    return ComputedFigure(
        "visits", "region", "line", View.AS_IT_WAS, Period(PeriodKind.YEAR, LAST), WHOLE, quality, numerator=numerator
    )


def test_a_figure_whose_feeds_are_sound_says_nothing_new() -> None:
    found = of(series(rows()))
    assert (found.quality, why(found, NAMES)) == (Quality.COMPLETE, None)
    assert passed_on(figure(), found, None) == figure()


def test_rows_that_lack_make_a_figure_partial_and_it_says_what_it_covers() -> None:
    found = of(kept(0, 42, "unit-1"))
    assert found.quality is Quality.PARTIAL
    said = why(found, NAMES)
    assert said is not None
    (problem,) = found.problems
    share = 100 * problem.rows // problem.expected
    assert 80 <= share <= 90
    assert said.sv.startswith("Vårdkontakter saknar rader från Enhet 1 sedan juli 2021, så siffran omfattar ")
    assert f"omfattar {share} procent av den förväntade volymen (" in said.sv
    assert said.sv.endswith("): begär en ny leverans för juli–december 2021.")
    assert "lacks rows of Unit 1 since July 2021, so the figure covers" in said.en


def test_of_many_units_the_number_and_the_worst_are_named() -> None:
    found = of(kept(0, 42, "unit-0", "unit-1", "unit-2", "unit-3"))
    said = why(found, NAMES)
    assert said is not None
    assert "från 4 enheter (mest Enhet 1 och Enhet 2) sedan juli 2021" in said.sv


def test_units_that_do_not_count_in_the_figure_pass_nothing_on() -> None:
    changed = kept(0, 42, "unit-1")
    assert inherited(judged(changed), ground(changed), lambda unit, _month: unit != "unit-1") == SOUND_GROUND
    of_unit = inherited(judged(changed), ground(changed), lambda unit, _month: unit == "unit-1")
    assert of_unit.problems[0].units == ("unit-1",)


def test_months_that_the_figure_does_not_rest_on_pass_nothing_on() -> None:
    changed = kept(0, 42, "unit-1")
    before = [Ground(changed.feed, frozenset(EVERY[30:42]))]
    assert inherited(judged(changed), before, everywhere) == SOUND_GROUND


def test_there_is_no_figure_where_nothing_came_of_what_was_expected() -> None:
    changed = kept(0, 42, "unit-1")
    found = inherited(judged(changed), ground(changed, 42), lambda unit, _month: unit == "unit-1")
    assert found.is_gone
    said = why(found, NAMES)
    assert said is not None
    assert "saknar alla rader från Enhet 1 sedan juli 2021, så det finns ingen siffra (" in said.sv
    nought = passed_on(figure(0), found, said)
    assert (nought.quality, nought.value(), nought.reasons) == (Quality.MISSING, None, (said,))


def test_no_cases_is_not_said_of_rows_that_never_came() -> None:
    changed = kept(0, 42, "unit-1")
    found = inherited(judged(changed), ground(changed, 42), lambda unit, _month: unit == "unit-1")
    none = replace(figure(), numerator=None, quality=Quality.NOT_APPLICABLE, reasons=(Label("Inga fall."),))
    said = why(found, NAMES)
    assert said is not None
    assert passed_on(none, found, said).reasons == (said,)


def test_an_absent_figure_keeps_its_reason_and_is_told_what_else_lacks() -> None:
    found = of(kept(0.3, 42, "unit-1"))
    absent = replace(figure(), numerator=None, quality=Quality.NOT_APPLICABLE, reasons=(Label("Inga fall."),))
    said = why(found, NAMES)
    assert said is not None
    assert passed_on(absent, found, said).reasons == (Label("Inga fall."), said)
    assert passed_on(absent, found, said).quality is Quality.NOT_APPLICABLE


def test_the_worst_quality_is_the_headline() -> None:
    found = of(kept(0.3, 42, "unit-1"))
    said = why(found, NAMES)
    assert passed_on(figure(quality=Quality.PROVISIONAL), found, said).quality is Quality.PARTIAL
    assert passed_on(figure(quality=Quality.BROKEN_SERIES), found, said).quality is Quality.BROKEN_SERIES


def test_rows_that_came_twice_make_a_figure_provisional() -> None:
    found = of(kept(2, 42, "unit-1"))
    assert found.quality is Quality.PROVISIONAL
    said = why(found, NAMES)
    assert said is not None
    assert "har fler rader än väntat från Enhet 1 sedan juli 2021: ta reda på" in said.sv


def with_empty(column: str) -> VolumeSeries:
    whole = series(rows())
    units = {
        unit: {
            month: Volume(one.rows, {column: one.rows} if unit == "unit-1" and month >= EVERY[42] else {column: 1})
            for month, one in volumes.items()
        }
        for unit, volumes in whole.units.items()
    }
    return replace(whole, units=units)


def test_an_empty_column_touches_those_figures_alone_that_read_it() -> None:
    changed = with_empty("problem")
    reads = inherited(judged(changed), ground(changed, columns=frozenset({"problem"})), everywhere)
    other = inherited(judged(changed), ground(changed, columns=frozenset({"mode"})), everywhere)
    assert (reads.quality, other) == (Quality.PARTIAL, SOUND_GROUND)
    said = why(reads, NAMES)
    assert said is not None
    assert "från Enhet 1 sedan juli 2021: begär en ny leverans" in said.sv
    assert said.sv.endswith("där kolumnen problem är ifylld.")


def test_what_else_is_wrong_ends_the_one_sentence() -> None:
    changed = kept(0.3, 42, "unit-1")
    many = [int(2.5 * n) if place >= 43 else n for place, n in enumerate(rows()["unit-2"])]
    both = series({unit: [changed.rows(unit, month) for month in EVERY] for unit in changed.units} | {"unit-2": many})
    said = why(of(both), NAMES)
    assert said is not None
    assert said.sv.endswith("; dessutom finns för många rader i vårdkontakter.")
    assert said.sv.count(". ") == 0


@pytest.mark.parametrize(("share", "expected"), [(0.5, Quality.COMPLETE), (0, Quality.COMPLETE)])
def test_what_touches_less_than_a_hundredth_of_the_rows_is_not_said(share: float, expected: Quality) -> None:
    changed = kept(share, 47, "unit-4")
    assert of(changed, 0).quality is expected


def test_a_feed_that_is_not_judged_passes_nothing_on() -> None:
    assert inherited({}, [Ground("persons", frozenset(EVERY))], everywhere) == SOUND_GROUND


def test_of_months_that_are_not_loaded_the_rows_of_small_units_lack_too() -> None:
    all_rows = counts(5, (1000, *(4,) * 100), 48)
    whole = series(all_rows)
    loaded = EVERY[:43]
    units = {
        unit: {month: rows for month, rows in of_unit.items() if month in loaded}
        for unit, of_unit in whole.units.items()
    }
    found = of(VolumeSeries(whole.feed, loaded, units, {month: whole.weekend[month] for month in loaded}))
    came = sum(sum(rows[36:43]) for rows in all_rows.values())
    expected = sum(sum(rows[36:]) for rows in all_rows.values())
    assert found.covered is not None
    assert float(found.covered) == pytest.approx(came / expected, abs=0.04)
