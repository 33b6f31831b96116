"""What computed figures inherit from the feeds of the state that they were computed from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from pathlib import Path

from tertial.compute.places import Places
from tertial.domain.calendar import Month, Period
from tertial.domain.cells import View
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.figures import ComputedFigure
from tertial.domain.label import Label
from tertial.domain.region import Region
from tertial.pipeline.folder import read
from tertial.pipeline.judging import judged_feeds
from tertial.pipeline.step import Step, silent
from tertial.quality.feed_quality import FeedQuality
from tertial.quality.grounds import feeds_read, grounds_of
from tertial.quality.inherited import Counts, Inherited, JudgedRows, inherited, passed_on
from tertial.quality.inherited_words import why
from tertial.quality.region_quality import RegionQuality, region_quality, unit_names
from tertial.store.errors import StoreError
from tertial.store.snapshots.snapshot import Snapshot
from tertial.store.state import open_state


class Inheritance:
    """Passes the quality of feeds on to the figures of a snapshot, as it is known in a month.

    Only feeds that the named indicators read are judged.
    """

    def __init__(
        self,
        region: Region,
        root: Path,
        snapshot: Snapshot,
        indicators: Collection[str],
        as_of: Month,
        step: Step = silent,
    ) -> None:
        basis = snapshot.manifest.basis
        self._region = region
        self.computed_through = basis.through
        """The last month that was computed."""
        self.through = min(as_of, basis.through)
        """The last month that is judged."""
        wanted = feeds_read({name: region.indicators[name] for name in indicators})
        judged = _judged(region, root, basis.state.number, wanted, self.through, step)
        self.quality: RegionQuality | None = None
        """What is known of the feeds; None where their events are no longer in the store."""
        if judged is not None:
            self.quality = region_quality(region, basis.state.number, self.through, judged)
        self.judged = judged or ()
        """The feeds that were judged."""
        self._names = unit_names(region)
        self._feeds = {one.feed: JudgedRows(one) for one in self.judged}
        self._first = min((month for one in self.judged for month in (*one.months, self.through)), default=None)
        self._places: dict[View, Places] = {}
        self._layouts: dict[View, dict[Month, int]] = {}
        self._units = sorted({verdict.unit for one in self.judged for verdict in one.verdicts})
        self._counted: dict[tuple[View, str, int], dict[str, frozenset[str]]] = {}
        self._answerers: dict[tuple[str, str, View], Counts] = {}
        self._found: dict[tuple[str, str, str, View, Period], tuple[Inherited, Label | None]] = {}

    def of(self, figure: ComputedFigure) -> ComputedFigure:
        """The figure with what it inherits."""
        return passed_on(figure, *self._from_feeds(figure))

    def found(self, figure: ComputedFigure) -> Inherited:
        """What a figure inherits, before it is passed on."""
        return self._from_feeds(figure)[0]

    def _from_feeds(self, figure: ComputedFigure) -> tuple[Inherited, Label | None]:
        key = (figure.indicator, figure.node, figure.tree, figure.view, figure.period)
        if key not in self._found:
            self._found[key] = self._of(figure)
        return self._found[key]

    def _of(self, figure: ComputedFigure) -> tuple[Inherited, Label | None]:
        indicators = self._region.indicators
        grounds = grounds_of(indicators[figure.indicator], indicators, figure.period, self.through)
        found = inherited(self._feeds, grounds, self._at(figure.node, figure.tree, figure.view))
        return found, why(found, self._names)

    def _at(self, node: str, tree: str, view: View) -> Counts:
        """Whether a unit's rows of a month are part of figures at the node: the same answerer for each of them."""
        key = (node, tree, view)
        if key not in self._answerers:
            by_month: dict[Month, frozenset[str]] = {}

            def counts(unit: str, month: Month) -> bool:
                units = by_month.get(month)
                if units is None:
                    by_month[month] = units = self.units_at(node, month, tree, view)
                return unit in units

            self._answerers[key] = counts
        return self._answerers[key]

    def units_at(self, node: str, month: Month, tree: str, view: View = View.AS_IT_WAS) -> frozenset[str]:
        """The units whose rows of a month are part of figures at the node."""
        places = self._places_of(view)
        layout = (view, tree, self._layouts[view][month])
        if layout not in self._counted:
            found: dict[str, set[str]] = defaultdict(set)
            for unit in self._units:
                for counted in places.of(unit, month, tree).counted:
                    found[counted].add(unit)
            self._counted[layout] = {one: frozenset(units) for one, units in found.items()}
        return self._counted[layout].get(node, frozenset())

    def is_divided(self, node: str, month: Month, tree: str) -> bool:
        """Whether of some unit no more than a part counts at the node in a month."""
        places = self._places_of(View.AS_IT_WAS)
        return bool(places.is_divided(node, tree)[places.months.index(month)])

    def _places_of(self, view: View) -> Places:
        if view not in self._places:
            months, last = self.months(), self.through.last_day
            self._places[view] = places = Places(self._region.organisation, months, view=view, on=last)
            self._layouts[view] = {one: int(place) for one, place in zip(months, places.layouts, strict=True)}
        return self._places[view]

    def months(self) -> tuple[Month, ...]:
        """Every month from the first that is loaded to the last that is judged."""
        return () if self._first is None else self._first.through(self.through)


def judge_ahead(folder: Path, as_of: Month) -> None:
    """Judge the feeds that a region's indicators read, so that who asks for figures finds the verdicts kept.

    Raises InputError for a broken folder.
    """
    region = read(folder)
    root = folder / region.extracts.store
    # The state in force, if there is any; without events there is nothing to judge.
    _judged(region, root, None, feeds_read(region.indicators), as_of, silent)


def _judged(
    region: Region, root: Path, number: int | None, wanted: Collection[str], through: Month, step: Step
) -> tuple[FeedQuality, ...] | None:
    """The feeds of the state that the snapshot was computed from or, where it is pruned, of the one in force.

    None where the store has neither: results outlive the events that they were counted from.
    """
    for one in (number, None):
        try:
            state = open_state(root, one)
            asked = [feed for feed in state.feeds if feed in wanted and feed in all_feeds()]
            return judged_feeds(region, state, asked, through, step)
        except StoreError:
            continue
    return None
