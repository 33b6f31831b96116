"""Lets pyarrow write through the disk of the store, so that its errors are those of the disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from tertial.store.disk import Disk, OutFile

TOGETHER = 1 << 20
"""Bytes. pyarrow writes many small pieces; those of a small month make one write to the disk."""


class ArrowStream:
    """What `pyarrow.PythonFile` writes to: gathers small pieces and passes them on to a file of the disk."""

    closed = False

    def __init__(self, stream: OutFile) -> None:
        self._stream = stream
        self._gathered = bytearray()

    def write(self, content: bytes) -> int:
        """Write, at once or together with what follows. Raises OSError."""
        if len(content) >= TOGETHER:
            self.finish()
            self._stream.write(content)
        else:
            self._gathered += content
            if len(self._gathered) >= TOGETHER:
                self.finish()
        return len(content)

    def flush(self) -> None:
        """Nothing: what must last is flushed once, when it is whole."""

    def finish(self) -> None:
        """Pass on what has been gathered, once pyarrow has written all. Raises OSError."""
        if self._gathered:
            gathered, self._gathered = bytes(self._gathered), bytearray()
            self._stream.write(gathered)


@contextmanager
def written(disk: Disk, path: Path) -> Iterator[pa.PythonFile]:
    """A new file for pyarrow to write in the block, closed after it and not flushed. Raises OSError."""
    out = disk.create(path)
    try:
        stream = ArrowStream(out)
        yield pa.PythonFile(stream, mode="w")
        stream.finish()
    finally:
        out.close()
