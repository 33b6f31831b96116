"""Ways to break how a figure is computed in the good folder, one each."""

from __future__ import annotations

from tests.spec.broken_folders import Broken, both, swap

ASSESSED, STAYS = "indicators/assessed.yaml", "indicators/stays.yaml"
CENTRES, PATIENTS, LISTED = "indicators/centres-assessed.yaml", "indicators/patients.yaml", "indicators/listed-60.yaml"
WITHIN = "indicators/within-3.yaml"
FIRST = "visit = 'first' and problem = 'new'"
ROW = "{visit: first, problem: new, wait_days: 4}"

EXPRESSIONS = (
    Broken("an expression that stops", swap(ASSESSED, FIRST, "visit = 'first' and"), "E701", ASSESSED, 5, "(sign 20"),
    Broken("an unknown column", swap(ASSESSED, FIRST, "vist = 'first'"), "E702", ASSESSED, 5, "right: visit"),
    Broken("an unknown code", swap(ASSESSED, FIRST, "visit = 'frist'"), "E703", ASSESSED, 5, "right: 'first'"),
    Broken("an unknown function", swap(ASSESSED, FIRST, "yaer(date) = 2025"), "E704", ASSESSED, 5, "right: year"),
    Broken("a text beside a number", swap(ASSESSED, FIRST, "wait_days = 'first'"), "E705", ASSESSED, 5, "'first'"),
    Broken("a quantity as condition", swap(ASSESSED, FIRST, "wait_days"), "E705", ASSESSED, 5, "wait_days"),
    Broken("a condition as quantity", swap(STAYS, "value: stay_days", "value: planned"), "E705", STAYS, 7, "planned"),
    Broken("a division", swap(STAYS, "value: stay_days", "value: stay_days / 2"), "E706", STAYS, 7, "(sign 11"),
    Broken("a date that is none", swap(STAYS, "2019-01-01", "2019-02-30"), "E707", STAYS, 5, "2019-02-30"),
    Broken(
        "an unknown kind in a condition",
        swap(ASSESSED, "'health_centre'", "'helth_centre'"),
        "E708",
        ASSESSED,
        6,
        "right: 'health_centre'",
    ),
    Broken(
        "a condition that no row meets",
        swap(ASSESSED, "wait_days <= 3", "wait_days between 5 and 3"),
        "E709",
        ASSESSED,
        6,
        "5",
    ),
    Broken(
        "far too long",
        swap(ASSESSED, FIRST, "wait_days = 1" + " or wait_days = 1" * 2000),
        "E710",
        ASSESSED,
        5,
        "20000",
    ),
)

KEYS = (
    Broken(
        "an unknown fact", swap(ASSESSED, "fact: contacts", "fact: contact"), "E721", ASSESSED, 4, "right: contacts"
    ),
    Broken("an unknown fact below", swap(LISTED, "population", "popluation"), "E721", LISTED, 6, "right: population"),
    Broken(
        "a key of another kind",
        swap(PATIENTS, "of: person", "of: person\npercent: 90"),
        "E722",
        PATIENTS,
        6,
        "for the kind distinct",
    ),
    Broken(
        "a measure of a reported figure",
        swap(ASSESSED, "kind: share", "kind: reported"),
        "E722",
        ASSESSED,
        4,
        "for the kind reported",
    ),
    Broken(
        "a condition twice",
        swap(PATIENTS, "kind: distinct\nfact: contacts\nof: person", "kind: count\nfact: contacts\nnumerator: all"),
        "E722",
        PATIENTS,
        6,
        "under numerator",
    ),
    Broken("cuts of no ages", swap(ASSESSED, "age_band, ", ""), "E722", ASSESSED, 12, "age_band under by"),
    Broken(
        "a share without denominator",
        swap(ASSESSED, f"denominator: {FIRST}\n", ""),
        "E723",
        ASSESSED,
        3,
        "the key denominator",
    ),
    Broken(
        "a circle of indicators",
        swap(CENTRES, "indicator: assessed", "indicator: centres-assessed"),
        "E724",
        CENTRES,
        4,
        "centres-assessed → centres-assessed",
    ),
    Broken(
        "a category that is a number",
        swap(ASSESSED, "age_band, profession", "age_band, wait_days"),
        "E725",
        ASSESSED,
        11,
        "profession",
    ),
    Broken(
        "a misspelt category",
        swap(ASSESSED, "age_band, profession", "age_band, profesion"),
        "E725",
        ASSESSED,
        11,
        "right: profession",
    ),
    Broken(
        "a sex that calls do not have",
        both(
            swap(PATIENTS, "of: person", "of: errand_id\nby: [sex]"),
            swap(PATIENTS, "fact: contacts", "fact: phone-calls"),
        ),
        "E726",
        PATIENTS,
        6,
        "phone-calls has none",
    ),
    Broken(
        "ages that calls do not have",
        both(
            swap(PATIENTS, "of: person", "of: errand_id\nby: [age_band]"),
            swap(PATIENTS, "fact: contacts", "fact: phone-calls"),
        ),
        "E726",
        PATIENTS,
        6,
        "phone-calls has no ages",
    ),
    Broken(
        "a split that the figure below has not",
        swap(CENTRES, "by: [sex]", "by: [sex, mode]"),
        "E726",
        CENTRES,
        8,
        "a split of assessed",
    ),
    Broken("two categories", swap(ASSESSED, "profession]", "profession, mode]"), "E530", ASSESSED, 11, "one category"),
    Broken(
        "a place that is no unit",
        swap(ASSESSED, "fact: contacts", "fact: contacts\nat: person"),
        "E727",
        ASSESSED,
        5,
        "a column of units of contacts (unit)",
    ),
    Broken(
        "events of a feed",
        swap(PATIENTS, "of: person", "of: person\nevents: mode = 'phone'"),
        "E728",
        PATIENTS,
        6,
        "contacts is made from itself",
    ),
    Broken(
        "events of two feeds",
        swap(LISTED, "per: 1000", "per: 1000\nevents: unit = 'north'"),
        "E728",
        LISTED,
        8,
        "listed is made from listing, persons",
    ),
    Broken(
        "something counted once that is none",
        swap(PATIENTS, "of: person", "of: persn"),
        "E729",
        PATIENTS,
        5,
        "right: person",
    ),
    Broken(
        "a stock that is summed",
        swap(LISTED, "over_time: mean", "over_time: sum"),
        "E730",
        LISTED,
        10,
        "listed counts at the months’ ends",
    ),
    Broken(
        "a share in days",
        swap(ASSESSED, 'value_unit: "%"', "value_unit: days"),
        "E731",
        ASSESSED,
        7,
        "for the kind share one of %",
    ),
    Broken(
        "an unknown definition of the library",
        swap(WITHIN, "within-3-days", "within-3-day"),
        "E732",
        WITHIN,
        2,
        "right: assessed-within-3-days",
    ),
    Broken(
        "a key that the library states",
        swap(WITHIN, "shown: r12", "numerator: all"),
        "E733",
        WITHIN,
        4,
        "with use only",
    ),
    Broken(
        "a kind that the library states",
        swap(WITHIN, "shown: r12", "kind: count"),
        "E733",
        WITHIN,
        4,
        "right: reported",
    ),
    Broken(
        "a split that the library’s fact has not",
        swap(WITHIN, "by: [sex]", "by: [sex, provider]"),
        "E725",
        WITHIN,
        5,
        "a column of codes of contacts",
    ),
    Broken(
        "a level said twice",
        swap(CENTRES, "at_least: 70", "at_least: 70, at_most: 80"),
        "E734",
        CENTRES,
        4,
        "at_least, at_most",
    ),
    Broken(
        "a level of nothing",
        swap(CENTRES, "indicator: assessed", "indicator: asessed"),
        "E401",
        CENTRES,
        4,
        "right: assessed",
    ),
    Broken(
        "a level of reported figures",
        swap(CENTRES, "indicator: assessed", "indicator: phone-same-day"),
        "E738",
        CENTRES,
        4,
        "phone-same-day are reported",
    ),
    Broken(
        "a level among no kind of unit",
        swap(CENTRES, "among: health_centre", "among: health_center"),
        "E410",
        CENTRES,
        5,
        "right: health_centre",
    ),
)

EXAMPLES = (
    Broken(
        "a column that the feed has not", swap(ASSESSED, ROW, "{vist: first}"), "E736", ASSESSED, 23, "right: visit"
    ),
    Broken(
        "rows of another feed",
        swap(STAYS, "  - rows:\n      -", "  - rows:\n     contacts:\n      -"),
        "E736",
        STAYS,
        13,
        "rows of admissions",
    ),
    Broken(
        "rows of two feeds in one list",
        swap(LISTED, "over_time: mean", "over_time: mean\nexamples:\n  - {rows: [{}], expect: {value: 1}}"),
        "E736",
        LISTED,
        12,
        "rows of listing, persons",
    ),
    Broken(
        "an example that expects nothing",
        swap(STAYS, "expect: {value: 4}", "expect: {}"),
        "E209",
        STAYS,
        14,
        "numerator, denominator, value",
    ),
    Broken("a time that is none", swap(STAYS, "2025-08-05 12:00", "2025-08-05"), "E737", STAYS, 13, "2025-08-05"),
    Broken(
        "a time that no clock shows",
        swap(STAYS, "2025-08-01 10:00", "2025-03-30 02:30"),
        "E737",
        STAYS,
        13,
        "Swedish clocks",
    ),
    Broken("a code in an example", swap(ASSESSED, ROW, "{visit: frist}"), "E212", ASSESSED, 23, "right: first"),
    Broken("a number below its bounds", swap(ASSESSED, ROW, "{wait_days: -1}"), "E218", ASSESSED, 23, "from 0 to 3650"),
    Broken(
        "the same row twice", swap(ASSESSED, ROW, "{contact_id: contact_id-001}"), "E310", ASSESSED, 23, "contact_id"
    ),
    Broken(
        "nothing where the feed asks for something",
        swap(ASSESSED, ROW, "{visit: null}"),
        "E211",
        ASSESSED,
        23,
        "requires visit",
    ),
    Broken("rows that are no rows", swap(ASSESSED, ROW, "first"), "E210", ASSESSED, 23, "a mapping of columns"),
)

BROKEN_MEASURES = (*EXPRESSIONS, *KEYS, *EXAMPLES)
