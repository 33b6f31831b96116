"""The guard for many comparisons: of all units said to stand out, at most one in twenty does so by chance alone."""

from __future__ import annotations

from collections.abc import Sequence

RATE = 0.05
"""The share of the findings that may be false in the long run."""


def discoveries(probabilities: Sequence[float]) -> list[bool]:
    """Which of the comparisons are findings, by Benjamini and Hochberg (1995), in the order given.

    The k smallest probabilities are findings for the largest k where the k-th is at most k · rate / all.
    """
    order = sorted(range(len(probabilities)), key=lambda index: probabilities[index])
    found = max(
        (place for place, index in enumerate(order, 1) if probabilities[index] <= place * RATE / len(order)), default=0
    )
    kept = set(order[:found])
    return [index in kept for index in range(len(order))]
