"""What counts, where and when."""

from __future__ import annotations

from tertial.domain.calendar import Month
from tests.spec.measure_case import AUGUST, Case, Chapter

JULY = Month(2025, 7)

CHAPTER = Chapter(
    "Counts",
    "A row counts in the month of the fact’s day, at the fact’s unit, once.",
    (
        Case(
            "A count is how many rows there are, month by month and unit by unit",
            """
            kind: count
            fact: contacts
            """,
            {
                "contacts": """
                unit   | date
                unit-1 | 2025-06-30
                unit-1 | 2025-07-01
                unit-1 | 2025-07-31
                unit-1 | 2025-08-01
                unit-2 | 2025-08-31
                unit-2 | 2025-09-01
                """,
            },
            """
            unit   | month   | amount
            unit-1 | 2025-07 | 2
            unit-1 | 2025-08 | 1
            unit-2 | 2025-08 | 1
            """,
            figure="2",
            months=(JULY, AUGUST),
        ),
        Case(
            "A month without rows has no cells, and its count is 0",
            """
            kind: count
            fact: contacts
            """,
            {
                "contacts": """
                date
                2025-07-15
                """,
            },
            """
            month   | amount
            2025-07 | 1
            """,
            figure="0",
            months=(JULY, AUGUST),
        ),
        Case(
            "29 February is a day as any other",
            """
            kind: count
            fact: contacts
            where: date = 2024-02-29 or weekday(date) = 5
            """,
            {
                "contacts": """
                date
                2024-02-28
                2024-02-29
                2024-03-01
                """,
            },
            """
            month   | amount
            2024-02 | 1
            2024-03 | 1
            """,
            figure="1",
            months=(Month(2024, 2), Month(2024, 3)),
            why="Friday is day 5 of the week. 1 March 2024 was a Friday, 28 February a Wednesday.",
        ),
        Case(
            "An instant counts on its Swedish date: midnight begins a day",
            """
            kind: count
            fact: phone-calls
            """,
            {
                "phone-calls": """
                called_at
                2025-07-31 23:59:59
                2025-08-01 00:00
                2025-07-31T22:00:00Z
                2025-08-31 23:59:59
                2025-09-01 00:00
                """,
            },
            """
            amount
            3
            """,
            figure="3",
            why="22:00 by UTC is midnight in Sweden in summer.",
        ),
        Case(
            "A row that states no unit counts in none of them, but in the whole",
            """
            kind: count
            fact: persons
            """,
            {
                "persons": """
                person   | as_of      | municipality
                person-1 | 2025-08-31 | unit-1
                person-2 | 2025-08-31 | –
                """,
            },
            """
            unit   | amount
            none   | 1
            unit-1 | 1
            """,
            figure="2",
        ),
        Case(
            "A definition may count at another column of units than the fact’s own",
            """
            kind: count
            fact: remote-consultations
            numerator: {at: answering_unit, add: consultations}
            """,
            {
                "remote-consultations": """
                unit   | answering_unit | consultations
                unit-1 | unit-9         | 4
                unit-2 | unit-9         | 3
                """,
            },
            """
            unit   | amount | rows
            unit-9 | 7      | 2
            """,
            figure="7",
        ),
        Case(
            "Rows of a register that the patient has refused are left out; blocked and protected ones count",
            """
            kind: count
            fact: contacts
            """,
            {
                "contacts": """
                marks
                register_opt_out
                blocked
                shared_record_opt_out
                protected_identity
                blocked, register_opt_out
                """,
            },
            """
            amount
            3
            """,
            figure="3",
        ),
    ),
)
