"""Writing back: only what was asked for changes, and what would not read is refused."""

from __future__ import annotations

import difflib
import os
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tertial.definitions.atomic_file import replace_file
from tertial.definitions.not_written import NotWrittenError
from tertial.definitions.recording import record_judgement, report_assignment, set_target
from tertial.definitions.target_layout import dated_target
from tertial.definitions.writing import append_item, put_row, set_setting, set_value
from tertial.definitions.yaml_layout import flow
from tertial.domain.assignments import AssignmentReport, Progress
from tertial.domain.calendar import Month, Period
from tertial.domain.judgements import Judgement, Outlook, Status
from tertial.domain.label import Label
from tertial.domain.targets import (
    Against,
    AsNeeded,
    BetterThan,
    BySex,
    ByUnit,
    ChangeTarget,
    DatedTarget,
    Decision,
    OfTarget,
    PathTarget,
    Target,
    ValueTarget,
    ZeroTarget,
)
from tertial.language import using

FILES = {
    "region.toml": """# Vår region
schema_version = 1
id = "exempel"
name = { sv = "Region Exempel", en = "Region Example" }   # som i loggan
unit = "board"
language = "sv"
words = "files"
objective_level = "objective"

[levels]
goal = { sv = "Mål" }
objective = { sv = "Delmål" }

[trees]
line = ["board"]

[status]
met = 100     # hela procent
partly = 80
assumed = true
stated_in = "Antagen"

[report]
title = "Delårsrapport"
subtitle = "Nämnden"
""",
    "organisation.csv": "id,name,kind,parent,provider,hsa_id,valid_from,valid_to,successor,share\n"
    "board,Nämnden,board,,,,,,,\n"
    'west,"Väst, med komma",board,board,,,,,,\n',
    "goals.yaml": """goals:
  - id: care
    level: goal
    title: Vård
    children:
      - id: access
        level: objective
        title: Tillgänglighet
      - id: economy
        level: objective
        title: Ekonomi
""",
    "indicators/phone.yaml": """# Svarade samtal
id: phone
title: {sv: Telefon, en: 'Phone, answered
    the same day'}
kind: reported
value_unit: "%"      # procent
shown: ytd
direction: increase
target: 90   # fullmäktige 2022

# Ägaren svarar på frågor
owner:
  sv: >-
    Primärvården,
    väst
  en: Primary care
followed: []
""",
    "judgements.yaml": """judgements:
  # Bedömdes av nämnden
  - objective: access
    period: 2025-08
    judgement: partly_met   # efter lång diskussion
    outlook: partly
    reason: {sv: Nästan, en: Almost}
""",
    "assignments.yaml": """givers: {council: Fullmäktige}
assignments:
  - id: first
    title: Första
    given_by: council
    addressees: [{unit: board}]
    periodicity: tertial
    reports:
      - {period: 2025-04, status: in_progress}   # våren
  - id: second
    title: Andra
    given_by: council
    addressees: [{unit: board}]
    periodicity: tertial
""",
    "outcomes/care.csv": "indicator,unit,period,sex,age_band,category,numerator,denominator,value,source,published\n"
    'phone,board,2025-YTD08,,,,,,81,"Avsnitt 2, tabell 1",yes\n'
    'phone,west,2025-YTD08,,,,,,80,"rad\nbruten",yes\n',
}

CARE = "outcomes/care.csv"
FIGURE = {"indicator": "phone", "unit": "board", "period": "2025", "value": "1"}
JANUARY = Month(2026, 1)
DECIDED = Decision(Label("Regionfullmäktige", "The regional council"), date(2025, 11, 24), "RS 123-2025")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    return tmp_path


def changed(folder: Path, name: str) -> list[str]:
    """The lines that differ from the file as it was, as a diff without context."""
    now = (folder / name).read_bytes().decode("utf-8")
    diff = difflib.unified_diff(FILES[name].split("\n"), now.split("\n"), n=0, lineterm="")
    return [line for line in diff if not line.startswith(("---", "+++", "@@"))]


def phone_with(folder: Path, target: str) -> None:
    text = FILES["indicators/phone.yaml"].replace("target: 90   # fullmäktige 2022\n", target)
    (folder / "indicators" / "phone.yaml").write_text(text, "utf-8", newline="")


def target_lines(folder: Path) -> str:
    text = (folder / "indicators" / "phone.yaml").read_text("utf-8")
    begin = text.index("target:")
    return text[begin : text.index("\n\n# Ägaren", begin)]


def test_a_changed_value_changes_its_own_line_alone(folder: Path) -> None:
    set_value(folder, "indicators/phone.yaml", ("value_unit",), "count")
    assert changed(folder, "indicators/phone.yaml") == [
        '-value_unit: "%"      # procent',
        "+value_unit: count      # procent",
    ]


def test_a_value_within_braces_stays_within_braces(folder: Path) -> None:
    set_value(folder, "indicators/phone.yaml", ("title", "sv"), "Telefon: svar, samma dag")
    assert changed(folder, "indicators/phone.yaml") == [
        "-title: {sv: Telefon, en: 'Phone, answered",
        '+title: {sv: "Telefon: svar, samma dag", en: \'Phone, answered',
    ]


def test_a_new_key_stands_where_it_was_asked_for(folder: Path) -> None:
    set_value(folder, "indicators/phone.yaml", ("why",), {"sv": "Viktigt", "en": "Important"}, after=("title", "short"))
    assert changed(folder, "indicators/phone.yaml") == ["+why: {sv: Viktigt, en: Important}"]
    assert "the same day'}\nwhy: " in (folder / "indicators/phone.yaml").read_text("utf-8")


def test_a_text_over_several_lines_is_replaced_whole(folder: Path) -> None:
    set_value(folder, "indicators/phone.yaml", ("owner", "sv"), "Primärvården")
    assert changed(folder, "indicators/phone.yaml") == [
        "-  sv: >-",
        "-    Primärvården,",
        "-    väst",
        "+  sv: Primärvården",
    ]


def test_an_item_is_added_within_its_list(folder: Path) -> None:
    append_item(folder, "assignments.yaml", ("assignments", 0, "addressees"), {"unit": "west", "status": "done"})
    assert changed(folder, "assignments.yaml") == [
        "-    addressees: [{unit: board}]",
        "+    addressees: [{unit: board}, {unit: west, status: done}]",
    ]


def test_line_breaks_of_windows_are_kept(folder: Path) -> None:
    path = folder / "judgements.yaml"
    path.write_bytes(FILES["judgements.yaml"].replace("\n", "\r\n").encode("utf-8"))
    set_value(folder, "judgements.yaml", ("judgements", 0, "by"), "Nämnden")
    lines = path.read_bytes().split(b"\r\n")
    assert lines[-2].decode("utf-8") == "    by: Nämnden"
    assert not any(b"\n" in line for line in lines)


def test_a_new_target_closes_the_old_one_and_carries_its_decision(folder: Path) -> None:
    set_target(folder, "phone", DatedTarget(ValueTarget(Decimal("95.0")), JANUARY, None, DECIDED))
    assert changed(folder, "indicators/phone.yaml") == [
        "-target: 90   # fullmäktige 2022",
        "+target:   # fullmäktige 2022",
        "+  - {value: 90, to: 2025}",
        "+  - value: 95.0",
        "+    decided: {by: {sv: Regionfullmäktige, en: The regional council}, on: 2025-11-24, case: RS 123-2025}",
        "+    from: 2026",
    ]


def test_a_target_in_several_lines_keeps_its_comments_when_it_is_closed(folder: Path) -> None:
    phone_with(folder, "target:\n  value: 90   # nivån\n  # beslutet\n  decided: {case: RS 1}\n")
    set_target(folder, "phone", DatedTarget(AsNeeded(), JANUARY, None, Decision(Label("RF"), date(2025, 1, 1))))
    assert target_lines(folder) == (
        "target:\n  - value: 90   # nivån\n    # beslutet\n    decided: {case: RS 1}\n    to: 2025\n"
        "  - as_needed: true\n    decided: {by: RF, on: 2025-01-01}\n    from: 2026"
    )


def test_a_target_that_has_ended_is_left_alone(folder: Path) -> None:
    phone_with(folder, "target: [{value: 80, to: 2023}, {value: 85, from: 2024}]\n")
    set_target(
        folder,
        "phone",
        DatedTarget(ValueTarget(Decimal(90)), JANUARY, Month(2027, 12), Decision(Label("RF"), date(2025, 1, 1))),
    )
    assert target_lines(folder) == (
        "target: [{value: 80, to: 2023}, {value: 85, from: 2024, to: 2025}, "
        "{value: 90, decided: {by: RF, on: 2025-01-01}, from: 2026, to: 2027}]"
    )


def test_a_target_set_within_a_year_closes_the_old_one_the_month_before(folder: Path) -> None:
    phone_with(folder, "target: [{value: 80, to: 2024-06}, {value: 85, from: 2024-07}]\n")
    july = DatedTarget(ValueTarget(Decimal(90)), Month(2025, 7), None, Decision(Label("RF"), date(2025, 6, 18)))
    set_target(folder, "phone", july)
    assert target_lines(folder) == (
        "target: [{value: 80, to: 2024-06}, {value: 85, from: 2024-07, to: 2025-06}, "
        "{value: 90, decided: {by: RF, on: 2025-06-18}, from: 2025-07}]"
    )


def test_the_first_target_stands_after_the_direction(folder: Path) -> None:
    phone_with(folder, "")
    set_target(folder, "phone", DatedTarget(OfTarget(3, 3), JANUARY, None, Decision(Label("RF"), date(2025, 1, 1))))
    text = (folder / "indicators/phone.yaml").read_text("utf-8")
    assert "direction: increase\ntarget:" in text


@pytest.mark.parametrize(
    ("target", "written"),
    [
        (ValueTarget(Decimal(43000), for_year=True), "{value: 43000, for: year}"),
        (ChangeTarget(Decimal(15), Period.parse("2023")), '{change: 15, against: "2023"}'),
        (BetterThan(Against.PREVIOUS), "{better_than: previous}"),
        (ZeroTarget(Decimal(5)), "{zero: true, partly_within: 5}"),
        (PathTarget({2026: Decimal(80), 2025: Decimal("70.5")}), "{path: {2025: 70.5, 2026: 80}}"),
        (BySex(ValueTarget(Decimal(16)), ValueTarget(Decimal("17.2"))), "{by_sex: {women: 16, men: 17.2}}"),
        (ByUnit({"west": ValueTarget(Decimal(9))}, AsNeeded()), "{by_unit: {west: 9, other: {as_needed: true}}}"),
    ],
)
def test_every_form_of_target_is_written_as_the_folder_format_has_it(target: Target, written: str) -> None:
    assert flow(dated_target(DatedTarget(target))) == written


@pytest.mark.parametrize(
    ("indicator", "target", "said"),
    [
        ("phnoe", DatedTarget(ValueTarget(Decimal(95)), JANUARY, None, DECIDED), "phone"),
        ("phone", DatedTarget(ValueTarget(Decimal(95)), None, None, DECIDED), "from which year"),
        ("phone", DatedTarget(ValueTarget(Decimal(95)), JANUARY), "who decided"),
        (
            "phone",
            DatedTarget(ChangeTarget(Decimal(-5), Against.BASELINE), JANUARY, None, DECIDED),
            "the direction increase of phone",
        ),
        (
            "phone",
            DatedTarget(ValueTarget(Decimal(95)), Month(2024, 1), None, DECIDED),
            "already has a target from 2025-03",
        ),
    ],
)
def test_a_target_that_cannot_be_is_refused_and_nothing_changes(
    folder: Path, indicator: str, target: DatedTarget, said: str
) -> None:
    phone_with(folder, "target: {value: 90, from: 2025-03}\n")
    before = (folder / "indicators/phone.yaml").read_bytes()
    with using("en"), pytest.raises(NotWrittenError, match=said):
        set_target(folder, indicator, target)
    assert (folder / "indicators/phone.yaml").read_bytes() == before


def test_a_judgement_is_added_last(folder: Path) -> None:
    record_judgement(
        folder, Judgement("economy", "board", Month(2025, 8), Status.MET, by=Label("Nämnden"), on=date(2025, 9, 17))
    )
    assert changed(folder, "judgements.yaml") == [
        "+  - objective: economy",
        "+    unit: board",
        "+    period: 2025-08",
        "+    judgement: met",
        "+    by: Nämnden",
        "+    on: 2025-09-17",
    ]


def test_a_judgement_of_the_same_month_is_changed_where_it_differs(folder: Path) -> None:
    judgement = Judgement(
        "access", "board", Month(2025, 8), Status.MET, Outlook.WILL_BE_MET, Label("Nästan", "Almost"), Label("Går bra")
    )
    record_judgement(folder, judgement)
    assert changed(folder, "judgements.yaml") == [
        "-    judgement: partly_met   # efter lång diskussion",
        "-    outlook: partly",
        "+    judgement: met   # efter lång diskussion",
        "+    outlook: will_be_met",
        "+    outlook_reason: Går bra",
    ]
    record_judgement(folder, Judgement("access", "board", Month(2025, 8), Status.MET, reason=Label("Nästan", "Almost")))
    assert changed(folder, "judgements.yaml") == [
        "-    judgement: partly_met   # efter lång diskussion",
        "-    outlook: partly",
        "+    judgement: met   # efter lång diskussion",
    ]


def test_the_first_judgement_of_a_folder_makes_its_file(folder: Path) -> None:
    (folder / "judgements.yaml").unlink()
    record_judgement(folder, Judgement("economy", "board", Month(2025, 8), Status.MET))
    assert (folder / "judgements.yaml").read_text("utf-8") == (
        "# yaml-language-server: $schema=.schemas/judgements.json\njudgements:\n"
        "  - {objective: economy, unit: board, period: 2025-08, judgement: met}\n"
    )


@pytest.mark.parametrize(("objective", "unit", "said"), [("acces", "board", "access"), ("access", "bord", "board")])
def test_a_judgement_of_something_unknown_names_the_nearest_right(
    folder: Path, objective: str, unit: str, said: str
) -> None:
    with pytest.raises(NotWrittenError, match=said):
        record_judgement(folder, Judgement(objective, unit, Month(2025, 8), Status.MET))
    assert changed(folder, "judgements.yaml") == []


def test_an_assignment_is_reported_month_by_month(folder: Path) -> None:
    report_assignment(folder, "first", AssignmentReport(Month(2025, 8), Progress.DONE, Label("Klart", "Done")))
    report_assignment(folder, "second", AssignmentReport(Month(2025, 8), Progress.PAUSED))
    report_assignment(folder, "first", AssignmentReport(Month(2025, 4), Progress.PAUSED))
    assert changed(folder, "assignments.yaml") == [
        "-      - {period: 2025-04, status: in_progress}   # våren",
        "+      - {period: 2025-04, status: paused}   # våren",
        "+      - {period: 2025-08, status: done, analysis: {sv: Klart, en: Done}}",
        "+    reports:",
        "+      - {period: 2025-08, status: paused}",
    ]


def test_a_setting_keeps_the_comments_around_it(folder: Path) -> None:
    set_setting(folder, ("status", "met"), 95)
    set_setting(folder, ("name", "sv"), "Region Nytt")
    assert changed(folder, "region.toml") == [
        '-name = { sv = "Region Exempel", en = "Region Example" }   # som i loggan',
        '+name = { sv = "Region Nytt", en = "Region Example" }   # som i loggan',
        "-met = 100     # hela procent",
        "+met = 95     # hela procent",
    ]
    assert tomllib.loads((folder / "region.toml").read_text("utf-8"))["status"]["met"] == 95


@pytest.mark.parametrize(("path", "value"), [(("status", "met"), "hundra"), (("statsu", "met"), 90), (("metx",), 1)])
def test_a_setting_that_would_not_read_is_refused(folder: Path, path: tuple[str, ...], value: str | int) -> None:
    with pytest.raises(NotWrittenError):
        set_setting(folder, path, value)
    assert changed(folder, "region.toml") == []


def test_a_row_is_replaced_in_place_and_the_others_stand_byte_for_byte(folder: Path) -> None:
    row = {
        "indicator": "phone",
        "unit": "board",
        "period": "2025-YTD08",
        "sex": "all",
        "value": "82.5",
        "source": "T, 2",
    }
    put_row(folder, "outcomes/care.csv", row)
    assert changed(folder, "outcomes/care.csv") == [
        '-phone,board,2025-YTD08,,,,,,81,"Avsnitt 2, tabell 1",yes',
        '+phone,board,2025-YTD08,all,,,,,82.5,"T, 2",no',
    ]


def test_a_new_row_is_added_last(folder: Path) -> None:
    put_row(folder, "organisation.csv", {"id": "east", "name": "Öst", "kind": "board", "parent": "board"})
    assert changed(folder, "organisation.csv") == ["+east,Öst,board,board,,,,,,"]


def test_a_column_that_the_table_lacks_is_refused_with_the_nearest_right(folder: Path) -> None:
    with using("en"), pytest.raises(NotWrittenError, match=r"no column ”valeu”. Nearest right name: value"):
        put_row(folder, CARE, {**FIGURE, "valeu": "1"})


@pytest.mark.parametrize(
    ("file", "row", "said"),
    [
        (CARE, {**FIGURE, "indicator": "phnoe"}, "right name: phone"),
        (CARE, {**FIGURE, "unit": "bord"}, "right name: board"),
        (CARE, {**FIGURE, "period": "2025-13"}, "month from 01 to 12"),
        (CARE, {**FIGURE, "value": "92 %"}, "without a per cent sign"),
        (CARE, {**FIGURE, "numerator": "-1"}, "0 or more"),
        (CARE, {"indicator": "phone", "value": "1"}, "fill in unit, period"),
        (CARE, {**FIGURE, "value": ""}, "fill in value"),
        ("organisation.csv", {"id": "north", "name": "Norr", "kind": "board", "parent": "boards"}, "right name: board"),
        ("organisation.csv", {"id": "Norr 1", "name": "Norr", "kind": "board"}, "an id of a-z"),
    ],
)
def test_a_row_that_would_not_read_is_refused_and_nothing_changes(
    folder: Path, file: str, row: dict[str, str], said: str
) -> None:
    with using("en"), pytest.raises(NotWrittenError, match=said):
        put_row(folder, file, row)
    assert changed(folder, file) == []


@pytest.mark.parametrize(
    ("file", "path", "value"),
    [
        ("indicators/phone.yaml", ("direction",), "up"),
        ("indicators/phone.yaml", ("decimals",), "två"),
        ("indicators/phone.yaml", ("dirction",), "increase"),
        ("indicators/phone.yaml", ("target", "value"), 3),
        ("indicators/other.yaml", ("title",), "x"),
        ("../outside.yaml", ("title",), "x"),
        ("README.yaml", ("title",), "x"),
    ],
)
def test_a_value_that_would_not_read_is_refused_and_nothing_changes(
    folder: Path, file: str, path: tuple[str, ...], value: str | int
) -> None:
    with pytest.raises(NotWrittenError):
        set_value(folder, file, path, value)
    assert changed(folder, "indicators/phone.yaml") == []


def test_a_broken_file_is_not_written(folder: Path) -> None:
    (folder / "judgements.yaml").write_text("judgements: [\n", "utf-8")
    with using("en"), pytest.raises(NotWrittenError, match="tertial check"):
        record_judgement(folder, Judgement("economy", "board", Month(2025, 8), Status.MET))
    assert (folder / "judgements.yaml").read_text("utf-8") == "judgements: [\n"


def test_a_file_that_somebody_else_changed_meanwhile_is_not_written_over(folder: Path) -> None:
    path = folder / "goals.yaml"
    with using("en"), pytest.raises(NotWrittenError, match="somebody else"):
        replace_file(path, b"mine", instead_of=b"what I read")
    assert changed(folder, "goals.yaml") == []


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(OSError, match="No space"):
        set_value(folder, "goals.yaml", ("goals", 0, "title"), "Nytt")
    assert changed(folder, "goals.yaml") == []
    assert sorted(path.name for path in folder.iterdir()) == before


@pytest.mark.skipif(os.name != "posix", reason="rights as on POSIX")
def test_a_file_keeps_its_rights(folder: Path) -> None:
    path = folder / "goals.yaml"
    path.chmod(0o640)
    set_value(folder, "goals.yaml", ("goals", 0, "title"), "Nytt")
    assert path.stat().st_mode & 0o777 == 0o640


def test_writing_what_already_stands_leaves_the_file_untouched(folder: Path) -> None:
    path = folder / "goals.yaml"
    inode = path.stat().st_ino
    set_value(folder, "goals.yaml", ("goals", 0, "title"), "Vård")
    assert path.stat().st_ino == inode
