"""What figures mean: attainment and status of indicators, suggestions for objectives, the plain forecast."""
