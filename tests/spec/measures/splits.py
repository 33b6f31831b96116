"""The parts of the people and of the rows."""

from __future__ import annotations

from tests.spec.measure_case import Case, Chapter

CHAPTER = Chapter(
    "Sexes, ages and categories",
    "What is not known is a part of its own, so that the parts always make the whole.",
    (
        Case(
            "A sex that is not stated, or stated as unknown, is unknown",
            """
            kind: count
            fact: contacts
            by: [sex]
            """,
            {
                "contacts": """
                sex
                women
                men
                men
                unknown
                –
                """,
            },
            """
            sex     | amount
            men     | 2
            unknown | 2
            women   | 1
            """,
            figure="5",
        ),
        Case(
            "Age bands are five years, and a definition may begin others between",
            """
            kind: count
            fact: contacts
            by: [age_band]
            cuts: [18, 66]
            """,
            {
                "contacts": """
                age_years
                0
                4
                5
                17
                18
                19
                20
                65
                66
                95
                104
                –
                """,
            },
            """
            age_band | amount
            0-4      | 2
            15-17    | 1
            18-19    | 2
            20-24    | 1
            5-9      | 1
            65       | 1
            66-69    | 1
            95+      | 2
            unknown  | 1
            """,
            figure="12",
        ),
        Case(
            "Facts of staff come in three bands of their own",
            """
            kind: count
            fact: staff-absence
            numerator: {add: employees}
            by: [age_band, sex]
            """,
            {
                "staff-absence": """
                age_band      | sex     | employees
                under_30      | women   | 7
                from_30_to_49 | men     | 5
                from_50       | unknown | 2
                """,
            },
            """
            age_band | sex     | amount | rows
            0-29     | women   | 7      | 1
            30-49    | men     | 5      | 1
            50+      | unknown | 2      | 1
            """,
            figure="14",
        ),
        Case(
            "A category that is not stated, or stated as unknown, is unknown",
            """
            kind: count
            fact: admissions
            by: [delay_cause]
            """,
            {
                "admissions": """
                delay_cause
                planning
                unknown
                –
                """,
            },
            """
            category | amount
            planning | 1
            unknown  | 2
            """,
            figure="3",
        ),
        Case(
            "Splits go together: each cell is one sex, one age band and one category",
            """
            kind: share
            fact: contacts
            numerator: wait_days <= 3
            denominator: wait_days is not null
            by: [sex, age_band, profession]
            """,
            {
                "contacts": """
                sex   | age_years | profession | wait_days
                women | 70        | doctor     | 1
                women | 70        | doctor     | 9
                women | 70        | nurse      | 1
                men   | 71        | doctor     | 9
                """,
            },
            """
            part        | sex   | age_band | category | amount
            denominator | men   | 70-74    | doctor   | 1
            denominator | women | 70-74    | doctor   | 2
            denominator | women | 70-74    | nurse    | 1
            numerator   | women | 70-74    | doctor   | 1
            numerator   | women | 70-74    | nurse    | 1
            """,
            figure="50",
        ),
    ),
)
