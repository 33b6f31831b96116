"""The tabled cases of how units that move, merge, are split or close carry their figures with them."""

from __future__ import annotations

from collections.abc import Iterable

from tertial.definitions.reference import MADE
from tests.spec.history_case import HistoryCase

CASES = (
    HistoryCase(
        "A unit that stays",
        "It counts at itself and everywhere above it, in both views.",
        """
        id    | kind   | parent
        north | area   | region
        alvik | clinic | north
        boda  | clinic | north
        """,
        """
        unit  | month   | counted
        alvik | 2025-05 | 3 of 4
        boda  | 2025-06 | 1 of 6
        """,
        """
        node   | period     | view      | figure
        alvik  | 2025-YTD08 | as it was | 3 of 4
        north  | 2025-YTD08 | as it was | 4 of 10
        region | 2025-YTD08 | as it is  | 4 of 10
        """,
    ),
    HistoryCase(
        "A unit that moves between areas",
        "As it was, each month counts under the area that the unit had on the month's last day. As it is, its whole "
        "history has moved with it.",
        """
        id    | kind   | parent | valid_from | valid_to
        north | area   | region |            |
        south | area   | region |            |
        alvik | clinic | north  |            | 2025-03-15
        alvik | clinic | south  | 2025-03-16 |
        """,
        """
        unit  | month   | counted
        alvik | 2025-02 | 1 of 2
        alvik | 2025-03 | 2 of 4
        """,
        """
        node  | period     | view      | figure
        north | 2025-YTD08 | as it was | 1 of 2
        south | 2025-YTD08 | as it was | 2 of 4
        alvik | 2025-YTD08 | as it was | 3 of 6
        south | 2025-YTD08 | as it is  | 3 of 6
        north | 2025-02    | as it is  | none
        """,
    ),
    HistoryCase(
        "Units that merge, and merge again",
        "As it is, the last one carries the work of all. Chains of successors are followed to their end.",
        """
        id       | kind   | parent | valid_from | valid_to   | successor
        alvik    | clinic | region |            | 2023-12-31 | alboda
        boda     | clinic | region |            | 2023-12-31 | alboda
        alboda   | clinic | region | 2024-01-01 | 2024-12-31 | hamnen
        dalen    | clinic | region |            | 2024-12-31 | hamnen
        hamnen   | clinic | region | 2025-01-01 |            |
        """,
        """
        unit   | month   | counted
        alvik  | 2023-05 | 1 of 2
        boda   | 2023-05 | 2 of 2
        dalen  | 2023-05 | 3 of 3
        alboda | 2024-05 | 4 of 5
        hamnen | 2025-05 | 6 of 8
        """,
        """
        node   | period     | view      | figure | says
        alvik  | 2023       | as it was | 1 of 2 |
        hamnen | 2023       | as it is  | 6 of 7 |
        hamnen | 2024       | as it is  | 4 of 5 |
        hamnen | 2025-YTD08 | as it is  | 6 of 8 |
        hamnen | 2023       | as it was | none   | Hamnen did not exist in 2023.
        alvik  | 2023       | as it is  | none   | Alvik has ended; its figures are part of Hamnen.
        region | 2023       | as it was | 6 of 7 |
        region | 2023       | as it is  | 6 of 7 |
        """,
    ),
    HistoryCase(
        "A unit that was split, with shares",
        "The shares carry its figures over, exactly: fractions are kept until the figure is rounded. Shares multiply "
        "along a chain. The total stays whole.",
        """
        id    | kind   | parent | valid_from | valid_to   | successor   | share
        north | area   | region |            |            |             |
        south | area   | region |            |            |             |
        alvik | clinic | north  |            | 2024-12-31 | boda;dalen  | 0.75;0.25
        boda  | clinic | north  | 2025-01-01 |            |             |
        dalen | clinic | south  | 2025-01-01 |            |             |
        """,
        """
        unit  | month   | counted
        alvik | 2024-05 | 3 of 5
        """,
        """
        node   | period | view      | figure
        boda   | 2024   | as it is  | 2.25 of 3.75
        dalen  | 2024   | as it is  | 0.75 of 1.25
        south  | 2024   | as it is  | 0.75 of 1.25
        region | 2024   | as it is  | 3 of 5
        alvik  | 2024   | as it was | 3 of 5
        """,
    ),
    HistoryCase(
        "A unit that was split, without shares",
        "Nobody knows how much of the work is whose, and nothing is guessed: the parts cannot be compared. What has "
        "all the parts below it can, whoever took what. Periods without rows of the split unit are not touched.",
        """
        id    | kind   | parent | valid_from | valid_to   | successor
        north | area   | region |            |            |
        south | area   | region |            |            |
        alvik | clinic | north  |            | 2024-12-31 | boda;dalen
        boda  | clinic | north  | 2025-01-01 |            |
        dalen | clinic | south  | 2025-01-01 |            |
        """,
        """
        unit  | month   | counted
        alvik | 2024-05 | 3 of 5
        boda  | 2025-05 | 1 of 2
        """,
        """
        node   | period     | view      | figure | says
        boda   | 2024 | as it is  | none | Cannot be compared: when Alvik was split, nobody stated who took over what.
        north  | 2024 | as it is  | none | Cannot be compared: when Alvik was split, nobody stated who took over what.
        region | 2024 | as it is  | 3 of 5 |
        north  | 2024 | as it was | 3 of 5 |
        boda   | 2025-YTD08 | as it is  | 1 of 2 |
        """,
    ),
    HistoryCase(
        "A unit that has closed",
        "Without a successor it carries itself, and counts where it last was. What was above it may itself have "
        "ended: then it counts under those who carry that work.",
        """
        id    | kind   | parent | valid_from | valid_to   | successor
        old   | area   | region |            | 2024-12-31 | new
        new   | area   | region | 2025-01-01 |            |
        alvik | clinic | old    |            | 2023-06-30 |
        """,
        """
        unit  | month   | counted
        alvik | 2023-05 | 3 of 4
        alvik | 2023-09 | 1 of 1
        """,
        """
        node  | period | view      | figure
        alvik | 2023   | as it is  | 4 of 5
        new   | 2023   | as it is  | 4 of 5
        old   | 2023   | as it was | 4 of 5
        """,
    ),
    HistoryCase(
        "An area that was split",
        "Its shares say how its own work was parted, not which of the units below it went where. A unit that still "
        "stands says itself where it is; one that closed before cannot be placed under either part.",
        """
        id    | kind   | parent | valid_from | valid_to   | successor    | share
        old   | area   | region |            | 2024-12-31 | north;south  | 0.5;0.5
        north | area   | region | 2025-01-01 |            |              |
        south | area   | region | 2025-01-01 |            |              |
        alvik | clinic | old    |            | 2024-12-31 |              |
        alvik | clinic | north  | 2025-01-01 |            |              |
        boda  | clinic | old    |            | 2023-12-31 |              |
        """,
        """
        unit  | month   | counted
        alvik | 2024-05 | 3 of 4
        boda  | 2023-05 | 1 of 2
        """,
        """
        node   | period | view      | figure | says
        north  | 2024   | as it is  | 3 of 4 |
        north  | 2023   | as it is  | none   | Cannot be compared: when Old was split, nobody stated who took over what.
        boda   | 2023   | as it is  | 1 of 2 |
        region | 2023   | as it is  | 1 of 2 |
        """,
    ),
    HistoryCase(
        "Several trees over the same units",
        "A unit counts in another tree by its membership of the month, or by that of the nearest unit above it that "
        "has one. A municipality is its own node there, and counts in the region's whole as well.",
        """
        id       | kind         | parent
        north    | area         | region
        alvik    | clinic       | north
        boda     | clinic       | north
        coast    | county_part  |
        town     | municipality | coast
        village  | municipality | coast
        """,
        """
        unit    | month   | counted
        alvik   | 2024-05 | 1 of 2
        alvik   | 2025-05 | 2 of 2
        boda    | 2025-05 | 3 of 4
        town    | 2025-05 | 5 of 5
        """,
        """
        node    | tree      | period     | view      | figure
        town    | geography | 2024       | as it was | 1 of 2
        village | geography | 2024       | as it is  | 1 of 2
        village | geography | 2025-YTD08 | as it was | 2 of 2
        town    | geography | 2025-YTD08 | as it was | 8 of 9
        coast   | geography | 2025-YTD08 | as it was | 10 of 11
        region  | line      | 2025-YTD08 | as it was | 10 of 11
        """,
        memberships="""
        unit  | tree      | node    | valid_from | valid_to
        north | geography | town    |            |
        alvik | geography | town    |            | 2024-12-31
        alvik | geography | village | 2025-01-01 |
        """,
    ),
    HistoryCase(
        "Rows of no known unit",
        "Rows that state no unit, or one that the organisation does not have, count in the region's whole and nowhere "
        "else, and the figure says how many they are.",
        """
        id    | kind   | parent
        alvik | clinic | region
        """,
        """
        unit    | month   | counted
        alvik   | 2025-05 | 3 of 4
        none    | 2025-05 | 0 of 2
        unheard | 2025-05 | 1 of 1
        """,
        """
        node   | period     | view      | figure | says
        alvik  | 2025-YTD08 | as it was | 3 of 4 |
        region | 2025-YTD08 | as it was | 4 of 7 | 3 rows of no known unit are in the whole only.
        """,
    ),
)

_ABOUT = """\
How units that move, merge, are split or close carry their figures with them. The cases stand in
`tests/spec/organisation_history.py`, and the tests run each of them.

Rows keep the unit that they happened at. There are two views of the organisation: **as it was**, in which a unit counts
where it stood in the month, and **as it is**, in which the work of units that have ended is carried by their successors
of today, here 31 August 2025, at their places of today. Why: [Results](../explanation/results.md).

Each case has rows of `organisation.csv` (the region itself is left out), what was counted at units in months, and the
figures that come of it, as numerator of denominator. The tree is the line where nothing else is said."""


def history_page(cases: Iterable[HistoryCase]) -> str:
    """The page docs/reference/organisation-history.md."""
    parts = ["# The organisation's history", MADE, _ABOUT]
    for case in cases:
        parts += [f"## {case.title}", case.why, _table(case.units)]
        if case.memberships:
            parts += ["Memberships:", _table(case.memberships)]
        parts += ["Counted:", _table(case.counts), "Figures:", _table(case.figures)]
    return "\n\n".join(parts) + "\n"


def _table(table: str) -> str:
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, ["---"] * len(head), *lines))
