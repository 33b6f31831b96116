"""Ways to break the good folder's extracts.toml, one each: what is broken, and the code, line and words told."""

from __future__ import annotations

from tests.spec.broken_folders import Broken, swap

PATH = "extracts.toml"

DECLARATION = """provider = "region"
units = "board"
legal_basis = "Kommunallagen"
retention = { until = 2035-12-31 }
"""


def fault(what: str, old: str, new: str, code: str, line: int, says: str) -> Broken:
    """A fault of extracts.toml by one swap."""
    return Broken(what, swap(PATH, old, new), code, PATH, line, says)


BROKEN_EXTRACTS = (
    fault("an unknown feed", '"contacts"', '"contact"', "E601", 14, "right: contacts"),
    fault("an unknown column", "wait_days =", "waiting_days =", "E602", 33, "right: wait_days"),
    fault(
        "a column turned around",
        'contact_id = "KONTAKT_ID"',
        'KONTAKT_ID = "contact_id"',
        "E602",
        30,
        'right: contact_id = "KONTAKT_ID"',
    ),
    fault("an unknown code", '"phone"', '"fone"', "E603", 38, "right: phone"),
    fault(
        "an unknown constant code",
        'mode]\ncolumn = "TYP"\ncodes = { "1" = "physical", "2" = "phone" }',
        'mode]\nconstant = "visit"',
        "E603",
        37,
        "a code of contact_mode (physical, phone",
    ),
    fault("an unknown unit among codes", 'N = "north"', 'N = "nord"', "E402", 31, "right: north"),
    fault("neither yes nor no for all rows", 'constant = "no"', 'constant = "nej"', "E222", 34, "right: no"),
    fault("an unknown database", 'database = "journal"', 'database = "jornal"', "E604", 50, "right: journal"),
    fault(
        "no purpose",
        'purposes = "statistics"\n',
        "",
        "E605",
        48,
        "read ”purposes”, expected what the rows are used for",
    ),
    fault("an empty purpose", 'purposes = "statistics"', "purposes = []", "E605", 53, "patientdatalagen 2 kap. 4 §"),
    fault(
        "no controller",
        'purposes = "statistics"\ncontroller = "Hälso- och sjukvårdsnämnden"\n',
        'purposes = "statistics"\n',
        "E605",
        48,
        "patientdatalagen 2 kap. 6 §",
    ),
    fault("no provider", DECLARATION, DECLARATION.replace('provider = "region"', ""), "E605", 48, "lagen 2022:913"),
    fault("no care unit", 'units = "board"\n', "", "E605", 48, "patientdatalagen 4 kap."),
    fault("a blank legal basis", '"Kommunallagen"', '" "', "E605", 57, "articles 6 and 9"),
    fault("no retention", "retention = { until = 2035-12-31 }\n", "", "E605", 48, "{ months = 120 }"),
    fault("an unknown provider", DECLARATION, DECLARATION.replace('"region"', '"regoin"'), "E402", 55, "right: region"),
    fault("an unknown care unit", '"north", "south"]', '"north", "sout"]', "E402", 21, "right: south"),
    fault("a care unit twice", '"north", "south"]', '"north", "north"]', "E414", 21, "each id once"),
    fault("an unknown purpose", '"quality"', '"qualty"', "E212", 18, "right: quality"),
    fault("an unknown mark", "protected_identity", "protected", "E204", 27, "one of register_opt_out"),
    fault("an unknown key of an extract", "take =", "takes =", "E204", 16, "right: take"),
    fault(
        "two sources", 'database = "journal"', 'database = "journal"\nfiles = "x.csv"', "E606", 50, "files, database"
    ),
    fault(
        "no source",
        'database = "journal"\nselect = "SELECT * FROM vard.platser"\ntables = ["vard.platser"]\n',
        "",
        "E606",
        48,
        "neither files nor database",
    ),
    fault(
        "a separator in a database",
        'database = "journal"',
        'database = "journal"\nseparator = ";"',
        "E607",
        51,
        "with files only",
    ),
    fault("codes of a number", 'empty = ["-", "NULL"]', 'codes = { "-" = "0" }', "E607", 33, "yes and no only"),
    fault("a code of nothing", 'N = "north"', '"" = "north"', "E607", 31, "an empty cell is always unknown"),
    fault("a format of a number", 'empty = ["-", "NULL"]', 'format = "%d"', "E607", 33, "points in time only"),
    fault("a constant with codes", 'constant = "no"', 'constant = "no", empty = ["-"]', "E607", 34, "the constant"),
    fault("a query without tables", 'tables = ["vard.platser"]\n', "", "E209", 48, "the key tables"),
    fault("a query without select", 'select = "SELECT * FROM vard.platser"\n', "", "E209", 48, "the key select"),
    fault("a query that writes", '"SELECT * FROM vard.platser"', '"DELETE FROM vard.platser"', "E617", 51, "DELETE"),
    fault("a strange separator", 'separator = ";"', 'separator = "#"', "E212", 17, "a tab"),
    fault("a password", 'user = "tertial"', 'user = "tertial"\npassword = "Sommar2025"', "E608", 11, "read ”password”"),
    fault("a password without quotes", 'user = "tertial"', 'user = "tertial"\npwd = Sommar2025', "E608", 11, "pwd"),
    fault(
        "a password in a comment",
        'user = "tertial"',
        'user = "tertial"  # lösenord: Sommar2025',
        "E608",
        10,
        "lösenord",
    ),
    fault("a password in an address", '"db.region.se"', '"tertial:Sommar2025@db.region.se"', "E608", 8, "no password"),
    fault("a password instead of its variable", '"TERTIAL_JOURNAL_PASSWORD"', '"Sommar2025"', "E619", 11, "capitals"),
    fault("a host that is more", '"db.region.se"', '"db.region.se sslmode=disable"', "E619", 8, "a server"),
    fault("an open line", 'user = "tertial"', 'user = "tertial"\ntls = "disable"', "E616", 11, "verify-full"),
    fault("no such port", 'user = "tertial"', 'user = "tertial"\nport = 65536', "E218", 11, "1 to 65535"),
    fault("a pattern too short", '"99nnnnnnnnnl"', '"99nnn"', "E609", 5, "6 to 20 signs"),
    fault("a pattern with half a birth day", '"99nnnnnnnnnl"', '"yyyymmnnnnnl"', "E609", 5, "written yyyymmdd"),
    fault("a pattern without its century", '"99nnnnnnnnnl"', '"yymmddlnnn"', "E609", 5, "18, 19, 20"),
    fault("a pattern with two check digits", '"99nnnnnnnnnl"', '"99nnnnnnnncc"', "E609", 5, "one check digit"),
    fault("a check digit too early", '"99nnnnnnnnnl"', '"99nncnnnnnnl"', "E609", 5, "nine digits before"),
    fault("a pattern of personal numbers", '"99nnnnnnnnnl"', '"yyyymmddnnnn"', "E609", 5, "no personal number"),
    fault("an unknown sign in a pattern", '"99nnnnnnnnnl"', '"99nnnnnnnn?l"', "E609", 5, "the signs y m d"),
    fault("neither column nor constant", 'column = "VD", ', "", "E610", 33, "one of column and constant"),
    fault(
        "column and constant",
        'column = "VD", empty = ["-", "NULL"]',
        'column = "VD", constant = "0"',
        "E610",
        33,
        "VD, 0",
    ),
    fault("one key for all rows", '"KONTAKT_ID"', '{ constant = "1" }', "E611", 30, "a column of the extract"),
    fault(
        "one person for all rows",
        'contact_id = "KONTAKT_ID"',
        'person = { constant = "191212121212" }',
        "E611",
        30,
        "read ”person”, expected a column",
    ),
    fault(
        "a constant that is no number", 'column = "VD", empty = ["-", "NULL"]', 'constant = "noll"', "E217", 33, "noll"
    ),
    fault(
        "a constant below its bound", 'column = "VD", empty = ["-", "NULL"]', "constant = -1", "E218", 33, "0 or more"
    ),
    fault(
        "a constant above its bound",
        'column = "VD", empty = ["-", "NULL"]',
        "constant = 9999",
        "E218",
        33,
        "at most 3650",
    ),
    fault(
        "a constant that is no date",
        'column = "DATUM", format = "%d.%m.%Y"',
        'constant = "1.2.2025"',
        "E221",
        32,
        "a date",
    ),
    fault("a format of Excel's", '"%d.%m.%Y"', '"DD.MM.ÅÅÅÅ"', "E612", 32, "right: %d.%m.%Y"),
    fault("two retentions", "{ months = 120 }", "{ months = 120, until = 2035-12-31 }", "E613", 23, "months and until"),
    fault("a retention of nothing", "{ months = 120 }", "{}", "E613", 23, "one of months and until"),
    fault("a retention for ever", "{ months = 120 }", "{ months = 1201 }", "E218", 23, "1 to 1200"),
    fault("a code that is empty too", 'column = "TYP"', 'column = "TYP"\nempty = "2"', "E614", 38, "codes or empty"),
    fault("a join with itself", 'provider = "board"', 'provider = "region"', "E615", 41, "another provider"),
    fault("a join with an own unit", 'provider = "board"', 'provider = "north"', "E615", 41, "another provider"),
    fault("a feed in words", '"contacts"', '"Contacts!"', "E601", 14, "right: contacts"),
    fault("a join with nobody", 'provider = "board"', 'provider = "bord"', "E402", 41, "right: board"),
    fault("a join that ended before", "until = 2027-12-31", "until = 2024-12-31", "E526", 46, "until after decided_on"),
    fault("a store among the figures", 'store = "store"', 'store = "outcomes"', "E618", 1, "a folder of its own"),
    fault("a store that is the region folder", 'store = "store"', 'store = "."', "E618", 1, "a folder of its own"),
    fault(
        "an extract called in words", "[extract.beds-journal]", '[extract."Beds journal"]', "E223", 48, "beds-journal"
    ),
    fault(
        "TOML that is none", "retention = { until = 2035-12-31 }", "retention = 120 months", "E224", 58, "120 months"
    ),
)
