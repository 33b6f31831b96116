"""What a statement uses is read from the server's tree of it, and never less than is there."""

from __future__ import annotations

import pytest

from tertial.extracts.postgres_tree import Use, use_of

SELECT = "{QUERY :commandType 1 :cteList <> :rtable ({RANGETBLENTRY :relid 16385 :relkind r}) :rowMarks <> :x <>}"
NOTHING = Use(only_reads=False, tables=frozenset(), functions=frozenset(), operators=frozenset())


def test_a_tree_gives_its_tables_functions_and_operators() -> None:
    tree = """{QUERY :commandType 1 :rtable ({RANGETBLENTRY :alias <>
:relid 16385 :tablesample {TABLESAMPLECLAUSE :tsmhandler 3313}} {RANGETBLENTRY :relid 0 :subquery {QUERY
:commandType 1 :rtable ({RANGETBLENTRY :relid 16390}) :rowMarks <>}}) {OPEXPR :opno 98 :opfuncid
67} {ROWCOMPAREEXPR :opnos (o 97
58) :opfamilies (o 1976)} {FUNCEXPR :funcid 871 :funcresulttype 25} {AGGREF :aggfnoid 2803 :aggtype 20}
{WINDOWFUNC :winfnoid 3100} {SORTGROUPCLAUSE :eqop 1320 :sortop 0} {WINDOWCLAUSE :startInRangeFunc
4130 :endInRangeFunc 0} :rowMarks <> :setOperations <>}"""
    assert use_of([tree]) == Use(
        only_reads=True,
        tables=frozenset({16385, 16390}),
        functions=frozenset({3313, 67, 871, 2803, 3100, 4130}),
        operators=frozenset({98, 97, 58, 1320}),
    )


def test_no_tree_is_no_reading() -> None:
    assert use_of([]) == NOTHING


@pytest.mark.parametrize("command", [0, 2, 3, 4, 5, 6, 10])
def test_any_command_beside_a_select_is_no_mere_reading(command: int) -> None:
    inner = f"{{QUERY :commandType {command} :rowMarks <>}}"
    assert not use_of([inner]).only_reads
    assert not use_of([SELECT.replace(":cteList <>", f":cteList ({{COMMONTABLEEXPR :ctequery {inner}}})")]).only_reads
    assert not use_of([SELECT, inner]).only_reads


@pytest.mark.parametrize("marks", [":rowMarks ({ROWMARKCLAUSE :rti 1})", ":rowMarks\n({ROWMARKCLAUSE :rti 1})"])
def test_a_row_lock_is_no_mere_reading(marks: str) -> None:
    assert use_of([SELECT]).only_reads
    assert not use_of([SELECT.replace(":rowMarks <>", marks)]).only_reads


def test_a_name_that_looks_like_the_tree_hides_nothing() -> None:
    named = SELECT.replace(
        ":relkind r", r":alias {ALIAS :aliasname \}\ :relid\ 0\ \{QUERY\ :commandType\ 1 :colnames <>}"
    )
    assert use_of([named]) == use_of([SELECT])
