"""Files that are flushed while others are written: a disk takes as long for one as for several."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import BoundedSemaphore

from tertial.store.disk import OutFile

FLUSHED_AT_ONCE = 8
"""Files, or folders."""
MOST_OPEN = 64
"""Files that wait, open, to be flushed."""


class Flushing:
    """Flushes and closes files in threads of its own. Several threads may hand files over."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(FLUSHED_AT_ONCE)
        self._room = BoundedSemaphore(MOST_OPEN)
        self._begun: list[Future[None]] = []
        self._given_up = False

    def take(self, stream: OutFile) -> None:
        """Flush and close a file that is written whole, some time before `wait` returns."""
        self._room.acquire()
        try:
            self._begun.append(self._pool.submit(self._flush, stream))
        except BaseException:
            self._room.release()
            stream.close()
            raise

    def _flush(self, stream: OutFile) -> None:
        try:
            if not self._given_up:
                stream.flush()
        finally:
            self._room.release()
            stream.close()

    def wait(self) -> None:
        """Wait until all files taken last through a power cut. Raises OSError where one does not."""
        for one in self._begun:
            one.result()

    def close(self) -> None:
        """Close every file; those that have not been waited for need not last."""
        self._given_up = True
        self._pool.shutdown()
