"""Rows behind a figure: within one care unit, for a reason, logged first; and whoever is outside sees nothing."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from tertial.extracts.access_log import FILE_NAME, AccessKind, read_accesses
from tertial.pipeline.relinking import account
from tests.command_line import Json, Ran, answer, tertial
from tests.explained_region import AUGUST, HARBOUR, HILL, INDICATORS, JULY, REASON, ROWS, explained_region, load
from tests.persons_in_store import ALICE, BOB, CECILIA, DAVID, contact, token

SHARE = ("first-visits", "--period", "2025-08", "--rows")
USER = f"anna (account {account()})"


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return explained_region(tmp_path_factory.mktemp("rows") / "region")


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIAL_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def region(computed: Path, tmp_path: Path) -> Path:
    """A copy, since each look is logged."""
    return Path(shutil.copytree(computed, tmp_path / "copy"))


def rows(region: Path, *more: str) -> Json:
    return answer("explain", region, *SHARE, *REASON, *more, "--json")


def refused(region: Path, ran: Ran) -> str:
    """Why nothing was shown; asserts that nothing was, and that nobody was logged."""
    assert (ran.code, ran.out) == (1, "")
    assert not any(token(number)[3:11] in ran.err for number in (ALICE, BOB, CECILIA, DAVID))
    assert not (region / "store" / FILE_NAME).exists()
    return " ".join(ran.err.split())


def short(number: str) -> str:
    return f"{token(number)[:11]}…"


def test_the_rows_of_a_unit_have_short_tokens_and_what_the_definition_asks(region: Path) -> None:
    shown = rows(region, "--unit", HARBOUR, "--part", "denominator")
    assert shown["columns"] == ["person", "date", "unit", "mode", "visit", "wait_days"]
    assert [(row["person"], row["date"], row["unit"], row["wait_days"]) for row in shown["rows"]] == [
        (short(ALICE), "2025-07-01", HARBOUR, 2),
        (short(BOB), "2025-07-02", HARBOUR, 4),
        (short(ALICE), "2025-08-02", HARBOUR, 0),
    ]
    assert (shown["part"], shown["fact"], shown["persons"], shown["user"]) == ("denominator", "contacts", 2, USER)


def test_without_a_part_the_rows_are_the_numerators(region: Path) -> None:
    assert [row["date"] for row in rows(region, "--unit", HARBOUR)["rows"]] == ["2025-07-01"]


def test_blocked_rows_and_persons_with_protected_identity_are_not_shown_but_counted(region: Path) -> None:
    shown = rows(region, "--unit", HARBOUR, "--part", "denominator")
    assert shown["left_out"] == {"too_many": 0, "marked": 2, "elsewhere": 0, "nobody": 0}
    days = {row["date"] for row in shown["rows"]}
    assert "2025-08-01" not in days  # Alice has blocked it
    assert "2025-08-04" not in days  # David is protected by a row of the listing


def test_each_patient_is_logged_before_the_rows_are_shown_and_seen_in_the_audit(region: Path) -> None:
    rows(region, "--unit", HARBOUR, "--part", "denominator")
    logged = read_accesses(region / "store")
    assert {(one.kind, one.unit, one.user, one.reason) for one in logged} == {
        (AccessKind.ROWS, HARBOUR, USER, "checks the waits")
    }
    assert sorted(one.person for one in logged) == sorted([token(ALICE), token(BOB)])
    audited = answer("audit", region, "--unit", HARBOUR, "--json")["accesses"]
    assert [(one["action"], one["patient"]) for one in audited] == [("rows", one.person) for one in logged]


def test_nothing_is_shown_that_could_not_be_logged(region: Path) -> None:
    (region / "store" / FILE_NAME).mkdir()
    ran = tertial("explain", region, *SHARE, *REASON, "--unit", HARBOUR)
    assert (ran.code, ran.out) == (1, "")
    assert FILE_NAME in ran.err


def test_no_token_is_printed_whole(region: Path) -> None:
    for more in ((), ("--json",)):
        ran = tertial("explain", region, *SHARE, *REASON, "--unit", HARBOUR, "--part", "denominator", *more)
        assert ran.code == 0
        assert short(ALICE) in ran.out
        assert not any(token(number) in ran.out for number in (ALICE, BOB, CECILIA, DAVID))


def test_the_text_says_who_looked_and_what_is_left_out(region: Path) -> None:
    out = tertial("explain", region, *SHARE, *REASON, "--unit", HARBOUR, "--part", "denominator").out
    words = " ".join(out.split())
    assert f"Shown to {USER}. Persons: 2, each logged; see tertial audit." in words
    assert "Rows left out since a mark takes them out of row views: 2." in words


def test_where_no_row_is_shown_nobody_is_logged(region: Path) -> None:
    shown = rows(region, "--unit", HARBOUR, "--sex", "unknown")
    assert (shown["rows"], shown["persons"]) == ([], 0)
    assert not (region / "store" / FILE_NAME).exists()


def test_no_more_than_two_hundred_rows_are_shown(region: Path) -> None:
    many = [
        contact(ALICE, f"m{number}", date(2025, 8, 20), unit=HILL, visit="first", wait_days=number)
        for number in range(230)
    ]
    load(region, {("contacts", AUGUST): many})
    answer("compute", region, "--through", "2025-08", "--json")
    shown = rows(region, "--unit", HILL, "--part", "denominator")
    assert len(shown["rows"]) == 200
    assert shown["left_out"]["too_many"] == 31
    assert len(read_accesses(region / "store")) == shown["persons"] <= 2


def test_a_clinician_is_never_a_column(region: Path) -> None:
    text = INDICATORS["patients"].replace("patients", "clinicians").replace("of: person", "of: clinician")
    (region / "indicators" / "clinicians.yaml").write_text(text.lstrip(), "utf-8")
    named = [{**row, "clinician": "L-7"} for row in ROWS[AUGUST]]
    load(region, {("contacts", AUGUST): named})
    answer("compute", region, "--through", "2025-08", "--json")
    shown = answer(
        "explain", region, "clinicians", "--period", "2025-08", "--rows", *REASON, "--unit", HARBOUR, "--json"
    )
    assert shown["rows"]
    assert shown["columns"] == ["person", "date", "unit", "mode"]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((*SHARE, "--unit", HARBOUR, "--user", "anna"), "for a stated reason: add --reason"),
        ((*SHARE, "--unit", HARBOUR, "--user", "anna", "--reason", "  "), "for a stated reason: add --reason"),
        ((*SHARE, "--unit", HARBOUR, "--reason", "checks"), "Say who looks: add --user"),
        ((*SHARE, *REASON, "--unit", "primary-care"), "primary-care has units below it, such as old-town-centre"),
        ((*SHARE, *REASON), "hsn has units below it"),
        ((*SHARE, *REASON, "--unit", "frame-primary-care"), "frame-primary-care is no care unit"),
        ((*SHARE, *REASON, "--unit", HARBOUR, "--view", "is"), "Rows are shown of a unit as it was"),
        ((*SHARE, *REASON, "--unit", "hospital"), "No load of Contacts declares hospital among its care units"),
        (("phone-same-day", *SHARE[1:], *REASON, "--unit", HARBOUR), "The figures are reported"),
        (("centres-in-time", *SHARE[1:], *REASON, "--unit", HARBOUR), "made of the figures of units"),
        (("frequent", *SHARE[1:], *REASON, "--unit", HARBOUR), "made from rows of several care units"),
        (("beds-staffed", *SHARE[1:], *REASON, "--unit", HARBOUR), "its rows are not about patients"),
        (("patients", *SHARE[1:], *REASON, "--unit", HARBOUR, "--part", "denominator"), "has no denominator"),
        (("first-visits", "--period", "2024-T1", "--rows", *REASON, "--unit", HARBOUR), "nothing of the period"),
    ],
)
def test_whoever_is_outside_is_refused_with_the_reason_and_sees_nothing(
    region: Path, arguments: tuple[str, ...], why: str
) -> None:
    assert why in refused(region, tertial("explain", region, *arguments))
    document = tertial("explain", region, *arguments, "--json").document()
    assert why in " ".join(document["error"].split())
    assert set(document) == {"error", "errors"}


def test_between_care_providers_only_counts_travel(region: Path) -> None:
    """Another provider's extract that declares the same unit: whose rows they are cannot be told apart by the unit."""
    rows_of_capio = [
        contact(CECILIA, "p1", date(2025, 7, 9), unit=HARBOUR, visit="first", wait_days=1, provider="capio")
    ]
    load(region, {("contacts", JULY): [*ROWS[JULY], *rows_of_capio]}, extract="contacts-capio", provider="capio")
    answer("compute", region, "--through", "2025-08", "--json")
    why = refused(region, tertial("explain", region, *SHARE, *REASON, "--unit", HARBOUR))
    assert "several care providers (capio, region): between providers only counts travel" in why


def test_a_unit_of_another_provider_than_the_one_that_declares_it_is_refused(region: Path) -> None:
    path = region / "organisation.csv"
    line = "harbour-centre,Hamnens hälsocentral,health_centre,primary-care,"
    path.write_text(path.read_text("utf-8").replace(line, f"{line}capio"), "utf-8")
    assert "between providers only counts travel" in refused(
        region, tertial("explain", region, *SHARE, *REASON, "--unit", HARBOUR)
    )


def test_rows_of_a_source_that_does_not_declare_the_unit_are_left_out_and_counted(region: Path) -> None:
    stray = contact(CECILIA, "s1", date(2025, 8, 9), unit=HARBOUR, visit="first", wait_days=1, extract="contacts-north")
    load(region, {("contacts", AUGUST): [*ROWS[AUGUST], stray]}, extract="contacts-cosmic")
    load(region, {("beds", AUGUST): []}, extract="beds-cosmic")
    answer("compute", region, "--through", "2025-08", "--json")
    shown = rows(region, "--unit", HARBOUR, "--part", "denominator")
    assert shown["left_out"]["elsewhere"] == 1
    assert short(CECILIA) not in {row["person"] for row in shown["rows"]}


def test_rows_of_a_pruned_state_are_not_shown(region: Path) -> None:
    load(region, {("contacts", AUGUST): ROWS[AUGUST][:1]})
    answer("store", "prune", region, "--keep", "1", "--yes", "--json")
    assert "pruned" in refused(region, tertial("explain", region, *SHARE, *REASON, "--unit", HARBOUR))
