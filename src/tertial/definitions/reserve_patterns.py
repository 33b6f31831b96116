"""Reads the reserve numbers of extracts.toml: what is wrong with a pattern is told in the reader's language."""

from __future__ import annotations

from tertial.definitions.document import Document
from tertial.definitions.findings import Findings
from tertial.definitions.schema.extracts import ExtractsFile, ReserveNumberEntry
from tertial.domain.reserve_numbers import LONGEST, SHORTEST, ReservePattern
from tertial.domain.written_number import CENTURIES
from tertial.language import _


def read_reserve_patterns(document: Document[ExtractsFile], findings: Findings) -> tuple[ReservePattern, ...]:
    """The patterns that can be; of each that cannot, why is noted."""
    found: list[ReservePattern] = []
    for place, entry in document.each("reserve_numbers", ReserveNumberEntry):
        try:
            found.append(ReservePattern(entry.name, entry.pattern, entry.century))
        except ValueError as error:
            line = document.line("reserve_numbers", place, "pattern")
            findings.add("E609", document.path, line, entry.pattern, _expected(str(error)))
    return tuple(found)


def _expected(said: str) -> str:
    """What would be right, by what the pattern said when it refused to be built."""
    centuries = ", ".join(map(str, CENTURIES))
    for begin, expected in (
        ("a pattern has", _("{shortest} to {longest} signs").format(shortest=SHORTEST, longest=LONGEST)),
        ("a birth day is", _("a day of birth written yyyymmdd or yymmdd, once")),
        (
            "a century is",
            _("the key century, one of {centuries}, for yymmdd and for nothing else").format(centuries=centuries),
        ),
        ("a number has", _("one digit for the sex and one check digit at most")),
        ("a check digit has", _("nine digits before the check digit")),
        ("a personal number", _("a form that no personal number has, mistyped or not")),
    ):
        if said.partition(": ")[2].startswith(begin):
            return expected
    return _("the signs y m d n l x s c, capitals A–Z and digits")
