"""All facts by id: every feed, and the derived facts, each of them a module of this package that states a `FACT`."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from tertial.domain import facts
from tertial.domain.facts.contract import Fact
from tertial.domain.facts.of_feeds import fact_of_feed
from tertial.domain.feeds.registry import all_feeds


@cache
def derived_facts() -> Mapping[str, Fact]:
    """The derived facts by id, sorted. Raises ValueError for one that is named as another, or as a feed."""
    found: dict[str, Fact] = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(facts.__path__)):
        fact = getattr(import_module(f"{facts.__name__}.{module}"), "FACT", None)
        if not isinstance(fact, Fact):
            continue
        if fact.id in found or fact.id in all_feeds() or fact.id != module.replace("_", "-"):
            raise ValueError(f"the fact {fact.id} stands twice, or its module is named otherwise")
        found[fact.id] = fact
    return MappingProxyType(found)


@cache
def all_facts() -> Mapping[str, Fact]:
    """Every fact by id: the feeds first, then the derived ones."""
    return MappingProxyType({feed: fact_of_feed(feed) for feed in all_feeds()} | dict(derived_facts()))
