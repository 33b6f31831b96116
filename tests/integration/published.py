"""What a child process publishes without end, states of events or snapshots of results, and what each must hold."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from tertial.domain.calendar import Month
from tertial.store.disk import LocalDisk
from tertial.store.load_log import read_log
from tertial.store.snapshots import verifying as snapshots_verifying
from tertial.store.snapshots.schema import cells_of
from tertial.store.snapshots.snapshot import open_snapshots
from tertial.store.state import open_state
from tertial.store.verifying import Finding, verify
from tests.snapshots_made import VISITS, basis, cell, make
from tests.store_disks import StepDisk
from tests.stored import held, publish

MONTHS = tuple(Month(2025, number) for number in range(1, 5))

Held = dict[tuple[str, Month], list[int]]
"""Feed or fact and month -> its figures."""


def rows_of(number: int, month: Month) -> list[int]:
    """The figures that publishing `number` gives the month."""
    return [number * 1000 + month.number * 10 + row for row in range(3)]


def expected(number: int) -> Held:
    """What is in force after publishing `number`: each replaces one month by its own figures, the first all of them."""
    content = {}
    for place, month in enumerate(MONTHS):
        last = max(number - (number - 1 - place) % len(MONTHS), 1)
        content["contacts", month] = rows_of(last, month)
    return content if number else {}


class Published(Protocol):
    """A numbered series that the child publishes and the parent looks at."""

    steps: int
    """More steps than one publishing of these months takes, so that every step of it is hit."""

    def number(self, root: Path) -> int:
        """The number in force; 0 where there is none."""

    def there(self, root: Path) -> tuple[int, Held]:
        """The number in force and all that it holds. Raises StoreError where it cannot be read."""

    def publish_next(self, root: Path, disk: LocalDisk | StepDisk) -> int:
        """Publish the number after the one in force."""

    def recorded(self, root: Path) -> int:
        """How many publishings are written down."""

    def findings(self, root: Path) -> tuple[Finding, ...]:
        """Everything that verify finds."""


class States:
    """States of the store's events."""

    steps = 90

    def number(self, root: Path) -> int:
        return open_state(root).number if (root / "CURRENT").exists() else 0

    def there(self, root: Path) -> tuple[int, Held]:
        if not (root / "CURRENT").exists():
            return 0, {}
        state = open_state(root)
        return state.number, held(state)

    def publish_next(self, root: Path, disk: LocalDisk | StepDisk) -> int:
        number = self.number(root) + 1
        months = MONTHS if number == 1 else (MONTHS[(number - 1) % len(MONTHS)],)
        rows = {("contacts", month): rows_of(number, month) for month in months}
        return publish(root, rows, read=number, disk=disk).number

    def recorded(self, root: Path) -> int:
        return len(read_log(root / "loads.jsonl"))

    def findings(self, root: Path) -> tuple[Finding, ...]:
        return verify(root) if (root / "CURRENT").exists() else ()


class Results:
    """Snapshots of results: one piece a month, three of four the same as before."""

    steps = 70

    def number(self, root: Path) -> int:
        current = open_snapshots(root).current
        return current.number if current else 0

    def there(self, root: Path) -> tuple[int, Held]:
        current = open_snapshots(root).current
        if current is None:
            return 0, {}
        found: Held = {}
        for one in cells_of(current.cells()):
            found.setdefault(("contacts", one.month), []).append(one.amount)
        return current.number, {key: sorted(amounts) for key, amounts in found.items()}

    def publish_next(self, root: Path, disk: LocalDisk | StepDisk) -> int:
        number = self.number(root) + 1
        figures = {
            (fact, month): [cell(VISITS, month, amount, f"unit-{row}") for row, amount in enumerate(amounts)]
            for (fact, month), amounts in expected(number).items()
        }
        return make(root, figures, of=basis(state=number), disk=disk).number

    def recorded(self, root: Path) -> int:
        return self.number(root)

    def findings(self, root: Path) -> tuple[Finding, ...]:
        return snapshots_verifying.verify(root)


PUBLISHED: dict[str, Published] = {"states": States(), "snapshots": Results()}
