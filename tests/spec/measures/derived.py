"""Facts that are made from feeds."""

from __future__ import annotations

from tertial.domain.calendar import Month
from tests.spec.measure_case import AUGUST, Case, Chapter

JULY = Month(2025, 7)

CHAPTER = Chapter(
    "Derived facts",
    "A derived fact is made from the rows of feeds first; then its rows are counted as any others.",
    (
        Case(
            "A stock has rows at the end of each month",
            """
            kind: count
            fact: waits
            """,
            {
                "waiting-list": """
                decided    | done       | struck_off
                2025-07-10 | –          | –
                2025-07-31 | 2025-08-31 | –
                2025-08-01 | –          | 2025-08-15
                2025-08-31 | 2025-09-01 | –
                """,
            },
            """
            month   | amount
            2025-07 | 2
            2025-08 | 2
            """,
            figure="2",
            months=(JULY, AUGUST),
            why="Whoever is done on the month’s last day waits no longer.",
        ),
        Case(
            "Events are chosen before the fact is made, rows after",
            """
            kind: count
            fact: frequent-visitors
            events: profession = 'doctor'
            where: contacts >= 2
            """,
            {
                "contacts": """
                person   | profession | date
                person-1 | doctor     | 2025-07-01
                person-1 | doctor     | 2025-08-01
                person-1 | nurse      | 2025-08-02
                person-2 | doctor     | 2025-08-03
                person-2 | nurse      | 2025-08-04
                """,
            },
            """
            amount
            1
            """,
            figure="1",
            why="Person 2 has two contacts, but one with a doctor.",
        ),
    ),
)
