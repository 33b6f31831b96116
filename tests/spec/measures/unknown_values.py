"""What becomes of values that are not known."""

from __future__ import annotations

from tests.spec.measure_case import Case, Chapter

CHAPTER = Chapter(
    "Unknown values",
    "A value that is not known makes what is asked of it neither true nor false. A row counts only where "
    "the condition is true.",
    (
        Case(
            "A row with an unknown value counts neither below a limit nor above it",
            """
            kind: share
            fact: contacts
            numerator: wait_days <= 3
            denominator: wait_days <= 3 or not wait_days <= 3
            """,
            {
                "contacts": """
                wait_days
                3
                4
                –
                """,
            },
            """
            part        | amount
            numerator   | 1
            denominator | 2
            """,
            figure="50",
        ),
        Case(
            "Unlike is not known of an unknown value either",
            """
            kind: count
            fact: contacts
            where: problem <> 'new'
            """,
            {
                "contacts": """
                problem
                new
                known
                –
                """,
            },
            """
            amount
            1
            """,
            figure="1",
        ),
        Case(
            "Not being one of several is not known of an unknown value",
            """
            kind: count
            fact: contacts
            where: wait_days not in (0, 1)
            """,
            {
                "contacts": """
                wait_days
                1
                2
                –
                """,
            },
            """
            amount
            1
            """,
            figure="1",
        ),
        Case(
            "Whether a value is known can always be told",
            """
            kind: count
            fact: contacts
            where: problem is null or wait_days is not null
            """,
            {
                "contacts": """
                problem | wait_days
                –       | –
                new     | 2
                new     | –
                """,
            },
            """
            amount
            2
            """,
            figure="2",
        ),
        Case(
            "An unknown part does not matter where another part decides",
            """
            kind: count
            fact: contacts
            where: chose_to_wait or wait_days <= 3
            """,
            {
                "contacts": """
                chose_to_wait | wait_days
                yes           | –
                no            | –
                –             | 3
                –             | 4
                """,
            },
            """
            amount
            2
            """,
            figure="2",
        ),
        Case(
            "Both ends of between are included",
            """
            kind: count
            fact: contacts
            where: wait_days between 3 and 5
            """,
            {
                "contacts": """
                wait_days
                2
                3
                5
                6
                –
                """,
            },
            """
            amount
            2
            """,
            figure="2",
        ),
    ),
)
