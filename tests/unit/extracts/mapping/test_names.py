"""Names are compared by their words, not by how they are put together."""

from __future__ import annotations

import pytest

from tertial.domain.feeds.registry import all_feeds
from tertial.extracts.mapping.names import Header, name_score
from tertial.extracts.mapping.usual_names import stated_columns
from tertial.extracts.mapping.words import is_slip, joined, stem, telling, words

CONTACTS = all_feeds()["contacts"]


def score(header: str, column: str) -> float:
    return name_score(CONTACTS, CONTACTS.column(column), Header.of(header))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("BESOKS_DATUM", ("besoks", "datum")),
        ("BesöksDatum", ("besoks", "datum")),
        ("HSAId", ("hsa", "id")),
        ("visited_8_months", ("visited", "8", "months")),
        ("Ny/åter-besök", ("ny", "ater", "besok")),
        ("o\u0308vrigt", ("ovrigt",)),
        ("—", ()),
    ],
)
def test_a_name_is_taken_apart_into_plain_words(text: str, found: tuple[str, ...]) -> None:
    assert words(text) == found
    assert joined(text) == "".join(found)


def test_the_telling_words_of_a_sentence_are_stems() -> None:
    assert telling("Dagen då kontakten ägde rum") == ("dagen", "kontakt", "agde")
    assert stem("enheterna") == "enhet"


@pytest.mark.parametrize(
    ("written", "meant", "slip"),
    [
        ("besdta", "besdat", True),
        ("bsdat", "besdat", True),
        ("besddat", "besdat", True),
        ("besdak", "besdat", True),
        ("besdat", "besdat", True),
        ("beskat", "besdit", False),
        ("datum", "dat", False),
        ("tdatu", "datum", False),
    ],
)
def test_one_slip_of_the_hand_is_forgiven(written: str, meant: str, slip: bool) -> None:
    assert is_slip(written, meant) is slip


@pytest.mark.parametrize("header", ["contact_id", "ContactId", "CONTACT-ID", "Kontaktens id i journalsystemet"])
def test_the_feeds_own_name_and_meaning_are_the_best(header: str) -> None:
    assert score(header, "contact_id") == 1.0


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("PNR", "person"),
        ("Vårdenhet HSA-id", "unit"),
        ("BESDATUM", "date"),
        ("KONTAKTSATT", "mode"),
        ("VD", "wait_days"),
    ],
)
def test_a_usual_name_fits_its_column_better_than_any_other(header: str, column: str) -> None:
    others = [score(header, other) for other in CONTACTS.names if other != column]
    assert score(header, column) > max(others) + 0.2


@pytest.mark.parametrize("header", ["NAMN", "Patientens namn", "E-post", "MOBILNR", "", "#3"])
def test_names_addresses_and_nothing_fit_no_column(header: str) -> None:
    assert all(score(header, column) < 0.5 for column in CONTACTS.names)


def test_usual_names_are_for_columns_that_exist() -> None:
    known = {name for feed in all_feeds().values() for name in feed.names}
    known |= {f"{feed.id}.{name}" for feed in all_feeds().values() for name in feed.names}
    assert stated_columns() <= known
