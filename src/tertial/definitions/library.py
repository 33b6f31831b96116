"""The library: the definitions that ship with the program, one reviewed file each, read and checked as one whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from types import MappingProxyType

from tertial.definitions.definition_file import DefinitionFile
from tertial.definitions.document import Document
from tertial.definitions.examples import PlacedExample, read_examples
from tertial.definitions.expression_texts import KnownNames
from tertial.definitions.findings import Findings
from tertial.definitions.measures import Computed, read_measure
from tertial.definitions.references import References, Referred
from tertial.definitions.schema.indicator import LibraryFile
from tertial.definitions.second_stages import Definition, settle_second_stages
from tertial.definitions.validation import validate
from tertial.definitions.yaml_events import read_yaml
from tertial.domain.indicators import Direction, Indicator, Kind
from tertial.language import _

FOLDER = "library"


class BrokenLibraryError(Exception):
    """The library has errors, each a line of the message: a fault of the program, not of the user's files."""


@dataclass(frozen=True)
class LibraryDefinition:
    """A definition of the library: its file, the indicator that it describes, and its examples."""

    file: LibraryFile
    indicator: Indicator
    examples: tuple[PlacedExample, ...]


@cache
def library_definitions() -> Mapping[str, LibraryDefinition]:
    """Every definition of the library by id, sorted. Raises BrokenLibraryError where one does not hold."""
    findings = Findings()
    read = read_library(files("tertial").joinpath(FOLDER), findings)
    if findings.errors:
        raise BrokenLibraryError("\n".join(found.sentence() for found in findings.sorted()))
    return MappingProxyType(read)


@cache
def library_indicators() -> Mapping[str, Indicator]:
    """Every indicator of the library by id, sorted. Raises BrokenLibraryError where a definition does not hold."""
    return MappingProxyType({id: definition.indicator for id, definition in library_definitions().items()})


def read_library(folder: Traversable, findings: Findings) -> dict[str, LibraryDefinition]:
    """The definitions of a folder of library files; everything wrong is noted, at `library/<id>.yaml`."""
    documents = [
        document
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".yaml") and (document := _document(file, findings)) is not None
    ]
    references = References(findings)
    references.learn(Referred.INDICATOR, [PurePosixPath(document.path).stem for document in documents])
    definitions: dict[str, Definition] = {}
    for document in documents:
        indicator = _indicator(document, references, findings)
        if indicator is not None:
            definitions[indicator.id] = Definition(indicator, document.path, document.line)
    indicators = settle_second_stages(definitions, findings)
    if findings.errors:
        return {}
    return {
        document.contents.id: LibraryDefinition(
            document.contents,
            indicators[document.contents.id],
            read_examples(document, indicators[document.contents.id], indicators, findings),
        )
        for document in documents
        if document.contents is not None
    }


def _document(file: Traversable, findings: Findings) -> Document[LibraryFile] | None:
    path = f"{FOLDER}/{file.name}"
    tree = read_yaml(file.read_text("utf-8"), path, findings)
    return None if tree is None else Document(path, tree, validate(LibraryFile, tree, path, findings))


def _indicator(document: Document[LibraryFile], references: References, findings: Findings) -> Indicator | None:
    file = document.contents
    if file is None:
        return None
    stem = PurePosixPath(document.path).stem
    if file.id != stem:
        expected = _("the file’s name, {name}").format(name=stem)
        findings.add("E415", document.path, document.line("id"), file.id, expected)
    if file.kind is Kind.REPORTED:
        findings.add("E722", document.path, document.line("kind"), file.kind.value, _("a kind that is computed"))
    computed = read_measure(document, file, KnownNames(), references, findings)
    if computed is None or findings.errors_in(document.path):
        return None
    return replace(described(file, computed), library=file.id)


def described(file: DefinitionFile, computed: Computed | None) -> Indicator:
    """The indicator as its file describes it, without target, dates and owner: those are a region's."""
    return Indicator(
        id=file.id,
        title=file.title,
        kind=file.kind,
        value_unit=file.value_unit,
        shown=file.shown,
        direction=file.direction or Direction.NONE,
        over_time=file.over_time if computed is None else computed.over_time,
        short=file.short,
        why=file.why,
        noun=file.noun,
        decimals=file.decimals,
        by=tuple(file.by),
        official=file.official,
        checked_by=file.checked_by,
        next_review=file.next_review,
        measure=None if computed is None else computed.measure,
        cuts=tuple(file.cuts),
        counted=file.counted,
        out_of=file.out_of,
        deviations=file.deviations,
        version=file.version,
        settled_after=0 if computed is None else computed.settled_after,
    )
