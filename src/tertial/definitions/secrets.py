"""Finds passwords that somebody has written into a file of the region folder, where they would end up in git."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORDS = r"(?:pass(?:word|wd|phrase|ord)|pwd|secret|l[öo]senord|hemlighet|api[_-]?key|access[_-]?token)"
_KEY = re.compile(rf"""(?<![\w-])([\w-]*{_WORDS}[0-9]*)["']?\s*[=:]\s*["']*(?=[^\s"'])""", re.IGNORECASE)
_ADDRESS = re.compile(r"""(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*://[^\s/@:"']*:[^\s/@"']+@""", re.IGNORECASE)
_HOST = re.compile(r"""(?<![\w-])host["']?\s*=\s*["']([^"'@]*)@""", re.IGNORECASE)


def find_secrets(text: str) -> Iterator[tuple[int, str]]:
    """Line and key of what looks like a password with its value, also in comments; never the value.

    An environment variable's name (`password_variable`) is none: what counts is how a key ends.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if (key := _KEY.search(line)) is not None:
            yield number, key[1]
        elif _ADDRESS.search(line) or ((host := _HOST.search(line)) and ":" in host[1]):
            yield number, "user:…@"
