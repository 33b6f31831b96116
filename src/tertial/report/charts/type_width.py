"""How wide a text stands in Source Sans Pro, without opening the font: labels are placed by it.

Widths are the larger of the font's regular and semibold advances, rounded up, so that a text never stands
wider than said here. Kerning is left out: it only draws letters closer.
"""

from __future__ import annotations

_ADVANCES = {
    0.14: "\u202f",
    0.20: " ",
    0.22: "\u00a0",
    0.26: "|¦",
    0.28: "',.:;ijl·ìíîïĩīĭįıĵĺļ\u2018\u2019\u201a",
    0.30: "IÌÍÎÏĨĪĬĮİľł",
    0.32: "!f¡",
    0.34: "()-[]{}•",
    0.36: "/\\ª°",
    0.38: "rt²³¹ºŕŗřţťŧ",
    0.44: "*sśŝşš",
    0.46: "?z«®»¿źżž",
    0.48: "cçćĉċč–",
    0.50: '"J_vxyýÿĴŷ“”„',
    0.52: "#$+0123456789<=>FLY^aeg~¢£¤¥§¬±×Ýàáâãäåèéêë÷āăąēĕėęěĝğġģĹĻĽĿŁŶŸ−≤≥≈€",
    0.54: "EVZkÈÉÊËĒĔĖĘĚĳķĸŹŻŽ",
    0.56: "ASTX`hnouÀÁÂÃÄÅðñòóôõöøùúûüĀĂĄĥħńņňŋōŏőŚŜŞŠŢŤŦũūŭůűų",
    0.58: "CbdpqµÇþĆĈĊČđĲ",
    0.60: "BKPRÞďĶŔŖŘ",
    0.62: "ß→",
    0.64: "&DGĎĜĞĠĢ",
    0.66: "NUÐÑÙÚÛÜĐŃŅŇŊŨŪŬŮŰŲ",
    0.68: "HOQÒÓÔÕÖØĤŌŎŐ",
    0.70: "Ħ",
    0.76: "Mw©ŵ",
    0.80: "W¼æŴ—",
    0.84: "½¾Æœ",
    0.86: "%mŒ",
    0.88: "@",
    0.98: "…",
    1.24: "‰",
}
"""Characters by their advance in em."""

_BY_CHARACTER = {character: advance for advance, characters in _ADVANCES.items() for character in characters}
_UNKNOWN = 1.3
"""Advance in em of any other character: as wide as an emoji of a fallback font."""

ELLIPSIS = "…"


def text_width(text: str, size: float) -> float:
    """The width of the text in the unit of `size`, never less than it stands on paper."""
    return size * sum(_BY_CHARACTER.get(character, _UNKNOWN) for character in text)


def shortened(text: str, size: float, room: float) -> str:
    """The text if it fits in `room`, else as much of its beginning as fits with an ellipsis."""
    if text_width(text, size) <= room:
        return text
    kept = text
    while kept and text_width(kept + ELLIPSIS, size) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS
