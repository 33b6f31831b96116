"""JSON written in the one way that can be hashed, and the hashes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

HASH = re.compile(r"[0-9a-f]{64}")
NO_HASH = "0" * 64
"""Stands where a chain begins."""


def canonical(document: Mapping[str, object]) -> bytes:
    """The document as UTF-8 JSON on one line: keys sorted, no spaces, so that equal documents are equal bytes."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def parsed(content: bytes) -> dict[str, object]:
    """Read what `canonical` wrote. Raises ValueError for anything that it would have written otherwise."""
    document = json.loads(content.decode("utf-8"))
    if not isinstance(document, dict) or canonical(document) != content:
        raise ValueError("the JSON is not as the store writes it")
    return document


def digest(content: bytes) -> str:
    """The SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def file_digest(path: Path) -> str:
    """The SHA-256 of a file, read in pieces. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def checked_hash(value: object) -> str:
    """Return `value` when it is a SHA-256 in hexadecimal; else raise ValueError."""
    if not isinstance(value, str) or not HASH.fullmatch(value):
        raise ValueError(f"{value!r} is no SHA-256")
    return value
