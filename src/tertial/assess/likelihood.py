"""From which probability something is told in words: one pair of cuts for sentences and for suggested outlooks."""

from __future__ import annotations

LIKELY = 0.8
"""From this probability up the target is likely met at the year's end."""
UNLIKELY = 0.2
"""From this probability down it is likely not met; between the two nothing is said."""
