"""The exact reading of CSV lines: which are records, which are not and why, line by line.

A record is read strictly: a quoted cell ends with a quote that a separator or the end of the line follows. Where that
does not hold, only the first line of what was begun is rejected and reading goes on at the next line, so that one
unclosed quote does not swallow the rows below it. All decisions depend on the lines alone, never on how the file was
cut into blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from tertial.extracts.batches import Rejected
from tertial.extracts.encoding import UTF_8, WINDOWS_1252, is_utf_8_in_windows_1252
from tertial.extracts.reasons import Reason

LONGEST_LINE = 1 << 20
"""Bytes of a record with all its lines."""

BROKEN_LETTER = "\ufffd".encode()


@dataclass(frozen=True, slots=True)
class Syntax:
    """What records are matched with: the file's separator, its codec and its header line."""

    separator: str
    codec: str
    transcoded: bool
    """Whether the bytes come from UTF-16, so that a broken letter stands for broken bytes."""
    header: bytes
    """The header as it stands in the file, without line end; empty before it has been read."""

    def patterns(self) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
        """Cells from the start of a record, and a whole record with its line end."""
        sign = re.escape(self.separator.encode())
        cell = rb'(?:"[^"]*+(?:""[^"]*+)*+"|[^"\r\n' + sign + rb"]*+)"
        cells = cell + rb"(?:" + sign + cell + rb")*+"
        return re.compile(cells), re.compile(cells + rb"\r*+\n")


@dataclass(slots=True)
class Sifted:
    """What a piece of a file comes to: clean records in UTF-8 with the number of their first line, and the rest."""

    records: list[bytes] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    open: bytes = b""
    """The record that was not yet ended, to be read on with what follows."""
    next_line: int = 1

    def text(self) -> bytes:
        """The records as CSV, each ended by a line feed."""
        return b"".join(self.records)


def sift(data: bytes, first: int, syntax: Syntax, more: bool, most: int | None = None) -> Sifted:
    """Read whole lines, the first of which is number `first`; `more` says whether the file goes on after them.

    `data` begins at the start of a record and ends with a line feed. Where `most` is given, no more than so many
    records are read, the rejected among them.
    """
    sifted = Sifted(next_line=first)
    position = 0
    for end, lines, reason in islice(_records(data, syntax, more), most):
        raw = data[position:end]
        if reason is None:
            clean = raw.rstrip(b"\r\n")
            reason = _damage(clean, syntax)
            if reason is None and clean:
                sifted.records.append(_utf_8(clean, syntax) + b"\n")
                sifted.lines.append(sifted.next_line)
        if reason is not None:
            sifted.rejected.append(Rejected(sifted.next_line, reason))
        sifted.next_line += lines
        position = end
    sifted.open = data[position:]
    return sifted


def _records(data: bytes, syntax: Syntax, more: bool) -> Iterator[tuple[int, int, Reason | None]]:
    """Where each record ends, how many lines it has, and why it is none; stops at one that is not yet ended."""
    cells, record = syntax.patterns()
    position = 0
    while position < len(data):
        end = data.index(b"\n", position) + 1
        reason: Reason | None = None
        lines = 1
        if end - position > LONGEST_LINE:
            reason = Reason.LONG_LINE
        elif data.find(b'"', position, end) >= 0:
            limit = min(position + LONGEST_LINE, len(data))
            if whole := record.match(data, position, limit):
                end = whole.end()
                lines = data.count(b"\n", position, end)
            else:
                well_formed = cells.match(data, position, limit)
                stop = well_formed.end() if well_formed else position
                # A quote that opens a cell and finds no end before the data does may find it in what follows.
                opens = data[stop : stop + 1] == b'"' and (stop == position or data[stop - 1 : stop] == _sign(syntax))
                if opens and more and limit < position + LONGEST_LINE:
                    return
                reason = _broken(data, stop, end, opens or stop >= limit)
        elif (found := data.find(b"\r", position, end)) >= 0 and data[found:end].strip(b"\r\n"):
            reason = Reason.STRAY_RETURN
        yield end, lines, reason
        position = end


def _sign(syntax: Syntax) -> bytes:
    return syntax.separator.encode()


def _broken(data: bytes, stop: int, end: int, unclosed: bool) -> Reason:
    """Why no record could be read, when its cells are well formed up to `stop` and its first line ends at `end`."""
    if unclosed or stop >= end:
        return Reason.UNCLOSED_QUOTE
    return Reason.STRAY_RETURN if data[stop : stop + 1] == b"\r" else Reason.STRAY_QUOTE


def _damage(clean: bytes, syntax: Syntax) -> Reason | None:
    if b"\0" in clean:
        return Reason.NUL_BYTE
    if clean and clean == syntax.header:
        return Reason.REPEATED_HEADER
    if clean.isascii():
        return None
    if syntax.transcoded and BROKEN_LETTER in clean:
        return Reason.WRONG_ENCODING
    if syntax.codec == WINDOWS_1252 and is_utf_8_in_windows_1252(clean):
        return Reason.WRONG_ENCODING
    try:
        clean.decode(syntax.codec)
    except UnicodeDecodeError:
        return Reason.WRONG_ENCODING
    return None


def _utf_8(clean: bytes, syntax: Syntax) -> bytes:
    return clean if syntax.codec == UTF_8 or clean.isascii() else clean.decode(syntax.codec).encode(UTF_8)
