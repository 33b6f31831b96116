"""Lays out plain data as YAML text, in the way that region folders are written by hand.

Every scalar is read as text, but editors read YAML's own types: a text that looks like a number is quoted, a
number is not.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

Scalar = str | bool | int | Decimal | date
Plain = Scalar | Mapping[str, "Plain"] | Sequence["Plain"]
"""What can be laid out: text, figures, dates, mappings and lists of them."""

LONGEST_FLOW = 110
"""A mapping or list of so many characters still stands on one line."""

INDENT = 2

_OTHER_TYPES = re.compile(
    r"[-+]?[\d.][\d_.,:eE+-]*|0[xob][\da-fA-F]+|[-+]?\.(inf|nan)|~|null|true|false", re.IGNORECASE
)
_MONTH = re.compile(r"\d{4}-\d{2}")
_BEGINS_PLAIN = re.compile(r"[^\W_]|[(/.]|-(?=[^\s])")
_ENDS_MEANING = re.compile(r": |:$| #|[\[\]{},\"'`&*!|>%@]|^-+$")


def scalar(value: Scalar) -> str:
    """One scalar: plain where YAML reads the same text back, else in quotes."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    if _MONTH.fullmatch(value):
        return value
    plain = (
        value == value.strip()
        and _BEGINS_PLAIN.match(value) is not None
        and not _OTHER_TYPES.fullmatch(value)
        and not _ENDS_MEANING.search(value)
        and not any(map(_needs_escape, value))
    )
    return value if plain else _quoted(value)


def key_of(key: str) -> str:
    """A key: years stand without quotes, as people write them."""
    return key if key.isascii() and key.isdigit() else scalar(key)


def flow(value: Plain) -> str:
    """The value on one line: `{sv: ..., en: ...}`."""
    if isinstance(value, Scalar):
        return scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key_of(key)}: {flow(part)}" for key, part in value.items()) + "}"
    return "[" + ", ".join(flow(part) for part in value) + "]"


def after_key(value: Plain, indent: int) -> str:
    """The value as it follows `key:`, from the space on; `indent` is the column of the key."""
    one_line = flow(value)
    if _stands_on_one_line(value, indent, one_line):
        return f" {one_line}"
    return "\n" + block(value, indent + INDENT)


def block(value: Plain, indent: int) -> str:
    """The value over several lines, each beginning in column `indent`; no line break at the end."""
    margin = " " * indent
    if isinstance(value, Scalar):
        return margin + scalar(value)
    if isinstance(value, Mapping):
        return "\n".join(f"{margin}{key_of(key)}:{after_key(part, indent)}" for key, part in value.items())
    return "\n".join(item(part, indent) for part in value)


def item(value: Plain, indent: int, *, tall: bool = False) -> str:
    """The value as an item of a list whose dashes stand in column `indent`; `tall`: not on one line if it has parts."""
    margin = " " * indent
    one_line = flow(value)
    if (isinstance(value, Scalar) or not value or not tall) and _stands_on_one_line(value, indent, one_line):
        return f"{margin}- {one_line}"
    return f"{margin}- {block(value, indent + INDENT).lstrip()}"


def _quoted(text: str) -> str:
    """In double quotes, where JSON's escapes are YAML's; line breaks of every kind are escaped."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(f"\\u{ord(sign):04x}" if _needs_escape(sign) else sign for sign in quoted)


def _needs_escape(sign: str) -> bool:
    """Control signs and the line breaks and marks that a YAML reader would take for its own."""
    return unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} or sign == "\ufeff"


def _stands_on_one_line(value: Plain, indent: int, one_line: str) -> bool:
    if isinstance(value, Scalar) or not value:
        return True
    if not isinstance(value, Mapping) and any(isinstance(part, Mapping) for part in value):
        return False
    return _is_leaf(value) and indent + len(one_line) <= LONGEST_FLOW


def _is_leaf(value: Mapping[str, Plain] | Sequence[Plain]) -> bool:
    """Whether the value holds nothing deeper than one more level, as `decided: {by: {sv: ..}, on: ..}` does."""
    parts = value.values() if isinstance(value, Mapping) else value
    return all(isinstance(part, Scalar) or _is_flat(part) for part in parts)


def _is_flat(value: Mapping[str, Plain] | Sequence[Plain]) -> bool:
    parts = value.values() if isinstance(value, Mapping) else value
    return all(isinstance(part, Scalar) for part in parts)
