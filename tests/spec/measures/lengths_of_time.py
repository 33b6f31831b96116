"""Days of dates and hours of instants, when the clocks change and in leap years."""

from __future__ import annotations

from tertial.domain.calendar import Month
from tests.spec.measure_case import Case, Chapter

MARCH, OCTOBER = Month(2025, 3), Month(2025, 10)

CHAPTER = Chapter(
    "Lengths of time",
    "Dates differ by days. Instants differ by the time that passed, whatever the clocks showed: a day of "
    "instants is 24 hours.",
    (
        Case(
            "On the day when clocks go forward the same hour comes 23 hours later",
            """
            kind: count
            fact: admissions
            where: discharged_at - ready_at > 24 hours
            """,
            {
                "admissions": """
                admitted_at      | ready_at         | discharged_at
                2025-03-20 10:00 | 2025-03-29 12:00 | 2025-03-30 12:00
                2025-03-20 10:00 | 2025-03-29 12:00 | 2025-03-30 13:00
                2025-03-20 10:00 | 2025-03-29 12:00 | 2025-03-30 13:01
                """,
            },
            """
            amount
            1
            """,
            figure="1",
            months=(MARCH,),
            why="23 hours, 24 hours to the minute, and one minute more.",
        ),
        Case(
            "On the day when clocks go back the same hour comes 25 hours later",
            """
            kind: count
            fact: admissions
            where: discharged_at - ready_at > 24 hours
            """,
            {
                "admissions": """
                admitted_at      | ready_at         | discharged_at
                2025-10-20 10:00 | 2025-10-25 12:00 | 2025-10-26 11:00
                2025-10-20 10:00 | 2025-10-25 12:00 | 2025-10-26 12:00
                """,
            },
            """
            amount
            1
            """,
            figure="1",
            months=(OCTOBER,),
        ),
        Case(
            "The local dates differ by one whatever the clocks did",
            """
            kind: count
            fact: admissions
            where: discharged_at_day - ready_at_day = 1 day
            """,
            {
                "admissions": """
                admitted_at      | ready_at         | discharged_at
                2025-03-20 10:00 | 2025-03-29 00:00 | 2025-03-30 23:59
                2025-03-20 10:00 | 2025-03-30 00:00 | 2025-03-30 23:59
                """,
            },
            """
            amount
            1
            """,
            figure="1",
            months=(MARCH,),
        ),
        Case(
            "An hour that comes twice is two hours apart by instants",
            """
            kind: count
            fact: admissions
            where: discharged_at - ready_at = 1 hour
            """,
            {
                "admissions": """
                admitted_at      | ready_at             | discharged_at
                2025-10-20 10:00 | 2025-10-26T00:30:00Z | 2025-10-26T01:30:00Z
                2025-10-20 10:00 | 2025-10-26 02:30     | 2025-10-26 03:30
                """,
            },
            """
            amount
            1
            """,
            figure="1",
            months=(OCTOBER,),
            why="02:30 came twice on 26 October 2025; without a zone the first is meant, two hours before 03:30.",
        ),
        Case(
            "Days are counted over 29 February where there is one",
            """
            kind: count
            fact: child-health-newborns
            where: visited - homecoming <= 10 days
            """,
            {
                "child-health-newborns": """
                person   | homecoming | visited
                person-1 | 2024-02-20 | 2024-03-01
                person-2 | 2024-02-20 | 2024-03-02
                person-3 | 2024-02-29 | 2024-03-10
                person-4 | 2024-02-29 | –
                """,
            },
            """
            amount
            2
            """,
            figure="2",
            months=(Month(2024, 2),),
        ),
    ),
)
