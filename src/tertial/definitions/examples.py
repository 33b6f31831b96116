"""Reads the examples of a definition: rows as people write them become rows as the store keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tertial.definitions.definition_file import DefinitionDocument
from tertial.definitions.example_rows import ExampleRows
from tertial.definitions.findings import Findings
from tertial.definitions.refusal import listed
from tertial.definitions.schema.measure import THE_FEED, ExampleEntry
from tertial.domain.examples import USUAL_MONTH, Example, ExampleUnit, Expected
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.indicators import Indicator
from tertial.domain.measures import indicators_of_measure, rows_of_measure
from tertial.language import _


@dataclass(frozen=True, slots=True)
class PlacedExample:
    """An example of an indicator, and the file and line where it says what it expects."""

    indicator: str
    path: str
    line: int
    example: Example


def feeds_of(indicator: Indicator, indicators: Mapping[str, Indicator]) -> tuple[str, ...]:
    """The feeds whose rows an indicator's figure comes of, those of the indicators below it among them."""
    if indicator.measure is None:
        return ()
    own = [source for rows in rows_of_measure(indicator.measure) for source in rows.fact.sources]
    below = [
        feed
        for name in indicators_of_measure(indicator.measure)
        if name in indicators
        for feed in feeds_of(indicators[name], indicators)
    ]
    return tuple(dict.fromkeys((*own, *below)))


def read_examples(
    document: DefinitionDocument,
    indicator: Indicator,
    indicators: Mapping[str, Indicator],
    findings: Findings,
) -> tuple[PlacedExample, ...]:
    """The examples that can be read; everything wrong is noted. There must be no circle among the indicators."""
    if document.contents is None:
        return ()
    feeds = feeds_of(indicator, indicators)
    found: list[PlacedExample] = []
    for place, entry in enumerate(document.contents.examples):
        example = _example(document, place, entry, feeds, findings)
        if example is not None:
            line = document.line("examples", place, "expect")
            found.append(PlacedExample(indicator.id, document.path, line, example))
    return tuple(found)


def _example(
    document: DefinitionDocument,
    place: int,
    entry: ExampleEntry,
    feeds: tuple[str, ...],
    findings: Findings,
) -> Example | None:
    at = ("examples", place)
    month = entry.month or USUAL_MONTH
    expect = entry.expect
    if expect.numerator is None and expect.denominator is None and expect.value is None:
        findings.add("E209", document.path, document.line(*at, "expect"), _("nothing"), "numerator, denominator, value")
        return None
    rows: dict[str, tuple[Mapping[str, object], ...]] = dict.fromkeys(feeds, ())
    for written, of_feed in entry.rows.items():
        named = (written,) if written != THE_FEED else ()
        feed = written if named else feeds[0]
        if feed not in feeds or (not named and len(feeds) > 1):
            read = written if named else _("rows of no stated feed")
            expected = _("rows of {feeds}, each under its name").format(feeds=listed(feeds))
            findings.add("E736", document.path, document.line(*at, "rows", *named), read, expected, among=feeds)
            return None
        reader = ExampleRows(all_feeds()[feed], month, document, (*at, "rows", *named), findings)
        rows[feed] = reader.read(of_feed)
    return Example(
        rows=rows,
        expected=Expected(expect.numerator, expect.denominator, expect.value),
        month=month,
        units={unit: ExampleUnit(said.kind, said.provider) for unit, said in entry.units.items()},
        note=entry.note,
    )
