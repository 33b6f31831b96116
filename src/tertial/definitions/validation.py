"""Holds a tree of texts against the model of its file and tells what does not fit, each at its line."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from tertial.definitions.findings import Findings
from tertial.definitions.refusal import Refusal, listed, one_of_words
from tertial.definitions.schema.fields import Entry, shape_of
from tertial.definitions.tree import Block, Location, Node, line_of
from tertial.language import _

Model = TypeVar("Model", bound=Entry)


def validate(model: type[Model], tree: Node | None, path: str, findings: Findings) -> Model | None:
    """The file's contents, or None when something in it is wrong; everything wrong is noted."""
    if not isinstance(tree, Block):
        read = shape_of(tree) if tree else _("nothing")
        findings.add("E210", path, 1, read, _("a mapping with the keys {keys}").format(keys=listed(_keys(model))))
        return None
    try:
        return model.model_validate(tree)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _note(detail, model, tree, path, findings)
        return None


def _note(detail: ErrorDetails, model: type[Entry], tree: Node, path: str, findings: Findings) -> None:
    place: Location = detail["loc"]
    cause = detail.get("ctx", {}).get("error")
    if isinstance(cause, Refusal):
        findings.refuse(path, line_of(tree, (*place, *cause.at)), cause)
        return
    line = line_of(tree, place)
    name = str(place[-1]) if place else path
    match detail["type"]:
        case "extra_forbidden":
            allowed = [key for owner in _models_at(model, place[:-1]) for key in _keys(owner)]
            expected = one_of_words(allowed, 30)
            findings.add("E204", path, line, name, expected, among=allowed)
        case "missing":
            code = "E523" if place == ("schema_version",) else "E209"
            findings.add(code, path, line, shape_of(detail["input"]), _("the key {key}").format(key=name))
        case "too_short" | "too_long":
            findings.add("E210", path, line, shape_of(detail["input"]), _bounds(detail))
        case kind:
            read = detail["input"]
            if isinstance(read, str) and not read.strip():
                findings.add("E211", path, line, read, _expected_shape(kind))
            else:
                findings.add("E210", path, line, shape_of(read), _expected_shape(kind))


def _bounds(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    if "min_length" in context:
        least = context["min_length"]
        return _("at least one item") if least == 1 else _("at least {count} items").format(count=least)
    return _("at most {count} items").format(count=context["max_length"])


def _expected_shape(kind: str) -> str:
    if kind == "list_type":
        return _("a list")
    return _("a mapping")


def _keys(model: type[Entry]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _models_at(model: type[Entry], place: Location) -> list[type[Entry]]:
    """The models that describe a location: those that its keys may belong to."""
    here: list[Any] = [model]
    for step in place:
        if isinstance(step, int):
            continue
        below: list[Any] = []
        for owner in here:
            if isinstance(owner, type) and issubclass(owner, Entry):
                below += [
                    found
                    for name, field in owner.model_fields.items()
                    if step in {name, field.alias}
                    for found in _described(field.annotation)
                ]
            else:  # the values of a mapping with free keys
                below.append(owner.values_model)
        here = below
    return [owner for owner in here if isinstance(owner, type) and issubclass(owner, Entry)]


class _FreeKeys:
    """A mapping with free keys; its values follow a model."""

    def __init__(self, values_model: type[Entry]) -> None:
        self.values_model = values_model


def _described(annotation: Any) -> Iterator[Any]:
    """The models that an annotation holds, through lists, mappings and what may be left out."""
    origin = get_origin(annotation)
    if origin is dict:
        yield from (_FreeKeys(found) for found in _described(get_args(annotation)[1]))
    elif origin is list or origin is types.UnionType or origin is Union:
        for part in get_args(annotation):
            yield from _described(part)
    elif isinstance(annotation, type) and issubclass(annotation, Entry):
        yield annotation
    elif origin is not None and get_args(annotation):  # Annotated
        yield from _described(get_args(annotation)[0])
