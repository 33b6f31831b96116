"""A tabled case of a measure: a definition, rows, and the cells that must come of them, all as people write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import dedent

from tertial.compute.reference.rows import Row
from tertial.definitions.document import Document
from tertial.definitions.example_rows import ExampleRows
from tertial.definitions.expression_texts import KnownNames
from tertial.definitions.findings import Findings
from tertial.definitions.library import described
from tertial.definitions.measures import read_measure
from tertial.definitions.references import References
from tertial.definitions.schema.indicator import IndicatorFile
from tertial.definitions.tree import Node
from tertial.definitions.validation import validate
from tertial.definitions.yaml_events import read_yaml
from tertial.domain.calendar import Month, Period
from tertial.domain.cells import NO_UNIT, Cell, NodesOfUnits, UniqueCell, View
from tertial.domain.feeds.columns import ColumnKind
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import MARKS
from tertial.domain.indicators import Indicator
from tertial.domain.measures import Part
from tertial.domain.organisation import LINE
from tertial.domain.results import Sex
from tertial.domain.row_marks import Mark

AUGUST = Month(2025, 8)
INDICATOR = "case"
WHOLE = "region"
NOBODY = "none"
"""Written where rows state no unit."""
NOT_KNOWN = "–"
"""Written where there is no value."""

_FILE = "id: case\ntitle: {sv: Fall, en: Case}\nshown: month\n"
_UNITS = {"share": "'%'", "count": "count", "distinct": "count"}
"""Kind -> the unit of its figures; ratios of all others, of which it is not said."""

TableRow = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """One case.

    `definition` is what an indicator's file says of how it is computed, `rows` a table for each feed where columns left
    out hold usual values, and `cells` a table where columns left out hold what a figure without splits has, in the last
    of `months` at unit-1, on as many rows as it counts. `figure` is the figure of everybody in the last of `months`.
    """

    title: str
    definition: str
    rows: Mapping[str, str]
    cells: str
    figure: str = ""
    months: tuple[Month, ...] = (AUGUST,)
    why: str = ""

    def indicator(self) -> Indicator:
        """The indicator that the definition describes. Raises ValueError where it is wrong."""
        return indicator_of(self.definition)

    def events(self) -> dict[str, list[Row]]:
        """The rows as the store keeps them. Raises ValueError for what no feed could hold."""
        return events_of(self.rows, self.months[-1])

    def expected(self) -> list[Cell]:
        """The cells, sorted."""
        return sorted(_cell(row, self.months[-1]) for row in table_rows(self.cells))


@dataclass(frozen=True, slots=True)
class UniqueCase:
    """One case of different persons, counted at nodes in periods.

    `places` is a table of the nodes where a unit counts in a month; where it is empty units count at themselves and in
    the whole region, and rows without unit in the whole.
    """

    title: str
    definition: str
    rows: Mapping[str, str]
    cells: str
    periods: tuple[Period, ...] = (Period.parse("2025-08"),)
    places: str = ""
    why: str = ""

    @property
    def months(self) -> tuple[Month, ...]:
        """All months of the periods."""
        return tuple(sorted({month for period in self.periods for month in period.months}))

    def indicator(self) -> Indicator:
        """The indicator that the definition describes. Raises ValueError where it is wrong."""
        return indicator_of(self.definition)

    def events(self) -> dict[str, list[Row]]:
        """The rows as the store keeps them. Raises ValueError for what no feed could hold."""
        return events_of(self.rows, self.months[-1])

    def nodes(self) -> NodesOfUnits:
        """Where units count."""
        if self.places:
            return {
                (_view(row), row.get("tree", LINE), row["unit"], Month.parse(row["month"])): tuple(
                    node.strip() for node in row["nodes"].split(",")
                )
                for row in table_rows(self.places)
            }
        found: dict[tuple[View, str, str, Month], tuple[str, ...]] = {}
        for month in self.months:
            found[View.AS_IT_WAS, LINE, NO_UNIT, month] = (WHOLE,)
            for unit in _units(self.events()):
                found[View.AS_IT_WAS, LINE, unit, month] = (unit, WHOLE)
        return found

    def expected(self) -> list[UniqueCell]:
        """The counts, in the order of the table."""
        return [
            UniqueCell(
                indicator=INDICATOR,
                view=_view(row),
                tree=row.get("tree", LINE),
                node=row.get("node", WHOLE),
                period=Period.parse(row.get("period", str(self.periods[0]))),
                sex=Sex(row.get("sex", Sex.ALL)),
                age_band=row.get("age_band", ""),
                category=row.get("category", ""),
                count=int(row["count"]),
            )
            for row in table_rows(self.cells)
        ]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The cases of a rule."""

    title: str
    rule: str
    cases: tuple[Case | UniqueCase, ...]


def indicator_of(definition: str) -> Indicator:
    """The indicator that a file with this text and usual words would describe. Raises ValueError where it is wrong."""
    findings = Findings()
    kind = next(line.split()[1] for line in definition.splitlines() if line.strip().startswith("kind:"))
    unit = "" if "value_unit:" in definition else f"value_unit: {_UNITS.get(kind, 'ratio')}\n"
    text = _FILE + unit + dedent(definition)
    path = f"indicators/{INDICATOR}.yaml"
    tree = _tree(text, path, findings)
    file = validate(IndicatorFile, tree, path, findings)
    document = Document(path, tree, file)
    computed = None if file is None else read_measure(document, file, KnownNames(), References(findings), findings)
    if file is None or computed is None:
        raise ValueError("\n".join(found.sentence() for found in findings.sorted()))
    return described(file, computed)


def events_of(tables: Mapping[str, str], month: Month) -> dict[str, list[Row]]:
    """The rows of each feed as the store keeps them. Raises ValueError for what no feed could hold."""
    return {feed: list(_stored(feed, table, month)) for feed, table in tables.items()}


def table_rows(table: str) -> Iterator[TableRow]:
    """The rows of a table whose cells are parted by |, its head first."""
    head, *lines = ([cell.strip() for cell in line.split("|")] for line in table.strip().splitlines())
    for line in lines:
        yield {name: cell.removeprefix(NOT_KNOWN) for name, cell in zip(head, line, strict=True)}


def _tree(text: str, path: str, findings: Findings) -> Node:
    tree = read_yaml(text, path, findings)
    if tree is None:
        raise ValueError("\n".join(found.sentence() for found in findings.sorted()))
    return tree


def _stored(feed: str, table: str, month: Month) -> Iterator[Row]:
    findings = Findings()
    document = Document[IndicatorFile]("rows", _tree("{}", "rows", findings), None)
    written = [dict(row) for row in table_rows(table)]
    marks = [row.pop(MARKS, "") for row in written]
    read = ExampleRows(all_feeds()[feed], month, document, (), findings).read(written)
    if findings.errors:
        raise ValueError("\n".join(found.sentence() for found in findings.sorted()))
    for row, marked in zip(read, marks, strict=True):
        yield {**row, MARKS: sum(Mark(mark.strip()).bit for mark in marked.split(",") if mark)}


def _cell(row: TableRow, month: Month) -> Cell:
    unit = row.get("unit", "unit-1")
    return Cell(
        indicator=INDICATOR,
        part=Part(row.get("part", Part.NUMERATOR)),
        unit=NO_UNIT if unit == NOBODY else unit,
        month=Month.parse(row["month"]) if "month" in row else month,
        sex=Sex(row.get("sex", Sex.ALL)),
        age_band=row.get("age_band", ""),
        category=row.get("category", ""),
        value=int(row["value"]) if "value" in row else None,
        over=int(row["over"]) if "over" in row else None,
        amount=int(row["amount"]),
        rows=int(row.get("rows", row["amount"])),
    )


def _units(events: Mapping[str, list[Row]]) -> set[str]:
    """All units that the rows name."""
    found: set[str] = set()
    for feed, rows in events.items():
        names = [column.name for column in all_feeds()[feed].columns if column.kind is ColumnKind.UNIT]
        found |= {str(row[name]) for row in rows for name in names if row[name] is not None}
    return found


def _view(row: TableRow) -> View:
    return View(row.get("view", View.AS_IT_WAS))
