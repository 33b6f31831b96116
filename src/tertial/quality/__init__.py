"""Whether the events are all there: expected volumes, what is missing, since when, and what would mend it."""
