from __future__ import annotations

from tertial.definitions.findings import Findings
from tertial.definitions.toml_lines import toml_lines
from tertial.definitions.toml_text import read_toml
from tertial.definitions.tree import line_of

TEXT = '''\
id = "x"  # [not.a.table]
"quoted key" = 1
levels.goal = "Mål"

[status]
text = """
[not.a.table]
met = 3
"""
met = 100
list = [
  "[no]",  # = ]
  2,
]

[[report.outline]]
section = "text"
title = { sv = "A", en = "B" }

[[report.outline]]
section = "goals"
[report.outline.more]
deep = true
'''


def test_each_key_has_its_line_past_texts_and_lists_over_several_lines() -> None:
    lines = toml_lines(TEXT)
    assert lines["id",] == 1
    assert lines["quoted key",] == 2
    assert lines["levels", "goal"] == 3
    assert lines["status", "text"] == 6
    assert lines["status", "met"] == 10
    assert lines["status", "list"] == 11


def test_items_of_an_array_of_tables_are_told_apart() -> None:
    lines = toml_lines(TEXT)
    assert lines["report", "outline", 0, "section"] == 17
    assert lines["report", "outline", 1, "section"] == 21
    assert lines["report", "outline", 1, "more", "deep"] == 23


def test_what_stands_in_an_inline_table_has_the_line_of_the_key_that_holds_it() -> None:
    tree = read_toml(TEXT, "region.toml", Findings())
    assert tree is not None
    assert line_of(tree, ("report", "outline", 0, "title", "en")) == 18


def test_a_missing_key_has_the_line_of_what_should_hold_it() -> None:
    tree = read_toml(TEXT, "region.toml", Findings())
    assert tree is not None
    assert line_of(tree, ("report", "outline", 1, "title")) == 20
    assert line_of(tree, ("nothing",)) == 1


def test_values_are_texts_as_they_are_written() -> None:
    tree = read_toml("a = 0.10\nb = true\nc = 2025-08-31\nd = 7\n", "region.toml", Findings())
    assert tree == {"a": "0.10", "b": "true", "c": "2025-08-31", "d": "7"}
