"""Turns a file of any usual encoding into text without byte order mark; nothing is replaced or lost on the way."""

from __future__ import annotations

import codecs
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlainText:
    """A file's text and the encoding it was in."""

    text: str
    encoding: str

    @property
    def is_plain(self) -> bool:
        """Whether the file was UTF-8 without byte order mark already."""
        return self.encoding == "UTF-8"


def plain_text(content: bytes) -> PlainText | None:
    """The text, or None where no encoding gives every sign of it.

    Windows-1252 is what Excel writes on Swedish computers; whatever is neither Unicode nor that is not guessed.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if content.startswith(mark):
            told = {"utf-8": "UTF-8 BOM"}.get(name, "UTF-16")
            return _decoded(content.removeprefix(mark), name, told)
    if b"\x00" in content:
        odd, even = content[1::2].count(0), content[0::2].count(0)
        return _decoded(content, "utf-16-le" if odd > even else "utf-16-be", "UTF-16")
    return _decoded(content, "utf-8", "UTF-8") or _decoded(content, "cp1252", "Windows-1252")


def _decoded(content: bytes, encoding: str, told: str) -> PlainText | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else PlainText(text, told)
