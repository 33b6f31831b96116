"""Which encoding a text file is in, found from its bytes.

UTF-8 where all of it is; else Windows-1252, which Excel writes on Swedish computers and which holds Latin-1's letters;
UTF-16 where a mark or the zero bytes say so. A file with lines in both is taken for what most of them are, and the
others are rejected one by one.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

UTF_8, UTF_16_LE, UTF_16_BE, WINDOWS_1252 = "utf-8", "utf-16-le", "utf-16-be", "cp1252"

CHUNK = 1 << 20
MOST_VOTES = 100_000
"""So many lines with other than English letters settle what a file of both encodings mostly is."""

_MARKS = ((codecs.BOM_UTF8, UTF_8), (codecs.BOM_UTF16_LE, UTF_16_LE), (codecs.BOM_UTF16_BE, UTF_16_BE))
_FIRST_BYTES_OF_UTF_8 = (b"\xc2", b"\xc3", b"\xe2\x80")
"""How Western letters and signs begin in UTF-8; in Windows-1252 they would be Â, Ã and â€, which no extract has."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """The codec, and how many bytes of byte order mark come before the text."""

    codec: str
    mark: int = 0


def find_encoding(stream: BinaryIO) -> Encoding:
    """Read a file through, in bounded memory, and say which encoding it is in. Raises OSError."""
    head = stream.read(CHUNK)
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return Encoding(codec, len(mark))
    if wide := _of_zeros(head[:4096]):
        return Encoding(wide)
    if _is_utf_8(head, stream):
        return Encoding(UTF_8)
    stream.seek(0)
    return Encoding(_most_lines(stream))


def is_utf_8_in_windows_1252(line: bytes) -> bool:
    """Whether a line of a Windows-1252 file is UTF-8: it reads so, and it has a letter that only UTF-8 writes so."""
    if not any(first in line for first in _FIRST_BYTES_OF_UTF_8):
        return False
    try:
        line.decode(UTF_8)
    except UnicodeDecodeError:
        return False
    return True


def may_hold_utf_8(block: bytes) -> bool:
    """Whether some line of a Windows-1252 block might be UTF-8: quickly told, and never no for one that is."""
    return any(first in block for first in _FIRST_BYTES_OF_UTF_8)


def chunks(stream: BinaryIO, encoding: Encoding, size: int) -> Iterator[bytes]:
    """The bytes after the mark, in pieces; those of UTF-16 as UTF-8, with U+FFFD for what is broken. Raises OSError."""
    stream.seek(encoding.mark)
    if encoding.codec not in {UTF_16_LE, UTF_16_BE}:
        while chunk := stream.read(size):
            yield chunk
        return
    decoder = codecs.getincrementaldecoder(encoding.codec)(errors="replace")
    while chunk := stream.read(size):
        yield decoder.decode(chunk).encode(UTF_8)
    if rest := decoder.decode(b"", final=True):
        yield rest.encode(UTF_8)


def _of_zeros(head: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Western text is zero. A few zero bytes are damage."""
    odd, even, pairs = head[1::2].count(0), head[0::2].count(0), len(head) // 2
    if 2 * odd > pairs and 8 * even < odd:
        return UTF_16_LE
    if 2 * even > pairs and 8 * odd < even:
        return UTF_16_BE
    return None


def _is_utf_8(head: bytes, stream: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder(UTF_8)()
    chunk = head
    try:
        while chunk:
            # A chunk of ASCII after a whole letter needs no decoding, and most are.
            if not chunk.isascii() or decoder.getstate()[0]:
                decoder.decode(chunk)
            chunk = stream.read(CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _most_lines(stream: BinaryIO) -> str:
    utf_8 = windows_1252 = 0
    while (line := stream.readline(CHUNK)) and utf_8 + windows_1252 < MOST_VOTES:
        if line.isascii():
            continue
        try:
            line.decode(UTF_8)
        except UnicodeDecodeError:
            windows_1252 += 1
        else:
            utf_8 += 1
    return UTF_8 if utf_8 > windows_1252 else WINDOWS_1252
