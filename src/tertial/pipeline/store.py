"""What a region does with its store, besides loading: reads its log, verifies, prunes and pins, looks at quarantine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from tertial.exchange.csv_file import csv_bytes
from tertial.exchange.sheet import Sheet
from tertial.extracts.quarantined_lines import BATCH, QuarantinedLine, QuarantinedLines, quarantined_lines
from tertial.extracts.reasons import Reason, sentence
from tertial.language import _
from tertial.pipeline.deliveries import keep_deliveries
from tertial.pipeline.errand import Errand, refusals, unknown, unwritable
from tertial.pipeline.input_error import InputError
from tertial.store import pins
from tertial.store.load_log import LogEntry, read_log
from tertial.store.pruning import prune as prune_store
from tertial.store.state import open_state
from tertial.store.verifying import Finding
from tertial.store.verifying import verify as verify_store


def log(errand: Errand) -> tuple[LogEntry, ...]:
    """Every load and other change, in order. Raises InputError where there is no store or its log is damaged."""
    with refusals():
        state = open_state(errand.root)
        return read_log(state.layout.log)


def verify(errand: Errand) -> tuple[Finding, ...]:
    """Everything that is wrong with the store. Raises InputError where there is none."""
    with refusals():
        return verify_store(errand.root)


def prune(errand: Errand, keep: int) -> tuple[int, ...]:
    """Keep the newest states and the pinned ones; the numbers of those that went. Raises InputError."""
    with refusals():
        # What the states that go said of feeds sent in full is counted first, where a load was killed before it was.
        keep_deliveries(errand.root, open_state(errand.root).feeds)
        return prune_store(errand.root, keep, errand.holder, errand.patience)


def pin(errand: Errand, number: int, by: str, why: str) -> None:
    """Keep a state until the pin is taken away. Raises InputError."""
    if number < 0:
        raise InputError(_("There is no state {number} yet.").format(number=number))
    if not by.strip() or not why.strip():
        raise InputError(_("A pin says who keeps the state, and why."))
    with refusals():
        pins.pin(errand.root, pins.Pin(number, by, why), errand.holder)


def unpin(errand: Errand, number: int, by: str) -> None:
    """Take a pin away. Raises InputError where there is none."""
    with refusals():
        pins.unpin(errand.root, number, by, errand.holder)


def all_pins(errand: Errand) -> tuple[pins.Pin, ...]:
    """Every pin, by number. Raises InputError."""
    with refusals():
        return pins.pins(errand.root)


def quarantine(errand: Errand, *, feed: str | None = None, load: int | None = None) -> QuarantinedLines:
    """The lines in quarantine: all, a feed's, or those of the load that led to a state. Raises InputError."""
    with refusals():
        state = open_state(errand.root)
        entries = read_log(state.layout.log)
        loaded = next((entry.record for entry in entries if entry.number == load), None)
        if load is not None and loaded is None:
            raise InputError(_("There is no state {number} yet.").format(number=load))
        known = {entry.record.feed for entry in entries}
        if feed is not None and feed not in known:
            raise unknown(_("Nothing of {feed} has been loaded.").format(feed=feed), feed, known)
        return quarantined_lines(state, entries, feed=feed, load=loaded)


def write_quarantine(lines: QuarantinedLines, out: Path) -> None:
    """Write the lines as a new CSV file, piece by piece. Raises InputError where there is one or it cannot be made."""
    try:
        with out.open("xb") as stream:
            stream.write(csv_bytes(_sheet([])))
            for piece in _batched(lines):
                # The header stands once, before the first piece.
                stream.write(csv_bytes(_sheet(piece)).partition(b"\n")[2])
    except OSError as error:
        raise unwritable(out, error) from error


def _batched(lines: QuarantinedLines) -> Iterator[list[QuarantinedLine]]:
    """The lines in lists that fit in memory."""
    every = iter(lines)
    while piece := list(islice(every, BATCH)):
        yield piece


def _sheet(lines: Sequence[QuarantinedLine]) -> Sheet:
    columns = ("feed", "extract", "file", "line", "column", "reason", "sentence", "nearest")
    rows = tuple(
        (one.feed, one.extract, one.file, one.line, one.column, one.reason, reason_sentence(one.reason), one.nearest)
        for one in lines
    )
    return Sheet("quarantine", columns, rows)


def reason_sentence(code: str) -> str:
    """What a reason's code means; the code itself where this program does not know it."""
    return sentence(Reason(code)) if code in set(Reason) else code
