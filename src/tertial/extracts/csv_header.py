"""Where a text file's rows begin, and what its header says."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import BinaryIO

from tertial.extracts.dialect import HEAD, find_dialect
from tertial.extracts.encoding import UTF_8, UTF_16_BE, UTF_16_LE, Encoding, chunks
from tertial.extracts.header import Header, named
from tertial.extracts.reasons import Reason
from tertial.extracts.sifting import Syntax, sift


@dataclass(frozen=True, slots=True)
class Beginning:
    """The header of a text file and how the lines below it are to be read.

    `size` is how many bytes come before the first row, after the byte order mark and in UTF-8 where the file is UTF-16;
    `line` is the header's line and `next_line` the first below it. Where `usable` is false no row can be read.
    """

    names: tuple[str, ...]
    reasons: tuple[Reason, ...]
    usable: bool
    syntax: Syntax
    returns_only: bool
    size: int
    line: int
    next_line: int


def find_beginning(stream: BinaryIO, encoding: Encoding, separator: str | None) -> Beginning | None:
    """Read the header; None where the file has nothing but blank lines in its first mebibyte and no more.

    Raises OSError, and ValueError for an impossible separator.
    """
    head = next(chunks(stream, encoding, HEAD), b"")
    dialect = find_dialect(head, separator)
    codec = UTF_8 if encoding.codec in {UTF_16_LE, UTF_16_BE} else encoding.codec
    plain = Syntax(dialect.separator, codec, codec != encoding.codec, b"")
    if dialect.returns_only:
        head = head.replace(b"\r", b"\n")
    position, line = 0, 1
    for number, part in enumerate(head.split(b"\n"), 1):
        if number > dialect.skipped and part.strip(b"\r"):
            break
        position, line = position + len(part) + 1, number + 1
    if position >= len(head):
        return None
    end = head.find(b"\n", position) + 1
    ended = head[position:] if end else head[position:] + b"\n"
    sifted = sift(ended[: ended.rfind(b"\n") + 1], line, plain, more=False, most=1)
    header, lines = Header((), (Reason.BROKEN_HEADER,), usable=False), 1
    size = end or len(head)
    if sifted.lines and sifted.lines[0] == line:
        record = sifted.records[0]
        header, lines = named(_cells(record, dialect.separator)), record.count(b"\n")
        for _ in range(lines - 1):
            size = head.find(b"\n", size) + 1 or len(head)
    syntax = Syntax(dialect.separator, codec, plain.transcoded, head[position:size].rstrip(b"\r\n"))
    return Beginning(
        header.names, header.reasons, header.usable, syntax, dialect.returns_only, size, line, line + lines
    )


def _cells(record: bytes, separator: str) -> list[str]:
    return next(csv.reader(io.StringIO(record.decode(UTF_8), newline=""), delimiter=separator), [])
