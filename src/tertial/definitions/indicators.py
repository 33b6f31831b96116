"""Reads the indicators' files, one indicator each."""

from __future__ import annotations

from pathlib import PurePosixPath

from tertial.definitions.baselines import read_baselines
from tertial.definitions.document import Document, read_document
from tertial.definitions.findings import Findings
from tertial.definitions.folder import RegionFolder
from tertial.definitions.references import References, Referred
from tertial.definitions.refusal import Refusal
from tertial.definitions.schema.indicator import IndicatorFile
from tertial.definitions.settings import RegionSettings
from tertial.definitions.target_layout import months
from tertial.definitions.targets import OTHERS, check_direction, dated_target, levels_of
from tertial.domain.indicators import Absence, Direction, Indicator, ValueUnit, simple_targets
from tertial.domain.results import Quality
from tertial.domain.targets import Against, BetterThan, ChangeTarget, DatedTarget, SimpleTarget, Targets
from tertial.language import _

SPLITS = ("sex", "age_band")
WHOLE_SHARE = 100


def read_indicators(
    folder: RegionFolder, region: RegionSettings | None, references: References, findings: Findings
) -> dict[str, Indicator]:
    """The indicators that can be read, by id; the ids of all files become known, so that each fault is told once."""
    documents: list[Document[IndicatorFile]] = []
    for path in folder.indicators:
        document = read_document(folder, path, IndicatorFile, findings)
        if document is not None and document.contents is not None:
            documents.append(document)
    stems = {PurePosixPath(path).stem for path in folder.indicators}
    references.learn(Referred.INDICATOR, stems | {doc.contents.id for doc in documents if doc.contents is not None})
    found: dict[str, Indicator] = {}
    paths: dict[str, str] = {}
    for document in documents:
        reader = _Reader(document, region, references, findings)
        if reader.id in paths:
            expected = _("an id that {path} does not have").format(path=paths[reader.id])
            findings.add("E414", document.path, document.line("id"), reader.id, expected)
        paths.setdefault(reader.id, document.path)
        indicator = reader.indicator()
        if indicator is not None:
            found[indicator.id] = indicator
    return found


class _Reader:
    def __init__(
        self,
        document: Document[IndicatorFile],
        region: RegionSettings | None,
        references: References,
        findings: Findings,
    ) -> None:
        if document.contents is None:
            raise ValueError("a document without contents")
        self.id = document.contents.id
        self._document = document
        self._file = document.contents
        self._region = region
        self._references = references
        self._findings = findings

    def _add(self, code: str, read: str, expected: str, *location: str | int, nearest: str = "") -> None:
        self._findings.add(code, self._document.path, self._document.line(*location), read, expected, nearest)

    def indicator(self) -> Indicator | None:
        file = self._file
        stem = PurePosixPath(self._document.path).stem
        if stem != file.id:
            self._add("E415", file.id, _("the file’s name, {name}").format(name=stem), "id")
        self._check_splits()
        targets = self._targets()
        baselines = read_baselines(self._document, file, self._region, self._findings)
        absences = self._absences()
        if self._region is None or self._findings.errors_in(self._document.path):
            return None
        followups = self._region.settings.followups
        return Indicator(
            id=file.id,
            title=file.title,
            kind=file.kind,
            value_unit=file.value_unit,
            shown=file.shown,
            direction=file.direction or Direction.NONE,
            over_time=file.over_time,
            short=file.short,
            why=file.why,
            noun=file.noun,
            decimals=file.decimals,
            targets=Targets(targets),
            baselines=baselines,
            followed=tuple(followups[id] for id in file.followed),
            followed_from=file.followed_from,
            by=tuple(file.by),
            absences=absences,
            official=file.official,
            owner=file.owner,
            checked_by=file.checked_by,
            next_review=file.next_review,
            remark=file.remark,
        )

    def _check_splits(self) -> None:
        path = self._document.path
        for place, followed in enumerate(self._file.followed):
            self._references.check(Referred.FOLLOWUP, followed, path, self._document.line("followed", place))
        schemes = []
        for place, split in enumerate(self._file.by):
            self._references.check(Referred.SCHEME, split, path, self._document.line("by", place))
            if split not in SPLITS:
                schemes.append(split)
        if len(schemes) > 1:
            self._add("E530", ", ".join(schemes), _("at most one scheme"), "by")

    def _targets(self) -> tuple[DatedTarget, ...]:
        own_unit = self._region.settings.unit if self._region is not None else OTHERS
        found: list[DatedTarget] = []
        for place, entry in enumerate(self._file.target):
            line = self._document.line("target", place)
            try:
                dated = dated_target(entry, own_unit)
                for simple in simple_targets(dated.target):
                    check_direction(simple, self._file.direction)
            except Refusal as refusal:
                self._findings.refuse(self._document.path, self._document.line("target", place, *refusal.at), refusal)
                continue
            for unit in entry.by_unit or {}:
                if unit != OTHERS:
                    self._references.check(
                        Referred.UNIT, unit, self._document.path, self._document.line("target", place, "by_unit", unit)
                    )
            for simple in simple_targets(dated.target):
                self._check_level(simple, place)
            for earlier in found:
                if earlier.overlaps(dated):
                    held = months(earlier.first, earlier.last)
                    expected = _("months that another target does not hold ({months})").format(months=held)
                    self._findings.add("E505", self._document.path, line, months(dated.first, dated.last), expected)
            found.append(dated)
        return tuple(found)

    def _check_level(self, target: SimpleTarget, place: int) -> None:
        if self._file.value_unit is ValueUnit.PERCENT:
            for level in levels_of(target):
                if level > WHOLE_SHARE:
                    code = "E513" if self._file.remark is None else "W513"
                    self._add(code, str(level), _("at most 100 for a share"), "target", place)
        against = None
        if isinstance(target, BetterThan):
            against = target.reference
        elif isinstance(target, ChangeTarget):
            against = target.against
        if against is Against.BASELINE and not self._file.baseline:
            self._add("E521", "baseline", _("a baseline in this file"), "target", place)

    def _absences(self) -> tuple[Absence, ...]:
        found = []
        for place, entry in enumerate(self._file.absent):
            if entry.from_ and entry.to and entry.from_ > entry.to:
                self._add("E526", f"{entry.from_} – {entry.to}", _("from before to"), "absent", place, "to")
                continue
            found.append(Absence(Quality(entry.reason.value), entry.note, entry.from_, entry.to))
        return tuple(found)
