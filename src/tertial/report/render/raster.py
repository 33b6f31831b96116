"""Drawings as PNG: texts are set in the report's own fonts and no others, so that they look the same everywhere."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import resvg_py

from tertial.report.tokens import FONT_FAMILY

_FONTS = ("Regular", "Semibold", "Bold", "It")


def rasterised(svg: str, pixels: int, background: str | None = None) -> bytes:
    """The drawing as PNG, so many pixels wide, on a ground of a colour such as `white`, or on none.

    Raises ValueError when the drawing is not SVG that can be read.
    """
    try:
        return resvg_py.svg_to_bytes(
            svg_string=svg,
            width=pixels,
            background=background,
            skip_system_fonts=True,
            font_files=_font_files() if "<text" in svg else None,
            font_family=FONT_FAMILY,
            sans_serif_family=FONT_FAMILY,
        )
    except ValueError as error:
        raise ValueError(f"a drawing is not SVG that can be read: {error}") from error


@cache
def _font_files() -> list[str]:
    directory = files("font_source_sans_pro").joinpath("files")
    return [str(directory.joinpath(f"SourceSansPro-{name}.ttf")) for name in _FONTS]
