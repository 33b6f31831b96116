"""All that is said of the feeds of a region: judged feeds, sentences, and what should be mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tertial.domain.calendar import Month
from tertial.domain.feeds.contract import Delivery
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.label import Label
from tertial.domain.region import Region
from tertial.quality.feed_quality import FeedQuality
from tertial.quality.findings import Finding
from tertial.quality.sentence import sentence
from tertial.quality.work_list import Task, work_list


@dataclass(frozen=True, slots=True)
class RegionQuality:
    """The feeds of a region, judged up to a month, and what should be mended.

    Of one unit, where one is asked for, are the findings and the tasks; a feed's verdicts stay those of all units.
    """

    region: Region
    state: int
    through: Month
    feeds: tuple[FeedQuality, ...]
    tasks: tuple[Task, ...]
    names: Mapping[str, Label]

    def sentence(self, finding: Finding) -> Label:
        """A finding in words."""
        of_units = next(len(feed.units) for feed in self.feeds if feed.feed == finding.feed)
        return sentence(finding, self.names, of_units)

    @property
    def in_full(self) -> tuple[str, ...]:
        """The feeds that come in full, judged by what is in force at the end of each month."""
        return tuple(one.feed for one in self.feeds if all_feeds()[one.feed].delivery is Delivery.FULL)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all feeds, in the order of the feeds."""
        return tuple(finding for feed in self.feeds for finding in feed.findings)


def region_quality(region: Region, state: int, through: Month, feeds: tuple[FeedQuality, ...]) -> RegionQuality:
    """The judged feeds with their work list and the names of the units."""
    tasks = work_list((finding for one in feeds for finding in one.findings), region.indicators)
    return RegionQuality(region, state, through, feeds, tasks, unit_names(region))


def unit_names(region: Region) -> Mapping[str, Label]:
    """The names of the region's units."""
    return {name: found.name for name in region.organisation.ids if (found := region.organisation.find(name))}
