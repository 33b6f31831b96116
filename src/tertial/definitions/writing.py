"""Writes changes back into a region folder so that comments, order and every other line stay as they are.

Each function changes one file, whole or not at all, and refuses what would not read: a name that does not exist, a
value that the field cannot hold. The folder on disk is then as it was. A killed write leaves the old file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import tomlkit
import tomlkit.items
from pydantic import ValidationError
from ruamel.yaml.error import YAMLError
from tomlkit.exceptions import TOMLKitError

from tertial.definitions.atomic_file import replace_file
from tertial.definitions.known_names import INDICATORS
from tertial.definitions.not_written import NotWrittenError
from tertial.definitions.refusal import Refusal
from tertial.definitions.row_check import check_row
from tertial.definitions.schema import FILE_MODELS
from tertial.definitions.table_editing import TableEditing
from tertial.definitions.yaml_editing import NoSuchPlaceError, Step, YamlEditing
from tertial.definitions.yaml_layout import Plain
from tertial.language import _

SETTINGS = "region.toml"

TABLE_KEYS: Mapping[str, tuple[str, ...]] = {
    "organisation.csv": ("id", "valid_from"),
    "memberships.csv": ("unit", "tree", "node", "valid_from"),
    "economy.csv": ("frame", "account", "period", "item", "unit", "version"),
    "outcomes": ("indicator", "unit", "period", "sex", "age_band", "category"),
}
"""The columns that say which row of a table is meant; `outcomes` is every table of that folder."""

KEY_DEFAULTS: Mapping[str, str] = {"sex": "all"}
"""What an empty cell of a key column means."""

PUBLISHED = "published"
"""A column that no row leaves empty; a figure that nobody says is printed is not."""


def set_value(folder: Path, file: str, path: Sequence[Step], value: Plain, *, after: Sequence[str] = ()) -> Path:
    """Set the value at a path of a YAML file, such as `("title", "sv")` of `indicators/phone-same-day.yaml`.

    A key that does not stand yet is added after the last of `after` that does, else at the end of its mapping.
    Raises NotWrittenError for a file, path or value that cannot be.
    """
    return edit(folder, file, lambda editing: editing.set(path, value, after=after))


def append_item(folder: Path, file: str, path: Sequence[Step], value: Plain) -> Path:
    """Add an item to the list at a path of a YAML file. Raises NotWrittenError as `set_value` does."""
    return edit(folder, file, lambda editing: editing.append(path, value))


def edit(folder: Path, file: str, change: Callable[[YamlEditing], None], *, new: str = "") -> Path:
    """Make any change to one YAML file and write it when the result reads.

    `new` is the text that a file begins with that does not exist yet; without it a missing file is refused.
    """
    target = _inside(folder, file)
    old = target.read_bytes() if target.exists() else None
    if old is None and not new:
        raise NotWrittenError(_("There is no file {file} in the folder.").format(file=file))
    try:
        editing = YamlEditing(new if old is None else old.decode("utf-8"))
        if old is not None:
            _check_fits(file, editing.value())
        change(editing)
    except (YAMLError, UnicodeDecodeError) as error:
        raise _unreadable(file) from error
    except NoSuchPlaceError as error:
        raise NotWrittenError(_("{file} has no {key}.").format(file=file, key=error.args[0])) from error
    _check_fits(file, editing.value())
    content = editing.text.encode("utf-8")
    if content != old:
        replace_file(target, content, instead_of=old)
    return target


def set_setting(folder: Path, path: Sequence[str], value: Plain) -> Path:
    """Set a value of region.toml, such as `("status", "met")`. Raises NotWrittenError for a value that cannot be."""
    target = _inside(folder, SETTINGS)
    if not target.is_file():
        raise NotWrittenError(_("There is no file {file} in the folder.").format(file=SETTINGS))
    old = target.read_bytes()
    try:
        document = tomlkit.parse(old.decode("utf-8"))
    except (TOMLKitError, UnicodeDecodeError) as error:
        raise _unreadable(SETTINGS) from error
    table: tomlkit.TOMLDocument | tomlkit.items.Item = document
    for step in path[:-1]:
        if not isinstance(table, Mapping) or step not in table:
            raise NotWrittenError(_("{file} has no {key}.").format(file=SETTINGS, key=".".join(path)))
        table = table[step]
    if not isinstance(table, tomlkit.TOMLDocument | tomlkit.items.AbstractTable):
        raise NotWrittenError(_("{file} has no {key}.").format(file=SETTINGS, key=".".join(path)))
    _put_setting(table, path[-1], value)
    _check_fits(SETTINGS, _texts(document.unwrap()))
    content = tomlkit.dumps(document).encode("utf-8")
    if content != old:
        replace_file(target, content, instead_of=old)
    return target


def put_row(folder: Path, file: str, row: Mapping[str, str]) -> Path:
    """Replace the row of a table that has the same key, or add it at the end.

    Columns that `row` does not name are empty, save that `published` is no. Raises NotWrittenError for a file or
    column that does not exist, a name that the folder does not have, or a cell that would not read.
    """
    target = _inside(folder, file)
    key = TABLE_KEYS.get("outcomes" if file.startswith("outcomes/") else file)
    if key is None or not target.is_file():
        raise NotWrittenError(_("There is no file {file} in the folder.").format(file=file))
    old = target.read_bytes()
    try:
        editing = TableEditing(old.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _unreadable(file) from error
    check_row(folder, file, row)
    fresh = {PUBLISHED: "no"} if PUBLISHED in editing.columns else {}
    editing.put({**fresh, **row}, key, KEY_DEFAULTS)
    content = editing.text.encode("utf-8")
    if content != old:
        replace_file(target, content, instead_of=old)
    return target


def _put_setting(table: tomlkit.TOMLDocument | tomlkit.items.AbstractTable, key: str, value: Plain) -> None:
    """Set the key; a comment behind the old value stays."""
    item = tomlkit.item(value)
    old = table.get(key)
    if isinstance(old, tomlkit.items.Item) and not isinstance(old, tomlkit.items.Table):
        item.trivia.comment_ws, item.trivia.comment = old.trivia.comment_ws, old.trivia.comment
    table[key] = item


def _inside(folder: Path, file: str) -> Path:
    """The file's path. Raises NotWrittenError when it leads out of the folder."""
    target = (folder / file).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise NotWrittenError(_("{file} lies outside the region folder.").format(file=file))
    return target


def _check_fits(file: str, content: object) -> None:
    """Raise NotWrittenError when the changed file would not read."""
    name = "indicator" if file.startswith(f"{INDICATORS}/") else Path(file).stem
    model = FILE_MODELS.get(name)
    if model is None:
        raise NotWrittenError(_("{file} is no definition file.").format(file=file))
    try:
        model.model_validate(content)
    except ValidationError as error:
        raise NotWrittenError("\n".join(_told(file, dict(part)) for part in error.errors())) from error


def _told(file: str, part: Mapping[str, object]) -> str:
    location = part["loc"]
    place = ".".join(map(str, location)) if isinstance(location, tuple) else ""
    context = part.get("ctx")
    refusal = context.get("error") if isinstance(context, dict) else None
    if isinstance(refusal, Refusal):
        said = _("read ”{read}”, expected {expected}").format(read=refusal.read, expected=refusal.expected)
    else:
        said = _("the value does not fit here")
    return _("{file}, {place}: {said}.").format(file=file, place=place, said=said)


def _unreadable(file: str) -> NotWrittenError:
    return NotWrittenError(_("{file} cannot be read. Run tertial check and mend it first.").format(file=file))


def _texts(value: object) -> object:
    """Values as the readers see them: texts in mappings and lists."""
    if isinstance(value, dict):
        return {key: _texts(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_texts(part) for part in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
