"""A small region folder with a bit of everything, in which nothing is wrong: what the broken ones are made from."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

REGION = """\
schema_version = 1
id = "small-2025"
name = { sv = "Region Småland", en = "Region Småland" }
unit = "board"
language = "sv"
words = "files"
objective_level = "objective"

[levels]
goal = { sv = "Mål", en = "Goal" }
objective = { sv = "Delmål", en = "Objective" }

[trees]
line = ["region", "board", "health_centre"]
frame = ["frame"]

[status]
met = 100
partly = 80
assumed = false
stated_in = "Rapporten, avsnitt 2"

[followup]
DA08 = { month = 8, label = { sv = "Delår augusti", en = "Interim August" } }
YEAR = { month = 12, label = "Helår" }

[schemes.profession]
version = "2025"
label = "Yrke"
codes = { dentist = "Tandläkare", nurse = "Sjuksköterska" }

[schemes.account]
version = "2025"
label = "Konto"
codes = { net = "Netto", drugs = "Läkemedel" }

[disclosure]
minimum = 5

[report]
title = { sv = "Delårsrapport {month} {year}", en = "Interim report {month} {year}" }
subtitle = "Hälso- och sjukvårdsnämnden"

[[report.outline]]
section = "at_a_glance"
title = "Läget i korthet"
text = "summary"

[[report.outline]]
section = "goals"
title = "Målen"
node = "health"

[[report.outline]]
section = "indicators"
title = "Siffror"
indicators = ["visits", "sick-leave", "assessed", "stays", "centres-assessed", "patients", "listed-60", "within-3"]

[[report.outline]]
section = "assignments"
title = "Uppdrag"
given_by = "council"
"""

ORGANISATION = """\
id,name,kind,parent,provider,hsa_id,valid_from,valid_to,successor,share
region,Region Småland,region,,,,,,,
board,Hälso- och sjukvårdsnämnden,board,region,,,,,,
old-centre,Gamla hälsocentralen,health_centre,board,,,2010-01-01,2024-12-31,north;south,0.6;0.4
north,Norra hälsocentralen,health_centre,board,,,2025-01-01,,,
south,Södra hälsocentralen,health_centre,board,,,2025-01-01,,,
frame-care,Vård,frame,,,,,,,
frame-dental,Tandvård,frame,,,,,,,
"""

MEMBERSHIPS = """\
unit,tree,node,valid_from,valid_to
north,frame,frame-care,2025-01-01,
south,frame,frame-care,2025-01-01,
"""

GOALS = """\
goals:
  - id: health
    level: goal
    title: {sv: God hälsa, en: Good health}
    children:
      - id: access
        level: objective
        title: Vården är tillgänglig
        indicators: [phone-same-day, plans]
      - id: prevention
        level: objective
        title: Vården förebygger
"""

PHONE = """\
id: phone-same-day
title: {sv: Kontakt samma dag, en: Same-day contact}
kind: reported
value_unit: "%"
shown: ytd
direction: increase
target: {value: 95, decided: {by: Fullmäktige, on: 2024-11-20, case: RS 12-2024}}
baseline: {period: "2019", value: 73.4}
followed: [DA08, YEAR]
by: [sex]
"""

PLANS = """\
id: plans
title: Planer med fast vårdkontakt
kind: reported
value_unit: "%"
decimals: 1
shown: ytd
direction: increase
target: 80
baseline: {period: "2024", numerator: 30, denominator: 60}
followed: [DA08]
absent:
  - {reason: not_started, note: Följs från 2025, to: 2024-12}
"""

VISITS = """\
id: visits
title: Besök
kind: reported
value_unit: count
shown: ytd
over_time: sum
direction: none
by: [sex]
"""

SICK_LEAVE = """\
id: sick-leave
title: Sjukfrånvaro
kind: reported
value_unit: "%"
decimals: 1
shown: r12
direction: decrease
target: {path: {2024: 6, 2025: 5.5}}
by: [sex, profession]
"""

ASSESSED = """\
id: assessed
title: {sv: Bedömning inom 3 dagar, en: Assessed within 3 days}
kind: share
fact: contacts
denominator: visit = 'first' and problem = 'new'
numerator: {where: wait_days <= 3 and kind(unit) = 'health_centre'}
value_unit: "%"
shown: ytd
direction: increase
target: 90
by: [sex, age_band, profession]
cuts: [18]
counted: De som bedömdes inom 3 dagar
out_of: Förstabesök för nya problem
settled_after: 1
version: 2
examples:
  - note: Den tredje dagen räknas.
    month: 2025-03
    units: {unit-1: health_centre}
    rows:
      - {visit: first, problem: new, wait_days: 3}
      - {visit: first, problem: new, wait_days: 4}
      - {visit: return, problem: new, wait_days: 1}
    expect: {numerator: 1, denominator: 2, value: 50}
"""

STAYS = """\
id: stays
title: Vårdtid
kind: median
fact: discharges
events: admitted_at_day >= 2019-01-01
where: planned = false
value: stay_days
value_unit: days
shown: r12
by: [sex]
examples:
  - rows:
      - {admitted_at: "2025-08-01 10:00", discharged_at: "2025-08-05 12:00", planned: no}
    expect: {value: 4}
"""

CENTRES = """\
id: centres-assessed
title: Hälsocentraler där 70 % bedöms inom 3 dagar
kind: units_reaching
level: {indicator: assessed, at_least: 70}
among: health_centre
value_unit: count
shown: ytd
by: [sex]
"""

PATIENTS = """\
id: patients
title: Patienter
kind: distinct
fact: contacts
of: person
where: all
value_unit: count
shown: ytd
"""

LISTED = """\
id: listed-60
title: Listade över 60 år per tusen invånare
kind: rate
fact: listed
numerator: age_years >= 60
denominator: {fact: population}
per: 1000
value_unit: count
shown: month
over_time: mean
"""

WITHIN_3 = """\
id: within-3
use: assessed-within-3-days
short: Bedömda inom 3 dagar
shown: r12
by: [sex]
target: {value: 90, from: 2025}
followed: [DA08]
"""

FIGURES = """\
indicator,unit,period,sex,age_band,category,numerator,denominator,value,source,published,note
phone-same-day,board,2025-YTD08,women,,,,,82,Sida 3,no,
phone-same-day,board,2025-YTD08,men,,,,,80,Sida 3,no,
plans,board,2025-YTD08,,,,622,831,74.8,Sida 4,no,
visits,board,2025-YTD08,all,,,100,,,Sida 5,no,
visits,board,2025-YTD08,women,,,60,,,Sida 5,no,
visits,board,2025-YTD08,men,,,40,,,Sida 5,no,
sick-leave,board,2025-R12-08,,,dentist,,,5.1,Sida 6,yes,Utan hyrpersonal
sick-leave,north,2025-R12-08,,30-49,,,,5.4,Sida 6,yes,
"""

ECONOMY = """\
frame,account,period,item,amount,unit,version,published,source
frame-care,net,2025-YTD08,deviation,-112,MSEK,,no,Sida 7
frame-dental,net,2025-YTD08,deviation,-33,MSEK,,no,Sida 7
board,net,2025-YTD08,deviation,-145,MSEK,,no,Sida 7
board,net,2025-YTD08,budget,-900,MSEK,plan,no,Sida 7
board,net,2025-YTD08,result,-1045,MSEK,,no,Sida 7
"""

JUDGEMENTS = """\
judgements:
  - objective: access
    period: 2025-08
    judgement: partly_met
    outlook: cannot_be_judged
    reason: Telefonen når nästan målet.
    outlook_reason: Nytt journalsystem.
    on: 2025-09-17
"""

ASSIGNMENTS = """\
givers: {council: Fullmäktige}
assignments:
  - id: fewer-trips
    title: Minska tjänsteresorna
    given_by: council
    addressees: [{unit: board, status: in_progress}]
    periodicity: tertial
    end: 2025-12-31
    indicator: visits
    reports:
      - {period: 2025-08, status: in_progress, analysis: Pågår.}
    parts:
      - {id: rail, title: Tåg först, status: paused}
"""

ACTIONS = """\
actions:
  - id: evenings
    node: health
    aim: Fler når vården
    action: Kvällsöppet
    reports:
      - {period: 2025-08, status: in_progress, comment: Pågår.}
    indicator: assessed
    started: 2025-03
    phase_in: 1
    units: [south]
    compare_with: [north]
"""

DEVIATIONS = """\
deviations:
  - id: drugs
    period: 2025-08
    area: Läkemedel
    causes: [Dyrare läkemedel]
    account: drugs
"""

SAVINGS = """\
savings:
  need: {period: "2025", amount: 593}
  effects:
    - {period: 2025-YTD08, amount: 137, share: 23}
  measures:
    - {id: fewer-trips, title: Färre resor, decided_on: 2025-06-18, effect: 8, assignment: fewer-trips}
"""

CHANGES = """\
changes:
  - id: new-record-system
    kind: record_system
    title: Nytt journalsystem
    from: 2025-04
    affects: {indicators: [plans], feeds: [contacts]}
    says: Siffror saknas.
    expected: 2025-12
"""

REBASING = """\
rebasing:
  - indicator: phone-same-day
    unit: north
    from: 2025-01
    reason: Ny växel
    decided_on: 2025-02-12
    by: Kvalitetschefen
"""

FORECASTS = """\
announced:
  - {indicator: phone-same-day, period: 2025-08, value: 82, on: 2025-09-18, source: Nämnden}
one_offs:
  - {indicator: assessed, unit: north, month: 2025-11, amount: 40, reason: Extra mottagning}
"""

EXTRACTS = """\
store = "store"

[[reserve_numbers]]
name = "Reservnummer"
pattern = "99nnnnnnnnnl"

[database.journal]
host = "db.region.se"
name = "journal"
user = "tertial"
password_variable = "TERTIAL_JOURNAL_PASSWORD"

[extract.contacts-north]
feed = "contacts"
files = "extracts/contacts*.csv"
take = "all"
separator = ";"
purposes = ["planning_and_follow_up", "quality"]
controller = "Hälso- och sjukvårdsnämnden"
provider = "region"
units = ["north", "south"]
legal_basis = "Patientdatalagen 2 kap. 4 § 5"
retention = { months = 120 }
first_day = 2019-01-01
version = { column = "ANDRAD", kind = "instant" }
deleted = { column = "MAKULERAD", values = ["1"] }
marks = { protected_identity = { column = "SKYDD", values = ["1"] } }

[extract.contacts-north.columns]
contact_id = "KONTAKT_ID"
unit = { column = "ENHET", codes = { N = "north", S = "south" } }
date = { column = "DATUM", format = "%d.%m.%Y" }
wait_days = { column = "VD", empty = ["-", "NULL"] }
chose_to_wait = { constant = "no" }

[extract.contacts-north.columns.mode]
column = "TYP"
codes = { "1" = "physical", "2" = "phone" }

[[extract.contacts-north.joins]]
provider = "board"
basis = "Lagen 2022:913"
decided_by = "Nämnden"
decided_on = 2025-01-01
case = "HSN 2025/1"
until = 2027-12-31

[extract.beds-journal]
feed = "beds"
database = "journal"
select = "SELECT * FROM vard.platser"
tables = ["vard.platser"]
purposes = "statistics"
controller = "Hälso- och sjukvårdsnämnden"
provider = "region"
units = "board"
legal_basis = "Kommunallagen"
retention = { until = 2035-12-31 }
"""

FILES = MappingProxyType(
    {
        "region.toml": REGION,
        "organisation.csv": ORGANISATION,
        "memberships.csv": MEMBERSHIPS,
        "goals.yaml": GOALS,
        "indicators/phone-same-day.yaml": PHONE,
        "indicators/plans.yaml": PLANS,
        "indicators/visits.yaml": VISITS,
        "indicators/sick-leave.yaml": SICK_LEAVE,
        "indicators/assessed.yaml": ASSESSED,
        "indicators/stays.yaml": STAYS,
        "indicators/centres-assessed.yaml": CENTRES,
        "indicators/patients.yaml": PATIENTS,
        "indicators/listed-60.yaml": LISTED,
        "indicators/within-3.yaml": WITHIN_3,
        "outcomes/figures.csv": FIGURES,
        "economy.csv": ECONOMY,
        "judgements.yaml": JUDGEMENTS,
        "assignments.yaml": ASSIGNMENTS,
        "actions.yaml": ACTIONS,
        "deviations.yaml": DEVIATIONS,
        "savings.yaml": SAVINGS,
        "changes.yaml": CHANGES,
        "rebasing.yaml": REBASING,
        "forecasts.yaml": FORECASTS,
        "extracts.toml": EXTRACTS,
        "texts/2025-08/summary.sv.txt": "Läget är gott.\n\n- Fler når fram.\n",
        "texts/2025-08/summary.en.txt": "All is well.\n",
        "texts/2025-08/access.sv.txt": "Telefonen når nästan målet.\n",
        "README.md": "# En liten region\n",
        "SOURCES.md": "# Källor\n",
    }
)
"""Relative path -> text of every file."""


def write_good_folder(root: Path) -> Path:
    """Write the folder and return it."""
    for path, text in FILES.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return root
