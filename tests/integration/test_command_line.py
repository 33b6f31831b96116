"""Every command of `tertial` as a user meets it: help, exit codes, where it prints what, and what it leaves behind."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest

from tertial.definitions.start import start_folder
from tests.command_line import PROGRAM, answer, in_a_process_of_its_own, tertial

COMMANDS = ("init", "check", "upgrade", "assess", "report", "export")
PERIOD = "2025-08"
STEM = f"region-exempel-hsn-{PERIOD}"
ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="limits and kill as on POSIX")


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound") / "region"
    start_folder(folder)
    return folder


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A region folder with two mistakes in two files."""
    folder = tmp_path / "broken"
    start_folder(folder)
    for file, old, new in (
        ("indicators/phone-same-day.yaml", "shown: ytd", "shown: ydt"),
        ("outcomes/care.csv", "patient-survey,hsn,2024,all,,,,,78", "patient-survey,hsn,2024,all,,,,,78 %"),
    ):
        path = folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
    return folder


# Help


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_swedish_and_has_an_example_that_runs_as_it_stands(command: str) -> None:
    ran = tertial(command, "--help")
    assert ran.code == 0
    text = " ".join(ran.out.split())
    assert f"Exempel: tertial {command} " in text
    assert not re.search(r"\b(the|Write|Example|folder)\b", text)
    assert re.search("[åäö]", text)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_a_command_is_explained(command: str) -> None:
    options = tertial(command, "--help").out.partition("Flaggor:")[2]
    names = re.findall(r"^ +(?:-h, )?(--[a-z-]+)", options, flags=re.MULTILINE)
    assert "--help" in names
    assert "--json" in names
    explained = " ".join(options.split())
    for name, following in zip(names, [*names[1:], ""], strict=True):
        between = explained.partition(name)[2].partition(following)[0] if following else explained.partition(name)[2]
        assert len(re.sub(r"[A-Z-]{2,}", "", between).split()) >= 2, name


def test_help_in_english_is_asked_for_by_the_environment() -> None:
    ran = in_a_process_of_its_own("report", "--help", surroundings={"TERTIAL_LANGUAGE": "en"})
    assert "Example: tertial report my-region --period 2025-08" in " ".join(ran.stdout.decode().split())


def test_the_program_without_a_command_shows_its_commands_and_ends_with_2() -> None:
    ran = tertial()
    assert ran.code == 2
    assert all(re.search(rf"^  {command} ", ran.out + ran.err, flags=re.MULTILINE) for command in COMMANDS)


def test_the_version_is_printed() -> None:
    ran = tertial("--version")
    assert ran.code == 0
    assert re.fullmatch(r"tertial \d+\.\d+\.\d+\S*\n", ran.out)


def test_python_runs_the_program_as_a_module_too() -> None:
    ran = subprocess.run([sys.executable, "-m", "tertial", "--version"], capture_output=True, check=True)
    assert ran.stdout.decode() == tertial("--version").out


def test_every_share_in_the_table_is_written_as_the_language_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tertial("init", tmp_path / "region").code == 0
    monkeypatch.setenv("COLUMNS", "80")
    for language, partly in (("sv", "◐ delvis 84\u00a0%"), ("en", "◐ partly 84%")):
        monkeypatch.setenv("TERTIAL_LANGUAGE", language)
        assert partly in tertial("assess", tmp_path / "region", "--period", PERIOD).out


def test_no_word_of_the_table_is_broken_on_a_terminal_of_80_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tertial("init", tmp_path / "region").code == 0
    monkeypatch.setenv("COLUMNS", "80")
    assert " ingångsvärdet " in tertial("assess", tmp_path / "region", "--period", PERIOD).out


# 0: done


def test_a_new_folder_is_checked_assessed_reported_and_exported_without_a_word_on_standard_error(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "region"
    for asked in (
        ("init", folder),
        ("check", folder),
        ("upgrade", folder),
        ("assess", folder, "--period", PERIOD),
        ("report", folder, "--period", PERIOD, "--out", tmp_path / "out"),
        ("export", folder, "--period", PERIOD, "--out", tmp_path / "out"),
    ):
        ran = tertial(*asked)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.strip()
    made = {path.name for path in (tmp_path / "out").iterdir()}
    assert made == {
        *(f"{STEM}-sv.{form}" for form in ("pdf", "docx", "html")),
        *(f"{STEM}{end}" for end in ("-indicators.csv", "-objectives.csv", "-variation.csv", ".xlsx")),
    }


def test_json_is_one_document_for_every_command(tmp_path: Path) -> None:
    folder = tmp_path / "region"
    out = ("--period", PERIOD, "--out", tmp_path / "out")
    made = answer("init", folder, "--name", "Region Östra Å", "--json")
    assert str(folder / "region.toml") in made["files"]
    assert answer("check", folder, "--json")["errors"] == []
    assert isinstance(answer("upgrade", folder, "--json"), dict)
    assert answer("assess", folder, "--period", PERIOD, "--json")["region"] == "region-ostra-a"
    reported = answer("report", folder, *out, "--format", "html", "--language", "en,sv", "--json")
    assert [(file["format"], file["language"]) for file in reported["files"]] == [("html", "en"), ("html", "sv")]
    exported = answer("export", folder, *out, "--format", "csv", "--json")
    for file in [*reported["files"], *exported["files"]]:
        assert Path(file["file"]).stat().st_size == file["bytes"] > 0


def test_formats_and_languages_are_written_once_each_whatever_is_repeated(region: Path, tmp_path: Path) -> None:
    asked = ("--period", PERIOD, "--format", " HTML, html ,docx", "--language", "sv,sv", "--out", tmp_path)
    files = answer("report", region, *asked, "--json")["files"]
    assert [Path(file["file"]).suffix for file in files] == [".html", ".docx"]


def test_a_report_of_a_unit_below_is_about_that_unit(region: Path, tmp_path: Path) -> None:
    asked = ("--period", PERIOD, "--unit", "harbour-centre", "--out", tmp_path)
    files = answer("report", region, *asked, "--json")["files"]
    assert {Path(file["file"]).name for file in files} == {
        f"region-exempel-harbour-centre-{PERIOD}-sv.{form}" for form in ("pdf", "docx", "html")
    }
    page = (tmp_path / f"region-exempel-harbour-centre-{PERIOD}-sv.html").read_text("utf-8")
    assert "Hamnens hälsocentral · Delårsrapport augusti 2025" in page
    rows = answer("assess", region, "--period", PERIOD, "--unit", "harbour-centre", "--json")["indicators"]
    assert {row["unit"] for row in rows} == {"harbour-centre"}
    assert all(row["value"] is not None or row["note"].strip() for row in rows)


@pytest.mark.parametrize("period", ["2025-01", "2025-12", "1990-01"])
def test_a_report_of_a_month_without_figures_is_a_report_that_says_so(
    period: str, region: Path, tmp_path: Path
) -> None:
    files = answer("report", region, "--period", period, "--out", tmp_path, "--json")["files"]
    assert len(files) == 3
    rows = answer("assess", region, "--period", period, "--json")["indicators"]
    assert all(row["value"] is not None or row["note"].strip() for row in rows)


def test_an_own_word_template_gives_its_page_and_keeps_its_logo_text(region: Path, tmp_path: Path) -> None:
    template = tmp_path / "mall.docx"
    own = docx.Document()
    own.sections[0].header.paragraphs[0].text = "Regionens eget sidhuvud"
    own.save(str(template))
    asked = ("--period", PERIOD, "--format", "docx", "--template", template, "--out", tmp_path / "out")
    (file,) = answer("report", region, *asked, "--json")["files"]
    written = docx.Document(file["file"])
    assert written.sections[0].header.paragraphs[0].text == "Regionens eget sidhuvud"
    assert len(written.tables) > 5


# 1: the input is wrong


@pytest.mark.parametrize("command", ["assess", "report", "export"])
def test_a_broken_folder_is_told_on_standard_error_with_file_and_line(
    command: str, broken: Path, tmp_path: Path
) -> None:
    out = () if command == "assess" else ("--out", tmp_path / "out")
    ran = tertial(command, broken, "--period", PERIOD, *out)
    assert (ran.code, ran.out) == (1, "")
    assert re.search(r"^indicators/phone-same-day\.yaml:\d+: E\d{3} .*ydt", ran.err, flags=re.MULTILINE)
    assert re.search(r"^outcomes/care\.csv:16: E214 .*78 %", ran.err, flags=re.MULTILINE)
    assert not (tmp_path / "out").exists()


def test_a_broken_folder_is_told_in_json_too(broken: Path) -> None:
    for asked in (("check", broken), ("assess", broken, "--period", PERIOD)):
        ran = tertial(*asked, "--json")
        assert (ran.code, ran.err) == (1, "")
        errors = ran.document()["errors"]
        assert {(error["path"], error["severity"]) for error in errors} == {
            ("indicators/phone-same-day.yaml", "error"),
            ("outcomes/care.csv", "error"),
        }
        assert all(isinstance(error["line"], int) and error["code"] and error["advice"] for error in errors)


def test_check_prints_what_it_found_and_counts_it(broken: Path) -> None:
    ran = tertial("check", broken)
    assert (ran.code, ran.err) == (1, "")
    assert "indicators/phone-same-day.yaml:" in ran.out
    assert "Fel: 2." in ran.out.splitlines()[-1]


def test_an_unknown_unit_is_told_with_the_nearest_right_name(region: Path) -> None:
    ran = tertial("assess", region, "--period", PERIOD, "--unit", "harbor-centre")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "Enheten harbor-centre finns inte i organisation.csv. Menade du harbour-centre?\n"
    error = tertial("assess", region, "--period", PERIOD, "--unit", "xxxxxxxxx", "--json").document()["error"]
    assert error == "Enheten xxxxxxxxx finns inte i organisation.csv."


@pytest.mark.parametrize("what", ["an empty folder", "a file", "nothing at all"])
@pytest.mark.parametrize("command", ["check", "assess", "upgrade"])
def test_what_is_no_region_folder_is_told_as_such(what: str, command: str, tmp_path: Path) -> None:
    place = tmp_path / "here"
    if what == "an empty folder":
        place.mkdir()
    elif what == "a file":
        place.write_text("hej", "utf-8")
    ran = tertial(command, place, *(("--period", PERIOD) if command == "assess" else ()))
    assert ran.code == 1
    told = ran.out + ran.err
    assert "region.toml" in told if what == "an empty folder" else "here" in told
    assert re.search("regionmapp|tertial init", told)


def test_init_leaves_a_folder_that_holds_something_alone(tmp_path: Path) -> None:
    (tmp_path / "mitt.txt").write_text("mitt", "utf-8")
    ran = tertial("init", tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert "mitt.txt" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["mitt.txt"]


@pytest.mark.parametrize("command", ["report", "export"])
def test_a_place_that_cannot_be_written_is_told(command: str, region: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("hej", "utf-8")
    for place in (file, file / "below"):
        ran = tertial(command, region, "--period", PERIOD, "--out", place)
        assert (ran.code, ran.out) == (1, "")
        assert str(place) in ran.err
    assert file.read_text("utf-8") == "hej"


def test_a_template_that_is_no_word_document_is_told_and_leaves_no_document(region: Path, tmp_path: Path) -> None:
    text, archive, half = tmp_path / "mall.txt", tmp_path / "arkiv.docx", tmp_path / "halv.docx"
    text.write_text("hej", "utf-8")
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("a.txt", "hej")
    whole = BytesIO()
    docx.Document().save(whole)
    half.write_bytes(whole.getvalue()[:5000])
    for template in (text, archive, half, tmp_path / "saknas.docx"):
        out = tmp_path / "out"
        asked = ("--period", PERIOD, "--format", "docx", "--template", template, "--out", out)
        ran = tertial("report", region, *asked)
        assert (ran.code, ran.out) == (1, "")
        assert template.name in ran.err
        assert not list(out.iterdir())


# 2: the command line is wrong


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("rapport", "REGION"), "rapport"),
        (("assess", "REGION"), "--period"),
        (("assess",), "REGION"),
        (("assess", "REGION", "--period", "2025-13"), "2025-13 är ingen månad; skriv den som 2025-08."),
        (("assess", "REGION", "--period", "2025"), "2025 är ingen månad"),
        (("assess", "REGION", "--period", "202508"), "202508 är ingen månad"),
        (("assess", "REGION", "--period", "2025-T2"), "2025-T2 är ingen månad"),
        (("report", "REGION", "--period", PERIOD, "--format", "odt"), "odt: välj bland pdf, docx, html."),
        (("report", "REGION", "--period", PERIOD, "--format", "pdf,csv"), "pdf,csv: välj bland pdf, docx, html."),
        (("report", "REGION", "--period", PERIOD, "--format", ","), "välj bland pdf, docx, html."),
        (("report", "REGION", "--period", PERIOD, "--language", "fi"), "fi: välj bland sv, en."),
        (("export", "REGION", "--period", PERIOD, "--format", "pdf"), "pdf: välj bland csv, xlsx."),
        (("check", "REGION", "--fast"), "--fast"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_wrong_command_line_ends_with_2_and_says_what_is_wrong(
    asked: tuple[str, ...], told: str, region: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = tertial(*(region if part == "REGION" else part for part in asked))
    assert (ran.code, ran.out) == (2, "")
    assert told in " ".join(ran.err.split())
    assert not list(tmp_path.iterdir())


# 3: the program failed


def run_on_a_full_disk(
    bytes_of_a_file: int, *arguments: object, debug: str = "", folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command in a process in which no file can become larger than so many bytes, as on a disk that is full."""
    program = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({bytes_of_a_file}, {bytes_of_a_file}));"
        "from tertial.cli import main; main()"
    )
    return subprocess.run(
        [sys.executable, "-B", "-c", program, *(str(argument) for argument in arguments)],
        env={**os.environ, "TERTIAL_DEBUG": debug},
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@ON_POSIX
@pytest.mark.parametrize("debug", ["", "1"])
def test_what_nobody_foresaw_ends_with_3_and_one_sentence_and_the_trace_only_when_asked_for(
    debug: str, region: Path, tmp_path: Path
) -> None:
    """The PDF's fonts are laid in a temporary folder; a disk that is full there is nothing the user wrote wrong."""
    asked = ("report", region, "--period", PERIOD, "--format", "pdf", "--out", "out")
    ran = run_on_a_full_disk(1000, *asked, debug=debug, folder=tmp_path)
    assert (ran.returncode, ran.stdout) == (3, "")
    assert "Tertial gick fel: OSError." in ran.stderr.splitlines()[-1]
    assert ("Traceback" in ran.stderr) == bool(debug)
    assert len(ran.stderr.splitlines()) == 1 or debug
    assert not list((tmp_path / "out").iterdir())


@ON_POSIX
def test_a_disk_that_becomes_full_leaves_no_half_report(region: Path, tmp_path: Path) -> None:
    answer("report", region, "--period", PERIOD, "--format", "html", "--out", tmp_path, "--json")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    asked = ("report", region, "--period", PERIOD, "--format", "html,docx", "--out", tmp_path)
    ran = run_on_a_full_disk(50_000, *asked)
    assert ran.returncode == 1
    assert f"{STEM}-sv.html" in ran.stderr
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@ON_POSIX
def test_a_reader_that_stops_reading_is_no_failure_of_the_program(region: Path) -> None:
    with subprocess.Popen(
        [*PROGRAM, "assess", str(region), "--period", PERIOD, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()
    assert "Traceback" not in told
    assert process.returncode != 3


# Killed


@pytest.fixture(scope="module")
def whole(region: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The report's files as an undisturbed run makes them."""
    out = tmp_path_factory.mktemp("whole")
    answer("report", region, "--period", PERIOD, "--format", "html,docx", "--out", out, "--json")
    return {path.name: path.read_bytes() for path in out.iterdir()}


@ON_POSIX
@pytest.mark.parametrize("moment", range(5))
def test_a_report_killed_at_any_moment_leaves_whole_files_or_none(
    moment: int, region: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    """Four are killed at moments drawn by lot, one as soon as the first sign of a file is seen."""
    wait = random.Random(moment).uniform(0.3, 2.5)
    asked = ["report", str(region), "--period", PERIOD, "--format", "html,docx", "--out", str(tmp_path)]
    with subprocess.Popen([*PROGRAM, *asked], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        until = time.monotonic() + wait
        while process.poll() is None and (time.monotonic() < until or moment == 0):
            if moment == 0 and any(tmp_path.iterdir()):
                break
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
    left = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert {name for name in left if not name.startswith(".")} <= whole.keys()
    assert all(left[name] == whole[name] for name in left if not name.startswith("."))

    again = tertial(*asked)
    assert again.code == 0
    assert {name: (tmp_path / name).read_bytes() for name in whole} == whole


def test_the_json_of_a_refusal_is_one_document_in_a_process_of_its_own(tmp_path: Path) -> None:
    ran = in_a_process_of_its_own("assess", "finns-inte", "--period", PERIOD, "--json", folder=tmp_path)
    assert (ran.returncode, ran.stderr) == (1, b"")
    told = json.loads(ran.stdout.decode("utf-8"))
    assert told["errors"][0]["code"] == "E101"
    assert "finns-inte" in told["error"]
