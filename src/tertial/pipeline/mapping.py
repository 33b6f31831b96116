"""From a file to the piece of extracts.toml that may describe it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tertial.definitions.atomic_file import replace_file
from tertial.definitions.extract_text import proposed_toml
from tertial.disk_errors import disk_error_words
from tertial.domain.extracts import Extracts, Files
from tertial.domain.feeds.contract import Feed
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.nearest import nearest
from tertial.extracts.mapping.proposal import NoFeedError, NoHeaderError, Proposal, propose
from tertial.extracts.mapping.sample import UnreadableError, take_sample
from tertial.extracts.mapping.sentences import unsure
from tertial.extracts.mapping.units import Units, units_of
from tertial.extracts.reading import Choices
from tertial.extracts.reasons import sentence
from tertial.extracts.source import SourceFile, find_sources
from tertial.language import _
from tertial.pipeline.folder import read
from tertial.pipeline.input_error import InputError
from tertial.pipeline.step import Step, silent

FOLDER = "extracts"
"""Where a region folder usually has its extracts; proposed for a file that lies elsewhere."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A proposal as it is handed over: `toml` is the piece of extracts.toml, `unsure` what a person has to look at."""

    file: str
    proposal: Proposal
    unsure: tuple[str, ...]
    toml: str


def map_file(
    path: Path,
    *,
    today: date,
    feed: str | None = None,
    region: Path | None = None,
    sheet: str = "",
    step: Step = silent,
) -> Mapped:
    """Propose how a file's columns become a feed's; of a folder or a ZIP its first file stands for all.

    With a region its units and reserve numbers are known too. Raises InputError for a file that cannot be read, or has
    no header, or fits no feed, for an unknown feed and for a broken region folder.
    """
    feeds = _feeds(feed)
    known, units = Extracts(), Units()
    if region is not None:
        step(_("Reads {folder}").format(folder=region))
        found = read(region)
        known, units = found.extracts, units_of(found.organisation)
    step(_("Reads {folder}").format(folder=path))
    source = _source(path)
    try:
        sample = take_sample(source, Choices(sheet=sheet))
        step(_("Compares with the feeds"))
        proposal = propose(
            sample, feeds, today=today, units=units, patterns=known.reserve_patterns, file_name=path.stem
        )
    except UnreadableError as error:
        raise InputError(f"{source.name}: {sentence(error.reason)}") from error
    except NoHeaderError as error:
        raise InputError(
            _(
                "{file} seems to lack a header: its first row reads as values, and is not shown. Ask the sender for "
                "a header."
            ).format(file=source.name)
        ) from error
    except NoFeedError as error:
        raise InputError(
            _("The columns of {file} fit no feed. Name the feed with --feed.").format(file=source.name)
        ) from error
    return _mapped(path, source, proposal, known, region, sheet)


def write_piece(path: Path, toml: str) -> None:
    """Write the piece as a new file. Raises InputError where something is there already, or the disk refuses."""
    if path.exists():
        raise InputError(_("{file} is there already; nothing was written.").format(file=path))
    try:
        replace_file(path, toml.encode("utf-8"))
    except OSError as error:
        raise InputError(
            _("Cannot write in {folder}: {why}").format(folder=path, why=disk_error_words(error))
        ) from error


def _feeds(feed: str | None) -> Sequence[Feed]:
    every = all_feeds()
    if feed is None:
        return tuple(every.values())
    if feed not in every:
        near = nearest(feed, every)
        hint = _(" Did you mean {name}?").format(name=near) if near else ""
        raise InputError(_("There is no feed {name}.").format(name=feed) + hint)
    return (every[feed],)


def _source(path: Path) -> SourceFile:
    sources = find_sources(path)
    if sources.files:
        return sources.files[0]
    refused = "\n".join(f"{one.name}: {sentence(one.reason)}" for one in sources.refused)
    raise InputError(refused or _("{folder} holds no file.").format(folder=path))


def _mapped(
    path: Path, source: SourceFile, proposal: Proposal, known: Extracts, region: Path | None, sheet: str
) -> Mapped:
    to_look_at = tuple(unsure(proposal))
    toml = proposed_toml(
        _free_id(proposal.feed.id, known), proposal.feed.id, Files(_pattern(path, region), sheet=sheet), proposal.told
    )
    comments = "".join(f"# {_('look at')}: {one}\n" for one in to_look_at)
    return Mapped(source.name, proposal, to_look_at, toml + comments)


def _free_id(wanted: str, known: Extracts) -> str:
    taken = {extract.id for extract in known.extracts}
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    return free


def _pattern(path: Path, region: Path | None) -> str:
    """The file as extracts.toml names it: relative to the region folder."""
    if region is not None and path.resolve().is_relative_to(region.resolve()):
        return path.resolve().relative_to(region.resolve()).as_posix()
    return f"{FOLDER}/{path.resolve().name}"
