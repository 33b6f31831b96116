"""Tertial: the follow-up a health region steers by, from definitions and figures to the interim report."""

__version__ = "0.1.0"
