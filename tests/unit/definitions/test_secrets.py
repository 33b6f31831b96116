from __future__ import annotations

import pytest

from tertial.definitions.secrets import find_secrets


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('password = "Sommar2025"', "password"),
        ("PASSWORD=Sommar2025", "PASSWORD"),
        ('"db_password" = "Sommar2025"', "db_password"),
        ('x = { host = "db", pwd = "Sommar2025" }', "pwd"),
        ("lösenord: Sommar2025", "lösenord"),
        ('client_secret = "Sommar2025"', "client_secret"),
        ('password1 = "Sommar2025"', "password1"),
        ("# password = Sommar2025", "password"),
        ('host = "host=db password=Sommar2025"', "password"),
        ('host = "tertial:Sommar2025@db"', "user:…@"),
        ('files = "smb://tertial:Sommar2025@share/extracts"', "user:…@"),
        ('api-key = "Sommar2025"', "api-key"),
    ],
)
def test_a_password_is_found_by_its_key_and_never_given(line: str, key: str) -> None:
    assert list(find_secrets(f'feed = "x"\n{line}\n')) == [(2, key)]


@pytest.mark.parametrize(
    "line",
    [
        'password_variable = "TERTIAL_JOURNAL_PASSWORD"',
        'marks = { protected_identity = { column = "SECRET", values = ["1"] } }',
        "select = \"SELECT * FROM vard.kontakt WHERE secret_flag = 'N'\"",
        "# Lösenordet står aldrig i filen.",
        'controller = "Nämnden (e-post: anna@example.se)"',
        'host = "2001:db8::1"',
        'password = ""',
    ],
)
def test_what_only_speaks_of_passwords_is_none(line: str) -> None:
    assert list(find_secrets(line)) == []
