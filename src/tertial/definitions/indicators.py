"""Reads the indicators' files, one indicator each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from tertial.definitions.baselines import read_baselines
from tertial.definitions.document import Document, read_document
from tertial.definitions.examples import PlacedExample, read_examples
from tertial.definitions.expression_texts import KnownNames
from tertial.definitions.findings import Findings
from tertial.definitions.folder import RegionFolder
from tertial.definitions.library import described, library_indicators
from tertial.definitions.library_use import SPLITS, taken_from_library
from tertial.definitions.measure_checks import check_splits
from tertial.definitions.measures import Computed, read_measure
from tertial.definitions.references import References, Referred
from tertial.definitions.refusal import Refusal
from tertial.definitions.schema.indicator import IndicatorFile
from tertial.definitions.second_stages import Definition, settle_second_stages, with_own_names
from tertial.definitions.settings import RegionSettings
from tertial.definitions.target_layout import months
from tertial.definitions.targets import OTHERS, check_direction, dated_target, levels_of
from tertial.domain.indicators import Absence, Indicator, Kind, ValueUnit, simple_targets
from tertial.domain.measures import AmongReaching, Reaching, rows_of_measure
from tertial.domain.organisation import Organisation
from tertial.domain.results import Quality
from tertial.domain.targets import Against, BetterThan, ChangeTarget, DatedTarget, SimpleTarget, Targets
from tertial.language import _

WHOLE_SHARE = 100


@dataclass(frozen=True)
class ReadIndicators:
    """The indicators that can be read, by id, and the examples of those that have some."""

    indicators: dict[str, Indicator]
    examples: tuple[PlacedExample, ...]


def read_indicators(
    folder: RegionFolder,
    region: RegionSettings | None,
    organisation: Organisation | None,
    references: References,
    findings: Findings,
) -> ReadIndicators:
    """The indicators of a folder; the ids of all files become known, so that each fault is told once."""
    documents: list[Document[IndicatorFile]] = []
    schemes = frozenset(region.settings.schemes) if region is not None else frozenset()
    for path in folder.indicators:
        document = read_document(folder, path, IndicatorFile, findings)
        whole = None if document is None else taken_from_library(document, schemes, findings)
        if whole is not None and whole.contents is not None:
            documents.append(whole)
    stems = {PurePosixPath(path).stem for path in folder.indicators}
    references.learn(Referred.INDICATOR, stems | {doc.contents.id for doc in documents if doc.contents is not None})
    known = _known_names(organisation, references)
    definitions: dict[str, Definition] = {}
    paths: dict[str, str] = {}
    for document in documents:
        reader = _Reader(document, region, known, references, findings)
        if reader.id in paths:
            expected = _("an id that {path} does not have").format(path=paths[reader.id])
            findings.add("E414", document.path, document.line("id"), reader.id, expected)
        paths.setdefault(reader.id, document.path)
        indicator = reader.indicator()
        if indicator is not None:
            definitions[indicator.id] = Definition(indicator, document.path, document.line)
    found = settle_second_stages(with_own_names(definitions, _own_ids(documents), references), findings)
    if findings.errors_in("indicators"):
        return ReadIndicators(found, ())
    examples = [
        example
        for document in documents
        if document.contents is not None and document.contents.id in found and document.contents.use is None
        for example in read_examples(document, found[document.contents.id], found, findings)
    ]
    return ReadIndicators(found, tuple(one for one in examples if not findings.errors_in(one.path)))


def _own_ids(documents: list[Document[IndicatorFile]]) -> dict[str, str]:
    """The folder's id of each definition of the library that it uses; the same one where two files use it."""
    uses = [(doc.contents.use, doc.contents.id) for doc in documents if doc.contents is not None and doc.contents.use]
    return dict(sorted(uses, key=lambda pair: pair[0] == pair[1]))


def _known_names(organisation: Organisation | None, references: References) -> KnownNames:
    """The names that expressions may hold; what could not be read is not checked."""
    providers = None if organisation is None else frozenset(unit.provider for unit in organisation.units) - {""}
    return KnownNames(references.known(Referred.KIND), providers, references.known(Referred.UNIT))


class _Reader:
    def __init__(
        self,
        document: Document[IndicatorFile],
        region: RegionSettings | None,
        known: KnownNames,
        references: References,
        findings: Findings,
    ) -> None:
        if document.contents is None:
            raise ValueError("a document without contents")
        self.id = document.contents.id
        self._document = document
        self._file = document.contents
        self._region = region
        self._known = known
        self._references = references
        self._findings = findings

    def _add(self, code: str, read: str, expected: str, *location: str | int, nearest: str = "") -> None:
        self._findings.add(code, self._document.path, self._document.line(*location), read, expected, nearest)

    def indicator(self) -> Indicator | None:
        file = self._file
        stem = PurePosixPath(self._document.path).stem
        if stem != file.id:
            self._add("E415", file.id, _("the file’s name, {name}").format(name=stem), "id")
        self._check_references()
        indicator = self._described()
        targets = self._targets()
        baselines = read_baselines(self._document, file, self._region, self._findings)
        absences = self._absences()
        if indicator is None or self._region is None or self._findings.errors_in(self._document.path):
            return None
        followups = self._region.settings.followups
        return replace(
            indicator,
            targets=Targets(targets),
            baselines=baselines,
            followed=tuple(followups[id] for id in file.followed),
            followed_from=file.followed_from,
            absences=absences,
            owner=file.owner,
            same_as=tuple(dict.fromkeys(file.same_as)),
            remark=file.remark,
            library=file.use or "",
            estimates=file.estimates,
        )

    def _described(self) -> Indicator | None:
        """What the file says of the measure itself, or takes from the library; None when something is wrong."""
        file, document = self._file, self._document
        computed: Computed | None = None
        if file.use is None:
            computed = read_measure(document, file, self._known, self._references, self._findings)
        elif file.kind is not Kind.REPORTED:
            computed = self._of_library(file.use)
        if file.kind is Kind.REPORTED:
            self._check_schemes()
        if self._findings.errors_in(document.path):
            return None
        indicator = described(file, computed)
        if file.use is None or computed is not None:
            return indicator
        return replace(indicator, reported_as=library_indicators()[file.use].kind)

    def _of_library(self, use: str) -> Computed | None:
        """How the library's definition is computed, its splits those that this file states."""
        indicator = library_indicators()[use]
        measure = indicator.measure
        if measure is None or indicator.over_time is None:
            return None
        if isinstance(measure, Reaching | AmongReaching):
            self._references.check(Referred.KIND, measure.kind, self._document.path, self._document.line("use"))
        facts = dict.fromkeys(rows.fact for rows in rows_of_measure(measure))
        check_splits(self._document, self._file.by, facts, self._findings)
        return Computed(measure, indicator.over_time, indicator.settled_after)

    def _check_references(self) -> None:
        for place, followed in enumerate(self._file.followed):
            line = self._document.line("followed", place)
            self._references.check(Referred.FOLLOWUP, followed, self._document.path, line)
        for place, other in enumerate(self._file.same_as):
            if other == self.id:
                self._add(Referred.INDICATOR.value, other, _("the id of another indicator"), "same_as", place)
            else:
                line = self._document.line("same_as", place)
                self._references.check(Referred.INDICATOR, other, self._document.path, line)

    def _check_schemes(self) -> None:
        schemes = []
        for place, split in enumerate(self._file.by):
            self._references.check(Referred.SCHEME, split, self._document.path, self._document.line("by", place))
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
                code = "E513" if self._file.remark is None else "W513"
                if level > WHOLE_SHARE:
                    self._add(code, str(level), _("at most 100 for a share"), "target", place)
                elif level < 0 and self._file.kind is Kind.SHARE:
                    self._add(code, str(level), _("at least 0 for a share"), "target", place)
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
