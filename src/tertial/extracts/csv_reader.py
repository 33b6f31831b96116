"""Reads text tables (CSV, TSV and their kin) in bounded memory, exactly, and as fast as the machine's cores allow.

Blocks without trouble go to Arrow's own parser on several threads. A block with anything unusual in it (blank lines,
zero bytes, broken letters, unruly quotes, very long cells) is first sifted line by line; both ways end in the same
rows and line numbers.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from itertools import chain, islice
from typing import BinaryIO

import numpy as np
import pyarrow as pa

from tertial.extracts.batches import WHOLE_FILE, Batch, Rejected, rejections, whole_file
from tertial.extracts.csv_blocks import Block, ReadBlock, blocks
from tertial.extracts.csv_cells import LONGEST_CELL, cells, sorted_out
from tertial.extracts.csv_header import Beginning, find_beginning
from tertial.extracts.encoding import UTF_8, WINDOWS_1252, chunks, find_encoding, may_hold_utf_8
from tertial.extracts.reasons import Reason
from tertial.extracts.scanning import returns_end_lines
from tertial.extracts.sifting import BROKEN_LETTER, LONGEST_LINE, Sifted, Syntax, sift

BLOCK = 8 << 20
"""Bytes read at a time; at most a handful of blocks are in memory at once."""
MOST_THREADS = 4
SMALL_BLOCK = 64 << 10
"""Bytes; a block with trouble is not halved below it."""


def read_csv(
    opened: Callable[[], BinaryIO], separator: str | None = None, block: int = BLOCK, threads: int | None = None
) -> Iterator[Batch]:
    """Read a text file; `opened` opens it anew each time. The separator is found where none is given.

    Raises OSError, and ValueError for an impossible separator.
    """
    with opened() as stream:
        encoding = find_encoding(stream)
    with opened() as stream:
        beginning = find_beginning(stream, encoding, separator)
        if beginning is None:
            yield whole_file(Reason.EMPTY_FILE)
            return
        # The first batch tells the names, also of a file without rows.
        yield rejections([Rejected(beginning.line, reason) for reason in beginning.reasons], beginning.names)
        pieces = _rows(chunks(stream, encoding, block), beginning)
        if not beginning.usable:
            yield from _refused(pieces, beginning)
            return
        yield from _read(blocks(pieces, beginning.next_line, beginning.syntax), beginning, threads)


def _rows(pieces: Iterable[bytes], beginning: Beginning) -> Iterator[bytes]:
    """The pieces without the header and what comes before it, and with line feeds at the ends of lines."""
    skip = beginning.size
    for piece in pieces:
        rows = piece[skip:]
        skip -= min(skip, len(piece))
        if rows:
            yield rows.replace(b"\r", b"\n") if beginning.returns_only else rows


def _refused(pieces: Iterable[bytes], beginning: Beginning) -> Iterator[Batch]:
    """Each line below a header that cannot be used, so that what was not read is counted."""
    reason = beginning.reasons[0]
    line, blank, inside = beginning.next_line, True, False
    for piece in pieces:
        rejected = []
        for part in piece.splitlines(keepends=True):
            blank, inside = blank and not part.strip(), True
            if part.endswith(b"\n"):
                if not blank:
                    rejected.append(Rejected(line, reason))
                line, blank, inside = line + 1, True, False
        yield rejections(rejected)
    if inside and not blank:
        yield rejections([Rejected(line, reason)])


def _read(found: Iterable[Block | ReadBlock], beginning: Beginning, threads: int | None) -> Iterator[Batch]:
    """The batches in the file's order, a few blocks being read at once."""
    workers = threads or min(os.cpu_count() or 1, MOST_THREADS)
    pieces = iter(found)
    begun = list(islice(pieces, 2))
    if len(begun) < 2:
        # A small file is read before a thread for it would have started.
        yield from (batch for piece in begun for batch in _batches(piece, beginning.names, beginning.syntax))
        return
    waiting: deque[Future[list[Batch]]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for piece in chain(begun, pieces):
            waiting.append(pool.submit(_batches, piece, beginning.names, beginning.syntax))
            if len(waiting) > workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _batches(piece: Block | ReadBlock, names: tuple[str, ...], syntax: Syntax) -> list[Batch]:
    """The rows of a block; one with trouble is halved until the trouble is in a small part, and only that is sifted."""
    if isinstance(piece, ReadBlock):
        return [_of_sifted(piece.sifted, names, syntax, piece.cut)]
    if batch := _fast(piece, names, syntax):
        return [batch]
    halves = piece.halves() if len(piece.data) > SMALL_BLOCK else None
    if halves is None:
        return [_of_sifted(sift(piece.data, piece.first, syntax, more=False), names, syntax, cut=False)]
    return [batch for half in halves for batch in _batches(half, names, syntax)]


def _fast(block: Block, names: tuple[str, ...], syntax: Syntax) -> Batch | None:
    """The batch, or None where a line by line reading might come to something else."""
    text = _plain(block.data, syntax)
    if text is None:
        return None
    found = cells(text, names, syntax.separator)
    longest = found.longest()
    # Doubled quotes and separators may make the line in the file longer than its cells.
    may_be_long = 2 * sum(longest) + 3 * len(names) + 2 > LONGEST_LINE
    # Arrow passes over blank lines, so that it finds fewer records.
    if (
        found.records != block.lines
        or may_be_long
        or max(longest) > LONGEST_CELL
        or _long_ragged(block.data, found.ragged)
    ):
        return None
    numbers = pa.array(np.arange(block.first, block.first + block.lines, dtype=np.int64))
    table, numbers, rejected = sorted_out(found, numbers)
    return Batch(names, table, numbers, tuple(rejected))


def _long_ragged(data: bytes, ragged: dict[int, Reason]) -> bool:
    """Whether a line that does not fit the columns may be too long as well, which would be its reason."""
    return bool(ragged) and len(data) > LONGEST_LINE and max(map(len, data.split(b"\n"))) > LONGEST_LINE - 2


def _plain(data: bytes, syntax: Syntax) -> bytes | None:
    """The block in UTF-8, or None where some line of it may have to be rejected."""
    if b"\0" in data or not returns_end_lines(data):
        return None
    # Blank lines everywhere are seen at once; a few are found by counting, when the block has been taken apart.
    if data.startswith((b"\n", b"\r")) or max(data.find(blank, 0, SMALL_BLOCK) for blank in (b"\n\n", b"\n\r")) >= 0:
        return None
    if data.startswith(syntax.header) or b"\n" + syntax.header in data:
        return None
    if data.isascii():
        return data
    if syntax.transcoded and BROKEN_LETTER in data:
        return None
    if syntax.codec == WINDOWS_1252 and may_hold_utf_8(data):
        return None
    try:
        text = data.decode(syntax.codec)
    except UnicodeDecodeError:
        return None
    return data if syntax.codec == UTF_8 else text.encode(UTF_8)


def _of_sifted(sifted: Sifted, names: tuple[str, ...], syntax: Syntax, cut: bool) -> Batch:
    found = cells(sifted.text(), names, syntax.separator)
    table, numbers, rejected = sorted_out(found, pa.array(sifted.lines, pa.int64()))
    last = max((WHOLE_FILE, *sifted.lines))
    if cut:
        rejected = [
            replace(one, reason=Reason.TRUNCATED_LINE)
            if one.line == last and one.reason is Reason.TOO_FEW_CELLS
            else one
            for one in rejected
        ]
    every = sorted([*sifted.rejected, *rejected], key=lambda one: one.line)
    return Batch(names, table, numbers, tuple(every))
