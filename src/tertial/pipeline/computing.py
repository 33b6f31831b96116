"""From a region's events to a snapshot of its results."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tertial.compute.computing import EngineMaker, Wanted, of_one_machine
from tertial.compute.computing import compute as compute_snapshot
from tertial.domain.calendar import Month
from tertial.language import _
from tertial.pipeline.errand import Errand, refusals
from tertial.pipeline.folder import read
from tertial.pipeline.input_error import InputError
from tertial.store.snapshots.making import begin_snapshot
from tertial.store.snapshots.snapshot import Snapshot
from tertial.store.state import open_state


@dataclass(frozen=True, slots=True)
class Computed:
    """A snapshot, how many of its pieces were computed and taken over, and what could not be computed.

    `without_events` names, for each indicator that has no figure at all, the feeds that are not in the store.
    """

    snapshot: Snapshot
    is_new: bool
    computed: int
    reused: int
    without_events: Mapping[str, tuple[str, ...]]


def compute(
    errand: Errand,
    through: Month,
    told: Callable[[int, int], None],
    *,
    again: bool = False,
    spark_master: str | None = None,
) -> Computed:
    """Compute every indicator of a region folder that is not reported, through a month, and publish the snapshot.

    `told` hears how many months of facts are done, and of how many; `spark_master` is the address of Spark, where that
    is to compute. Raises InputError for a broken folder, one without
    indicators that are computed, a store without events, persons of sources that may not be joined, or a sum that is
    too large.
    """
    errand.step(_("Reads {folder}").format(folder=errand.folder))
    region = read(errand.folder)
    if not any(indicator.measure is not None for indicator in region.indicators.values()):
        raise InputError(
            _(
                "No indicator of the folder is computed: all are reported. "
                "Write use: and an id of the library in an indicator's file, or kind: and its definition."
            )
        )
    root = errand.root_of(region.extracts)
    with refusals():
        state = open_state(root)
        if not state.feeds:
            raise InputError(_("The store {folder} has no events yet. Begin with tertial load.").format(folder=root))
        wanted = Wanted(region.indicators, region.organisation, through, again=again)
        errand.step(_("Computes through {month}").format(month=through))
        with (
            begin_snapshot(root, errand.holder, errand.patience) as work,
            _engine(spark_master, work.workspace) as engine,
        ):
            before = work.before
            try:
                done = compute_snapshot(work, state, wanted, errand.now, told, engine)
            except OverflowError as error:
                raise InputError(
                    _("A sum is larger than the program can hold. Look for amounts that cannot be right.")
                ) from error
    is_new = before is None or before.number != done.snapshot.number
    return Computed(done.snapshot, is_new, done.computed, done.reused, _without_events(done.snapshot))


@contextmanager
def _engine(spark_master: str | None, scratch: Path) -> Iterator[EngineMaker]:
    """DuckDB, or Spark where its address is given. Raises InputError where Spark cannot be started."""
    if spark_master is None:
        yield of_one_machine
        return
    # Here, since an installation without the extra has no Spark to import.
    from tertial.compute.spark_engine import SparkEngine
    from tertial.compute.spark_session import NoSparkError, spark_session

    try:
        with spark_session(spark_master, scratch=scratch) as session:
            yield lambda source, _spill, told: SparkEngine(source, session, told=told)
    except NoSparkError as error:
        raise InputError(str(error)) from error


def _without_events(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    basis = snapshot.manifest.basis
    lacking = {
        indicator: tuple(sorted(feed for feed in basis.feeds_of(indicator) if not basis.inputs.feeds.get(feed)))
        for indicator in basis.definitions
    }
    return {indicator: feeds for indicator, feeds in sorted(lacking.items()) if feeds}
