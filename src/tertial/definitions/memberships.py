"""Reads memberships.csv: the places of units in other trees than the line."""

from __future__ import annotations

from collections.abc import Mapping

from tertial.definitions.cells import Cells
from tertial.definitions.findings import Findings
from tertial.definitions.folder import RegionFolder
from tertial.definitions.references import References, Referred
from tertial.definitions.table import Table
from tertial.domain.organisation import LINE, Membership
from tertial.language import _

PATH = "memberships.csv"
COLUMNS = ("unit", "tree", "node", "valid_from", "valid_to")


def read_memberships(
    folder: RegionFolder,
    kinds: Mapping[str, str],
    trees: Mapping[str, tuple[str, ...]] | None,
    references: References,
    findings: Findings,
) -> tuple[Membership, ...]:
    """The memberships that can be read; `kinds` says the kind of each unit."""
    text = folder.text(PATH) if folder.has(PATH) else None
    if text is None:
        return ()
    found: list[Membership] = []
    places: dict[tuple[str, str], list[tuple[int, Membership]]] = {}
    for line, cells in Table(text, PATH, COLUMNS, len(COLUMNS), findings).rows():
        membership = _membership(Cells(PATH, line, findings), cells)
        if membership is None:
            continue
        unit, tree, node = membership.unit, membership.tree, membership.node
        references.check(Referred.UNIT, unit, PATH, line)
        references.check(Referred.UNIT, node, PATH, line)
        if tree == LINE:
            findings.add("E411", PATH, line, tree, _("another tree: the line is the column parent"))
        elif references.check(Referred.TREE, tree, PATH, line):
            kind = kinds.get(node)
            if kind is not None and trees is not None and kind not in trees[tree]:
                findings.add("E506", PATH, line, f"{node} ({kind})", _("a node of the tree {tree}").format(tree=tree))
        for other, earlier in places.setdefault((unit, tree), []):
            if earlier.validity.overlaps(membership.validity):
                expected = _("days that line {other} does not cover").format(other=other)
                findings.add("E504", PATH, line, unit, expected)
        places[unit, tree].append((line, membership))
        found.append(membership)
    return tuple(found)


def _membership(row: Cells, cells: list[str]) -> Membership | None:
    unit, tree, node, first, last = cells
    filled = all([row.needed("unit", unit), row.needed("tree", tree), row.needed("node", node)])
    validity = row.validity(first, last)
    return Membership(unit, tree, node, validity) if filled and validity is not None else None
