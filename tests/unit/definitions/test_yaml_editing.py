"""Editing the text of a YAML file: what was asked for is there, and nothing else has moved."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest

import tertial.definitions
from tertial.definitions.yaml_editing import Step, YamlEditing
from tertial.definitions.yaml_layout import Plain

TEMPLATE = Path(tertial.definitions.__file__).parent / "template"


@pytest.mark.parametrize(
    "text",
    [
        *("2025", "true", "~", "- a", "a: b", "a #b", "”citat”", '"x"', "'", "[1]", "&a", "*b", "!c", "%d", "@e"),
        *("rad\nbruten", " kant ", "#", "50 %", "1,5", "\ufeffx", "tab\there", "{{ x }}", "\\n", "?", "-", "--- x"),
        *("é😀", "å\u2028ä", "2025-08-31", "1e3", ".inf", "0x1F", "null", "a\u00a0b", "slut:", ": början", "|", ">"),
    ],
)
def test_any_text_reads_back_as_it_was_written(text: str) -> None:
    editing = YamlEditing("a:\n  sv: x\nb: {c: y}\n")
    editing.set(["a", "sv"], text)
    editing.set(["b", "c"], text)
    editing.set(["new"], [text, {"k": text}])
    read = YamlEditing(editing.text).value()
    assert read == {"a": {"sv": text}, "b": {"c": text}, "new": [text, {"k": text}]}


def places(value: object, way: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """The paths of every single value."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from places(part, (*way, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from places(part, (*way, number))
    else:
        yield way


def replaced(value: object, way: tuple[Step, ...], new: object) -> object:
    """The value with a part of it replaced."""
    if not way:
        return new
    if isinstance(value, dict):
        return {key: replaced(part, way[1:], new) if key == way[0] else part for key, part in value.items()}
    assert isinstance(value, list)
    return [replaced(part, way[1:], new) if number == way[0] else part for number, part in enumerate(value)]


@pytest.mark.parametrize("path", sorted(TEMPLATE.rglob("*.yaml")), ids=lambda path: str(path.name))
def test_any_value_of_the_example_can_be_replaced_and_no_other_changes(path: Path) -> None:
    text = path.read_text("utf-8")
    before = YamlEditing(text).value()
    kinds: list[Plain] = ["kort", {"sv": "Å: nytt, " * 20, "en": "b"}, ["x", {"k": "#"}]]
    for place, new in zip(places(before), cycle(kinds), strict=False):
        editing = YamlEditing(text)
        editing.set(place, new)
        assert editing.value() == replaced(before, place, new)
        comments = [line for line in text.splitlines() if line.startswith("#")]
        assert [line for line in editing.text.splitlines() if line.startswith("#")] == comments
