"""Marks on rows: what a patient has said no to, or is protected by, and what each mark means for what is shown.

Sources: patientdatalagen (2008:355) 4 kap. 4 § (a patient blocks records from other care units) and 7 kap. 2 §
(a patient refuses a quality register), lagen (2022:913) om sammanhållen vård- och omsorgsdokumentation (a patient
blocks records from other providers), offentlighets- och sekretesslagen (2009:400) 22 kap. 1 § and folkbokföringslagen
(1991:481) 16 § (secrecy marking and protected registration). A patient has no right to leave a provider's own counts
(patientdatalagen 2 kap. 2 §), so marked rows are counted unless the mark is about the register they come from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Mark(StrEnum):
    """A mark that a source sets on a row."""

    REGISTER_OPT_OUT = "register_opt_out"
    """The patient has refused the quality register that the row comes from."""
    SHARED_RECORD_OPT_OUT = "shared_record_opt_out"
    """The patient has blocked the row from other care providers (sammanhållen vård- och omsorgsdokumentation)."""
    BLOCKED = "blocked"
    """The patient has blocked the row from other care units of the same provider (spärr)."""
    PROTECTED_IDENTITY = "protected_identity"
    """The person has a secrecy marking or protected registration."""

    @property
    def bit(self) -> int:
        """Its bit in the store's column of marks; a bit never changes its meaning."""
        return _BITS[self]


_BITS = {
    Mark.REGISTER_OPT_OUT: 1,
    Mark.SHARED_RECORD_OPT_OUT: 2,
    Mark.BLOCKED: 4,
    Mark.PROTECTED_IDENTITY: 8,
}


def marks_of(bits: int) -> frozenset[Mark]:
    """The marks that the store's number adds up. Raises ValueError for a bit that no mark has."""
    found = frozenset(mark for mark in Mark if bits & mark.bit)
    if sum(mark.bit for mark in found) != bits:
        raise ValueError(f"{bits} holds a bit that no mark has")
    return found


@dataclass(frozen=True, slots=True)
class Handling:
    """What may be done with a row: count it, join its person across providers, show it, put it on a list for staff."""

    counted: bool = True
    joined_across_providers: bool = True
    in_row_views: bool = True
    in_lists: bool = True


HANDLING: Mapping[Mark, Handling] = MappingProxyType(
    {
        Mark.REGISTER_OPT_OUT: Handling(
            counted=False, joined_across_providers=False, in_row_views=False, in_lists=False
        ),
        Mark.SHARED_RECORD_OPT_OUT: Handling(joined_across_providers=False, in_row_views=False, in_lists=False),
        Mark.BLOCKED: Handling(joined_across_providers=False, in_row_views=False, in_lists=False),
        Mark.PROTECTED_IDENTITY: Handling(joined_across_providers=False, in_row_views=False, in_lists=False),
    }
)
"""Stricter than the law in one thing: a blocked row leaves the row views of its own unit too, since whoever looks there
follows up and does not treat."""


def handling(marks: Iterable[Mark]) -> Handling:
    """What may be done with a row of several marks: only what each of them allows."""
    each = [HANDLING[mark] for mark in marks]
    return Handling(
        counted=all(one.counted for one in each),
        joined_across_providers=all(one.joined_across_providers for one in each),
        in_row_views=all(one.in_row_views for one in each),
        in_lists=all(one.in_lists for one in each),
    )
