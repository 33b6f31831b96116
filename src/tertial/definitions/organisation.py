"""Reads organisation.csv: units with their history, in one line and in other trees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tertial.definitions import scalars
from tertial.definitions.cells import Cells
from tertial.definitions.findings import Findings
from tertial.definitions.folder import RegionFolder
from tertial.definitions.memberships import PATH as MEMBERSHIPS
from tertial.definitions.memberships import read_memberships
from tertial.definitions.references import References, Referred
from tertial.definitions.table import Table
from tertial.domain.label import Label
from tertial.domain.organisation import Organisation, Successor, Unit
from tertial.language import _

PATH = "organisation.csv"
COLUMNS = (
    "id", "name", "kind", "parent", "provider", "hsa_id", "valid_from", "valid_to", "successor", "share", "name_en",
    "note",
)  # fmt: skip
NEEDED = 10


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    unit: Unit


def read_organisation(
    folder: RegionFolder,
    trees: Mapping[str, tuple[str, ...]] | None,
    references: References,
    findings: Findings,
) -> Organisation | None:
    """The organisation, or None when something in it is wrong; its units become known."""
    text = folder.text(PATH) if folder.has(PATH) else None
    rows: list[_Row] = []
    if text is not None:
        table = Table(text, PATH, COLUMNS, NEEDED, findings)
        named: set[str] = set()
        for line, cells in table.rows():
            named.add(cells[0])
            row = _row(line, cells, findings)
            if row is not None:
                rows.append(row)
        if named:
            references.learn(Referred.UNIT, named)
        elif not findings.errors_in(PATH):
            findings.add("E309", PATH, 2, "", _("at least one unit"))
        _check_rows(rows, trees, references, findings)
    kinds = {row.unit.id: row.unit.kind for row in rows}
    memberships = read_memberships(folder, kinds, trees, references, findings)
    if text is None or trees is None or findings.errors_in(PATH) or findings.errors_in(MEMBERSHIPS):
        return None
    return Organisation(tuple(row.unit for row in rows), memberships, trees)


def _row(line: int, cells: list[str], findings: Findings) -> _Row | None:
    id, name, kind, parent, provider, hsa_id, first, last, successor, share, name_en, note = cells
    row = Cells(PATH, line, findings)
    good = all([row.needed("id", id), row.needed("name", name), row.needed("kind", kind)])
    good = good and row.get(scalars.identifier, "id", id) is not None
    validity = row.validity(first, last)
    successors = _successors(row, id, successor, share, findings)
    if parent and parent == id:
        findings.add("E501", PATH, line, parent, _("another unit than itself"))
        return None
    if not good or validity is None or successors is None:
        return None
    return _Row(line, Unit(id, Label(name, name_en), kind, parent, provider, hsa_id, validity, successors, note))


def _successors(row: Cells, id: str, successor: str, share: str, findings: Findings) -> tuple[Successor, ...] | None:
    units = [name.strip() for name in successor.split(";")] if successor else []
    shares = [row.get(scalars.figure, "share", part.strip()) for part in share.split(";")] if share else []
    if None in shares:
        return None
    if shares and len(shares) != len(units):
        expected = _("a share for each of {count} successors").format(count=len(units))
        findings.add("E527", row.path, row.line, share, expected)
        return None
    known: list[Decimal] = [part for part in shares if part is not None]
    if any(not 0 < part <= 1 for part in known) or (known and sum(known) != 1):
        findings.add("E527", row.path, row.line, share, _("shares above 0 that make 1 together"))
        return None
    if id in units:
        findings.add("E502", row.path, row.line, successor, _("another unit than itself"))
        return None
    return tuple(Successor(unit, known[place] if known else None) for place, unit in enumerate(units))


def _check_rows(
    rows: list[_Row], trees: Mapping[str, tuple[str, ...]] | None, references: References, findings: Findings
) -> None:
    lines: dict[str, int] = {}
    by_id: dict[str, list[_Row]] = {}
    for row in rows:
        unit = row.unit
        lines.setdefault(unit.id, row.line)
        for earlier in by_id.setdefault(unit.id, []):
            if earlier.unit.validity.overlaps(unit.validity):
                expected = _("days that line {other} does not cover").format(other=earlier.line)
                findings.add("E504", PATH, row.line, unit.id, expected)
        by_id[unit.id].append(row)
        if trees is not None:
            references.check(Referred.KIND, unit.kind, PATH, row.line)
        if unit.parent:
            references.check(Referred.UNIT, unit.parent, PATH, row.line)
        for successor in unit.successors:
            references.check(Referred.UNIT, successor.unit, PATH, row.line)
    _refuse_circles({id: {row.unit.parent for row in found} for id, found in by_id.items()}, lines, "E501", findings)
    successors = {id: {s.unit for row in found for s in row.unit.successors} for id, found in by_id.items()}
    _refuse_circles(successors, lines, "E502", findings)
    for kinds in (trees or {}).values():
        _check_levels(rows, by_id, kinds, findings)


def _check_levels(
    rows: list[_Row], by_id: Mapping[str, list[_Row]], kinds: tuple[str, ...], findings: Findings
) -> None:
    order = {kind: place for place, kind in enumerate(kinds)}
    for row in rows:
        for parent in by_id.get(row.unit.parent, []):
            kind, above = row.unit.kind, parent.unit.kind
            if kind in order and above in order and order[above] > order[kind]:
                expected = _("a parent of a kind above {kind}, not {above}").format(kind=kind, above=above)
                findings.add("E506", PATH, row.line, row.unit.parent, expected)
                break


def _refuse_circles(
    steps: Mapping[str, Iterable[str]], lines: Mapping[str, int], code: str, findings: Findings
) -> None:
    """Note each circle once, at the first line of it."""
    finished: set[str] = set()
    for start in steps:
        way: list[str] = []
        stack: list[tuple[str, bool]] = [(start, False)]
        while stack:
            here, leaving = stack.pop()
            if leaving:
                way.pop()
                finished.add(here)
                continue
            if here in finished:
                continue
            if here in way:
                circle = way[way.index(here) :]
                line = min(lines[unit] for unit in circle)
                findings.add(code, PATH, line, " > ".join([*circle, here]), _("a chain that ends"))
                finished.update(circle)
                continue
            way.append(here)
            stack.append((here, True))
            stack += [(step, False) for step in sorted(steps.get(here, ())) if step in steps]
