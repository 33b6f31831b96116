"""Moves a region folder to the newest version of its format, by one step a version.

Everything is prepared in memory; then the originals are kept in `.before-upgrade`, the files replaced one by one, and
region.toml, which holds the version, last. A kill between leaves a folder that can be upgraded again.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from tertial.definitions.atomic_file import replace_file
from tertial.definitions.data_places import DataPlaces
from tertial.definitions.folder import is_known
from tertial.definitions.plain_tables import FIGURES, plain_table
from tertial.definitions.plain_text import plain_text
from tertial.definitions.refusal import quoted
from tertial.language import _

NEWEST = 1
"""The version of the folder's format that this program reads and writes."""

KEPT = ".before-upgrade"
"""Where the files are kept as they were, in a folder of its own for each upgrade: 1, 2 and so on."""

SETTINGS = "region.toml"
_IN_PERCENT = re.compile(r"""^value_unit:[ \t]*["']?%["']?[ \t\r]*(?:#|$)""", re.MULTILINE)
_TEXT_ENDINGS = (".csv", ".yaml", ".toml", ".txt")


class NotUpgradedError(ValueError):
    """Why a folder cannot be upgraded: a sentence for users; nothing in the folder was changed."""


@dataclass(frozen=True, slots=True, order=True)
class LeftAsItIs:
    """Something that could not be told for certain and was left: where it stands in the upgraded folder, and why."""

    path: str
    line: int
    read: str
    why: str

    def sentence(self) -> str:
        """The whole message on one line, in the language in force when the folder was upgraded."""
        return _("{path}:{line}: left ”{read}” as it stands: {why}.").format(
            path=self.path, line=self.line, read=self.read, why=self.why
        )


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What an upgrade did: the steps, each changed file with what was done to it, and what was left as it is."""

    from_version: int
    to_version: int
    steps: tuple[str, ...] = ()
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    left: tuple[LeftAsItIs, ...] = ()
    kept_in: str = ""

    def as_json(self) -> dict[str, object]:
        """The parts by name, for programs."""
        return {
            "from_version": self.from_version,
            "to_version": self.to_version,
            "steps": list(self.steps),
            "files": {path: list(done) for path, done in self.files.items()},
            "left": [{"path": one.path, "line": one.line, "read": one.read, "why": one.why} for one in self.left],
            "kept_in": self.kept_in,
        }

    def sentences(self) -> tuple[str, ...]:
        """The whole upgrade in sentences for users."""
        if not self.steps and not self.files and not self.left:
            return (
                _("The folder already has the newest version, {version}. There is nothing to do.").format(
                    version=self.to_version
                ),
            )
        told = list(self.steps)
        told += [f"{path}: {', '.join(done)}." for path, done in self.files.items()]
        if self.kept_in:
            told.append(_("The files as they were are kept in {folder}.").format(folder=self.kept_in))
        return (*told, *(one.sentence() for one in self.left))


class Draft:
    """The folder as it is to become: each file's text, what was done to it, and what was left as it is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.old: dict[str, bytes] = {}
        self.texts: dict[str, str] = {}
        self.done: dict[str, list[str]] = {}
        self.left: list[LeftAsItIs] = []
        for path in _files(folder):
            self._take(path, (folder / path).read_bytes())

    def _take(self, path: str, content: bytes) -> None:
        plain = plain_text(content)
        if plain is None:
            self.left.append(
                LeftAsItIs(path, 1, _("the whole file"), _("its encoding is neither Unicode nor Windows-1252"))
            )
            return
        self.old[path] = content
        self.texts[path] = plain.text
        if not plain.is_plain:
            self.note(path, _("from {encoding} to UTF-8").format(encoding=plain.encoding))

    def note(self, path: str, done: str) -> None:
        """Note what was done to a file, for the person who upgrades."""
        self.done.setdefault(path, []).append(done)

    def changed(self) -> dict[str, bytes]:
        """The files that differ from what is on disk, region.toml last."""
        new = {path: text.encode("utf-8") for path, text in self.texts.items()}
        differing = {path: content for path, content in new.items() if content != self.old[path]}
        return dict(sorted(differing.items(), key=lambda entry: (entry[0] == SETTINGS, entry[0])))


Step = Callable[[Draft], str]
"""Moves a draft one version on and says so in a sentence."""


def upgrade_folder(folder: Path) -> Upgrade:
    """Move the folder to the newest version and bring its tables to plain form.

    Tables that Excel has saved in its own way are mended in a folder of any version; the files as they were are
    kept. Raises NotUpgradedError for a folder that is none, that cannot be read or that is newer than the program,
    and NotWrittenError when somebody else changes a file meanwhile. OSError passes through.
    """
    if not (folder / SETTINGS).is_file():
        raise NotUpgradedError(_("{folder} has no region.toml: it is no region folder.").format(folder=folder.name))
    draft = Draft(folder)
    version = _version(draft)
    if version > NEWEST:
        raise NotUpgradedError(
            _(
                "The folder has version {version} of the format, and this program knows versions up to {newest}. "
                "Install a newer Tertial."
            ).format(version=version, newest=NEWEST)
        )
    _plain_tables(draft)
    steps = tuple(STEPS[step](draft) for step in range(version, NEWEST))
    changed = draft.changed()
    kept_in = _keep(folder, {path: draft.old[path] for path in changed}) if changed else ""
    for path, content in changed.items():
        replace_file(folder / path, content, instead_of=draft.old[path])
    files = {path: tuple(draft.done.get(path, ())) for path in changed}
    return Upgrade(version, NEWEST, steps, files, tuple(sorted(draft.left)), kept_in)


def _add_version(draft: Draft) -> str:
    """From a folder put together by hand to version 1: the version stands in region.toml, below its first comments."""
    newline = "\r\n" if "\r\n" in draft.texts[SETTINGS] else "\n"
    lines = draft.texts[SETTINGS].split(newline)
    place = next(
        (place for place, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), len(lines)
    )
    lines.insert(place, "schema_version = 1")
    draft.texts[SETTINGS] = newline.join(lines)
    draft.note(SETTINGS, _("schema_version added"))
    return _("Moved from no stated version to version 1.")


STEPS: Mapping[int, Step] = {0: _add_version}
"""Version -> the step from it to the next. A step takes a draft that an earlier, killed upgrade may have begun."""


def _version(draft: Draft) -> int:
    if SETTINGS not in draft.texts:
        raise NotUpgradedError(_("region.toml cannot be read. Save it as UTF-8 first."))
    try:
        settings = tomllib.loads(draft.texts[SETTINGS])
    except tomllib.TOMLDecodeError as error:
        raise NotUpgradedError(_("region.toml cannot be read: {error}. Mend it first.").format(error=error)) from error
    version = settings.get("schema_version", 0)
    if not isinstance(version, int) or isinstance(version, bool) or version < 0:
        raise NotUpgradedError(_("schema_version in region.toml is a whole number, such as 1."))
    return version


def _plain_tables(draft: Draft) -> None:
    """Bring every table to plain form."""
    percents = _percent_indicators(draft)
    for path in [path for path in draft.texts if path.endswith(".csv")]:
        kind = "outcomes" if path.startswith("outcomes/") else path
        if kind not in FIGURES:
            continue
        table = plain_table(
            draft.texts[path], FIGURES[kind], lambda row: row.get("indicator") in percents or row.get("unit") == "%"
        )
        draft.texts[path] = table.text
        for done in table.done:
            draft.note(path, done)
        draft.left += [LeftAsItIs(path, unclear.line, quoted(unclear.read), unclear.why) for unclear in table.unclear]


def _percent_indicators(draft: Draft) -> set[str]:
    """The indicators whose figures are in per cent, by the line in their file that says so."""
    return {
        PurePosixPath(path).stem
        for path, text in draft.texts.items()
        if path.startswith("indicators/") and path.endswith(".yaml") and _IN_PERCENT.search(text)
    }


def _keep(folder: Path, originals: Mapping[str, bytes]) -> str:
    """Keep the files as they were, in a new folder; its path within the region folder."""
    taken = [int(path.name) for path in (folder / KEPT).glob("*") if path.name.isdigit()]
    kept_in = f"{KEPT}/{max(taken, default=0) + 1}"
    for path, content in originals.items():
        kept = folder / kept_in / path
        kept.parent.mkdir(parents=True, exist_ok=True)
        replace_file(kept, content)
    return kept_in


def _files(folder: Path) -> Iterator[str]:
    """The text files of the folder, sorted; hidden ones, extracts, the store and links out of it are left alone."""
    root = folder.resolve()
    data = DataPlaces(root)
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in relative.parts)
        if hidden or (data.hold(relative.as_posix()) and not is_known(relative.as_posix())):
            continue
        if path.suffix in _TEXT_ENDINGS and path.is_file() and path.resolve().is_relative_to(root):
            yield relative.as_posix()
