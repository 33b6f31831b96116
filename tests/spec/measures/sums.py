"""Quantities that are added up."""

from __future__ import annotations

from tests.spec.measure_case import Case, Chapter

CHAPTER = Chapter(
    "Sums",
    "Sums are whole numbers: amounts in öre, decimals in millionths. Rows where the quantity is not known "
    "take no part.",
    (
        Case(
            "An unknown quantity adds nothing, and its row takes no part",
            """
            kind: count
            fact: contacts
            value_unit: days
            numerator: {add: wait_days}
            """,
            {
                "contacts": """
                wait_days
                2
                –
                5
                """,
            },
            """
            amount | rows
            7      | 2
            """,
            figure="7",
        ),
        Case(
            "Where nothing is known there is no sum, and no figure",
            """
            kind: count
            fact: contacts
            value_unit: days
            numerator: {add: wait_days}
            """,
            {
                "contacts": """
                wait_days
                –
                –
                """,
            },
            """
            amount
            """,
            figure="none",
        ),
        Case(
            "A sum that comes to nothing is 0, and stands",
            """
            kind: count
            fact: contacts
            value_unit: days
            numerator: {add: wait_days}
            """,
            {
                "contacts": """
                wait_days
                0
                0
                """,
            },
            """
            amount | rows
            0      | 2
            """,
            figure="0",
        ),
        Case(
            "Amounts are added up in öre, and their figure is in kronor",
            """
            kind: count
            fact: travel-costs
            value_unit: SEK
            numerator: {where: cost > 100, add: cost}
            """,
            {
                "travel-costs": """
                means     | cost
                flight    | 100
                rail_bus  | 100.01
                own_car   | 2500.50
                hired_car | -300
                """,
            },
            """
            amount | rows
            260051 | 2
            """,
            figure="2600.51",
            why="100 in the condition is kronor too.",
        ),
        Case(
            "Decimals are added up in millionths",
            """
            kind: count
            fact: staff-posts
            value_unit: posts
            numerator: {add: posts - filled}
            """,
            {
                "staff-posts": """
                profession | posts | filled
                doctor     | 0.3   | 0.1
                nurse      | 2     | 1.333333
                """,
            },
            """
            amount | rows
            866667 | 2
            """,
            figure="0.866667",
        ),
        Case(
            "Quantities may be put together, and multiplied by whole numbers",
            """
            kind: count
            fact: staff-posts
            value_unit: hours
            numerator: {add: (filled - vacant) * 40}
            """,
            {
                "staff-posts": """
                profession | filled | vacant
                doctor     | 1.5    | 0.333333
                nurse      | 0.25   | 1
                """,
            },
            """
            amount   | rows
            16666680 | 2
            """,
            figure="16.66668",
        ),
        Case(
            "A mean is a sum over how many rows it is of",
            """
            kind: mean
            fact: contacts
            value: wait_days
            where: visit = 'first'
            """,
            {
                "contacts": """
                visit  | wait_days
                first  | 2
                first  | 5
                first  | –
                return | 100
                """,
            },
            """
            part        | amount | rows
            numerator   | 7      | 2
            denominator | 2      | 2
            """,
            figure="3.5",
        ),
        Case(
            "The days between two dates are a quantity",
            """
            kind: mean
            fact: waiting-list
            value: done - decided
            """,
            {
                "waiting-list": """
                decided    | done
                2025-08-01 | 2025-08-31
                2025-08-31 | 2025-09-01
                2025-08-31 | –
                """,
            },
            """
            part        | amount | rows
            numerator   | 31     | 2
            denominator | 2      | 2
            """,
            figure="15.5",
        ),
    ),
)
