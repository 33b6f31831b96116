"""Starts a region folder: a small made-up region that checks clean, can be reported on and explains itself."""

from __future__ import annotations

import os
import shutil
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

from tertial.definitions.json_schemas import write_schemas
from tertial.definitions.refusal import quoted
from tertial.definitions.writing import put_row, set_setting
from tertial.domain.hyphenated import hyphenated
from tertial.language import LANGUAGES, _

EXAMPLE = "Region Exempel"
ROOT_UNIT = {"id": "region", "kind": "region"}
LONGEST_NAME = 100
HARMLESS = {".git"}
"""What may stand in the folder already."""


class NotStartedError(ValueError):
    """Why no folder was made: a sentence for users; nothing was left behind."""


def start_folder(target: Path, *, name: str | None = None, language: str = "sv") -> tuple[Path, ...]:
    """Make a region folder at `target`; the paths of its files, sorted.

    `name` is the region's, `language` the one that its reports are written in. The folder appears whole or not at
    all. Raises NotStartedError for a folder that already holds something, a parent that does not exist, or a name
    or language that cannot be; OSError where nothing can be written.
    """
    target = Path(os.path.abspath(target))  # noqa: PTH100 - a link is left as the user wrote it
    _check(target, name, language)
    made = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        _fill(made, name, language)
        paths = sorted(path.relative_to(made) for path in made.rglob("*") if path.is_file())
        if target.exists():
            _move_into(made, target)
        else:
            made.rename(target)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return tuple(target / path for path in paths)


def _check(target: Path, name: str | None, language: str) -> None:
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise NotStartedError(
            _("There is no language ”{read}”; choose among {known}.").format(read=language, known=known)
        )
    if name is not None and not (name.strip() and name.isprintable() and len(name) <= LONGEST_NAME):
        raise NotStartedError(_("”{read}” is no name for a region.").format(read=quoted(name)))
    if target.is_dir():
        found = sorted({path.name for path in target.iterdir()} - HARMLESS)
        if found:
            told = _("{folder} already holds something: {found}. Choose a folder that is empty or does not exist yet.")
            raise NotStartedError(told.format(folder=target, found=quoted(", ".join(found))))
    elif target.exists() or target.is_symlink():
        raise NotStartedError(_("{folder} is a file. Choose another name for the folder.").format(folder=target))
    elif not target.parent.is_dir():
        raise NotStartedError(_("The folder {folder} does not exist. Make it first.").format(folder=target.parent))


def _fill(folder: Path, name: str | None, language: str) -> None:
    with as_file(files("tertial.definitions").joinpath("template")) as template:
        shutil.copytree(template, folder, dirs_exist_ok=True, copy_function=shutil.copyfile)
    folder.chmod(0o777 & ~_mask())
    write_schemas(folder / ".schemas")
    if language != LANGUAGES[0]:
        set_setting(folder, ("language",), language)
    if name is not None:
        _rename(folder, name.strip())


def _rename(folder: Path, name: str) -> None:
    """Put the region's name in place of the example's."""
    for path in (("name",), ("personal_data", "controller")):
        for language in LANGUAGES:
            set_setting(folder, (*path, language), name)
    set_setting(folder, ("id",), hyphenated(name) or ROOT_UNIT["id"])
    put_row(folder, "organisation.csv", {**ROOT_UNIT, "name": name, "name_en": name})
    readme = folder / "README.md"
    readme.write_bytes(readme.read_bytes().replace(EXAMPLE.encode(), name.encode(), 1))


def _move_into(made: Path, target: Path) -> None:
    """Move everything into an empty folder that exists, region.toml last; take it out again when a move fails."""
    entries = sorted(made.iterdir(), key=lambda path: (path.name == "region.toml", path.name))
    moved: list[Path] = []
    try:
        for entry in entries:
            entry.rename(target / entry.name)
            moved.append(target / entry.name)
    except BaseException:
        for path in moved:
            path.rename(made / path.name)
        raise


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
