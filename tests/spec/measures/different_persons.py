"""Persons that are counted once."""

from __future__ import annotations

from tertial.domain.calendar import Period
from tests.spec.measure_case import Chapter, UniqueCase

TERTIAL = Period.parse("2025-T2")

CHAPTER = Chapter(
    "Different persons",
    "Persons are never added up: they are counted anew at each node, in each period, for everybody and for each part. "
    "Care providers are kept apart, over feeds and derived facts alike.",
    (
        UniqueCase(
            "A person at two units is one in each, and one in the whole",
            """
            kind: distinct
            fact: contacts
            of: person
            """,
            {
                "contacts": """
                unit   | person
                unit-1 | person-1
                unit-1 | person-1
                unit-2 | person-1
                unit-2 | person-2
                """,
            },
            """
            node   | count
            region | 2
            unit-1 | 1
            unit-2 | 2
            """,
        ),
        UniqueCase(
            "A person in two months is one in each, and one in the tertial",
            """
            kind: distinct
            fact: contacts
            of: person
            """,
            {
                "contacts": """
                person   | date
                person-1 | 2025-05-01
                person-1 | 2025-08-31
                person-2 | 2025-09-01
                """,
            },
            """
            node   | period  | count
            region | 2025-08 | 1
            region | 2025-T2 | 1
            unit-1 | 2025-08 | 1
            unit-1 | 2025-T2 | 1
            """,
            periods=(Period.parse("2025-08"), TERTIAL),
        ),
        UniqueCase(
            "A person whose rows tell two sexes counts in both, and once among all",
            """
            kind: distinct
            fact: contacts
            of: person
            by: [sex]
            """,
            {
                "contacts": """
                person   | sex
                person-1 | women
                person-1 | men
                person-2 | –
                """,
            },
            """
            node   | sex     | count
            region | all     | 2
            region | men     | 1
            region | unknown | 1
            region | women   | 1
            unit-1 | all     | 2
            unit-1 | men     | 1
            unit-1 | unknown | 1
            unit-1 | women   | 1
            """,
        ),
        UniqueCase(
            "A person who has a birthday in the period counts in both age bands, and once in all",
            """
            kind: distinct
            fact: contacts
            of: person
            by: [age_band, mode]
            """,
            {
                "contacts": """
                person   | date       | age_years | mode
                person-1 | 2025-07-31 | 64        | phone
                person-1 | 2025-08-01 | 65        | phone
                """,
            },
            """
            node   | age_band | category | count
            region | –        | –        | 1
            region | –        | phone    | 1
            region | 60-64    | –        | 1
            region | 60-64    | phone    | 1
            region | 65-69    | –        | 1
            region | 65-69    | phone    | 1
            """,
            periods=(TERTIAL,),
            places="""
            unit   | month   | nodes
            unit-1 | 2025-07 | region
            unit-1 | 2025-08 | region
            """,
            why="Somebody born on 29 February has the birthday on 1 March in other years; ages are told at the event.",
        ),
        UniqueCase(
            "A person of two care providers is two",
            """
            kind: distinct
            fact: contacts
            of: person
            """,
            {
                "contacts": """
                person   | provider
                person-1 | provider-1
                person-1 | provider-1
                person-1 | provider-2
                """,
            },
            """
            node   | count
            region | 2
            unit-1 | 2
            """,
            why="Nobody may put the two together.",
        ),
        UniqueCase(
            "An id at two care providers names two",
            """
            kind: distinct
            fact: calls
            of: errand_id
            """,
            {
                "phone-calls": """
                errand_id | provider
                errand-1  | provider-1
                errand-1  | provider-1
                errand-1  | provider-2
                errand-2  | provider-2
                """,
            },
            """
            node   | count
            region | 3
            unit-1 | 3
            """,
            why="Care providers number their errands without asking each other.",
        ),
        UniqueCase(
            "A clinician of two care providers is two in a derived fact too",
            """
            kind: distinct
            fact: episodes
            of: clinician
            """,
            {
                "contacts": """
                clinician   | unit   | provider
                clinician-1 | unit-1 | provider-1
                clinician-1 | unit-2 | provider-1
                clinician-1 | unit-2 | provider-2
                """,
            },
            """
            node   | count
            region | 2
            unit-1 | 1
            unit-2 | 2
            """,
        ),
        UniqueCase(
            "A row that does not tell who it is about counts nobody",
            """
            kind: distinct
            fact: contacts
            of: clinician
            """,
            {
                "contacts": """
                clinician
                clinician-1
                –
                """,
            },
            """
            node   | count
            region | 1
            unit-1 | 1
            """,
        ),
        UniqueCase(
            "Rows without unit count in the whole alone",
            """
            kind: distinct
            fact: persons
            of: person
            """,
            {
                "persons": """
                person   | as_of      | municipality
                person-1 | 2025-08-31 | unit-1
                person-1 | 2025-08-01 | –
                person-2 | 2025-08-31 | –
                """,
            },
            """
            node   | count
            region | 2
            unit-1 | 1
            """,
        ),
        UniqueCase(
            "Persons count where the unit was in the month of the row",
            """
            kind: distinct
            fact: contacts
            of: person
            """,
            {
                "contacts": """
                person   | unit   | date
                person-1 | unit-1 | 2025-07-31
                person-1 | unit-1 | 2025-08-01
                person-2 | unit-1 | 2025-08-01
                """,
            },
            """
            view      | node       | count
            as_it_is  | area-south | 2
            as_it_was | area-north | 1
            as_it_was | area-south | 2
            """,
            periods=(TERTIAL,),
            places="""
            view      | unit   | month   | nodes
            as_it_was | unit-1 | 2025-07 | area-north
            as_it_was | unit-1 | 2025-08 | area-south
            as_it_is  | unit-1 | 2025-07 | area-south
            as_it_is  | unit-1 | 2025-08 | area-south
            """,
        ),
        UniqueCase(
            "A unit in two nodes of a tree counts in both",
            """
            kind: distinct
            fact: contacts
            of: person
            """,
            {
                "contacts": """
                person   | unit
                person-1 | unit-1
                person-2 | unit-2
                """,
            },
            """
            tree      | node   | count
            geography | coast  | 2
            geography | inland | 1
            """,
            places="""
            tree      | unit   | month   | nodes
            geography | unit-1 | 2025-08 | coast, inland
            geography | unit-2 | 2025-08 | coast
            """,
        ),
    ),
)
