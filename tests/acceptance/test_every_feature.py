"""A region folder that uses everything: it checks clean, and the assessment and the report say all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args

import pytest

from tertial.definitions.schema import FILE_MODELS
from tertial.definitions.schema.fields import Entry
from tertial.domain.assignments import Progress
from tertial.domain.changes import ChangeKind
from tertial.domain.economy import Item
from tertial.domain.indicators import Direction, OverTime, ValueUnit
from tertial.domain.region import Section
from tests.acceptance.every_feature import write_every_feature
from tests.acceptance.printed import Printed
from tests.acceptance.read_html import read_html
from tests.command_line import Json, answer, tertial

PERIOD = "2025-08"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_every_feature(tmp_path_factory.mktemp("every") / "region")


@pytest.fixture(scope="module")
def assessed(folder: Path) -> Json:
    return answer("assess", folder, "--period", PERIOD, "--json")


@pytest.fixture(scope="module")
def rows(assessed: Json) -> dict[tuple[str, str, str | None, str | None], Json]:
    return {(row["indicator"], row["sex"], row["age_band"], row["category"]): row for row in assessed["indicators"]}


@pytest.fixture(scope="module")
def printed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    out = tmp_path_factory.mktemp("every-report")
    assert tertial("report", folder, "--period", PERIOD, "--format", "html", "--out", out).code == 0
    (page,) = out.iterdir()
    return read_html(page.read_bytes())


def test_the_folder_checks_clean(folder: Path) -> None:
    found = answer("check", folder, "--json")
    assert (found["errors"], found["warnings"]) == ([], [])


def test_the_folder_uses_every_key_that_a_file_may_have(folder: Path) -> None:
    written = "\n".join(path.read_text("utf-8") for path in folder.rglob("*") if path.suffix in {".toml", ".yaml"})
    keys = {key for model in FILE_MODELS.values() for key in keys_of(model)}
    assert sorted(key for key in keys if not re.search(rf"\b{key}\b\s*[:=\].]", written)) == []


def keys_of(annotation: Any, known: frozenset[type[Entry]] = frozenset()) -> Iterator[str]:
    """Every key of a model and of the models within it; a model within itself is gone through once."""
    if isinstance(annotation, type) and issubclass(annotation, Entry) and annotation not in known:
        for name, field in annotation.model_fields.items():
            yield field.alias or name
            yield from keys_of(field.annotation, known | {annotation})
    for part in get_args(annotation):
        yield from keys_of(part, known)


@pytest.mark.parametrize("words", [Section, Item, Progress, ChangeKind, ValueUnit, Direction, OverTime])
def test_the_folder_uses_every_word_of_the_lists(folder: Path, words: type[StrEnum]) -> None:
    written = "\n".join(path.read_text("utf-8") for path in folder.rglob("*.*") if path.suffix != ".txt")
    missing = [word.value for word in words if not re.search(rf"(?<![\w-]){re.escape(word.value)}(?![\w-])", written)]
    assert missing == []


@pytest.mark.parametrize(
    ("indicator", "period", "target", "value", "attainment", "status", "rule"),
    [
        ("phone", "2025-YTD08", 95, Decimal("81.0"), 85, "partly_met", "increase"),
        ("triages", "2025-YTD08", 1200, 799, 99, "partly_met", "prorated-year"),
        ("named-contact", "2025-T2", 62, Decimal("74.8"), 120, "met", "better_than"),
        ("plans", "2025-08", 40, 50, 125, "met", "better_than"),
        ("offers", "2025-YTD08", None, 12, None, "no_target", "as_needed"),
        ("remote-share", "2025-YTD08", 40, 32, 80, "partly_met", "path"),
        ("pilots", "2025", [3, 3], 2, 66, "not_met", "of"),
        ("clinics", "2025-YTD08", 80, 72, 90, "partly_met", "increase"),
        ("staff-per-manager", "2025-08", [20, 35], 18, 90, "partly_met", "range"),
        ("result", "2025-YTD08", 0, -4, None, "partly_met", "zero"),
        ("travel", "2025-YTD08", 680, 720, 66, "not_met", "change-prorated"),
        ("idle-days", "2025-R12-08", 420, 630, 50, "not_met", "change"),
        ("agency-share", "2025-R12-08", Decimal("3.7"), Decimal("3.81"), 97, "partly_met", "decrease"),
        ("visits", "2025-YTD08", None, 81000, None, "no_target", None),
    ],
)
def test_every_kind_of_target_is_assessed(
    rows: dict[tuple[str, str, str | None, str | None], Json],
    indicator: str,
    period: str,
    target: object,
    value: object,
    attainment: int | None,
    status: str,
    rule: str | None,
) -> None:
    row = rows[indicator, "all", None, None]
    found = (row["period"], row["target"], row["value"], row["attainment"], row["status"], row["rule"])
    assert found == (period, target, value, attainment, status, rule)


def test_a_target_comes_with_the_decision_that_set_it_and_changes_within_the_year(
    rows: dict[tuple[str, str, str | None, str | None], Json], folder: Path
) -> None:
    assert rows["phone", "all", None, None]["decision"] == {
        "by": "Fullmäktige",
        "on": "2025-06-18",
        "case": "RS 12-2025",
    }
    june = answer("assess", folder, "--period", "2025-06", "--json")["indicators"]
    (before,) = [row for row in june if row["indicator"] == "phone"]
    assert (before["target"], before["decision"]["by"], before["attainment"]) == (90, "Nämnden", 94)


def test_women_men_and_unknown_have_rows_of_their_own_with_their_counts(
    rows: dict[tuple[str, str, str | None, str | None], Json],
) -> None:
    counts = {sex: rows["phone", sex, None, None] for sex in ("all", "women", "men", "unknown")}
    assert {sex: (row["numerator"], row["denominator"]) for sex, row in counts.items()} == {
        "all": (810, 1000),
        "women": (480, 580),
        "men": (325, 410),
        "unknown": (5, 10),
    }


def test_sick_leave_stands_by_sex_age_and_profession_with_a_target_for_each_sex(
    rows: dict[tuple[str, str, str | None, str | None], Json],
) -> None:
    found = {place[1:]: (str(row["value"]), row["status"]) for place, row in rows.items() if place[0] == "sick-leave"}
    assert found == {
        ("all", None, None): ("5.9", "no_target"),
        ("women", None, None): ("6.4", "partly_met"),
        ("men", None, None): ("4.3", "met"),
        ("women", "50+", "nurse"): ("7.1", "partly_met"),
        ("all", "30-49", "doctor"): ("3.9", "no_target"),
    }


@pytest.mark.parametrize(
    ("indicator", "quality", "status", "why"),
    [
        ("survey", "not_due", "not_due", "helår"),
        ("new-measure", "not_due", "not_due", "januari 2026"),
        ("vaccinated", "not_applicable", "no_data", "Säsongen börjar i november."),
        ("occupational", "followed_elsewhere", "no_data", "Följs upp av företagshälsovården."),
        ("index", "not_started", "no_data", "Börjar 2026."),
        ("restraint", "missing", "no_data", "Uppgifterna förs inte över än."),
    ],
)
def test_an_absent_figure_says_why(
    rows: dict[tuple[str, str, str | None, str | None], Json], indicator: str, quality: str, status: str, why: str
) -> None:
    row = rows[indicator, "all", None, None]
    assert (row["value"], row["quality"], row["status"]) == (None, quality, status)
    assert why in row["note"]


def test_a_unit_has_its_own_target(folder: Path) -> None:
    found = {}
    for unit in ("north", "south"):
        answered = answer("assess", folder, "--period", PERIOD, "--unit", unit, "--json")["indicators"]
        (row,) = [row for row in answered if row["indicator"] == "clinics"]
        found[unit] = (row["target"], row["attainment"], row["status"])
    assert found == {"north": (90, 80, "partly_met"), "south": (70, 102, "met")}


def test_objectives_stand_by_judgement_with_outlook_and_the_rules_suggestion_beside(assessed: Json) -> None:
    keys = ("judgement", "outlook", "suggested", "differs")
    assert {row["objective"]: tuple(row[key] for key in keys) for row in assessed["objectives"]} == {
        "contact": ("partly_met", "cannot_be_judged", "partly_met", False),
        "readiness": ("met", "will_be_met", "no_data", False),
        "healthy-staff": ("met", "partly", "partly_met", True),
        "balance": ("not_met", "will_not_be_met", "partly_met", True),
    }


def test_an_announced_forecast_stands_on_the_row_of_everybody(assessed: Json) -> None:
    (row,) = [row for row in assessed["indicators"] if row["indicator"] == "phone" and row["sex"] == "all"]
    assert row["announced"] == {
        "value": Decimal("88.5"),
        "period": "2025-08",
        "on": "2025-09-12",
        "source": "Nämndens prognos",
    }
    others = [row for row in assessed["indicators"] if row["indicator"] == "phone" and row["sex"] != "all"]
    assert all(row["announced"] is None for row in others)


def test_frames_make_the_total_and_the_plain_forecast_stands_beside_the_announced_one(assessed: Json) -> None:
    economy = assessed["economy"]
    assert [part["deviation"] for part in economy["frames"]["parts"]] == [-6, 2]
    assert (economy["frames"]["total"], economy["frames"]["agrees"]) == (-4, True)
    assert (economy["deviation"], economy["twelfth"], economy["announced"]) == (-4, -6, -8)
    assert economy["announced_note"] == "Hyrläkare i höst."


@pytest.mark.parametrize(
    "said",
    [
        "Text om introduction.",
        "Text om contact.",
        "Text om phone.",
        "Delårsrapporten, bilaga 1.",
        "Det vi gör för invånarna.",
        "Digital vård",
        "okänt kön 50,0",
        "ingångsvärde 62",
        "Ett distrikt saknas.",
        "800 hittills",
        "K högst 6,0 %",
        "Sjuksköterskor, 50+ år",
        "Journalsystemet byts.",
        "Bedömningen och regeln skiljer sig åt",
        "Regionstyrelsen (klart)",
        "försenat",
        "klart med avvikelse",
        "Nya regler pausat",
        "250 miljoner i rubriken och 213 i texten.",
        "3. Öppet på kvällen Prova två kvällar två centraler en central pågående Norra provar.",
        "−210 mnkr −200 mnkr (plan)",
        "−6 + 2 = −4: ramarna ger summan.",
        "+3,9 %",
        "9 mnkr 1,8 %",
        "Andel av all personalkostnad.",
        "Hyrläkare i höst. −8 mnkr",
        "−6,0 mnkr",
        "Vakanser.",
        "Rekrytera.",
        "Tryckt som 40 % av behovet.",
        "Två hus lämnas. Gäller från 1 juli 2025. Nämnden 18 juni 2025 3 mnkr",
        "Hyran räknas två gånger.",
        "Målet är skrivet som ett antal.",
        "Räknat för hand.",
        "En ny rapport väntas december 2025",
        "Bilaga 2",
        "Samma sak ur flera källor",
    ],
)
def test_the_report_says_it(printed: Printed, said: str) -> None:
    text = " ".join(" ".join(texts) for _kind, *texts in printed).replace("\u00a0", " ").replace("\u202f", " ")
    assert said in text
