"""An invented region that uses everything a region folder can say, each thing at least once."""

from __future__ import annotations

from pathlib import Path

from tests.spec.good_folder import EXTRACTS as GOOD_EXTRACTS

REGION = """\
#:schema .schemas/region.json
schema_version = 1
id = "fjallbygden-2025"
name = { sv = "Region Fjällbygden", en = "Region Fjällbygden" }
unit = "board"
language = "sv"
words = "files"
objective_level = "objective"

[levels]
perspective = { sv = "Perspektiv", en = "Perspective" }
goal = { sv = "Mål", en = "Goal" }
objective = { sv = "Delmål", en = "Objective" }
focus = { sv = "Fokus", en = "Focus" }

[trees]
line = ["region", "board", "health_centre"]
frame = ["frame"]
geography = ["county_part", "municipality"]

[status]
met = 100
partly = 80
assumed = false
stated_in = { sv = "Delårsrapporten, bilaga 1.", en = "The interim report, annex 1." }

[followup]
DA04 = { month = 4, label = { sv = "Delår april", en = "Interim April" } }
DA08 = { month = 8, label = { sv = "Delår augusti", en = "Interim August" } }
YEAR = { month = 12, label = { sv = "Helår", en = "Full year" } }

[schemes.profession]
version = "2025"
label = { sv = "Yrke", en = "Profession" }
codes = { nurse = { sv = "Sjuksköterskor", en = "Nurses" }, doctor = { sv = "Läkare", en = "Doctors" } }

[schemes.account]
version = "2025"
label = { sv = "Konto", en = "Account" }

[schemes.account.codes]
net = { sv = "Nettokostnad", en = "Net cost" }
staff_cost = { sv = "Personalkostnader", en = "Staff costs" }
drugs = { sv = "Läkemedel", en = "Drugs" }

[disclosure]
minimum = 5

[personal_data]
purpose = { sv = "Planering och uppföljning", en = "Planning and follow-up" }
controller = { sv = "Region Fjällbygden", en = "Region Fjällbygden" }

[report]
title = { sv = "Delårsrapport {month} {year}", en = "Interim report {month} {year}" }
subtitle = { sv = "Hälso- och sjukvårdsnämnden", en = "The health-care board" }
"""

COMPUTED_IDS = (
    "waits-known", "sick-hours", "sameness", "long-waits", "patients", "centres-at-least", "centres-more-than",
    "centres-at-most", "centres-less-than", "patients-among", "contacts-total",
)  # fmt: skip

OUTLINE = (
    ("text", "Inledning", 'text = "introduction"'),
    ("at_a_glance", "Läget i korthet", 'text = "summary"'),
    ("objectives_summary", "Delmålen i sammanfattning", ""),
    ("status_rules", "Så bedöms målen", ""),
    ("goals", "Mål för mål", 'node = "citizens"\npage_break = true'),
    ("goals", "Medarbetare och ekonomi", 'node = "resources"'),
    ("indicators", "Produktion", 'indicators = ["visits"]\nlevel = 2'),
    ("indicators", "Beräknade mått", f"indicators = {list(COMPUTED_IDS)}".replace("'", '"')),
    ("assignments", "Uppdrag från fullmäktige", 'given_by = "council"'),
    ("assignments", "Alla uppdrag", ""),
    ("actions", "Åtgärder", 'node = "citizens"'),
    ("economy", "Ekonomi", ""),
    ("forecast", "Prognos", ""),
    ("deviations", "Avvikelser", ""),
    ("savings", "Besparingar", ""),
    ("successes", "Framgångar", 'text = "successes"'),
    ("challenges", "Utmaningar", 'text = "challenges"'),
    ("remarks", "Kommentarer till siffror", ""),
    ("insights", "Vad siffrorna betyder", ""),
    ("quality", "Siffror som saknas", ""),
    ("sources", "Källor", ""),
)
"""Section, heading and its own settings."""

ORGANISATION = """\
id,name,kind,parent,provider,hsa_id,valid_from,valid_to,successor,share,name_en,note
region,Region Fjällbygden,region,,,,,,,,Region Fjällbygden,
board,Hälso- och sjukvårdsnämnden,board,region,,,,,,,The health-care board,
executive,Regionstyrelsen,board,region,,,,,,,The executive board,
old-centre,Gamla hälsocentralen,health_centre,board,Regionen,SE2321-A1,2010-01-01,2024-12-31,north;south,0.6;0.4,,
north,Norra hälsocentralen,health_centre,board,Regionen,SE2321-A2,2025-01-01,,,,North centre,
south,Södra hälsocentralen,health_centre,board,Vårdbolaget AB,,2025-01-01,,,,South centre,Stängd i juli
frame-primary,Primärvård,frame,,,,,,,,Primary care,
frame-hospital,Sjukhusvård,frame,,,,,,,,Hospital care,
inland,Inlandet,county_part,,,,,,,,The inland,
fell,Fjäll kommun,municipality,inland,,,,,,,Fell municipality,
"""

MEMBERSHIPS = """\
unit,tree,node,valid_from,valid_to
north,frame,frame-primary,2025-01-01,
south,frame,frame-primary,2025-01-01,2025-06-30
south,frame,frame-hospital,2025-07-01,
north,geography,fell,2025-01-01,
"""

GOALS = """\
goals:
  - id: citizens
    level: perspective
    title: {sv: Medborgare, en: Citizens}
    description: {sv: Det vi gör för invånarna., en: What we do for residents.}
    children:
      - id: access
        level: goal
        title: {sv: Vård i tid, en: Care in time}
        children:
          - id: contact
            level: objective
            title: {sv: Kontakt samma dag, en: Same-day contact}
            indicators: [phone, triages, named-contact, plans, offers]
            children:
              - id: digital
                level: focus
                title: {sv: Digital vård, en: Digital care}
                indicators: [remote-share, pilots, clinics]
          - id: readiness
            level: objective
            title: {sv: Beredskapen är god, en: Readiness is good}
  - id: resources
    level: perspective
    title: {sv: Resurser, en: Resources}
    children:
      - id: staff
        level: goal
        title: {sv: Medarbetarna mår bra, en: Staff are well}
        children:
          - id: healthy-staff
            level: objective
            title: {sv: Sjukfrånvaron minskar, en: Sick leave falls}
            indicators: [sick-leave, staff-per-manager, survey, vaccinated, restraint, occupational, new-measure]
      - id: money
        level: goal
        title: {sv: Ekonomi i balans, en: An economy in balance}
        children:
          - id: balance
            level: objective
            title: {sv: Budgeten hålls, en: The budget is kept}
            indicators: [result, travel, idle-days, agency-share, index]
"""

INDICATORS = {
    # a value, from a month, each with its decision; counts by sex with unknown
    "phone": """\
title: {sv: Besvarade samtal, en: Calls answered}
short: {sv: Samtal, en: Calls}
why: {sv: Kontakten är vägen in., en: Contact is the way in.}
value_unit: "%"
decimals: 1
shown: ytd
over_time: sum
direction: increase
target:
  - {value: 90, to: 2025-06, decided: {by: {sv: Nämnden, en: The board}, on: 2023-11-21}}
  - {value: 95, from: 2025-07, decided: {by: {sv: Fullmäktige, en: The council}, on: 2025-06-18, case: RS 12-2025}}
followed: [DA04, DA08, YEAR]
by: [sex]
official: {sv: Egen mätning., en: Own measurement.}
owner: {sv: Primärvårdschefen, en: The head of primary care}
checked_by: E. Exempel
next_review: 2026-06
""",
    # a level of the whole year; printed figures that nobody corrects
    "triages": """\
title: {sv: Genomförda triageringar, en: Triages completed}
value_unit: count
noun: {sv: triageringar, en: triages}
shown: ytd
over_time: sum
direction: increase
target: {value: 1200, for: year}
remark: {sv: Målet är skrivet som ett antal., en: The target is written as a count.}
""",
    # a baseline that is a tertial and holds a count and a share
    "named-contact": """\
title: {sv: Planer med fast vårdkontakt, en: Plans with a named care contact}
value_unit: "%"
shown: tertial
over_time: last
direction: increase
target: {better_than: baseline}
baseline: {period: 2020-T2, value: 62, numerator: 515, denominator: 831, note: {sv: Räknat för hand., en: By hand.}}
""",
    "plans": """\
title: {sv: Samordnade planer, en: Coordinated plans}
value_unit: count
noun: {sv: planer, en: plans}
shown: month
over_time: last
direction: increase
target: {better_than: previous}
""",
    "offers": """\
title: {sv: Erbjudna stöd, en: Support offered}
value_unit: count
shown: ytd
over_time: sum
direction: none
target: {as_needed: true}
""",
    "remote-share": """\
title: {sv: Digitala besök, en: Remote visits}
value_unit: "%"
shown: ytd
over_time: mean
direction: increase
target: {path: {2024: 30, 2025: 40, 2026: 50}}
""",
    "pilots": """\
title: {sv: Införda försök, en: Pilots introduced}
value_unit: count
shown: year
over_time: last
direction: increase
target: {of: [3, 3]}
followed: [DA08, YEAR]
""",
    "clinics": """\
title: {sv: Mottagningar med bokning på webben, en: Clinics with web booking}
value_unit: "%"
shown: ytd
over_time: last
direction: increase
target: {by_unit: {north: 90, other: 70}, value: 80}
""",
    # sick leave by sex, age and profession, a target for each sex
    "sick-leave": """\
title: {sv: Sjukfrånvaro, en: Sick leave}
value_unit: "%"
decimals: 1
shown: r12
over_time: mean
direction: decrease
target: {by_sex: {women: 6.0, men: {value: 4.5}}}
baseline:
  - {period: 2024-R12-12, value: 6.4, sex: women}
  - {period: 2024-R12-12, value: 5.2, age_band: 50+, category: nurse}
by: [sex, age_band, profession]
""",
    "staff-per-manager": """\
title: {sv: Medarbetare per chef, en: Staff per manager}
value_unit: ratio
shown: month
over_time: last
direction: within
target: {between: [20, 35]}
""",
    "survey": """\
title: {sv: Medarbetarindex, en: Staff index}
value_unit: index
shown: year
over_time: last
direction: increase
target: {better_than: "2023"}
followed: [YEAR]
""",
    "vaccinated": """\
title: {sv: Vaccinerade, en: Vaccinated}
value_unit: "%"
shown: year
over_time: last
direction: increase
target: 75
absent: [{reason: not_applicable, note: {sv: Säsongen börjar i november., en: The season begins in November.}}]
""",
    "restraint": """\
title: {sv: Tvångsåtgärder, en: Restraint}
value_unit: count
shown: ytd
over_time: sum
direction: decrease
target: {better_than: same_period_last_year}
""",
    "occupational": """\
title: {sv: Företagshälsovård, en: Occupational health service}
value_unit: hours
shown: ytd
over_time: sum
direction: decrease
target: {better_than: previous}
absent:
  - reason: followed_elsewhere
    note: {sv: Följs upp av företagshälsovården., en: Followed up by the occupational health service.}
    from: 2025-01
    to: 2025-12
""",
    "new-measure": """\
title: {sv: Ny mätning, en: A new measurement}
value_unit: days
shown: ytd
over_time: mean
direction: decrease
target: 5
followed_from: 2026-01
""",
    "result": """\
title: {sv: Resultat mot budget, en: Result against budget}
value_unit: MSEK
decimals: 1
shown: ytd
over_time: sum
direction: increase
target: {zero: true, partly_within: 5}
""",
    "travel": """\
title: {sv: Tjänsteresor, en: Business travel}
value_unit: SEK
shown: ytd
over_time: sum
direction: decrease
target: {change: -15, against: "2023"}
baseline: {period: "2023", value: 1200}
""",
    "idle-days": """\
title: {sv: Utskrivningsklara dygn, en: Days ready for discharge}
value_unit: beds
shown: r12
over_time: sum
direction: decrease
target: {change: -50, against: baseline}
baseline: {period: "2020", value: 840}
same_as: [agency-share]
""",
    "agency-share": """\
title: {sv: "Hyrpersonal, andel av egen personalkostnad", en: "Agency staff, share of own staff cost"}
value_unit: "%"
decimals: 2
shown: r12
over_time: mean
direction: decrease
target: 3.7
absent: [{reason: missing, note: {sv: Inte rapporterat före 2025., en: Not reported before 2025.}, to: 2024-12}]
""",
    "index": """\
title: {sv: Kostnadsindex, en: Cost index}
value_unit: posts
shown: month
over_time: last
direction: decrease
target: 100
absent: [{reason: not_started, note: {sv: Börjar 2026., en: Begins in 2026.}}]
""",
    "visits": """\
title: {sv: Besök, en: Visits}
value_unit: count
noun: {sv: besök, en: visits}
shown: ytd
over_time: sum
direction: none
""",
}
"""Everything of each indicator's file but id and kind."""

_MANY = """\
title: {sv: %s, en: %s}
counted: {sv: Vad som räknas, en: What is counted}
value_unit: %s
shown: ytd
direction: decrease
"""

COMPUTED = {
    "waits-known": _MANY % ("Kända väntetider", "Known waits", '"%"')
    + """\
kind: share
fact: contacts
at: unit
denominator: {fact: contacts, at: unit, where: "visit = 'first'"}
numerator: wait_days <= 3
out_of: {sv: Nybesök, en: First visits}
deviations: {sv: Inga, en: None}
by: [sex, age_band]
cuts: [18]
settled_after: 1
version: 2
examples:
  - note: {sv: Tre dagar räcker, en: Three days will do}
    month: 2025-08
    units: {unit-1: health_centre}
    rows: [{wait_days: 3}, {wait_days: 4}]
    expect: {numerator: 1, denominator: 2, value: 50}
""",
    "sick-hours": _MANY % ("Sjuktimmar på tusen", "Sick hours of a thousand", "ratio")
    + """\
kind: rate
fact: staff-absence
numerator: {add: sick_hours_1_14}
denominator: {add: scheduled_hours}
per: 1000
estimates: off
""",
    "sameness": _MANY % ("Samma kliniker", "The same clinician", "index")
    + """\
kind: mean
fact: continuity-12
events: mode = 'physical'
where: contacts >= 3
value: same
over: possible
over_time: last
""",
    "long-waits": _MANY % ("Lång väntan", "Long waits", "days")
    + "kind: percentile\nfact: contacts\nvalue: wait_days\npercent: 90\n",
    "patients": _MANY % ("Patienter", "Patients", "count") + "kind: distinct\nfact: contacts\nof: person\n",
    **{
        f"centres-{word.replace('_', '-')}": _MANY % ("Hälsocentraler", "Centres", "count")
        + f"kind: units_reaching\nlevel: {{indicator: waits-known, {word}: 70}}\namong: health_centre\n"
        for word in ("at_least", "more_than", "at_most", "less_than")
    },
    "patients-among": _MANY
    % ("Sjuktimmar där", "Sick hours there", "ratio")
    + "kind: among_reaching\nindicator: sick-hours\nlevel: {indicator: waits-known, at_least: 70}\n"
    "among: health_centre\n",
    "contacts-total": "use: contacts-total\n",
}
"""What is computed; the folder has no store, so that each says why it has no figure."""

OUTCOMES = """\
indicator,unit,period,sex,age_band,category,numerator,denominator,value,source,published,note,note_en
phone,board,2023-YTD08,all,,,,,79,Bilaga 2,yes,,
phone,board,2024-YTD08,all,,,,,80,Bilaga 2,yes,,
phone,board,2025-YTD08,all,,,810,1000,,Telefonsystemet,no,,
phone,board,2025-YTD08,women,,,480,580,,Telefonsystemet,no,,
phone,board,2025-YTD08,men,,,325,410,,Telefonsystemet,no,,
phone,board,2025-YTD08,unknown,,,5,10,,Telefonsystemet,no,,
phone,board,2025-YTD06,all,,,,,85,Telefonsystemet,no,,
triages,board,2025-YTD08,all,,,799,,,Systemet,no,,
named-contact,board,2025-T2,all,,,622,831,74.8,Bilaga 2,yes,,
plans,board,2025-07,all,,,,,40,Systemet,no,,
plans,board,2025-08,all,,,,,50,Systemet,no,Ett distrikt saknas.,One district is missing.
offers,board,2025-YTD08,all,,,12,,,Systemet,no,,
remote-share,board,2025-YTD08,all,,,,,32,Systemet,no,,
pilots,board,2025,all,,,2,3,,Systemet,no,,
clinics,board,2025-YTD08,all,,,,,72,Systemet,no,,
clinics,north,2025-YTD08,all,,,,,72,Systemet,no,,
clinics,south,2025-YTD08,all,,,,,72,Systemet,no,,
sick-leave,board,2024-R12-08,all,,,,,6.2,PA-systemet,yes,,
sick-leave,board,2025-R12-08,all,,,,,5.9,PA-systemet,no,,
sick-leave,board,2025-R12-08,women,,,,,6.4,PA-systemet,no,,
sick-leave,board,2025-R12-08,men,,,,,4.3,PA-systemet,no,,
sick-leave,board,2025-R12-08,women,50+,nurse,,,7.1,PA-systemet,no,,
sick-leave,board,2025-R12-08,all,30-49,doctor,,,3.9,PA-systemet,no,,
staff-per-manager,board,2025-08,all,,,,,18,PA-systemet,no,,
survey,board,2023,all,,,,,71,PA-systemet,no,,
result,board,2025-YTD08,all,,,,,-4,Ekonomisystemet,no,,
travel,board,2025-YTD08,all,,,,,720,Ekonomisystemet,no,,
idle-days,board,2025-R12-08,all,,,,,630,Systemet,no,,
agency-share,board,2025-R12-08,all,,,,,3.81,Ekonomisystemet,no,,
visits,board,2025-YTD08,all,,,81000,,,Systemet,no,,
"""

JUDGEMENTS = """\
judgements:
  - objective: contact
    unit: board
    period: 2025-08
    judgement: partly_met
    outlook: cannot_be_judged
    reason: {sv: Fler får svar., en: More get an answer.}
    outlook_reason: {sv: Journalsystemet byts., en: The record system changes.}
    by: {sv: Nämnden, en: The board}
    on: 2025-09-17
    remark: {sv: Texten säger också nej., en: The text also says no.}
  - {objective: readiness, period: 2025-08, judgement: met, outlook: will_be_met, reason: {sv: Övat., en: Trained.}}
  - {objective: healthy-staff, period: 2025-08, judgement: met, outlook: partly, reason: {sv: Lägre., en: Lower.}}
  - {objective: balance, period: 2025-08, judgement: not_met, outlook: will_not_be_met, reason: {sv: Minus., en: Less.}}
"""

ASSIGNMENTS = """\
givers:
  council: {sv: Uppdrag från fullmäktige, en: Assignments from the council}
  board: {sv: Uppdrag från nämnden, en: Assignments from the board}
assignments:
  - id: less-travel
    title: {sv: Minska resorna, en: Travel less}
    given_by: council
    addressees: [{unit: board, status: in_progress}, {unit: executive, status: done}]
    periodicity: tertial
    end: 2025-12-31
    indicator: travel
    reports:
      - {period: 2025-04, status: not_started}
      - {period: 2025-08, status: in_progress, analysis: {sv: Resorna minskar., en: Travel falls.}}
    parts:
      - {id: rail, title: {sv: Tåg först, en: Rail first}, status: done, text: {sv: Infört., en: Introduced.}}
      - {id: rules, title: {sv: Nya regler, en: New rules}, status: paused}
    remark: {sv: 250 miljoner i rubriken och 213 i texten., en: 250 million in the title and 213 in the text.}
  - id: late-report
    title: {sv: Redovisa väntetider, en: Report waiting times}
    given_by: council
    addressees: [{unit: board}]
    periodicity: year
    end: 2025-06-30
    reports: [{period: 2025-08, status: paused}]
  - id: closed
    title: {sv: Se över lokaler, en: Review premises}
    given_by: board
    addressees: [{unit: board}]
    periodicity: year
    reports: [{period: 2025-08, status: done_with_deviation, analysis: {sv: Klart men dyrare., en: Done but dearer.}}]
"""

ACTIONS = """\
actions:
  - id: evening-hours
    node: citizens
    number: "3"
    aim: {sv: Öppet på kvällen, en: Open in the evening}
    action: {sv: Prova två kvällar, en: Try two evenings}
    target: {sv: två centraler, en: two centres}
    outcome: {sv: en central, en: one centre}
    indicator: visits
    reports:
      - {period: 2025-04, status: not_started, status_from: stated}
      - {period: 2025-08, status: in_progress, status_from: words, comment: {sv: Norra provar., en: North tries.}}
  - id: call-back
    node: access
    aim: {sv: Ring upp, en: Call back}
    action: {sv: Nytt system, en: A new system}
    indicator: waits-known
    started: 2025-03
    phase_in: 1
    units: [north]
    compare_with: [south]
    reports: [{period: 2025-08, status: done}]
"""

ECONOMY = """\
frame,account,period,item,amount,unit,version,published,source,note,note_en
frame-primary,net,2025-YTD08,budget,-200,MSEK,plan,no,Ekonomi,,
frame-primary,net,2025-YTD08,budget,-210,MSEK,reviderad 2025-02,no,Ekonomi,,
frame-primary,net,2025-YTD08,result,-216,MSEK,,no,Ekonomi,,
frame-primary,net,2025-YTD08,deviation,-6,MSEK,,no,Ekonomi,,
frame-hospital,net,2025-YTD08,deviation,2,MSEK,,no,Ekonomi,,
board,net,2025-YTD08,deviation,-4,MSEK,,no,Ekonomi,,
board,net,2025-YTD08,cost_development,3.9,%,,no,Ekonomi,,
board,net,2025,forecast,-8,MSEK,,no,Ekonomi,Hyrläkare i höst.,Locums this autumn.
board,net,2025,savings_need,10,MSEK,,no,Ekonomi,,
board,net,2025-YTD08,savings_effect,4,MSEK,,no,Ekonomi,,
board,staff_cost,2025-YTD08,change,12,MSEK,,no,Ekonomi,,
board,staff_cost,2025-YTD08,change_share,2.4,%,,no,Ekonomi,,
board,staff_cost,2025-YTD08,agency_cost,22,MSEK,,no,Ekonomi,,
board,staff_cost,2025-YTD08,extra_cost,9,MSEK,,no,Ekonomi,,
board,staff_cost,2025-YTD08,extra_share,1.8,%,,no,Ekonomi,Andel av all personalkostnad.,Share of all staff cost.
board,drugs,2025-YTD08,change,31,count,,no,Ekonomi,,
"""

DEVIATIONS = """\
deviations:
  - id: staffing
    period: 2025-08
    area: {sv: Bemanning, en: Staffing}
    causes: [{sv: Vakanser., en: Vacancies.}, {sv: Sjukfrånvaro., en: Sick leave.}]
    activities: [{sv: Rekrytera., en: Recruit.}]
    account: staff_cost
"""

SAVINGS = """\
savings:
  need: {period: "2025", amount: 10, unit: MSEK, note: {sv: Beslutat i juni., en: Decided in June.}}
  effects: [{period: 2025-YTD08, amount: 4, share: 40, note: {sv: Resor och hyra., en: Travel and rent.}}]
  measures:
    - id: rent
      title: {sv: Mindre lokaler, en: Smaller premises}
      decided_by: {sv: Nämnden, en: The board}
      decided_on: 2025-06-18
      in_force: 2025-07-01
      effect: 3
      unit: MSEK
      text: {sv: Två hus lämnas., en: Two houses are left.}
      assignment: closed
  remark: {sv: Hyran räknas två gånger., en: The rent is counted twice.}
"""

CHANGES = """\
changes:
  - id: record-system
    kind: record_system
    title: {sv: Nytt journalsystem, en: A new record system}
    from: 2025-04
    affects: {indicators: [restraint], feeds: [contacts]}
    says: {sv: Uppgifterna förs inte över än., en: The data is not carried over yet.}
    mend: {sv: En ny rapport, en: A new report}
    expected: 2025-12
  - {id: definition, kind: definition, title: {sv: Ny definition, en: New}, from: 2025-01, says: {sv: Nytt., en: New.}}
  - {id: phones, kind: measurement, title: {sv: Ny växel, en: New}, from: 2025-01, says: {sv: Nytt., en: New.}}
  - {id: merger, kind: organisation, title: {sv: Delad central, en: Split}, from: 2025-01, says: {sv: Nytt., en: New.}}
"""

REBASING = """\
rebasing:
  - indicator: phone
    from: 2024-01
    reason: {sv: Ny växel., en: A new switchboard.}
    decided_on: 2024-03-01
    by: {sv: Nämnden, en: The board}
  - {indicator: restraint, unit: north, from: 2025-02, reason: Nytt arbetssätt., decided_on: 2025-03-01, by: Chefen}
"""

FORECASTS = """\
announced:
  - indicator: phone
    period: 2025-08
    value: 88.5
    on: 2025-09-12
    source: {sv: Nämndens prognos, en: The board’s forecast}
  - {indicator: restraint, unit: north, period: 2025-04, value: 12, on: 2025-05-09, source: Chefen}
one_offs:
  - {indicator: waits-known, month: 2025-11, amount: 25, reason: {sv: Extra kväll, en: An extra evening}}
  - {indicator: waits-known, unit: north, month: 2024-03, amount: -10, reason: Stängt en vecka.}
"""

TEXTS = ("introduction", "summary", "successes", "challenges", "contact", "phone")
"""The words of the report: four sections, an objective's analysis and an indicator's comment."""

EXTRACTS = (
    GOOD_EXTRACTS
    + """
[[reserve_numbers]]
name = "Reservnummer med sekel"
pattern = "yymmddlnsn"
century = 19

[database.archive]
host = "db.region.se"
port = 5433
name = "arkiv"
user = "tertial"
password_variable = "TERTIAL_ARCHIVE_PASSWORD"
tls = "verify-ca"

[extract.contacts-south]
feed = "contacts"
files = "extracts/soder.xlsx"
sheet = "Kontakter"
purposes = "quality"
controller = "Hälso- och sjukvårdsnämnden"
provider = "region"
units = "south"
legal_basis = "Patientdatalagen 2 kap. 4 § 4"
retention = { until = 2035-12-31 }

[extract.contacts-south.marks]
register_opt_out = { column = "NEJ", values = ["1"] }
shared_record_opt_out = { column = "SPARR_SAMMANHALLEN", values = ["1"] }
blocked = { column = "SPARR", values = ["1"] }
"""
)
"""Every key that extracts.toml may have: those of the good folder, and the rest."""


def write_every_feature(folder: Path) -> Path:
    """Write the region folder; it checks clean."""
    files = {
        "region.toml": REGION + "".join(_section(*section) for section in OUTLINE),
        "organisation.csv": ORGANISATION,
        "memberships.csv": MEMBERSHIPS,
        "goals.yaml": GOALS,
        "outcomes/figures.csv": OUTCOMES,
        "judgements.yaml": JUDGEMENTS,
        "assignments.yaml": ASSIGNMENTS,
        "actions.yaml": ACTIONS,
        "economy.csv": ECONOMY,
        "deviations.yaml": DEVIATIONS,
        "savings.yaml": SAVINGS,
        "changes.yaml": CHANGES,
        "rebasing.yaml": REBASING,
        "forecasts.yaml": FORECASTS,
        "extracts.toml": EXTRACTS,
        **{f"indicators/{id}.yaml": f"id: {id}\nkind: reported\n{rest}" for id, rest in INDICATORS.items()},
        **{f"indicators/{id}.yaml": f"id: {id}\n{rest}" for id, rest in COMPUTED.items()},
        **{f"texts/2025-08/{name}.sv.txt": f"Text om {name}.\n\n- en punkt\n" for name in TEXTS},
        **{f"texts/2025-08/{name}.en.txt": f"Text of {name}.\n\n- a point\n" for name in TEXTS},
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def _section(section: str, title: str, own: str) -> str:
    return f'\n[[report.outline]]\nsection = "{section}"\ntitle = {{ sv = "{title}", en = "{title}" }}\n{own}\n'
