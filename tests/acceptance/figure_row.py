"""The shape of a figure that was typed a second time out of a printed report."""

Row = tuple[str, str, str, str, str, str, str, str, str]
"""Indicator, period, sex, age band, category, value, numerator, denominator and target in words, as printed."""
