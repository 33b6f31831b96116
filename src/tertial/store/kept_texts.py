"""Texts that are costly to write, kept in a file beside the store from one run to the next.

Nothing rests on them: a text that is not there, or is damaged, is written again. So a kill leaves at worst a line that
nobody can read, and a store that can only be read keeps none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock

from tertial.store.canonical import digest

_NAME = "kept-texts-"


class KeptTexts:
    """The texts of one edition of a program, by keys; without a store none is kept.

    `edition` is a hash of all that texts follow from beside their keys. Texts of another edition are thrown away when
    the first of this one is kept.
    """

    def __init__(self, root: Path | None = None, edition: Callable[[], str] = str) -> None:
        self._root = root
        self._edition = edition
        self._lines: dict[str, bytes] | None = None
        self._turn = Lock()

    def texts(self, key: str, write: Callable[[], Sequence[str]]) -> tuple[str, ...]:
        """The texts of a key, a hash; where they are not kept yet, `write` is asked for them.

        Several threads may ask; one at a time is answered.
        """
        with self._turn:
            found = self._read(key)
            if found is None:
                found = tuple(write())
                self._keep(key, found)
            return found

    def _path(self, root: Path) -> Path:
        return root / f"{_NAME}{self._edition()[:16]}"

    def _read(self, key: str) -> tuple[str, ...] | None:
        if self._root is None:
            return None
        if self._lines is None:
            self._lines = {}
            with suppress(OSError):
                for line in self._path(self._root).read_bytes().splitlines():
                    self._lines[line[:64].decode("ascii", "replace")] = line[64:]
        line = self._lines.get(key, b"")
        said, text = line[:64], line[64:]
        return tuple(json.loads(text)) if text and digest(key.encode() + text).encode() == said else None

    def _keep(self, key: str, texts: tuple[str, ...]) -> None:
        if self._root is None or self._lines is None:
            return
        text = json.dumps(texts).encode("ascii")
        line = digest(key.encode() + text).encode() + text
        self._lines[key] = line
        path = self._path(self._root)
        with suppress(OSError):
            if not path.exists():
                for older in self._root.glob(f"{_NAME}*"):
                    older.unlink(missing_ok=True)
            with path.open("ab", buffering=0) as file:
                # What a kill cut off stays a line of its own.
                file.write(b"\n" + key.encode() + line)
