"""The report's typeface inside the page: Source Sans Pro, cut down to the characters that the page uses.

A character that the typeface lacks is left to the reader's own fonts.
"""

from __future__ import annotations

import base64
import io
from functools import lru_cache
from pathlib import Path

import font_source_sans_pro
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from tertial.report import tokens

WEIGHTS = {400: "SourceSansPro-Regular.ttf", 600: "SourceSansPro-Semibold.ttf"}
"""The weights that the style sheet uses, and their files in the font package."""
FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "liga")

_FOLDER = Path(font_source_sans_pro.font_directory)


def font_faces(characters: frozenset[str]) -> str:
    """`@font-face` rules with both weights embedded; the same characters give the same bytes."""
    return "\n".join(
        f'@font-face{{font-family:"{tokens.FONT_FAMILY}";font-style:normal;font-weight:{weight};'
        f"src:url(data:font/woff2;base64,{base64.b64encode(_subset(name, characters)).decode()})"
        ' format("woff2")}'
        for weight, name in WEIGHTS.items()
    )


@lru_cache(maxsize=8)
def _subset(name: str, characters: frozenset[str]) -> bytes:
    # No timestamp of now: the head table keeps the font's own date.
    with TTFont(_FOLDER / name, lazy=True, recalcTimestamp=False) as font:
        options = Options(flavor="woff2", layout_features=list(FEATURES), hinting=False, name_IDs=[1, 2])
        subsetter = Subsetter(options)
        subsetter.populate(text="".join(sorted(characters)))
        subsetter.subset(font)
        font.flavor = "woff2"
        written = io.BytesIO()
        font.save(written)
    return written.getvalue()
