"""Finds the feeds: every module of the package that states a `FEED`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from tertial.domain import feeds
from tertial.domain.feeds.contract import Feed


@cache
def all_feeds() -> Mapping[str, Feed]:
    """Every feed by its id, sorted. Raises ValueError when two modules state the same id."""
    found: dict[str, Feed] = {}
    for module in iter_modules(feeds.__path__):
        feed = getattr(import_module(f"{feeds.__name__}.{module.name}"), "FEED", None)
        if not isinstance(feed, Feed):
            continue
        if feed.id in found:
            raise ValueError(f"two modules state the feed {feed.id}")
        found[feed.id] = feed
    return MappingProxyType(dict(sorted(found.items())))
