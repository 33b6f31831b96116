"""What a proposal says to people: how sure it is, why, and what they have to look at. No value that may be a row's."""

from __future__ import annotations

from collections.abc import Iterator

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.extracts.mapping.matching import SURE_NAME, Confidence, Match
from tertial.extracts.mapping.names import SAME
from tertial.extracts.mapping.proposal import Proposal
from tertial.language import _, spoken

MOST_VALUES = 12
"""Unknown values named in a sentence; the JSON document has all that may be shown."""


def confidence_word(confidence: Confidence) -> str:
    """How sure, in a word."""
    return {
        Confidence.CERTAIN: _("certain"),
        Confidence.LIKELY: _("likely"),
        Confidence.GUESS: _("guess"),
    }[confidence]


def header_text(header: str) -> str:
    """A header on one line."""
    return " ".join(header.split())


def why(match: Match) -> str:
    """What the proposal of a header rests on: its name, its values."""
    return ", ".join(part for part in (_name_part(match.name), _value_part(match)) if part)


def unsure(proposal: Proposal) -> list[str]:
    """What a person has to look at before the proposal is used, a sentence each."""
    found = [_("The column {column} is missing: {meaning}.").format(**_named(one)) for one in proposal.matching.missing]
    for match in proposal.matching.matches:
        found += _of_header(match)
        found += _of_values(match, proposal)
    return found


def _name_part(name: float) -> str:
    if name >= SAME:
        return _("the same name")
    if name >= SURE_NAME:
        return _("a usual name")
    return _("the name is alike") if name else ""


def _value_part(match: Match) -> str:
    found = match.evidence
    if found is None:
        return _("no values")
    if found.telling == 0 and not found.against:
        return ""
    return _kind_sentence(match.column.kind).format(percent=int(100 * found.share))


def _kind_sentence(kind: ColumnKind) -> str:
    match kind:
        case ColumnKind.PERSON:
            return _("{percent} % of the values are identity numbers")
        case ColumnKind.DATE | ColumnKind.BIRTH_DAY:
            return _("{percent} % of the values are days")
        case ColumnKind.INSTANT:
            return _("{percent} % of the values are points in time")
        case ColumnKind.MONTH:
            return _("{percent} % of the values are months")
        case ColumnKind.YES_NO:
            return _("{percent} % of the values are yes or no")
        case ColumnKind.CODE:
            return _("{percent} % of the values are known codes")
        case ColumnKind.UNIT:
            return _("{percent} % of the values are units")
        case ColumnKind.KEY | ColumnKind.CLINICIAN | ColumnKind.TEXT:
            return _("{percent} % of the values can be right")
        case _:
            return _("{percent} % of the values are numbers within bounds")


def _of_header(match: Match) -> Iterator[str]:
    if match.confidence is not Confidence.GUESS:
        return
    words = {"column": match.column.name, "header": header_text(match.header)}
    if match.rivals:
        rivals = ", ".join(map(header_text, match.rivals))
        yield _("{column} is {header}, or perhaps {rivals}.").format(**words, rivals=rivals)
    elif match.evidence is not None and match.evidence.shared:
        forms = ", ".join((match.evidence.format, *match.evidence.shared))
        yield _("The days of {column} ({header}) can be read in several ways: {forms}.").format(**words, forms=forms)
    else:
        yield _("{column} is perhaps {header}: {why}.").format(**words, why=why(match))


def _of_values(match: Match, proposal: Proposal) -> Iterator[str]:
    found, column = proposal.proposed[match.column.name], match.column.name
    if found.alike:
        pairs = ", ".join(f"”{value}” → {code}" for value, code in list(found.alike.items())[:MOST_VALUES])
        yield _("Values of {column} that are only alike a code: {pairs}.").format(column=column, pairs=pairs)
    if found.unknown:
        values = ", ".join(f"”{value}”" for value in found.unknown[:MOST_VALUES])
        if len(found.unknown) > MOST_VALUES:
            values += ", …"
        yield _("Values of {column} that no code is proposed for: {values}.").format(column=column, values=values)
    if found.hidden:
        yield _(
            "Values of {column} that are neither mapped nor shown, since they may be about persons: {count}."
        ).format(column=column, count=found.hidden)


def _named(column: Column) -> dict[str, str]:
    return {"column": column.name, "meaning": spoken(column.meaning)}
