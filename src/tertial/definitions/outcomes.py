"""Reads outcomes/*.csv: every reported figure, row by row, without a model a row, since there may be very many."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from tertial.definitions import scalars
from tertial.definitions.cells import Cells
from tertial.definitions.figures import Place, PlacedValue, check_counts, check_sexes, check_shown
from tertial.definitions.findings import Findings
from tertial.definitions.folder import RegionFolder
from tertial.definitions.references import References, Referred
from tertial.definitions.refusal import Refusal, listed
from tertial.definitions.settings import RegionSettings
from tertial.definitions.table import Table
from tertial.domain.indicators import Indicator
from tertial.domain.label import Label
from tertial.domain.results import Outcomes, ReportedValue, Sex, Split
from tertial.language import _

COLUMNS = (
    "indicator", "unit", "period", "sex", "age_band", "category", "numerator", "denominator", "value", "source",
    "published", "note", "note_en",
)  # fmt: skip
NEEDED = 11

Value = TypeVar("Value")


_ALL = Sex.ALL.value


_CONVERTERS: tuple[tuple[Callable[[str], object], tuple[int, ...]], ...] = (
    (scalars.period, (2,)),
    (scalars.sex, (3,)),
    (scalars.age_band, (4,)),
    (scalars.code, (5,)),
    (scalars.count, (6, 7)),
    (scalars.figure, (8,)),
    (scalars.yes_or_no, (10,)),
)
"""What reads the columns with these places."""


def _split(sex: str, age_band: str, category: str) -> Split:
    return Split(
        scalars.sex(sex) if sex else Sex.ALL,
        scalars.age_band(age_band) if age_band else "",
        scalars.code(category) if category else "",
    )


class _Cache(dict[str, Value]):
    """Texts converted once: months, periods and codes come back in row after row."""

    def __init__(self, convert: Callable[[str], Value]) -> None:
        super().__init__()
        self._convert = convert

    def __missing__(self, text: str) -> Value:
        value = self[text] = self._convert(text)
        return value


def read_outcomes(
    folder: RegionFolder,
    region: RegionSettings | None,
    indicators: Mapping[str, Indicator],
    references: References,
    findings: Findings,
) -> Outcomes | None:
    """Every figure of the folder, or None when something in the tables is wrong; everything wrong is noted."""
    reader = _Reader(region, indicators, references, findings)
    with _collector_paused():
        for path in folder.outcomes:
            text = folder.text(path)
            if text is not None:
                reader.read(Table(text, path, COLUMNS, NEEDED, findings))
        check_sexes(reader.found, indicators, findings)
        check_shown(reader.found, indicators, findings)
        if findings.errors_in("outcomes"):
            return None
        return Outcomes(placed.value for placed in reader.found.values())


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause the cyclic garbage collector: rows make no circles, and looking for some takes a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Reader:
    def __init__(
        self,
        region: RegionSettings | None,
        indicators: Mapping[str, Indicator],
        references: References,
        findings: Findings,
    ) -> None:
        self.found: dict[Place, PlacedValue] = {}
        self._indicators = indicators
        self._references = references
        self._findings = findings
        self._schemes = region.settings.schemes if region is not None else None
        self._periods = _Cache(scalars.period)
        self._published = _Cache(scalars.yes_or_no)
        self._splits: dict[tuple[str, str, str], Split] = {}
        self._known: dict[tuple[str, str, str], bool] = {}

    def read(self, table: Table) -> None:
        path, findings = table.path, self._findings
        for line, cells in table.rows():
            try:
                value = self._value(path, line, cells)
            except Refusal:
                self._refuse_cells(Cells(path, line, findings), cells)
                continue
            if value is None:
                continue
            name, unit, period, sex, age_band, category = cells[:6]
            place = (name, unit, period, sex or _ALL, age_band, category)
            earlier = self.found.get(place)
            if earlier is not None:
                expected = _("one row a figure; this one stands in {place}").format(
                    place=f"{earlier.path}:{earlier.line}"
                )
                findings.add("E310", path, line, " ".join(part for part in place if part), expected)
                continue
            self.found[place] = PlacedValue(path, line, value)

    def _value(self, path: str, line: int, cells: list[str]) -> ReportedValue | None:
        name, unit, period, sex, age_band, category, top, bottom, printed, source, published, note, note_en = cells
        if not (name and unit and period and published):
            self._refuse_empty(path, line, cells)
            return None
        whom = (name, unit, category)
        if not self._known.get(whom):  # an unknown name is told at each of its rows
            self._known[whom] = self._check_names(path, line, name, unit, category)
        split = self._splits.get((sex, age_band, category))
        if split is None:
            split = self._splits[sex, age_band, category] = _split(sex, age_band, category)
        numerator = scalars.count(top) if top else None
        denominator = scalars.count(bottom) if bottom else None
        value = scalars.figure(printed) if printed else None
        if numerator is None and (value is None or denominator is not None):
            code = "E311" if denominator is None else "E312"
            self._findings.add(code, path, line, ",".join(cells[:9]), _("a value or a numerator"))
            return None
        if denominator == 0:
            self._findings.add("E509", path, line, bottom, _("a denominator above 0"))
            return None
        reported = ReportedValue(
            indicator=name,
            unit=unit,
            period=self._periods[period],
            split=split,
            value=value,
            numerator=numerator,
            denominator=denominator,
            source=source,
            published=self._published[published],
            note=Label(note, note_en) if note else None,
        )
        if note_en and not note:
            self._findings.add("E226", path, line, note_en, _("a Swedish text"))
        indicator = self._indicators.get(name)
        if indicator is not None and indicator.is_share:
            check_counts(reported, indicator, path, line, self._findings)
        return reported

    @staticmethod
    def _refuse_cells(row: Cells, cells: list[str]) -> None:
        """Note every cell of the row that its column refuses."""
        for convert, places in _CONVERTERS:
            for place in places:
                if cells[place]:
                    row.get(convert, COLUMNS[place], cells[place])

    def _refuse_empty(self, path: str, line: int, cells: list[str]) -> None:
        for place in (0, 1, 2, 10):
            if not cells[place]:
                expected = _("a value in the column {column}").format(column=COLUMNS[place])
                self._findings.add("E309", path, line, "", expected)

    def _check_names(self, path: str, line: int, name: str, unit: str, category: str) -> bool:
        good = self._references.check(Referred.INDICATOR, name, path, line)
        good = self._references.check(Referred.UNIT, unit, path, line) and good
        indicator = self._indicators.get(name)
        if not category or indicator is None or self._schemes is None:
            return good
        scheme = next((split for split in indicator.by if split in self._schemes), None)
        if scheme is None:
            self._findings.add("E416", path, line, category, _("no category, or a scheme under by"))
            return False
        codes = self._schemes[scheme].codes
        if category not in codes:
            expected = _("a code of the scheme {scheme}").format(scheme=scheme) + f" ({listed(codes, 8)})"
            self._findings.add("E406", path, line, category, expected, among=sorted(codes))
            return False
        return good
