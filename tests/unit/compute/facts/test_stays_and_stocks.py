"""What holds of every fact of stays, waits, stocks and visits: its contract, and what engines are asked to do."""

from __future__ import annotations

import ibis.expr.datatypes as dt
import ibis.expr.operations as ops
import pytest

from tertial.compute.sql import spark_sql
from tertial.domain.facts.contract import ValueType
from tertial.domain.facts.registry import derived_facts
from tests.facts_both_ways import expression

FACTS = (
    "discharges",
    "readmissions",
    "waits",
    "completed-waits",
    "listed",
    "listed-with-doctor",
    "population",
    "with-care-contact",
    "home-visits",
    "home-visits-8-months",
    "recalls",
)

TYPES: dict[ValueType, type[dt.DataType]] = {
    ValueType.YES_NO: dt.Boolean,
    ValueType.INTEGER: dt.Int64,
    ValueType.CODE: dt.String,
    ValueType.UNIT: dt.String,
    ValueType.TOKEN: dt.String,
    ValueType.DAY: dt.Date,
    ValueType.INSTANT: dt.Timestamp,
}


@pytest.mark.parametrize("fact", FACTS)
def test_spark_reads_it_too(fact: str) -> None:
    sql = spark_sql(expression(fact))
    assert sql.startswith(("SELECT", "WITH"))
    assert "EXCLUDE" not in sql
    assert "DATE_DIFF(" not in sql


@pytest.mark.parametrize("fact", FACTS)
def test_its_columns_have_the_types_of_the_contract(fact: str) -> None:
    columns = {column.name: TYPES[column.type] for column in derived_facts()[fact].columns}
    assert {name: type(kind) for name, kind in expression(fact).schema().items()} == columns


@pytest.mark.parametrize("fact", FACTS)
def test_rows_are_put_in_order_in_full(fact: str) -> None:
    """An order by time alone leaves it to the engine which of two rows comes first."""
    for window in expression(fact).op().find(ops.WindowFunction):
        names = {key.arg.name for key in window.order_by}
        assert not names or "extract" in names


@pytest.mark.parametrize("fact", FACTS)
def test_persons_of_two_care_providers_are_kept_apart(fact: str) -> None:
    for window in expression(fact).op().find(ops.WindowFunction):
        assert {"provider", "person"} <= {key.name for key in window.group_by}


@pytest.mark.parametrize("fact", FACTS)
def test_it_tells_its_source_and_deviations_in_both_languages(fact: str) -> None:
    official = derived_facts()[fact].official
    assert official is not None
    assert "Avvikelser: " in official.sv
    assert "Deviations: " in official.en
