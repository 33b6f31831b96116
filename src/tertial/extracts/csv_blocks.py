"""A text file cut into blocks of whole records, in bounded memory, each with the number of its first line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tertial.extracts.batches import Rejected
from tertial.extracts.reasons import Reason
from tertial.extracts.scanning import count, quotes_are_regular
from tertial.extracts.sifting import LONGEST_LINE, Sifted, Syntax, sift


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines in which every quoted cell ends on its own line; the last may lack its line feed in the file."""

    data: bytes
    first: int
    """The number of its first line."""
    lines: int

    def halves(self) -> tuple[Block, Block] | None:
        """The lines before and after its middle, or None where one of them would have none."""
        middle = self.data.find(b"\n", len(self.data) // 2) + 1
        if middle in {0, len(self.data)}:
            return None
        before = count(self.data[:middle], b"\n")
        return (
            Block(self.data[:middle], self.first, before),
            Block(self.data[middle:], self.first + before, self.lines - before),
        )


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """A piece whose quotes needed the exact reading, already done; or a line that was too long to be kept."""

    sifted: Sifted
    cut: bool = False
    """Whether the file ended without a line feed in it."""


def blocks(pieces: Iterable[bytes], first: int, syntax: Syntax) -> Iterator[Block | ReadBlock]:
    """Cut a file, from its line `first` on. Raises what `pieces` raises.

    A block is handed on as it is when each of its quotes opens or closes a cell, or is doubled, within its line; so
    the cut after it cannot fall inside a cell. Other blocks are read exactly here, in the file's order.
    """
    rest = b""
    discarding = False
    for piece in pieces:
        if discarding:
            end = piece.find(b"\n") + 1
            if not end:
                continue
            yield ReadBlock(_too_long(first))
            piece, first, discarding = piece[end:], first + 1, False
        data, rest = _parted(rest, piece)
        if quotes_are_regular(data, syntax.separator):
            lines = count(data, b"\n")
            if lines:
                yield Block(data, first, lines)
            first += lines
        else:
            sifted = sift(data, first, syntax, more=True)
            yield ReadBlock(sifted)
            first, rest = sifted.next_line, sifted.open + rest
        if b"\n" not in rest and len(rest) > LONGEST_LINE:
            rest, discarding = b"", True
    if discarding:
        yield ReadBlock(_too_long(first))
    elif rest:
        ended = rest.endswith(b"\n")
        yield ReadBlock(sift(rest if ended else rest + b"\n", first, syntax, more=False), cut=not ended)


def _parted(rest: bytes, piece: bytes) -> tuple[bytes, bytes]:
    """Whole lines, and what comes after the last of them."""
    cut = piece.rfind(b"\n") + 1
    if cut:
        return b"".join((rest, memoryview(piece)[:cut])), piece[cut:]
    whole = rest + piece
    cut = whole.rfind(b"\n") + 1
    return whole[:cut], whole[cut:]


def _too_long(line: int) -> Sifted:
    return Sifted(rejected=[Rejected(line, Reason.LONG_LINE)], next_line=line + 1)
