"""Where the key of persons comes from, and what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tertial.domain.sealed import SealedNumber
from tertial.extracts.keys import KEY_ID_VARIABLE, KEY_VARIABLE, KeyProblem, new_key, read_key, write_key
from tertial.language import using

HEXADECIMAL = bytes(range(32)).hex()


@pytest.fixture(autouse=True)
def in_english() -> object:
    with using("en"):
        yield


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A key file as it should be."""
    path = tmp_path / "person.key"
    write_key(new_key("k1"), path)
    return path


def refusal(environment: dict[str, str], file: Path | None = None) -> str:
    """The sentence that a person is told."""
    with pytest.raises(KeyProblem) as caught:
        read_key(environment, file)
    assert HEXADECIMAL not in repr(caught.value)
    return str(caught.value)


def test_a_key_comes_from_two_variables() -> None:
    key = read_key({KEY_VARIABLE: HEXADECIMAL, KEY_ID_VARIABLE: "k1"})
    assert (key.id, key.reveal()) == ("k1", bytes(range(32)))
    assert read_key({KEY_VARIABLE: HEXADECIMAL.upper(), KEY_ID_VARIABLE: "k1"}) == key


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({}, "There is no key for persons. Set TERTIAL_PERSON_KEY and TERTIAL_PERSON_KEY_ID, or name a key file."),
        ({KEY_VARIABLE: "", KEY_ID_VARIABLE: ""}, "There is no key for persons."),
        ({KEY_VARIABLE: HEXADECIMAL}, "TERTIAL_PERSON_KEY_ID is not set."),
        ({KEY_ID_VARIABLE: "k1"}, "TERTIAL_PERSON_KEY is not set."),
        ({KEY_VARIABLE: HEXADECIMAL[:-2], KEY_ID_VARIABLE: "k1"}, "not 64 or more hexadecimal digits"),
        ({KEY_VARIABLE: HEXADECIMAL + "0", KEY_ID_VARIABLE: "k1"}, "not 64 or more hexadecimal digits"),
        ({KEY_VARIABLE: "lösenord" * 8, KEY_ID_VARIABLE: "k1"}, "not 64 or more hexadecimal digits"),
        ({KEY_VARIABLE: "00" * 32, KEY_ID_VARIABLE: "k1"}, "the key itself is drawn at random"),
        ({KEY_VARIABLE: "k1", KEY_ID_VARIABLE: HEXADECIMAL}, "not 64 or more hexadecimal digits"),
        ({KEY_VARIABLE: HEXADECIMAL, KEY_ID_VARIABLE: HEXADECIMAL}, "Its id is 1 to 12 lower-case letters"),
    ],
)
def test_variables_that_make_no_key_are_refused_without_being_repeated(environment: dict[str, str], told: str) -> None:
    assert told in refusal(environment)


def test_a_key_comes_from_a_file_that_only_its_owner_reads(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600
    key = read_key({}, file)
    assert key.id == "k1"
    assert key.token(SealedNumber("191212121212")) == read_key({}, file).token(SealedNumber("191212121212"))


def test_every_new_key_is_another() -> None:
    assert len({new_key("k1").reveal() for _ in range(20)}) == 20


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o620, 0o602, 0o700, 0o610, 0o4600])
def test_a_file_that_anybody_else_can_reach_is_refused(file: Path, mode: int) -> None:
    file.chmod(mode)
    assert refusal({}, file) == f"Others can reach {file} (mode {mode:04o}). Run: chmod 600 {file}"


def test_a_file_that_its_owner_cannot_write_is_as_good(file: Path) -> None:
    file.chmod(0o400)
    assert read_key({}, file).id == "k1"


def test_another_users_file_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)
    assert "belongs to another user" in refusal({}, file)


def test_a_system_without_owners_takes_the_key_from_the_environment(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "geteuid")
    assert "rights cannot be checked" in refusal({}, file)


def test_only_an_ordinary_file_is_read(file: Path, tmp_path: Path) -> None:
    link, pipe = tmp_path / "link.key", tmp_path / "pipe.key"
    link.symlink_to(file)
    os.mkfifo(pipe, 0o600)
    assert "cannot be used" in refusal({}, link)
    assert "no ordinary file" in refusal({}, pipe)
    assert "no ordinary file" in refusal({}, tmp_path)
    assert "cannot be used" in refusal({}, tmp_path / "none.key")


@pytest.mark.parametrize(
    "content",
    [
        "",
        HEXADECIMAL,
        f'id = "k1"\nkey = {HEXADECIMAL}',
        f'id = "k1"\nkey = "{HEXADECIMAL}"\nmore = 1',
        f'id = 1\nkey = "{HEXADECIMAL}"',
        f'key = "{HEXADECIMAL}"',
        f'id = "k1"\nkey = "{HEXADECIMAL}"\n' + "#" * 5000,
    ],
)
def test_a_file_of_another_form_is_refused_without_being_repeated(file: Path, content: str) -> None:
    file.write_text(content, "utf-8")
    assert refusal({}, file) == f'{file} is no key file: two lines, id = "…" and key = "…".'


def test_a_file_that_is_no_text_is_refused(file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00")
    assert "is no key file" in refusal({}, file)


def test_a_key_given_twice_is_refused_since_one_of_them_is_wrong(file: Path) -> None:
    for name in (KEY_VARIABLE, KEY_ID_VARIABLE):
        assert refusal({name: "k2"}, file) == f"The key is given twice, by {name} and by a file. Keep one."


def test_a_key_is_never_written_over(file: Path, tmp_path: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(KeyProblem, match="exists already"):
        write_key(new_key("k2"), file)
    assert file.read_bytes() == before
    with pytest.raises(KeyProblem, match="cannot be used"):
        write_key(new_key("k2"), tmp_path / "no folder" / "person.key")
