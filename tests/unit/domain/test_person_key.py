"""The key of persons and the tokens it makes."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import astuple, dataclass

import pytest

from tertial.domain.person_key import PersonKey, key_of
from tertial.domain.sealed import SealedNumber

SECRET = bytes(range(32))
NUMBER = SealedNumber("191212121212")


@pytest.mark.parametrize("key_id", ["", "K1", "1k", "k-1", "k.1", "a" * 13, "k20261122", "nyckelåäö"])
def test_a_key_has_a_short_plain_id(key_id: str) -> None:
    with pytest.raises(ValueError, match="key's id is") as caught:
        PersonKey(key_id, SECRET)
    assert key_id not in str(caught.value) or not key_id


@pytest.mark.parametrize(
    ("secret", "told"),
    [(bytes(range(31)), "32 bytes or more; this one has 31"), (b"", "this one has 0"), (b"abcd" * 8, "repeats itself")],
)
def test_a_key_is_long_and_random(secret: bytes, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        PersonKey("k1", secret)


def test_a_token_is_the_keys_id_and_128_bits_of_the_keyed_hash_in_letters() -> None:
    digest = hmac.new(SECRET, b"tertial person 1\x00191212121212", hashlib.sha256).digest()[:16]
    key_id, letters = PersonKey("k1", SECRET).token(NUMBER).split(".")
    assert key_id == "k1"
    assert len(letters) == 32
    # 0-9 became g-p; back again it is the hash.
    assert bytes.fromhex("".join(chr(ord(sign) - 55) if sign > "f" else sign for sign in letters)) == digest


def test_tokens_differ_by_number_and_by_key() -> None:
    key, other = PersonKey("k1", SECRET), PersonKey("k2", SECRET[::-1])
    tokens = {one.token(number) for one in (key, other) for number in (NUMBER, SealedNumber("191212121220"))}
    assert len(tokens) == 4


def test_a_key_never_shows() -> None:
    @dataclass(frozen=True)
    class Holder:
        key: PersonKey

    key = PersonKey("k1", SECRET)
    assert repr(key) == str(key) == f"{key}" == "<PersonKey k1: sealed>"
    assert repr(astuple(Holder(key))) == "(<PersonKey k1: sealed>,)"


def test_the_check_value_tells_two_keys_of_one_id_apart() -> None:
    values = [PersonKey("k1", secret).check_value for secret in (SECRET, SECRET, SECRET[::-1])]
    assert values[0] == values[1] != values[2]
    assert values[0].isalpha()
    assert len(values[0]) == 16


def test_the_key_of_a_token_is_read_off_it() -> None:
    assert key_of(PersonKey("k2026a", SECRET).token(NUMBER)) == "k2026a"


@pytest.mark.parametrize("text", ["", "k1", "k1.", "k1." + "a" * 31, "k1." + "q" * 32, "191212121212", "." + "a" * 32])
def test_what_is_no_token_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(ValueError, match="no person's token") as caught:
        key_of(text)
    assert "1912" not in str(caught.value)
