"""The visual language shared by documents, charts and pages: colours, type and sizes, named once.

Each status colour has at least 4.5:1 contrast on paper; marks tell statuses apart without colour.
"""

INK = "#1b1f24"
MUTED = "#5b6470"
HAIRLINE = "#d5dade"
PAPER = "#ffffff"
ACCENT = "#0b5563"
BAND = "#eef3f4"

TONES = {"met": "#00795c", "partly": "#a65f00", "not_met": "#b8321b", "none": "#5b6470"}
"""Colour of each tone a status can have; `none` is for what cannot be judged or is not due."""

FONT_FAMILY = "Source Sans Pro"
BODY_POINTS = 10.5
CAPTION_POINTS = 8.5
"""Captions, table heads and notes."""
