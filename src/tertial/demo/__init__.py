"""`make demo`: an invented region from its first row to its report, and the reports of two published regions."""
