"""Headers as systems write them, put together by hand: the right feed, the right columns, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tertial.domain.feeds.registry import all_feeds
from tertial.extracts.mapping.matching import Confidence
from tests.unit.extracts.mapping.extract_files import headers_of, match_of, proposal_for

PERSONS = ["19121212-1212", "19900101-2385", "19900101-2393"] * 2

CONTACTS = {
    "BESDAT": ["2025-08-04", "2025-08-05", "2025-08-06"] * 2,
    "VårdKontaktID": [f"K{number}" for number in range(6)],
    "Pers.nr": PERSONS,
    "PATIENTNAMN": ["Kim Ek", "Bo Al", "Eva Lind"] * 2,
    "Enhet (HSA-id)": ["SE2321000016-1A", "SE2321000016-2B", "SE2321000016-1A"] * 2,
    "YRKESKATEGORI": ["SSK", "LÄK", "SSK"] * 2,
    "Kontakttyp": ["Fysiskt besök", "Telefon", "Telefon"] * 2,
    "Nybesök/återbesök": ["Nybesök", "Återbesök", "Nybesök"] * 2,
    "VÄNTETID_DAGAR": ["3", "0", "12"] * 2,
}

ADMISSIONS = {
    "VTF_ID": [f"V{number}" for number in range(6)],
    "PERSONNUMMER": PERSONS,
    "KLINIK": ["Med", "Kir", "Ort"] * 2,
    "INSKR_TID": ["2025-08-01 10:00"] * 6,
    "UTSKR_TID": ["2025-08-05 11:30"] * 6,
    "UTSKRIVNINGSKLAR": ["2025-08-04 08:00"] * 6,
    "PLANERAD": ["J", "N", "N"] * 2,
}

LEDGER = {
    "Kostnadsställe": ["hc-1", "hc-2"],
    "Ram": ["primary-care", "primary-care"],
    "Kontogrupp": ["Läkemedel inom förmånen", "Statsbidrag"],
    "Period": ["202505", "202505"],
    "Utfall/budget": ["Utfall", "Budget"],
    "Budgetversion": ["0", "1"],
    "Belopp (kr)": ["-1 250,50", "10"],
}


@pytest.mark.parametrize(
    ("feed", "columns", "expected"),
    [
        (
            "contacts",
            CONTACTS,
            {
                "contact_id": "VårdKontaktID",
                "person": "Pers.nr",
                "unit": "Enhet (HSA-id)",
                "profession": "YRKESKATEGORI",
                "date": "BESDAT",
                "mode": "Kontakttyp",
                "visit": "Nybesök/återbesök",
                "wait_days": "VÄNTETID_DAGAR",
            },
        ),
        (
            "admissions",
            ADMISSIONS,
            {
                "admission_id": "VTF_ID",
                "person": "PERSONNUMMER",
                "unit": "KLINIK",
                "admitted_at": "INSKR_TID",
                "planned": "PLANERAD",
                "ready_at": "UTSKRIVNINGSKLAR",
                "discharged_at": "UTSKR_TID",
            },
        ),
        (
            "ledger",
            LEDGER,
            {
                "unit": "Kostnadsställe",
                "frame": "Ram",
                "account": "Kontogrupp",
                "month": "Period",
                "item": "Utfall/budget",
                "budget_version": "Budgetversion",
                "amount": "Belopp (kr)",
            },
        ),
    ],
    ids=["contacts", "admissions", "ledger"],
)
def test_headers_as_systems_write_them_are_understood(
    feed: str, columns: dict[str, list[str]], expected: dict[str, str], tmp_path: Path
) -> None:
    proposal = proposal_for(tmp_path, columns)
    assert proposal.feed.id == feed
    assert headers_of(proposal) == expected


def test_a_column_of_names_is_never_taken(tmp_path: Path) -> None:
    proposal = proposal_for(tmp_path, CONTACTS)
    assert proposal.matching.unused == ("PATIENTNAMN",)


def test_a_mistyped_header_is_likely_and_not_certain(tmp_path: Path) -> None:
    columns = {("YRKESKATEGROI" if name == "YRKESKATEGORI" else name): rows for name, rows in CONTACTS.items()}
    match = match_of(proposal_for(tmp_path, columns), "profession")
    assert (match.header, match.confidence) == ("YRKESKATEGROI", Confidence.LIKELY)


def test_columns_whose_values_have_changed_places_are_only_guessed(tmp_path: Path) -> None:
    swapped = CONTACTS | {"BESDAT": CONTACTS["Pers.nr"], "Pers.nr": CONTACTS["BESDAT"]}
    proposal = proposal_for(tmp_path, swapped, feeds=[all_feeds()["contacts"]])
    assert match_of(proposal, "person").confidence is Confidence.GUESS
    assert match_of(proposal, "date").confidence is Confidence.GUESS


def test_two_headers_that_fit_alike_are_each_others_rivals(tmp_path: Path) -> None:
    proposal = proposal_for(tmp_path, CONTACTS | {"PERSONNUMMER": PERSONS})
    match = match_of(proposal, "person")
    assert match.confidence is Confidence.GUESS
    assert {match.header, *match.rivals} == {"Pers.nr", "PERSONNUMMER"}


def test_identity_numbers_are_found_under_a_name_that_says_nothing(tmp_path: Path) -> None:
    columns = {("X17" if name == "Pers.nr" else name): rows for name, rows in CONTACTS.items()}
    match = match_of(proposal_for(tmp_path, columns), "person")
    assert (match.header, match.confidence) == ("X17", Confidence.LIKELY)


def test_a_required_column_that_nothing_fits_is_missing(tmp_path: Path) -> None:
    columns = {name: rows for name, rows in CONTACTS.items() if name != "Kontakttyp"}
    assert [column.name for column in proposal_for(tmp_path, columns).matching.missing] == ["mode"]


def test_an_optional_column_is_not_filled_with_whatever_is_left_over(tmp_path: Path) -> None:
    proposal = proposal_for(tmp_path, CONTACTS | {"KOLUMN X": ["7"] * 6, "KOLUMN Y": ["J"] * 6})
    assert set(proposal.matching.unused) == {"PATIENTNAMN", "KOLUMN X", "KOLUMN Y"}


def test_feeds_with_the_same_columns_are_both_named(tmp_path: Path) -> None:
    columns = {"PNR": PERSONS, "ENHET": ["hc-1"] * 6, "FROM": ["2025-01-01"] * 6, "TOM": ["2025-08-01"] * 6}
    proposal = proposal_for(tmp_path, columns)
    assert {proposal.feed.id, *(feed.id for feed in proposal.others)} >= {"care-contacts", "listing"}


def test_the_name_of_the_file_settles_between_them(tmp_path: Path) -> None:
    columns = {"PNR": PERSONS, "ENHET": ["hc-1"] * 6, "FROM": ["2025-01-01"] * 6, "TOM": ["2025-08-01"] * 6}
    proposal = proposal_for(tmp_path, columns, file_name="Listning_202508")
    assert (proposal.feed.id, proposal.others) == ("listing", ())
