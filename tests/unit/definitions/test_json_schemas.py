"""JSON Schemas: made from the readers' models, and true of every region folder of the project."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

import tertial.definitions
from tertial.definitions.json_schemas import schema_text, schemas, write_schemas
from tertial.definitions.schema import FILE_MODELS

ROOT = Path(__file__).parents[3]
PUBLISHED = ROOT / "docs" / "reference" / "schemas"
TEMPLATE = Path(tertial.definitions.__file__).parent / "template"
FOLDERS = [TEMPLATE, *sorted(path.parent for path in (ROOT / "regions").glob("*/region.toml"))]


def definition_files() -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted(folder.glob("*.toml"))
        yield from sorted(folder.glob("*.yaml"))
        yield from sorted(folder.glob("indicators/*.yaml"))


def schema_of(path: Path) -> str:
    return "indicator" if path.parent.name == "indicators" else path.stem


def as_editors_read(path: Path) -> object:
    """The file as YAML 1.2 or TOML, with dates as the texts that editors take them for."""
    text = path.read_text("utf-8")
    return plain(tomllib.loads(text) if path.suffix == ".toml" else YAML(typ="safe", pure=True).load(text))


def plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("name", sorted(FILE_MODELS))
def test_every_kind_of_definition_file_has_a_valid_schema(name: str) -> None:
    Draft202012Validator.check_schema(schemas()[name])


@pytest.mark.parametrize("path", list(definition_files()), ids=named)
def test_the_project_s_own_files_fit_their_schemas(path: Path) -> None:
    errors = Draft202012Validator(schemas()[schema_of(path)]).iter_errors(as_editors_read(path))
    assert [f"{'.'.join(map(str, error.absolute_path))}: {error.message}" for error in errors] == []


@pytest.mark.parametrize("path", list(definition_files()), ids=named)
def test_every_definition_file_names_its_schema_on_its_first_line(path: Path) -> None:
    up = "../" if path.parent.name == "indicators" else ""
    line = path.read_text("utf-8").splitlines()[0]
    form = "#:schema {}" if path.suffix == ".toml" else "# yaml-language-server: $schema={}"
    assert line == form.format(f"{up}.schemas/{schema_of(path)}.json")


@pytest.mark.parametrize("name", sorted(FILE_MODELS))
def test_the_published_schemas_are_fresh(name: str) -> None:
    stale = "stale: run python docs/generate.py"
    assert (PUBLISHED / f"{name}.json").read_text("utf-8") == schema_text(name), stale


def test_no_schema_is_published_of_a_file_that_is_gone() -> None:
    assert {path.stem for path in PUBLISHED.iterdir()} == set(FILE_MODELS)


@pytest.mark.parametrize("name", sorted(FILE_MODELS))
def test_every_field_is_explained_to_editors(name: str) -> None:
    def unexplained(part: object, place: str) -> Iterator[str]:
        if isinstance(part, dict):
            fields = part.get("properties")
            if isinstance(fields, dict) and set(fields) != {"sv", "en"}:
                yield from (
                    f"{place}.{key}" for key, field in fields.items() if not field.keys() & {"description", "$ref"}
                )
            for key, value in part.items():
                yield from unexplained(value, f"{place}.{key}")
        elif isinstance(part, list):
            for item in part:
                yield from unexplained(item, place)

    assert list(unexplained(schemas()[name], name)) == []


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("indicator", {"id": "x", "title": "X", "value_unit": "%", "shown": "ytd", "direction": "up"}),
        ("indicator", {"id": "x", "title": "X", "value_unit": "%", "shown": "ytd", "target": "92 %"}),
        ("indicator", {"id": "X Y", "title": "X", "value_unit": "%", "shown": "ytd"}),
        ("judgements", {"judgements": [{"objective": "a", "period": "2025-13", "judgement": "met"}]}),
        ("judgements", {"judgements": [{"objective": "a", "period": "2025-08", "judgement": None}]}),
        ("goals", {"goals": [{"id": "a", "level": "goal", "title": {"en": "English alone"}}]}),
        ("changes", {"changes": [], "chnages": []}),
    ],
)
def test_what_the_reader_refuses_the_editor_underlines(name: str, document: object) -> None:
    assert list(Draft202012Validator(schemas()[name]).iter_errors(document))


def test_the_schemas_are_written_where_editors_look(tmp_path: Path) -> None:
    written = write_schemas(tmp_path / ".schemas")
    assert sorted(path.name for path in written) == sorted(f"{name}.json" for name in FILE_MODELS)
    assert written[0].read_text("utf-8").endswith("}\n")
