"""Reads economy.csv: amounts by frame and account, and holds their arithmetic together."""

from __future__ import annotations

from collections.abc import Mapping

from tertial.definitions import scalars
from tertial.definitions.arithmetic import PlacedLine, check_deviations, check_frames
from tertial.definitions.cells import Cells
from tertial.definitions.findings import Findings
from tertial.definitions.folder import RegionFolder
from tertial.definitions.references import References, Referred
from tertial.definitions.settings import ACCOUNTS, RegionSettings
from tertial.definitions.settings import PATH as SETTINGS
from tertial.definitions.table import Table
from tertial.domain.economy import AmountUnit, Economy, EconomyLine, Item
from tertial.domain.label import Label
from tertial.domain.organisation import Organisation
from tertial.language import _

PATH = "economy.csv"
COLUMNS = (
    "frame", "account", "period", "item", "amount", "unit", "version", "published", "source", "note", "note_en",
)  # fmt: skip
NEEDED = 9
FRAMES = "frame"
"""The tree whose nodes are frames, and the name of its column."""


def read_economy(
    folder: RegionFolder,
    region: RegionSettings | None,
    organisation: Organisation | None,
    references: References,
    findings: Findings,
) -> Economy | None:
    """Every amount, or None when something in the table is wrong; without a table there are none."""
    text = folder.text(PATH) if folder.has(PATH) else None
    if not folder.has(PATH):
        return Economy(())
    if text is None:
        return None
    frames = _frames(region, organisation)
    units = references.known(Referred.UNIT)
    if region is not None and organisation is not None and units is not None and region.settings.unit in units:
        references.learn(Referred.FRAME, [*frames, region.settings.unit])
    if region is not None and ACCOUNTS not in region.settings.schemes:
        expected = _("the key {key}").format(key=f"schemes.{ACCOUNTS}")
        findings.add("E209", SETTINGS, region.document.line("schemes"), PATH, expected)
    found: dict[tuple[str, ...], PlacedLine] = {}
    for line, cells in Table(text, PATH, COLUMNS, NEEDED, findings).rows():
        amount = _line(Cells(PATH, line, findings), cells, references, findings)
        if amount is None:
            continue
        place = (*cells[:4], *cells[5:7])
        if place in found:
            expected = _("one row an amount; this one stands in {place}").format(place=f"{PATH}:{found[place].line}")
            findings.add("E310", PATH, line, " ".join(part for part in place if part), expected)
        found.setdefault(place, PlacedLine(PATH, line, amount))
    lines = list(found.values())
    if region is not None:
        check_frames(lines, frames, region.settings.unit, findings)
    check_deviations(lines, findings)
    return None if findings.errors_in(PATH) else Economy(placed.amount for placed in lines)


def _frames(region: RegionSettings | None, organisation: Organisation | None) -> Mapping[str, str]:
    """Every frame with its parent."""
    if region is None or organisation is None:
        return {}
    kinds = region.trees.get(FRAMES, ())
    return {unit.id: unit.parent for unit in organisation.units if unit.kind in kinds}


def _line(row: Cells, cells: list[str], references: References, findings: Findings) -> EconomyLine | None:
    frame, account, period, item, amount, unit, version, published, source, note, note_en = cells
    filled = [row.needed(name, cells[place]) for place, name in enumerate(COLUMNS[:6])]
    if not all([*filled, row.needed("published", published)]):
        return None
    if note_en and not note:
        findings.add("E226", row.path, row.line, note_en, _("a Swedish text"))
        return None
    references.check(Referred.FRAME, frame, row.path, row.line)
    references.check(Referred.ACCOUNT, account, row.path, row.line)
    when = row.get(scalars.period, "period", period)
    what = row.get(lambda text: scalars.one_of(text, Item), "item", item)
    figure = row.get(scalars.figure, "amount", amount)
    counted = row.get(lambda text: scalars.one_of(text, AmountUnit), "unit", unit)
    is_published = row.get(scalars.yes_or_no, "published", published)
    if when is None or what is None or figure is None or counted is None or is_published is None:
        return None
    label = Label(note, note_en) if note else None
    return EconomyLine(frame, account, when, what, figure, counted, version, is_published, source, label)
