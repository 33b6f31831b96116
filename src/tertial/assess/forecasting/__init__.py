"""Forecasts of monthly series: the year's end and the next twelve months, many series side by side in numpy."""
