"""What an action changed: before and after its start, with or without comparison units, and how sure that is."""
