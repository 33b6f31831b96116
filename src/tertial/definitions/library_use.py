"""An indicator's file that uses a definition of the library: what it may say itself, and what it takes from there."""

from __future__ import annotations

from dataclasses import replace

from tertial.definitions.document import Document
from tertial.definitions.findings import Findings
from tertial.definitions.library import library_definitions
from tertial.definitions.measure_keys import MEASURE_KEYS
from tertial.definitions.refusal import listed
from tertial.definitions.schema.indicator import IndicatorFile, LibraryFile
from tertial.domain.indicators import Direction, Kind
from tertial.language import _

OWN = (
    "use",
    "id",
    "title",
    "short",
    "why",
    "kind",
    "noun",
    "decimals",
    "shown",
    "by",
    "target",
    "baseline",
    "followed",
    "followed_from",
    "absent",
    "owner",
    "same_as",
    "estimates",
    "remark",
)
"""What a file with `use` may say; of kinds only `reported`, for a region that reports the figures."""

_UNDECIDED = (None, Direction.NONE)
"""Where the library does not say which way is good, a region that sets a target does."""

SPLITS = ("sex", "age_band")


def taken_from_library(
    document: Document[IndicatorFile], schemes: frozenset[str], findings: Findings
) -> Document[IndicatorFile] | None:
    """The document with what it takes from the library; None where that cannot be done, which is noted.

    `schemes` are those of region.toml: figures that are reported are split by them, not by columns.
    """
    file = document.contents
    if file is None or file.use is None:
        return document
    definitions = library_definitions()
    if file.use not in definitions:
        expected = _("the id of a definition of the library")
        findings.add("E732", document.path, document.line("use"), file.use, expected, among=definitions)
        return None
    own = OWN if definitions[file.use].file.direction not in _UNDECIDED else (*OWN, "direction")
    for key in sorted(file.model_fields_set - set(own)):
        expected = _("with use only {keys}").format(keys=listed(own, 21))
        findings.add("E733", document.path, document.line(key), key, expected)
    reported = "kind" in file.model_fields_set
    if reported and file.kind is not Kind.REPORTED:
        expected = _("reported, or the line left out: the library says how the figure is computed")
        findings.add("E733", document.path, document.line("kind"), file.kind.value, expected, "reported")
    definition = definitions[file.use].file
    left_out = [name for name in LibraryFile.model_fields if name not in file.model_fields_set]
    taken = {name: getattr(definition, name) for name in left_out if name != "examples"}
    if reported:
        taken = {name: value for name, value in taken.items() if name not in MEASURE_KEYS}
        taken["over_time"] = definitions[file.use].indicator.over_time
        if "by" in taken:
            taken["by"] = [split for split in definition.by if split in SPLITS or split in schemes]
    return replace(document, contents=file.model_copy(update=taken))
