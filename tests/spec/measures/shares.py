"""Numerators over denominators."""

from __future__ import annotations

from tertial.domain.calendar import Month
from tests.spec.measure_case import AUGUST, Case, Chapter

JULY = Month(2025, 7)

CHAPTER = Chapter(
    "Shares and rates",
    "Numerator and denominator are kept apart to the end. Where both are of the same rows, a row of the "
    "numerator meets the denominator’s condition too.",
    (
        Case(
            "The numerator is of the denominator’s rows",
            """
            kind: share
            fact: contacts
            denominator: visit = 'first'
            numerator: wait_days <= 3
            """,
            {
                "contacts": """
                visit  | wait_days
                first  | 3
                first  | 4
                first  | –
                return | 1
                """,
            },
            """
            part        | amount
            numerator   | 1
            denominator | 3
            """,
            figure="33.333333",
        ),
        Case(
            "No row of the numerator is none, and no denominator is no figure",
            """
            kind: share
            fact: contacts
            denominator: visit = 'first'
            numerator: wait_days <= 3
            """,
            {
                "contacts": """
                date       | visit  | wait_days
                2025-07-01 | first  | 4
                2025-08-01 | return | 1
                """,
            },
            """
            part        | month   | amount
            denominator | 2025-07 | 1
            """,
            months=(JULY, AUGUST),
            figure="none",
        ),
        Case(
            "Where both add up columns of the same rows, a row takes part where both are known",
            """
            kind: share
            fact: staff-absence
            numerator: {add: never_sick_12_months}
            denominator: {add: employees_12_months}
            """,
            {
                "staff-absence": """
                profession | never_sick_12_months | employees_12_months
                doctor     | 3                    | 12
                nurse      | 0                    | 20
                midwife    | –                    | 9
                manager    | 2                    | –
                """,
            },
            """
            part        | amount | rows
            numerator   | 3      | 2
            denominator | 32     | 2
            """,
            figure="9.375",
        ),
        Case(
            "A denominator that adds to nothing gives no figure",
            """
            kind: share
            fact: staff-absence
            numerator: {add: never_sick_12_months}
            denominator: {add: employees_12_months}
            """,
            {
                "staff-absence": """
                never_sick_12_months | employees_12_months
                0                    | 0
                """,
            },
            """
            part        | amount | rows
            numerator   | 0      | 1
            denominator | 0      | 1
            """,
            figure="none",
        ),
        Case(
            "A rate may take its denominator from another fact, whose rows have conditions of their own",
            """
            kind: rate
            per: 100
            fact: contacts
            numerator: {where: profession = 'doctor'}
            denominator: {fact: staff-posts, where: profession = 'doctor', add: posts}
            """,
            {
                "contacts": """
                profession
                doctor
                doctor
                doctor
                nurse
                """,
                "staff-posts": """
                profession | grade        | posts
                doctor     | specialist   | 1.5
                doctor     | junior       | 0.5
                nurse      | not_a_doctor | 7
                """,
            },
            """
            part        | amount  | rows
            numerator   | 3       | 3
            denominator | 2000000 | 2
            """,
            figure="150",
            why="Posts are decimals, so they are added up in millionths.",
        ),
    ),
)
