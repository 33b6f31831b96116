"""Ways to break the good folder, one each: what is broken and how, and the code, file, line and words told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Break = Callable[[Path], object]


@dataclass(frozen=True)
class Broken:
    """A folder with one fault. `says`: what the English sentence holds; `more`: codes told beside this one."""

    what: str
    how: Break
    code: str
    path: str
    line: int
    says: str
    more: tuple[str, ...] = ()


def swap(path: str, old: str, new: str) -> Break:
    def change(root: Path) -> None:
        text = (root / path).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        (root / path).write_text(text.replace(old, new), "utf-8")

    return change


def everywhere(path: str, old: str, new: str) -> Break:
    return lambda root: (root / path).write_text((root / path).read_text("utf-8").replace(old, new), "utf-8")


def add(path: str, text: str) -> Break:
    def change(root: Path) -> None:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text((file.read_text("utf-8") if file.exists() else "") + text, "utf-8")

    return change


def write(path: str, content: bytes) -> Break:
    return lambda root: (root / path).write_bytes(content)


def encode(path: str, encoding: str) -> Break:
    return lambda root: (root / path).write_bytes((root / path).read_text("utf-8").encode(encoding))


def remove(path: str) -> Break:
    return lambda root: (root / path).unlink()


def link(path: str, target: str) -> Break:
    return lambda root: (root / path).symlink_to(target)


def cut_column(path: str, number: int) -> Break:
    def change(root: Path) -> None:
        rows = [line.split(",") for line in (root / path).read_text("utf-8").splitlines()]
        (root / path).write_text("\n".join(",".join(row[:number] + row[number + 1 :]) for row in rows) + "\n", "utf-8")

    return change


def both(*changes: Break) -> Break:
    def change(root: Path) -> None:
        for one in changes:
            one(root)

    return change


REGION, ORGANISATION, GOALS = "region.toml", "organisation.csv", "goals.yaml"
MEMBERSHIPS, ECONOMY, FIGURES = "memberships.csv", "economy.csv", "outcomes/figures.csv"
PHONE, PLANS, VISITS = "indicators/phone-same-day.yaml", "indicators/plans.yaml", "indicators/visits.yaml"
SICK_LEAVE = "indicators/sick-leave.yaml"
ONE_OFF = "  - {indicator: assessed, unit: north, month: 2025-11, amount: 40, reason: Extra mottagning}\n"
"""The one of the good folder."""
BOMB = b"a: &a [x, x, x]\nb: &b [*a, *a, *a]\ngoals: [*b, *b, *b]\n"

FILES = (
    Broken("no folder", shutil.rmtree, "E101", "small", 1, "expected a region folder"),
    Broken("a file is missing", remove(GOALS), "E102", GOALS, 1, "the file goals.yaml"),
    Broken("an empty file", write(ECONOMY, b""), "E103", ECONOMY, 1, "an empty file"),
    Broken("only comments", write("actions.yaml", b"# later\n"), "E103", "actions.yaml", 1, "nothing but comments"),
    Broken("cp1252 from Excel", encode(ORGANISATION, "cp1252"), "E104", ORGANISATION, 2, "Småland"),
    Broken("UTF-16 from Excel", encode(FIGURES, "utf-16"), "E105", FIGURES, 1, "UTF-16"),
    Broken("UTF-16 without mark", encode(FIGURES, "utf-16-le"), "E105", FIGURES, 1, "UTF-16"),
    Broken("a NUL byte", swap(FIGURES, "Sida 4", "Sida\0 4"), "E106", FIGURES, 4, "U+0000"),
    Broken(
        "a bell in a text",
        add("texts/2025-08/summary.sv.txt", "\a"),
        "E106",
        "texts/2025-08/summary.sv.txt",
        4,
        "U+0007",
    ),
    Broken("a NUL by escape", swap(GOALS, "Vården förebygger", '"Vården\\0"'), "E106", GOALS, 12, "U+0000"),
    Broken("far too large", write(GOALS, b"#" * 4_000_001), "E107", GOALS, 1, "4000001 bytes"),
    Broken("a link out", link("outcomes/more.csv", "/etc/passwd"), "E108", "outcomes/more.csv", 1, "out of the folder"),
    Broken("a folder linked in", link("texts/2025-04", "/etc"), "E108", "texts/2025-04", 1, "out of the folder"),
    Broken(
        "a text outside", swap(REGION, '"summary"', '"../../secret"'), "E108", REGION, 47, "../../secret", ("W402",)
    ),
    Broken(
        "a link to nothing",
        link("indicators/new.yaml", "gone"),
        "E109",
        "indicators/new.yaml",
        1,
        "no such file or folder",
    ),
    Broken("a workbook", write(ECONOMY, b"PK\x03\x04 sheet"), "E110", ECONOMY, 1, "workbook"),
    Broken("a byte order mark", encode(ECONOMY, "utf-8-sig"), "W101", ECONOMY, 1, "byte order mark"),
    Broken("a misspelt file", add("judgments.yaml", "x"), "W102", "judgments.yaml", 1, "right: judgements.yaml"),
)

SHAPES = (
    Broken("a colon in a text", swap(PLANS, "Planer med", "Planer: med"), "E201", PLANS, 2, "holds a colon"),
    Broken(
        "a bracket open", swap(GOALS, "[phone-same-day, plans]", "[phone-same-day"), "E201", GOALS, 9, "closing bracket"
    ),
    Broken("a tab", swap(PHONE, "kind: reported", "\tkind: reported"), "E202", PHONE, 3, "→kind"),
    Broken("an alias bomb", write(GOALS, BOMB), "E203", GOALS, 1, "&a"),
    Broken("an alias", write("actions.yaml", b"actions: [*x]\n"), "E203", "actions.yaml", 1, "*x"),
    Broken("an unknown key", swap(PHONE, "direction:", "directon:"), "E204", PHONE, 6, "right: direction"),
    Broken("an unknown key in a target", swap(PHONE, "case:", "cases:"), "E204", PHONE, 7, "right: case"),
    Broken(
        "assignments of a goal",
        swap(REGION, 'given_by = "council"', 'given_by = "council"\nnode = "access"'),
        "E204",
        REGION,
        63,
        "one of section, title, level, text, page_break, given_by.",
    ),
    Broken("an unknown language", swap(GOALS, "en: Good", "eng: Good"), "E204", GOALS, 4, "right: en"),
    Broken(
        "a TOML key unknown", swap(REGION, "assumed =", "asumed ="), "E204", REGION, 20, "right: assumed", ("E209",)
    ),
    Broken(
        "a key twice", swap(VISITS, "kind: reported", "kind: reported\nkind: reported"), "E205", VISITS, 4, "”kind”"
    ),
    Broken("a TOML key twice", swap(REGION, "met = 100", "met = 100\nmet = 90"), "E205", REGION, 19, "each key once"),
    Broken("two documents", add(PLANS, "---\nid: more\n"), "E206", PLANS, 13, "one document"),
    Broken("too deep", write(GOALS, b"goals: " + b"[" * 99 + b"]" * 99), "E207", GOALS, 1, "at most 24"),
    Broken("TOML too deep", add(REGION, "x = " + "[" * 9999), "E207", REGION, 1, "at most 24"),
    Broken(
        "a tag", swap(VISITS, "title: Besök", "title: !!python/name:os.system Besök"), "E208", VISITS, 2, "os.system"
    ),
    Broken("a missing key", swap(VISITS, "shown: ytd\n", ""), "E209", VISITS, 1, "the key shown"),
    Broken(
        "a missing table",
        swap(REGION, "[status]\n", "[followup.X]\nmonth = 1\nlabel = 'X'\n"),
        "E209",
        REGION,
        1,
        "status",
        ("E204",),
    ),
    Broken("no line tree", swap(REGION, "line = [", "lines = ["), "E209", REGION, 13, "the key line"),
    Broken("a list for a text", swap(VISITS, "title: Besök", "title: [Besök]"), "E210", VISITS, 2, "a list of 1"),
    Broken("a text for a list", swap(SICK_LEAVE, "[sex, profession]", "sex"), "E210", SICK_LEAVE, 9, "a list"),
    Broken("a list at the top", write(VISITS, b"- id: visits\n"), "E210", VISITS, 1, "a mapping with the keys"),
    Broken("a list as key", write(VISITS, b"? [a]\n: b\n"), "E210", VISITS, 1, "a word as a key"),
    Broken(
        "nobody to do it",
        swap("assignments.yaml", "[{unit: board, status: in_progress}]", "[]"),
        "E210",
        "assignments.yaml",
        6,
        "at least one item",
    ),
    Broken("no value", swap(VISITS, "shown: ytd", "shown:"), "E211", VISITS, 5, "expected a value"),
    Broken("a null", swap(VISITS, "shown: ytd", "shown: ~"), "E211", VISITS, 5, "expected a value"),
    Broken("a wrong word", swap(VISITS, "direction: none", "direction: nonne"), "E212", VISITS, 7, "right: none"),
    Broken("a wrong section", swap(REGION, '"at_a_glance"', '"at_glance"'), "E212", REGION, 45, "right: at_a_glance"),
    Broken("a text for a figure", swap(FIGURES, ",82,", ",okänt,"), "E213", FIGURES, 2, "a figure, such as"),
    Broken("a per cent sign", swap(FIGURES, ",82,", ",82 %,"), "E214", FIGURES, 2, "right: 82"),
    Broken("a per cent target", swap(PLANS, "target: 80", "target: 80 %"), "E214", PLANS, 8, "right: 80"),
    Broken("a decimal comma", swap(PHONE, "value: 73.4", 'value: "73,4"'), "E215", PHONE, 8, "right: 73.4"),
    Broken("spaces and comma", swap(FIGURES, ",82,", ',"1 234,5",'), "E215", FIGURES, 2, "right: 1234.5"),
    Broken("a typographic minus", swap(ECONOMY, ",-33,", ",−33,"), "E215", ECONOMY, 3, "right: -33"),
    Broken("words in a figure", swap(FIGURES, ",82,", ",ca 90,"), "E216", FIGURES, 2, "right: 90"),
    Broken(
        "a word for a number", swap(PLANS, "decimals: 1", "decimals: one"), "E217", PLANS, 5, "a whole number. Write"
    ),
    Broken("half a person", swap(FIGURES, ",622,", ",622.5,"), "E217", FIGURES, 4, "whole number"),
    Broken("seven decimals", swap(PLANS, "decimals: 1", "decimals: 7"), "E218", PLANS, 5, "from 0 to 6"),
    Broken("too many digits", swap(FIGURES, ",82,", f",{'8' * 40},"), "E218", FIGURES, 2, "15 digits"),
    Broken(
        "no period", swap(FIGURES, "plans,board,2025-YTD08", "plans,board,aug 2025"), "E219", FIGURES, 4, "a period"
    ),
    Broken(
        "a period slightly wrong",
        swap(FIGURES, "plans,board,2025-YTD08", "plans,board,2025-ytd08"),
        "E219",
        FIGURES,
        4,
        "right: 2025-YTD08",
    ),
    Broken(
        "a tertial for a month", swap("actions.yaml", "2025-08", "2025-T2"), "E219", "actions.yaml", 7, "right: 2025-08"
    ),
    Broken("a year long gone", swap(PHONE, '"2019"', '"1919"'), "E219", PHONE, 8, "from 1950"),
    Broken(
        "texts of no month",
        add("texts/august/summary.sv.txt", "Hej"),
        "E219",
        "texts/august/summary.sv.txt",
        1,
        "a month",
    ),
    Broken("month 13", swap("judgements.yaml", "2025-08", "2025-13"), "E220", "judgements.yaml", 3, "01 to 12"),
    Broken(
        "month 13 to date",
        swap(FIGURES, "plans,board,2025-YTD08", "plans,board,2025-YTD13"),
        "E220",
        FIGURES,
        4,
        "01 to 12",
    ),
    Broken("no date", swap(ORGANISATION, "2024-12-31", "31/12 2024"), "E221", ORGANISATION, 4, "such as 2025-08-31"),
    Broken(
        "the year 2999",
        swap("rebasing.yaml", "decided_on: 2025", "decided_on: 2999"),
        "E221",
        "rebasing.yaml",
        6,
        "a year from 1900 to 2199",
    ),
    Broken(
        "30 February", swap("assignments.yaml", "2025-12-31", "2025-02-30"), "E221", "assignments.yaml", 8, "exists"
    ),
    Broken("yes in Swedish", swap(FIGURES, "yes,Utan", "ja,Utan"), "E222", FIGURES, 8, "right: yes"),
    Broken(
        "an id with capitals",
        swap(ORGANISATION, "\nboard,", "\nThe Board,"),
        "E223",
        ORGANISATION,
        3,
        "right: the-board",
        ("E402",),
    ),
    Broken("a broken table head", swap(REGION, "[levels]", "[levels"), "E224", REGION, 9, "a table in brackets"),
    Broken(
        "digits without end", swap(REGION, "minimum = 5", f"minimum = {'5' * 5000}"), "E224", REGION, 1, "equals sign"
    ),
    Broken(
        "only English",
        swap(GOALS, "{sv: God hälsa, en: Good health}", "{en: Good health}"),
        "E226",
        GOALS,
        4,
        "Swedish",
    ),
    Broken(
        "only an English text",
        add("texts/2025-08/plans.en.txt", "Hello"),
        "E226",
        "texts/2025-08/plans.en.txt",
        1,
        "plans.sv.txt",
    ),
    Broken("an age band in words", swap(FIGURES, "30-49", "30 till 49"), "E227", FIGURES, 9, "30-49"),
    Broken("an age band reversed", swap(FIGURES, "30-49", "49-30"), "E227", FIGURES, 9, "30-49"),
    Broken(
        "two targets in one",
        swap(PLANS, "target: 80", "target: {value: 80, zero: true}"),
        "E228",
        PLANS,
        8,
        "value, zero",
    ),
    Broken(
        "a target that says nothing", swap(PLANS, "target: 80", "target: {from: 2025}"), "E228", PLANS, 8, "no target"
    ),
    Broken(
        "a placeholder", swap(REGION, "Delårsrapport {month}", "Delårsrapport {manad}"), "E229", REGION, 41, "{month}"
    ),
)

TABLES = (
    Broken("semicolons", write(MEMBERSHIPS, b"unit;tree;node;valid_from;valid_to\n"), "E301", MEMBERSHIPS, 1, "commas"),
    Broken(
        "a huge cell", add(FIGURES, f"visits,board,2025,,,,,,1,{'x' * 200_000},no,\n"), "E107", FIGURES, 10, "in a cell"
    ),
    Broken("tabs", write(MEMBERSHIPS, b"unit\ttree\tnode\tvalid_from\tvalid_to\n"), "E302", MEMBERSHIPS, 1, "commas"),
    Broken("a missing column", cut_column(ECONOMY, 7), "E303", ECONOMY, 1, "the column published"),
    Broken("no header", write(MEMBERSHIPS, b"north,frame,frame-care,,\n"), "E303", MEMBERSHIPS, 1, "the columns unit"),
    Broken("a misspelt column", swap(ECONOMY, "source", "sorce"), "E304", ECONOMY, 1, "right: source", ("E303",)),
    Broken("a column too many", swap(MEMBERSHIPS, "valid_to", "valid_to,comment"), "E304", MEMBERSHIPS, 1, "comment"),
    Broken("a column twice", swap(FIGURES, ",note", ",source"), "E305", FIGURES, 1, "”source”"),
    Broken("too few cells", swap(FIGURES, "Sida 4,no,", "Sida 4,no"), "E306", FIGURES, 4, "12 cells"),
    Broken("a comma too many", swap(FIGURES, ",82,", ",82,0,"), "E307", FIGURES, 2, "13 cells"),
    Broken("quotes open", swap(FIGURES, "Sida 4", '"Sida 4'), "E308", FIGURES, 4, "closing quote"),
    Broken("an empty cell", swap(FIGURES, "plans,board", "plans,"), "E309", FIGURES, 4, "the column unit"),
    Broken(
        "nobody at all",
        write(ORGANISATION, b"id,name,kind,parent,provider,hsa_id,valid_from,valid_to,successor,share\n"),
        "E309",
        ORGANISATION,
        2,
        "at least one unit",
    ),
    Broken(
        "a figure twice",
        add(FIGURES, "plans,board,2025-YTD08,all,,,1,2,,x,no,\n"),
        "E310",
        FIGURES,
        10,
        "figures.csv:4",
    ),
    Broken(
        "a figure in two files",
        add(
            "outcomes/b.csv",
            "indicator,unit,period,sex,age_band,category,numerator,denominator,value,source,published\nplans,board,2025-YTD08,,,,1,2,,x,no\n",
        ),
        "E310",
        FIGURES,
        4,
        "b.csv:2",
    ),
    Broken(
        "an amount twice",
        add(ECONOMY, "board,net,2025-YTD08,result,-1,MSEK,,no,x\n"),
        "E310",
        ECONOMY,
        7,
        "economy.csv:6",
    ),
    Broken(
        "a judgement twice",
        add("judgements.yaml", "  - {objective: access, unit: board, period: 2025-08, judgement: met, reason: x}\n"),
        "E310",
        "judgements.yaml",
        9,
        "line 2",
    ),
    Broken(
        "a baseline twice",
        swap(
            PHONE,
            'baseline: {period: "2019", value: 73.4}',
            "baseline: [{period: '2019', value: 1}, {period: '2019', value: 2}]",
        ),
        "E310",
        PHONE,
        8,
        "each baseline once",
    ),
    Broken(
        "a baseline printed twice",
        swap(
            PHONE,
            'baseline: {period: "2019", value: 73.4}',
            "baseline: [{period: '2019', value: 1}, {period: '2019', value: 2}]\nremark: Så tryckt",
        ),
        "W310",
        PHONE,
        8,
        "each baseline once",
    ),
    Broken("no figure", swap(FIGURES, ",82,", ",,"), "E311", FIGURES, 2, "a value or a numerator"),
    Broken("a baseline without figure", swap(PHONE, ", value: 73.4", ""), "E311", PHONE, 8, "a value or a numerator"),
    Broken("a denominator alone", swap(FIGURES, ",622,831,74.8,", ",,831,74.8,"), "E312", FIGURES, 4, "numerator"),
)

REFERENCES = (
    Broken(
        "an unknown indicator",
        swap(GOALS, "phone-same-day, plans", "phnoe-same-day, plans"),
        "E401",
        GOALS,
        9,
        "right: phone-same-day",
    ),
    Broken(
        "an unknown indicator that is the same thing",
        swap(PHONE, "by: [sex]", "by: [sex]\nsame_as: [plan]"),
        "E401",
        PHONE,
        11,
        "right: plans",
    ),
    Broken(
        "an indicator that is the same thing as itself",
        swap(PHONE, "by: [sex]", "by: [sex]\nsame_as: [phone-same-day]"),
        "E401",
        PHONE,
        11,
        "the id of another indicator",
    ),
    Broken(
        "figures of an unknown indicator",
        swap(FIGURES, "plans,board", "plan,board"),
        "E401",
        FIGURES,
        4,
        "right: plans",
    ),
    Broken(
        "an unknown indicator in the outline",
        swap(REGION, '"sick-leave"', '"sick-leaves"'),
        "E401",
        REGION,
        57,
        "right: sick-leave",
        ("W401",),
    ),
    Broken("an unknown unit", swap(FIGURES, "sick-leave,north", "sick-leave,nort"), "E402", FIGURES, 9, "right: north"),
    Broken(
        "an unknown parent",
        swap(ORGANISATION, "board,region", "board,regoin"),
        "E402",
        ORGANISATION,
        3,
        "right: region",
    ),
    Broken(
        "an unknown successor",
        swap(ORGANISATION, "north;south", "north;suoth"),
        "E402",
        ORGANISATION,
        4,
        "right: south",
    ),
    Broken(
        "a report about nobody",
        swap(REGION, 'unit = "board"', 'unit = "bord"'),
        "E402",
        REGION,
        4,
        "right: board",
    ),
    Broken(
        "an unknown unit in a target",
        swap(PLANS, "target: 80", "target: {by_unit: {nroth: 80}}"),
        "E402",
        PLANS,
        8,
        "right: north",
    ),
    Broken(
        "an unknown goal",
        swap("judgements.yaml", "objective: access", "objective: acces"),
        "E403",
        "judgements.yaml",
        2,
        "right: access",
    ),
    Broken(
        "an unknown account",
        swap("deviations.yaml", "account: drugs", "account: drug"),
        "E404",
        "deviations.yaml",
        6,
        "right: drugs",
    ),
    Broken(
        "an unknown scheme", swap(SICK_LEAVE, "profession", "proffession"), "E405", SICK_LEAVE, 9, "right: profession"
    ),
    Broken("an unknown category", swap(FIGURES, "dentist", "dentst"), "E406", FIGURES, 8, "right: dentist"),
    Broken(
        "a baseline of an unknown category",
        add(SICK_LEAVE, "baseline: {period: '2023', value: 6, category: nures}\n"),
        "E406",
        SICK_LEAVE,
        10,
        "right: nurse",
    ),
    Broken("an unknown follow-up", swap(PLANS, "[DA08]", "[DA8]"), "E407", PLANS, 10, "right: DA08"),
    Broken("an unknown level", swap(GOALS, "level: goal", "level: gaol"), "E408", GOALS, 3, "right: goal"),
    Broken(
        "an unknown objective level",
        swap(REGION, 'objective_level = "objective"', 'objective_level = "objectives"'),
        "E408",
        REGION,
        7,
        "right: objective",
    ),
    Broken(
        "an unknown giver",
        swap("assignments.yaml", "given_by: council", "given_by: consil"),
        "E409",
        "assignments.yaml",
        5,
        "right: council",
    ),
    Broken("an unknown giver in the outline", swap(REGION, '"council"', '"board"'), "E409", REGION, 62, "council"),
    Broken(
        "an unknown kind", swap(ORGANISATION, ",board,region", ",bord,region"), "E410", ORGANISATION, 3, "right: board"
    ),
    Broken(
        "an unknown tree", swap(MEMBERSHIPS, "south,frame,", "south,farme,"), "E411", MEMBERSHIPS, 3, "right: frame"
    ),
    Broken(
        "the line as another tree", swap(MEMBERSHIPS, "south,frame,", "south,line,"), "E411", MEMBERSHIPS, 3, "parent"
    ),
    Broken(
        "an unknown text",
        swap(REGION, 'text = "summary"', 'text = "sumary"'),
        "E412",
        REGION,
        47,
        "right: summary",
        ("W402",),
    ),
    Broken(
        "an unknown assignment",
        swap("savings.yaml", "assignment: fewer-trips", "assignment: fewer-trip"),
        "E413",
        "savings.yaml",
        6,
        "right: fewer-trips",
    ),
    Broken("a goal twice", swap(GOALS, "id: prevention", "id: access"), "E414", GOALS, 10, "line 6"),
    Broken(
        "an indicator twice under a goal",
        swap(GOALS, "[phone-same-day, plans]", "[plans, plans]"),
        "E414",
        GOALS,
        9,
        "”plans”",
    ),
    Broken(
        "an action twice",
        add("actions.yaml", "  - {id: evenings, node: health, aim: a, action: b}\n"),
        "E414",
        "actions.yaml",
        13,
        "line 2",
    ),
    Broken(
        "two files for one indicator",
        swap(PLANS, "id: plans", "id: visits"),
        "E414",
        VISITS,
        1,
        "plans.yaml",
        ("E415",),
    ),
    Broken("file name and id differ", swap(PLANS, "id: plans", "id: plan"), "E415", PLANS, 1, "plans"),
    Broken(
        "a category without scheme",
        swap(SICK_LEAVE, "by: [sex, profession]", "by: [sex]"),
        "E416",
        FIGURES,
        8,
        "dentist",
    ),
    Broken("an unknown frame", swap(ECONOMY, "frame-dental", "frame-dentl"), "E417", ECONOMY, 3, "right: frame-dental"),
    Broken("an indicator nowhere", swap(GOALS, ", plans]", "]"), "W401", PLANS, 1, "a goal or an outline section"),
    Broken(
        "a text without owner",
        add("texts/2025-08/acces.sv.txt", "x"),
        "W402",
        "texts/2025-08/acces.sv.txt",
        1,
        "right: access",
    ),
)

MEANINGS = (
    Broken(
        "a circle of parents",
        swap(ORGANISATION, "region,Region Småland,region,", "region,Region Småland,region,board"),
        "E501",
        ORGANISATION,
        2,
        "region > board",
        ("E506",),
    ),
    Broken("its own parent", swap(ORGANISATION, "board,region", "board,board"), "E501", ORGANISATION, 3, "”board”"),
    Broken(
        "a circle of successors",
        swap(
            ORGANISATION,
            "health_centre,board,,,2025-01-01,,,\nsouth",
            "health_centre,board,,,2025-01-01,,old-centre,\nsouth",
        ),
        "E502",
        ORGANISATION,
        4,
        "old-centre > north",
    ),
    Broken("a goal under itself", swap(GOALS, "id: access", "id: health"), "E503", GOALS, 6, "”health”", ("E403",)),
    Broken(
        "a unit valid twice",
        add(ORGANISATION, "south,Södra,health_centre,region,,,2025-06-01,,,\n"),
        "E504",
        ORGANISATION,
        9,
        "line 6",
    ),
    Broken(
        "in two frames at once",
        add(MEMBERSHIPS, "south,frame,frame-dental,2025-06-01,\n"),
        "E504",
        MEMBERSHIPS,
        4,
        "line 3",
    ),
    Broken(
        "two targets in a year",
        swap(PLANS, "target: 80", "target: [{value: 80, to: 2025}, {value: 85, from: 2025}]"),
        "E505",
        PLANS,
        8,
        "another target",
    ),
    Broken(
        "two targets in a month",
        swap(PLANS, "target: 80", "target: [{value: 80, to: 2025-07}, {value: 85, from: 2025-07}]"),
        "E505",
        PLANS,
        8,
        "another target",
    ),
    Broken(
        "a target from a tertial",
        swap(PLANS, "target: 80", "target: {value: 80, from: 2025-T2}"),
        "E219",
        PLANS,
        8,
        "a year or a month",
    ),
    Broken(
        "a target from a month 13",
        swap(PLANS, "target: 80", "target: {value: 80, from: 2025-13}"),
        "E220",
        PLANS,
        8,
        "01 to 12",
    ),
    Broken(
        "a goal on the wrong level",
        swap(GOALS, "id: prevention\n        level: objective", "id: prevention\n        level: goal"),
        "E506",
        GOALS,
        11,
        "below goal",
    ),
    Broken(
        "a parent of a lower kind",
        swap(ORGANISATION, "board,region", "board,north"),
        "E506",
        ORGANISATION,
        3,
        "north",
        ("E501",),
    ),
    Broken(
        "a member of no frame",
        swap(MEMBERSHIPS, "south,frame,frame-care", "south,frame,north"),
        "E506",
        MEMBERSHIPS,
        3,
        "north (health_centre)",
    ),
    Broken("more than all", swap(FIGURES, ",622,831,74.8,", ",831,622,,"), "E507", FIGURES, 4, "831 / 622"),
    Broken("a baseline of more than all", swap(PLANS, "numerator: 30", "numerator: 90"), "E507", PLANS, 9, "90 / 60"),
    Broken("a negative count", swap(FIGURES, ",622,831,74.8,", ",-622,831,,"), "E508", FIGURES, 4, "0 or more"),
    Broken("a share of nothing", swap(FIGURES, ",622,831,74.8,", ",0,0,,"), "E509", FIGURES, 4, "above 0"),
    Broken(
        "a target without direction", swap(PHONE, "direction: increase\n", ""), "E510", PHONE, 6, "increase or decrease"
    ),
    Broken(
        "a target with direction none",
        swap(PHONE, "direction: increase", "direction: none"),
        "E510",
        PHONE,
        7,
        "increase or decrease",
    ),
    Broken("a range to increase", swap(PLANS, "target: 80", "target: {between: [20, 35]}"), "E511", PLANS, 8, "within"),
    Broken(
        "less, to increase",
        swap(PLANS, "target: 80", "target: {change: -15, against: baseline}"),
        "E511",
        PLANS,
        8,
        "decrease",
    ),
    Broken("a share above 100", swap(FIGURES, ",82,", ",820,"), "E512", FIGURES, 2, "at most 100"),
    Broken(
        "a share below nought as target",
        swap("indicators/assessed.yaml", "target: 90", "target: -90"),
        "E513",
        "indicators/assessed.yaml",
        10,
        "at least 0 for a share",
    ),
    Broken(
        "a judgement from before its month",
        swap("judgements.yaml", "on: 2025-09-17", "on: 2024-09-17"),
        "E526",
        "judgements.yaml",
        8,
        "a day in 2025-08 or later",
    ),
    Broken(
        "a section of indicators without any",
        swap(REGION, '"Siffror"\n', '"Inga"\n\n[[report.outline]]\nsection = "indicators"\ntitle = "Siffror"\n'),
        "E209",
        REGION,
        55,
        "the key indicators",
    ),
    Broken(
        "an indicator twice in a section",
        swap(REGION, '["visits", ', '["visits", "visits", '),
        "E414",
        REGION,
        57,
        "each indicator once in a section",
    ),
    Broken("a target above 100", swap(PLANS, "target: 80", "target: 8000"), "E513", PLANS, 8, "at most 100"),
    Broken("a share its counts do not give", swap(FIGURES, ",74.8,", ",75.8,"), "E514", FIGURES, 4, "622 / 831, 74.85"),
    Broken("women and men are not all", swap(FIGURES, ",,,100,", ",,,110,"), "E515", FIGURES, 5, "60 + 40 = 100"),
    Broken("frames are not the total", swap(ECONOMY, "-33", "-43"), "E516", ECONOMY, 4, "-112 + -43 = -155"),
    Broken("a deviation that is not", swap(ECONOMY, "-1045", "-1055"), "E517", ECONOMY, 4, "-155"),
    Broken(
        "a share of savings that is not",
        swap("savings.yaml", "share: 23", "share: 35"),
        "E518",
        "savings.yaml",
        4,
        "137 of 593",
    ),
    Broken(
        "a judgement of a whole goal",
        swap("judgements.yaml", "objective: access", "objective: health"),
        "E519",
        "judgements.yaml",
        2,
        "the level objective",
    ),
    Broken(
        "an outlook without reason",
        swap("judgements.yaml", "    outlook_reason: Nytt journalsystem.\n", ""),
        "E520",
        "judgements.yaml",
        2,
        "outlook_reason",
    ),
    Broken(
        "no data, and no reason",
        both(
            swap("judgements.yaml", "partly_met", "no_data"),
            swap("judgements.yaml", "    reason: Telefonen når nästan målet.\n", ""),
        ),
        "E520",
        "judgements.yaml",
        2,
        "the key reason",
    ),
    Broken(
        "better than no baseline",
        add(VISITS, "target: {better_than: baseline}\n"),
        "E510",
        VISITS,
        9,
        "increase or decrease",
    ),
    Broken(
        "a change on no baseline",
        swap(SICK_LEAVE, "{path: {2024: 6, 2025: 5.5}}", "{change: -15, against: baseline}"),
        "E521",
        SICK_LEAVE,
        8,
        "a baseline",
    ),
    Broken("no schema version", swap(REGION, "schema_version = 1\n", ""), "E523", REGION, 1, "schema_version"),
    Broken(
        "a newer schema version",
        swap(REGION, "schema_version = 1", "schema_version = 99"),
        "E524",
        REGION,
        1,
        "1 or lower",
    ),
    Broken("4 of 3", swap(PLANS, "target: 80", "target: {of: [4, 3]}"), "E525", PLANS, 8, "[3, 3]"),
    Broken("a range reversed", swap(PLANS, "target: 80", "target: {between: [35, 20]}"), "E525", PLANS, 8, "lower"),
    Broken(
        "a change of nothing",
        swap(PLANS, "target: 80", "target: {change: 0, against: '2024'}"),
        "E525",
        PLANS,
        8,
        "other than 0",
    ),
    Broken("a path to nowhere", swap(PLANS, "target: 80", "target: {path: {}}"), "E525", PLANS, 8, "at least one year"),
    Broken(
        "ended before it began", swap(ORGANISATION, "2010-01-01", "2025-01-01"), "E526", ORGANISATION, 4, "valid_from"
    ),
    Broken(
        "an absence reversed",
        swap(PLANS, "to: 2024-12", "from: 2025-01, to: 2024-12"),
        "E526",
        PLANS,
        12,
        "from before to",
    ),
    Broken(
        "a target reversed",
        swap(PLANS, "target: 80", "target: {value: 80, from: 2026, to: 2025}"),
        "E526",
        PLANS,
        8,
        "from before to",
    ),
    Broken(
        "a change ended before",
        swap("changes.yaml", "expected: 2025-12", "expected: 2024-12"),
        "E526",
        "changes.yaml",
        8,
        "expected",
    ),
    Broken(
        "two rebasings of a month",
        add(
            "rebasing.yaml",
            "  - {indicator: phone-same-day, unit: north, from: 2025-01, reason: x, decided_on: 2025-01-01, by: x}\n",
        ),
        "E532",
        "rebasing.yaml",
        8,
        "line 4",
    ),
    Broken(
        "a rebasing of an unknown unit",
        swap("rebasing.yaml", "unit: north", "unit: nort"),
        "E402",
        "rebasing.yaml",
        3,
        "right: north",
    ),
    Broken(
        "a rebasing of an unknown indicator",
        swap("rebasing.yaml", "indicator: phone-same-day", "indicator: phone-same"),
        "E401",
        "rebasing.yaml",
        2,
        "right: phone-same-day",
    ),
    Broken(
        "a rebasing without a reason",
        swap("rebasing.yaml", "    reason: Ny växel\n", ""),
        "E209",
        "rebasing.yaml",
        2,
        "reason",
    ),
    Broken(
        "two announced forecasts of a month",
        swap(
            "forecasts.yaml",
            "one_offs:",
            "  - {indicator: phone-same-day, period: 2025-08, value: 83, on: 2025-09-19, source: x}\none_offs:",
        ),
        "E533",
        "forecasts.yaml",
        3,
        "line 2",
    ),
    Broken(
        "an announced forecast of an unknown indicator",
        swap("forecasts.yaml", "{indicator: phone-same-day,", "{indicator: phone-same,"),
        "E401",
        "forecasts.yaml",
        2,
        "right: phone-same-day",
    ),
    Broken(
        "an announced forecast without its source",
        swap("forecasts.yaml", ", source: Nämnden", ""),
        "E209",
        "forecasts.yaml",
        2,
        "source",
    ),
    Broken(
        "a one-off at an unknown unit",
        swap("forecasts.yaml", "unit: north", "unit: nort"),
        "E402",
        "forecasts.yaml",
        4,
        "right: north",
    ),
    Broken(
        "a one-off of a median",
        swap("forecasts.yaml", "{indicator: assessed,", "{indicator: stays,"),
        "E534",
        "forecasts.yaml",
        4,
        "made of its months",
    ),
    Broken(
        "the same one-off twice",
        swap("forecasts.yaml", "one_offs:\n", f"one_offs:\n{ONE_OFF}"),
        "E538",
        "forecasts.yaml",
        5,
        "each one-off once; line 4 has it",
    ),
    Broken(
        "an announced forecast that no share can reach",
        swap(
            "forecasts.yaml",
            "{indicator: phone-same-day, period: 2025-08, value: 82",
            "{indicator: assessed, period: 2025-08, value: 182",
        ),
        "E539",
        "forecasts.yaml",
        2,
        "0 to 100 for a share",
    ),
    Broken(
        "an announced forecast from before its month",
        swap("forecasts.yaml", "on: 2025-09-18", "on: 2025-07-31"),
        "E526",
        "forecasts.yaml",
        2,
        "a day in 2025-08 or later",
    ),
    Broken(
        "a change of an unknown feed",
        swap("changes.yaml", "[contacts]}", "[contact]}"),
        "E601",
        "changes.yaml",
        6,
        "right: contacts",
    ),
    Broken(
        "a change of an unknown unit",
        swap("changes.yaml", "[contacts]}", "[contacts], units: [bord]}"),
        "E402",
        "changes.yaml",
        6,
        "right: board",
    ),
    Broken("shares beyond 1", swap(ORGANISATION, "0.6;0.4", "0.6;0.6"), "E527", ORGANISATION, 4, "make 1"),
    Broken("a share too few", swap(ORGANISATION, "0.6;0.4", "0.6"), "E527", ORGANISATION, 4, "each of 2"),
    Broken("thresholds reversed", swap(REGION, "partly = 80", "partly = 101"), "E528", REGION, 19, "partly below met"),
    Broken(
        "two reports of a month",
        swap("actions.yaml", "comment: Pågår.}", "comment: Pågår.}\n      - {period: 2025-08, status: done}"),
        "E529",
        "actions.yaml",
        8,
        "line 7",
    ),
    Broken(
        "an action with a start and no indicator",
        swap("actions.yaml", "    indicator: assessed\n", ""),
        "E209",
        "actions.yaml",
        8,
        "read ”started: 2025-03”, expected the key indicator.",
    ),
    Broken(
        "months of putting in place and no start",
        swap("actions.yaml", "    started: 2025-03\n", ""),
        "E209",
        "actions.yaml",
        9,
        "the key started",
    ),
    Broken(
        "a phase in of years", swap("actions.yaml", "phase_in: 1", "phase_in: 2024"), "E218", "actions.yaml", 10, "24"
    ),
    Broken(
        "units to compare with and none of the action",
        swap("actions.yaml", "    units: [south]\n", ""),
        "E209",
        "actions.yaml",
        11,
        "the key units",
    ),
    Broken(
        "an action at an unknown unit",
        swap("actions.yaml", "units: [south]", "units: [suoth]"),
        "E402",
        "actions.yaml",
        11,
        "right: south",
    ),
    Broken(
        "an action compared with an unknown unit",
        swap("actions.yaml", "compare_with: [north]", "compare_with: sister"),
        "E402",
        "actions.yaml",
        12,
        "right: sisters",
    ),
    Broken(
        "an action compared with a unit that has it",
        swap("actions.yaml", "compare_with: [north]", "compare_with: [north, south]"),
        "E535",
        "actions.yaml",
        12,
        "a unit where the action is not done",
    ),
    Broken(
        "an action compared with what it is a part of",
        swap("actions.yaml", "compare_with: [north]", "compare_with: [board]"),
        "E535",
        "actions.yaml",
        12,
        "”board”",
    ),
    Broken(
        "an action compared with a unit and with none",
        swap("actions.yaml", "compare_with: [north]", "compare_with: [north, none]"),
        "E402",
        "actions.yaml",
        12,
        "expected sisters, none alone, or the ids of units. Correct",
    ),
    Broken(
        "an action compared with nothing at all",
        swap("actions.yaml", "compare_with: [north]", "compare_with: []"),
        "E210",
        "actions.yaml",
        12,
        "at least one item",
    ),
    Broken(
        "an action on an indicator without months",
        swap("actions.yaml", "indicator: assessed", "indicator: plans"),
        "E536",
        "actions.yaml",
        8,
        "single months",
    ),
    Broken(
        "an action twice at a unit",
        swap("actions.yaml", "units: [south]", "units: [board, south]"),
        "E537",
        "actions.yaml",
        11,
        "”south”",
        ("E535",),
    ),
    Broken(
        "two schemes",
        both(
            swap(
                REGION,
                "[schemes.account]",
                '[schemes.site]\nversion = "1"\nlabel = "Plats"\ncodes = { a = "A" }\n\n[schemes.account]',
            ),
            swap(SICK_LEAVE, "[sex, profession]", "[profession, site]"),
        ),
        "E530",
        SICK_LEAVE,
        9,
        "at most one",
    ),
    Broken(
        "more than all, as printed",
        swap(FIGURES, ",622,831,74.8,Sida 4,no", ",831,622,,Sida 4,yes"),
        "W507",
        FIGURES,
        4,
        "831 / 622",
    ),
    Broken("a share above 100, as printed", swap(FIGURES, ",5.1,", ",510,"), "W512", FIGURES, 8, "at most 100"),
    Broken(
        "a target above 100, with remark",
        swap(PLANS, "target: 80", "target: 8000\nremark: Så beslutat"),
        "W513",
        PLANS,
        8,
        "at most 100",
    ),
    Broken(
        "a printed share its counts do not give",
        swap(FIGURES, ",74.8,Sida 4,no", ",75.8,Sida 4,yes"),
        "W514",
        FIGURES,
        4,
        "74.85",
    ),
    Broken(
        "printed women and men are not all",
        both(everywhere(FIGURES, ",no,", ",yes,"), swap(FIGURES, ",,,100,", ",,,110,")),
        "W515",
        FIGURES,
        5,
        "60 + 40 = 100",
    ),
    Broken(
        "printed frames are not the total",
        both(everywhere(ECONOMY, ",no,", ",yes,"), swap(ECONOMY, "-33", "-43")),
        "W516",
        ECONOMY,
        4,
        "-112 + -43 = -155",
    ),
    Broken(
        "a printed deviation that is not",
        both(everywhere(ECONOMY, ",no,", ",yes,"), swap(ECONOMY, "-1045", "-1055")),
        "W517",
        ECONOMY,
        4,
        "-155",
    ),
    Broken(
        "a printed share of savings that is not",
        both(swap("savings.yaml", "share: 23", "share: 35"), add("savings.yaml", "  remark: Så tryckt\n")),
        "W518",
        "savings.yaml",
        4,
        "137 of 593",
    ),
    Broken(
        "a judgement without reason",
        swap("judgements.yaml", "    reason: Telefonen når nästan målet.\n", ""),
        "W520",
        "judgements.yaml",
        2,
        "the key reason",
    ),
    Broken(
        "figures of other periods", swap(VISITS, "shown: ytd", "shown: month"), "W531", FIGURES, 5, "the kind month"
    ),
)

BROKEN = (*FILES, *SHAPES, *TABLES, *REFERENCES, *MEANINGS)
