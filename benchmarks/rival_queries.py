"""The rival of the engine: one good DuckDB query an indicator, written by hand, over the same Parquet files.

The names are those of the pack's definitions. Every answer has the columns unit, m, sex, n and d, as far as it is told
apart by them and has a denominator. Where a rule could be written in several ways it is the one of the project's facts,
so that the answers are the same cell by cell: a person's unit is the one of most of the contacts, of equally many the
one whose id comes first; stays that begin in the same instant stand in the order of their ids; thirty days are 720
hours; of phone calls the stored Swedish dates are compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from benchmarks.care_units import EMERGENCY
from benchmarks.indicator_pack import hundred_conditions
from tertial.store.state import open_state

THREADS = 2
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "contacts": ("person", "unit", "clinician", "profession", "date", "mode", "visit", "wait_days", "age_years", "sex"),
    "admissions": (
        *("admission_id", "person", "unit", "admitted_at", "ready_at", "discharged_at", "discharged_at_day"),
        *("planned", "age_years", "sex"),
    ),
    "phone-calls": ("unit", "called_at_day", "answered_at_day", "called_back_at_day"),
}
SCANNED = ("unit", "sex", "profession", "mode", "visit", "wait_days", "age_years", "marks")
"""The columns that the engine reads for the additive set; the month it knows from where a file lies."""

_G = "unit, date_trunc('month', date) AS m, sex"
_R12 = "PARTITION BY unit, sex ORDER BY m RANGE BETWEEN INTERVAL 11 MONTH PRECEDING AND CURRENT ROW"
_YTD = "PARTITION BY unit, sex, year(m) ORDER BY m"
_EMERGENCY = "unit IN ({})".format(", ".join(f"'{unit}'" for unit in EMERGENCY))
_DIGITAL = "count(*) FILTER (mode IN ('video', 'chat')) AS n, count(*) AS d"
_IN_3_DAYS = (
    f"SELECT {_G}, count(*) FILTER (wait_days <= 3) AS n, count(*) AS d FROM contacts "
    "WHERE visit = 'first' AND wait_days IS NOT NULL GROUP BY ALL"
)
_YEAR = f"date >= DATE '2025-01-01' AND date < DATE '2026-01-01' AND NOT {_EMERGENCY}"
_LAST_MONTH = 2025 * 12 + 12


def _contacts(where: str = "", figures: str = "count(*) AS n") -> str:
    return f"SELECT {_G}, {figures} FROM contacts {'WHERE ' + where if where else ''} GROUP BY ALL"


def _continuity(index: str) -> str:
    return f"""WITH pc AS (SELECT person, unit, clinician, count(*) AS c FROM contacts WHERE {_YEAR} GROUP BY ALL),
        p AS (SELECT person, {index} AS i FROM pc GROUP BY 1 HAVING sum(c) >= 3),
        pu AS (SELECT person, unit, sum(c) AS c FROM pc GROUP BY ALL),
        u AS (SELECT person, min({{'fewer': -c, 'unit': unit}}).unit AS unit FROM pu GROUP BY 1)
        SELECT unit, DATE '2025-12-01' AS m, avg(i) AS n, count(*) AS d FROM p JOIN u USING (person) GROUP BY 1"""


QUERIES: Mapping[str, str] = {
    "contacts": _contacts(),
    "doctor": _contacts("profession = 'doctor'"),
    "nurse": _contacts("profession = 'nurse'"),
    "physiotherapist": _contacts("profession = 'physiotherapist'"),
    "psychologist": _contacts("profession = 'psychologist'"),
    "digital-share": _contacts(figures=_DIGITAL),
    "phone-share": _contacts(figures="count(*) FILTER (mode = 'phone') AS n, count(*) AS d"),
    "assessed-in-3-days": _IN_3_DAYS,
    "doctor-in-7-days": _contacts(
        "visit = 'first' AND profession = 'doctor' AND wait_days IS NOT NULL",
        "count(*) FILTER (wait_days <= 7) AS n, count(*) AS d",
    ),
    "mean-wait": _contacts("visit = 'first'", "sum(wait_days) AS n, count(wait_days) AS d"),
    "median-wait": _contacts("visit = 'first' AND wait_days IS NOT NULL", "quantile_disc(wait_days, 0.5) AS n"),
    "new-share": _contacts(figures="count(*) FILTER (visit = 'first') AS n, count(*) AS d"),
    "physical-75-and-older": _contacts(
        figures="count(*) FILTER (age_years >= 75 AND mode = 'physical') AS n, count(*) FILTER (mode = 'physical') AS d"
    ),
    "unique-patients": _contacts(figures="count(DISTINCT person) AS n"),
    "emergency-visits": _contacts(_EMERGENCY),
    "emergency-visits-80-and-older": _contacts(f"{_EMERGENCY} AND age_years >= 80"),
    "contacts-r12": f"SELECT unit, m, sex, sum(n) OVER w AS n FROM ({_contacts()}) WINDOW w AS ({_R12})",
    "digital-share-r12": f"""SELECT unit, m, sex, sum(n) OVER w AS n, sum(d) OVER w AS d
        FROM ({_contacts(figures=_DIGITAL)}) WINDOW w AS ({_R12})""",
    "assessed-in-3-days-ytd": f"""SELECT unit, m, sex, sum(n) OVER w AS n, sum(d) OVER w AS d
        FROM ({_IN_3_DAYS}) WINDOW w AS ({_YTD})""",
    "frequent-attenders": f"""WITH pm AS (SELECT person, any_value(sex) AS sex, year(date) * 12 + month(date) AS mi,
            count(*) AS c FROM contacts WHERE {_EMERGENCY} GROUP BY ALL),
        e AS (SELECT person, sex, mi + k AS mi, sum(c) AS c FROM pm, range(12) t(k) WHERE mi + k <= {_LAST_MONTH}
            GROUP BY ALL HAVING sum(c) >= 4)
        SELECT make_date(CAST((mi - 1) // 12 AS INTEGER), CAST((mi - 1) % 12 + 1 AS INTEGER), 1) AS m, sex,
            count(*) AS n FROM e GROUP BY ALL""",
    "continuity-coc": _continuity("(sum(c * c) - sum(c)) / (sum(c) * (sum(c) - 1))"),
    "usual-provider-upc": _continuity("max(c) / sum(c)"),
    "phone-answered-same-day": """SELECT unit, date_trunc('month', called_at_day) AS m,
        count(*) FILTER (answered_at_day = called_at_day OR called_back_at_day = called_at_day) AS n, count(*) AS d
        FROM phone_calls GROUP BY ALL""",
    "ready-over-a-day": """SELECT unit, date_trunc('month', discharged_at_day) AS m, sex,
        count(*) FILTER (discharged_at - ready_at > INTERVAL 24 HOUR) AS n, count(*) AS d FROM admissions
        WHERE ready_at IS NOT NULL AND discharged_at_day < DATE '2026-01-01' GROUP BY ALL""",
    "readmission-30-days-65-and-older": """WITH w AS (SELECT *, lead(admitted_at) OVER p AS na,
            lead(planned) OVER p AS np FROM admissions
            WINDOW p AS (PARTITION BY person ORDER BY admitted_at, admission_id))
        SELECT unit, date_trunc('month', discharged_at_day) AS m, sex,
            count(*) FILTER (NOT np AND na >= discharged_at AND na < discharged_at + INTERVAL 720 HOUR) AS n,
            count(*) AS d FROM w WHERE age_years >= 65 AND discharged_at_day < DATE '2026-01-01' GROUP BY ALL""",
}


def hundred_filters() -> str:
    """A hundred filters on raw rows in one query."""
    filters = ", ".join(
        f'count(*) FILTER ({condition}) AS "{name}"' for name, condition in hundred_conditions().items()
    )
    return _contacts(figures=filters)


CUBOID_OF = ("digital-share", "assessed-in-3-days", "new-share")
"""The indicators of the pack whose one cuboid is written by hand below."""
CUBOID = """SELECT unit, sex, mode, visit, coalesce(wait_days <= 3, false), wait_days IS NOT NULL,
    CAST(date_trunc('month', date) AS DATE), count(*) FROM contacts
    WHERE marks IN (0, 2, 4, 6, 8, 10, 12, 14) AND date < DATE '2026-01-01' GROUP BY ALL"""


def scan_of_values() -> str:
    """Look at every value of the additive set's columns, and do next to nothing with it."""
    return f"SELECT bit_xor(hash({', '.join(SCANNED)})) FROM contacts"


def bare_scan() -> str:
    """Count those columns: DuckDB sees which values are there, and never what a coded name says."""
    return f"SELECT {', '.join(f'count({name})' for name in SCANNED)} FROM contacts"


def connected(root: Path) -> duckdb.DuckDBPyConnection:
    """A connection that sees the feeds of a store as views. Raises StoreError."""
    connection = duckdb.connect(config={"threads": str(THREADS)})
    connection.execute("SET TimeZone = 'UTC'")
    state = open_state(root)
    for feed, columns in COLUMNS.items():
        files = ", ".join(f"'{path}'" for path in state.files(feed))
        named = ", ".join(dict.fromkeys((*columns, "marks")))
        connection.execute(f"CREATE VIEW {feed.replace('-', '_')} AS SELECT {named} FROM read_parquet([{files}])")
    return connection
