"""Words as part of a name that files, addresses and ids can have."""

from __future__ import annotations

import re
import unicodedata


def hyphenated(text: str) -> str:
    """Small letters without marks, and digits, with hyphens between words: `Region Östra Å` is `region-ostra-a`.

    Empty where there are none.
    """
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
