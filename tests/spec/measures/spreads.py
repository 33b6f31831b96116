"""Histograms and the figures taken from them."""

from __future__ import annotations

from tests.spec.measure_case import Case, Chapter

CHAPTER = Chapter(
    "Medians, percentiles and means of ratios",
    "A histogram says how many rows have each value. A percentile is the least value that at least so "
    "many per cent of the rows do not exceed: always a value that a row has.",
    (
        Case(
            "The median of an even number of rows is the lower of the two in the middle",
            """
            kind: median
            fact: contacts
            value: wait_days
            where: visit = 'first'
            """,
            {
                "contacts": """
                visit  | wait_days
                first  | 9
                first  | 2
                first  | 2
                first  | 5
                first  | –
                return | 0
                """,
            },
            """
            part   | value | amount
            spread | 2     | 2
            spread | 5     | 1
            spread | 9     | 1
            """,
            figure="2",
        ),
        Case(
            "The median of an odd number is the one in the middle, at whatever units",
            """
            kind: median
            fact: contacts
            value: wait_days
            """,
            {
                "contacts": """
                unit   | wait_days
                unit-1 | 1
                unit-1 | 9
                unit-2 | 4
                """,
            },
            """
            part   | unit   | value | amount
            spread | unit-1 | 1     | 1
            spread | unit-1 | 9     | 1
            spread | unit-2 | 4     | 1
            """,
            figure="4",
        ),
        Case(
            "A percentile that falls on a tie is the value of the tie",
            """
            kind: percentile
            percent: 90
            fact: contacts
            value: wait_days
            """,
            {
                "contacts": """
                wait_days
                1
                1
                1
                1
                1
                1
                1
                1
                3
                8
                """,
            },
            """
            part   | value | amount
            spread | 1     | 8
            spread | 3     | 1
            spread | 8     | 1
            """,
            figure="3",
            why="Nine of ten, 90 per cent, do not exceed 3.",
        ),
        Case(
            "Values that are amounts or decimals stand in öre and millionths",
            """
            kind: median
            fact: staff-posts
            value: posts
            """,
            {
                "staff-posts": """
                profession | posts
                doctor     | 0.75
                nurse      | 1.5
                midwife    | 2
                """,
            },
            """
            part   | value   | amount
            spread | 750000  | 1
            spread | 1500000 | 1
            spread | 2000000 | 1
            """,
            figure="1.5",
        ),
        Case(
            "Without known values there is no median",
            """
            kind: median
            fact: contacts
            value: wait_days
            """,
            {
                "contacts": """
                wait_days
                –
                """,
            },
            """
            part | value | amount
            """,
            figure="none",
        ),
        Case(
            "A mean of ratios weighs each row alike, and leaves out rows with nothing to divide by",
            """
            kind: mean
            fact: staff-absence
            value: never_sick_12_months
            over: employees_12_months
            """,
            {
                "staff-absence": """
                profession | never_sick_12_months | employees_12_months
                doctor     | 1                    | 2
                nurse      | 0                    | 100
                midwife    | 0                    | 0
                manager    | 3                    | –
                dentist    | –                    | 4
                """,
            },
            """
            part   | value | over | amount
            spread | 0     | 100  | 1
            spread | 1     | 2    | 1
            """,
            figure="0.25",
            why="The mean of a half and nothing is a quarter; one of 102 in all would be something else.",
        ),
    ),
)
