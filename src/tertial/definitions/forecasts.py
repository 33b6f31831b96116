"""Reads forecasts.yaml: forecasts that the region has announced, and one-offs that are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tertial.definitions.days import check_day
from tertial.definitions.document import Document, read_document
from tertial.definitions.figures import WHOLE_SHARE
from tertial.definitions.findings import Findings
from tertial.definitions.folder import RegionFolder
from tertial.definitions.references import References, Referred
from tertial.definitions.schema.forecasts import AnnouncedEntry, ForecastsFile, OneOffEntry
from tertial.domain.calendar import Month
from tertial.domain.forecasts import Announced, OneOff
from tertial.domain.indicators import Indicator, Kind
from tertial.domain.measures import Additive
from tertial.language import _

PATH = "forecasts.yaml"


@dataclass(frozen=True, slots=True)
class Expected:
    """What forecasts.yaml says."""

    announced: tuple[Announced, ...] = ()
    one_offs: tuple[OneOff, ...] = ()


def read_forecasts(
    folder: RegionFolder,
    own_unit: str,
    indicators: Mapping[str, Indicator],
    references: References,
    findings: Findings,
) -> Expected:
    """What can be read; everything wrong is noted. What names no unit is of `own_unit`, the report's."""
    document = read_document(folder, PATH, ForecastsFile, findings) if folder.has(PATH) else None
    if document is None:
        return Expected()
    return Expected(
        _announced(document, own_unit, indicators, references, findings),
        _one_offs(document, own_unit, indicators, references, findings),
    )


def _announced(
    document: Document[ForecastsFile],
    own_unit: str,
    indicators: Mapping[str, Indicator],
    references: References,
    findings: Findings,
) -> tuple[Announced, ...]:
    entries = document.each("announced", AnnouncedEntry)
    seen: dict[tuple[str, str, Month], int] = {}
    for place, entry in entries:
        _check_names(document, "announced", place, entry, references)
        line = document.line("announced", place, "period")
        what = (entry.indicator, entry.unit or own_unit, entry.period)
        if what in seen:
            expected = _("one announced forecast a month; line {other} has it").format(other=seen[what])
            findings.add("E533", PATH, line, str(entry.period), expected)
        seen.setdefault(what, line)
        check_day(entry.on, entry.period, PATH, document.line("announced", place, "on"), findings)
        indicator = indicators.get(entry.indicator)
        if indicator is not None and indicator.kind is Kind.SHARE and not 0 <= entry.value <= WHOLE_SHARE:
            line = document.line("announced", place, "value")
            findings.add("E539", PATH, line, str(entry.value), _("0 to 100 for a share"))
    return tuple(
        Announced(entry.indicator, entry.unit or own_unit, entry.period, entry.value, entry.on, entry.source)
        for _place, entry in entries
    )


def _one_offs(
    document: Document[ForecastsFile],
    own_unit: str,
    indicators: Mapping[str, Indicator],
    references: References,
    findings: Findings,
) -> tuple[OneOff, ...]:
    entries = document.each("one_offs", OneOffEntry)
    seen: dict[OneOff, int] = {}
    for place, entry in entries:
        _check_names(document, "one_offs", place, entry, references)
        line = document.line("one_offs", place, "month")
        one = _one_off(entry, own_unit)
        if one in seen:
            expected = _("each one-off once; line {other} has it").format(other=seen[one])
            findings.add("E538", PATH, line, f"{entry.indicator} {entry.month}", expected)
        seen.setdefault(one, line)
        indicator = indicators.get(entry.indicator)
        if indicator is not None and (indicator.is_found_anew or not isinstance(indicator.measure, Additive | None)):
            line = document.line("one_offs", place, "indicator")
            findings.add("E534", PATH, line, entry.indicator, _("an indicator whose year is made of its months"))
    return tuple(_one_off(entry, own_unit) for _place, entry in entries)


def _one_off(entry: OneOffEntry, own_unit: str) -> OneOff:
    return OneOff(entry.indicator, entry.unit or own_unit, entry.month, entry.amount, entry.reason)


def _check_names(
    document: Document[ForecastsFile], key: str, place: int, entry: AnnouncedEntry | OneOffEntry, references: References
) -> None:
    references.check(Referred.INDICATOR, entry.indicator, PATH, document.line(key, place, "indicator"))
    if entry.unit:
        references.check(Referred.UNIT, entry.unit, PATH, document.line(key, place, "unit"))
