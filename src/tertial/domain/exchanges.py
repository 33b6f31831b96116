"""Exchanges between care providers: rows of persons where they may be joined, else counts that the sender makes.

Coordinated plans, discharge and named contacts lie in a system that municipalities and region share. Its rows are worth
having where their persons may be joined with the region's own; without that decision they would be rows about people
that nothing may be done with, and the feed of counts says the same about the work.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tertial.domain.declarations import Declaration, can_join
from tertial.domain.feeds.contract import Feed


def takes_counts_only(feed: Feed, declaration: Declaration, others: Iterable[Declaration], on: date) -> bool:
    """Whether an exchange may only come as the feed `feed.counts`, and not as rows.

    `others` are the declarations of the other sources of persons. Rows may come when they may be joined with one of
    them, or when there is no other whose persons could be meant.
    """
    others = tuple(others)
    return bool(feed.counts and others) and not any(can_join(declaration, other, on) for other in others)
