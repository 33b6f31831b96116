"""Builds the baselines of an indicator: shares, counts or both, for all or a split."""

from __future__ import annotations

from tertial.definitions.document import Document
from tertial.definitions.figures import grave
from tertial.definitions.findings import Findings
from tertial.definitions.schema.indicator import BaselineEntry, IndicatorFile
from tertial.definitions.settings import RegionSettings
from tertial.domain.indicators import ValueUnit
from tertial.domain.results import Split, printed_agrees
from tertial.domain.targets import Baseline
from tertial.language import _

SPLITS = ("sex", "age_band")


def read_baselines(
    document: Document[IndicatorFile], file: IndicatorFile, region: RegionSettings | None, findings: Findings
) -> tuple[Baseline, ...]:
    """The baselines; everything wrong is noted."""
    found: list[Baseline] = []
    for place, entry in enumerate(file.baseline):
        line = document.line("baseline", place)
        if _is_figure(entry, file, document.path, line, findings):
            _check_category(entry, file, region, document.path, line, findings)
            split = Split(entry.sex, entry.age_band, entry.category)
            if any((other.period, other.split) == (entry.period, split) for other in found):
                code = grave(310, kept=file.remark is not None or entry.note is not None)
                findings.add(code, document.path, line, str(entry.period), _("each baseline once"))
            found.append(Baseline(entry.period, entry.value, entry.numerator, entry.denominator, split, entry.note))
    return tuple(found)


def _is_figure(entry: BaselineEntry, file: IndicatorFile, path: str, line: int, findings: Findings) -> bool:
    numerator, denominator, value = entry.numerator, entry.denominator, entry.value
    if value is None and numerator is None:
        code = "E311" if denominator is None else "E312"
        findings.add(code, path, line, str(entry.period), _("a value or a numerator"))
        return False
    if denominator is None:
        return True
    if numerator is None:
        findings.add("E312", path, line, str(denominator), _("a numerator"))
        return False
    if denominator == 0:
        findings.add("E509", path, line, "0", _("a denominator above 0"))
        return False
    if file.value_unit is ValueUnit.PERCENT:
        kept = file.remark is not None or entry.note is not None
        counts = f"{numerator} / {denominator}"
        if numerator > denominator:
            expected = _("a numerator of at most the denominator")
            findings.add(grave(507, kept=kept), path, line, counts, expected)
        elif value is not None and not printed_agrees(value, numerator, denominator):
            expected = _("the share of {counts}").format(counts=counts)
            findings.add(grave(514, kept=kept), path, line, str(value), expected)
    return True


def _check_category(
    entry: BaselineEntry, file: IndicatorFile, region: RegionSettings | None, path: str, line: int, findings: Findings
) -> None:
    if not entry.category or region is None:
        return
    scheme = next((name for name in file.by if name not in SPLITS), "")
    if not scheme:
        findings.add("E416", path, line, entry.category, _("no category, or a scheme under by"))
    elif scheme in region.settings.schemes and entry.category not in region.settings.schemes[scheme].codes:
        codes = sorted(region.settings.schemes[scheme].codes)
        findings.add(
            "E406",
            path,
            line,
            entry.category,
            _("a code of the scheme {scheme}").format(scheme=scheme),
            among=codes,
        )
