"""Judges the feeds of a state, and keeps the verdicts beside the store for whoever asks the same again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tertial.compute.connection import looking
from tertial.compute.rules import code_hash
from tertial.compute.stocks import has_stocks
from tertial.compute.volumes import count_rows
from tertial.definitions.atomic_file import replace_file
from tertial.domain.calendar import Month
from tertial.domain.changes import Change
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.region import Region
from tertial.language import _
from tertial.pipeline.arrivals import Arrivals
from tertial.pipeline.deliveries import stocks_of
from tertial.pipeline.step import Step
from tertial.quality.feed_quality import FeedQuality, judge_feed
from tertial.quality.kept_verdicts import document_of, quality_of
from tertial.quality.stocks import judge_stocks
from tertial.quality.takeovers import takeovers
from tertial.store.canonical import canonical, digest
from tertial.store.load_log import read_log
from tertial.store.state import State

FOLDER = "verdicts"
"""Beside events and results; what is in it can be thrown away, and is then judged anew."""
RULES = (
    "quality",
    "compute/volumes.py",
    "compute/stocks.py",
    "domain/volumes.py",
    "domain/stocks.py",
    "domain/feeds",
    "pipeline/arrivals.py",
    "pipeline/deliveries.py",
    "working_days.py",
)
"""What of the program can change a verdict: under other code all is judged anew."""
KEPT = 6
"""So many judgements of each feed are kept, the newest."""


def judged_feeds(
    region: Region, state: State, feeds: Sequence[str], through: Month, step: Step
) -> tuple[FeedQuality, ...]:
    """Feeds of a state judged up to a month, those that have any month until then. Raises StoreError."""
    changes = [
        replace(change, units=tuple(sorted(region.organisation.with_all_below(change.units))))
        for change in region.changes
    ]
    paths = {feed: _path(region, changes, state, feed, through) for feed in feeds}
    found = {feed: _kept(path, changes) for feed, path in paths.items()}
    lacking = [feed for feed, quality in found.items() if quality is None]
    if lacking:
        log = read_log(state.layout.log)
        arrivals = Arrivals(state, log)
        organisation = region.organisation
        taken = takeovers(organisation)

        def is_open(unit: str, month: Month) -> bool:
            return organisation.exists(unit, month.first_day) and organisation.exists(unit, month.last_day)

        with looking(state.layout.root) as connection:
            for feed in lacking:
                step(_("Judges {feed}").format(feed=feed))
                if has_stocks(all_feeds()[feed]):
                    stocks = stocks_of(connection, state, log, feed)
                    found[feed] = judge_stocks(stocks, through, changes, is_open)
                else:
                    series = replace(count_rows(connection, state, feed, through), arrivals=arrivals.of(feed))
                    found[feed] = judge_feed(series, through, changes, is_open, taken)
                _keep(paths[feed], found[feed])
    return tuple(quality for quality in found.values() if quality is not None and quality.months)


def _path(region: Region, changes: Sequence[Change], state: State, feed: str, through: Month) -> Path:
    """Where the verdicts are kept: by all that they follow from."""
    asked = {
        "rules": code_hash(RULES),
        "state": state.manifest.sha256,
        "through": str(through),
        "changes": sorted(f"{one.kind} {one.first} {one.feeds} {one.units}" for one in changes),
        "units": sorted(f"{row.id} {row.validity.first} {row.validity.last}" for row in region.organisation.units),
        "takeovers": [f"{one.month} {one.old} {one.new} {one.share}" for one in takeovers(region.organisation)],
    }
    return state.layout.root / FOLDER / feed / digest(canonical(asked))


def _kept(path: Path, changes: Sequence[Change]) -> FeedQuality | None:
    """What was judged before; None where nothing is kept, or not as it was written: its hash stands first."""
    try:
        said, _newline, document = path.read_bytes().partition(b"\n")
        return quality_of(json.loads(document), changes) if digest(document).encode() == said else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(path: Path, quality: FeedQuality | None) -> None:
    """Keep the verdicts, and throw the oldest away. Where the store cannot be written they are judged each time."""
    if quality is None:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        document = canonical(document_of(quality))
        replace_file(path, digest(document).encode() + b"\n" + document)
        kept = sorted(path.parent.iterdir(), key=lambda one: one.stat().st_mtime_ns)
        for old in kept[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return
