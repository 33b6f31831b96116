"""The invented region of the benchmarks: its units, months and what its events say."""

from __future__ import annotations

from tertial.domain.calendar import Month

MONTHS = tuple(Month(2017, 1).plus(place) for place in range(108))
PERSONS = 275_000
CENTRES = tuple(f"hc-{number:02}" for number in range(38))
EMERGENCY = tuple(f"ed-{number}" for number in range(4))
UNITS = CENTRES + EMERGENCY
CONTACTS = 50_000_000
ADMISSIONS_A_CONTACT, CALLS_A_CONTACT = 0.03, 0.2
"""1.5 million admissions and 10 million calls beside 50 million contacts."""

PROFESSIONS = ("doctor", "nurse", "physiotherapist", "psychologist", "counsellor", "dietitian")
MODES = ("physical", "phone", "video", "chat", "home")
