"""Decisions of disposal carried out, and the months that wait for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import tertial
from tertial.compute.persons import recorded_declarations
from tertial.domain.calendar import Month
from tertial.domain.declarations import Declaration, RecordedDecision
from tertial.domain.disposal import Disposal
from tertial.domain.extracts import Extracts
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.person_key import key_of
from tertial.extracts import disposing
from tertial.extracts.disposing import Disposed
from tertial.extracts.identity_changing import current_tokens
from tertial.extracts.keys_known import check_known
from tertial.extracts.listed_file import read_listed, tokens_of
from tertial.extracts.relinking import PERSON
from tertial.language import _
from tertial.pipeline.errand import Errand, KeySource, refusals, unknown
from tertial.pipeline.folder import read
from tertial.pipeline.input_error import InputError
from tertial.store.load_log import LogEntry, read_log
from tertial.store.load_record import Action
from tertial.store.state import State, open_state


@dataclass(frozen=True, slots=True)
class DisposalWanted:
    """A decision of disposal, as the command line gives it. `persons` is a file of numbers or tokens."""

    feed: str
    what: str
    decision: RecordedDecision
    through: Month | None = None
    persons: Path | None = None


def dispose(errand: Errand, wanted: DisposalWanted, key: KeySource) -> Disposed:
    """Carry out a decision of disposal. Raises InputError where a declaration, a pin or the input stands in the way."""
    region = read(errand.folder)
    root = errand.root_of(region.extracts)
    with refusals():
        state = open_state(root)
        log = read_log(state.layout.log)
        declarations = _declarations(log, region.extracts)
        if wanted.feed not in declarations:
            message = _("Nothing of {feed} has been loaded.").format(feed=wanted.feed)
            raise unknown(message, wanted.feed, declarations)
        persons: frozenset[str] = frozenset()
        if wanted.persons is not None:
            if all_feeds()[wanted.feed].person is None:
                raise InputError(_("{feed} has no persons.").format(feed=wanted.feed))
            persons = _tokens(wanted.persons, state, log, key, errand, region.extracts)
        disposal = Disposal(wanted.decision, wanted.feed, wanted.what, wanted.through, persons)
        errand.step(_("Disposes of rows of {feed}").format(feed=wanted.feed))
        return disposing.dispose(
            root,
            disposal,
            declarations[wanted.feed],
            today=errand.today,
            now=errand.now,
            program=tertial.__version__,
            holder=errand.holder,
            patience=errand.patience,
        )


def due(errand: Errand) -> dict[str, tuple[Month, ...]]:
    """The months of each feed that have been kept their time. Raises InputError."""
    extracts = read(errand.folder).extracts
    with refusals():
        state = open_state(errand.root_of(extracts))
        declarations = _declarations(read_log(state.layout.log), extracts)
        return disposing.due(state, declarations, errand.today)


def _declarations(log: Sequence[LogEntry], extracts: Extracts) -> dict[str, list[Declaration]]:
    """What is declared for each feed: in extracts.toml now, or at the last load of an extract that is gone from it."""
    feeds = {entry.record.feed for entry in log if entry.record.action is Action.LOAD} & all_feeds().keys()
    return {
        feed: list(
            (recorded_declarations(log, feed) | {one.id: one.declaration for one in extracts.of_feed(feed)}).values()
        )
        for feed in sorted(feeds)
    }


def _tokens(
    file: Path, state: State, log: Sequence[LogEntry], key: KeySource, errand: Errand, extracts: Extracts
) -> frozenset[str]:
    """The current tokens of persons who are given by tokens or by numbers, in a column `person` or the only one."""
    listed = read_listed(file)
    column = listed.names[0] if len(listed.names) == 1 else PERSON
    tokens = listed.column(column)
    if not all(_is_token(value) for value in tokens):
        person_key = key.read()
        check_known(log, person_key)
        tokens = tokens_of(listed, column, person_key, errand.today, extracts.reserve_patterns)
    changes = current_tokens(state)
    return frozenset(changes.current(token) for token in tokens)


def _is_token(value: str) -> bool:
    try:
        key_of(value)
    except ValueError:
        return False
    return True
