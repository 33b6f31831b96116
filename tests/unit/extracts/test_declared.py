"""Declarations in the load log: read back as they were, and nothing else is taken for one."""

import json
from datetime import date

import pytest

from tertial.domain.declarations import (
    AllowedJoin,
    Declaration,
    KeptMonths,
    KeptUntil,
    Purpose,
    RecordedDecision,
    Retention,
)
from tertial.store.declared import declaration_document, read_declaration

DECISION = RecordedDecision("Hälso- och sjukvårdsnämnden", date(2025, 1, 15), "HSN 2025/17")
OPEN_JOIN = AllowedJoin("private-a", "lagen (2022:913)", DECISION)
DATED_JOIN = AllowedJoin("municipality", "lagen (2022:913)", DECISION, until=date(2027, 12, 31))


def declaration(retention: Retention, *joins: AllowedJoin) -> Declaration:
    return Declaration(
        feed="contacts",
        purposes=frozenset({Purpose.STATISTICS, Purpose.QUALITY}),
        controller="Hälso- och sjukvårdsnämnden",
        provider="region",
        units=("primary-care", "clinics"),
        legal_basis="patientdatalagen 2 kap. 4 § 5",
        retention=retention,
        joins=joins,
    )


@pytest.mark.parametrize(
    "declared",
    [
        declaration(KeptMonths(120)),
        declaration(KeptUntil(date(2035, 12, 31)), OPEN_JOIN),
        declaration(KeptMonths(1), OPEN_JOIN, DATED_JOIN),
    ],
)
def test_a_declaration_is_read_back_from_json_as_it_was(declared: Declaration) -> None:
    assert read_declaration(json.loads(json.dumps(declaration_document(declared)))) == declared


def test_the_order_in_which_purposes_are_declared_leaves_no_trace() -> None:
    document = declaration_document(declaration(KeptMonths(120)))
    assert document["purposes"] == ["quality", "statistics"]


@pytest.mark.parametrize("part", sorted(declaration_document(declaration(KeptMonths(120)))))
def test_a_document_that_lacks_a_part_is_no_declaration(part: str) -> None:
    document = declaration_document(declaration(KeptMonths(120)))
    del document[part]
    with pytest.raises(KeyError, match=part):
        read_declaration(document)
