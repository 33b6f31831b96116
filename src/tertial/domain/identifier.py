"""Identifiers: the short stable names that files, rows and addresses point with."""

from __future__ import annotations

import re

PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def check_identifier(text: str) -> str:
    """Return `text` when it is lower-case letters, digits and single hyphens; else raise ValueError."""
    if not PATTERN.fullmatch(text):
        raise ValueError(f"{text!r} is no id: lower-case a-z, digits and single hyphens, such as phone-same-day")
    return text
