"""The key of the keyed hash that stands for a person: what it is, and the token it makes of an identity number."""

from __future__ import annotations

import hmac
import re
from typing import final

from tertial.domain.sealed import Sealed, SealedNumber

SHORTEST = 32
"""Bytes: a key is no easier to guess than the hash (SHA-256) is to break."""

FEWEST_DIFFERENT = 16
"""Different bytes. Of 32 bytes drawn at random about 30 differ; so few as 16 means that somebody typed the key."""

MOST_DIGITS = 4
"""Digits of a key's id, so that an id never looks like a birth day or a number."""

_ID = re.compile(r"[a-z][a-z0-9]{0,11}")
_TOKEN = re.compile(rf"({_ID.pattern})\.([a-p]{{32}})")

# 128 bits: among ten million persons the chance that any two share a token is below 10^-24.
_LETTERS = 32
# Letters only, so that no token can hold the digits of an identity number by chance.
_WITHOUT_DIGITS = str.maketrans("0123456789", "ghijklmnop")

_PERSON = b"tertial person 1\0"
_CHECK = b"tertial key check 1"


@final
class PersonKey(Sealed[bytes]):
    """A secret key with an id. HMAC-SHA-256 (RFC 2104, FIPS 198-1) of a normalised number under it is a person's token.

    Whoever has the key can find out whose a token is by trying all numbers: keep it as the population register is kept.
    Raises ValueError for an id that is no short lower-case word, and for a key too short or too plain.
    """

    __slots__ = ("_hash", "id")

    def __init__(self, key_id: str, secret: bytes) -> None:
        if not _ID.fullmatch(key_id) or sum(map(str.isdigit, key_id)) > MOST_DIGITS:
            raise ValueError(
                f"a key's id is 1 to 12 lower-case letters and digits, a letter first, {MOST_DIGITS} digits at most"
            )
        if len(secret) < SHORTEST:
            raise ValueError(f"a key has {SHORTEST} bytes or more; this one has {len(secret)}")
        if len(set(secret)) < FEWEST_DIFFERENT:
            raise ValueError("the key repeats itself: it is not drawn at random")
        super().__init__(bytes(secret))
        self.id = key_id
        self._hash = hmac.new(secret, _PERSON, "sha256")

    def __repr__(self) -> str:
        return f"<PersonKey {self.id}: sealed>"

    def token(self, number: SealedNumber) -> str:
        """The token that stands for the number: the key's id, a full stop and 32 letters a–p (128 bits of the hash)."""
        keyed = self._hash.copy()
        keyed.update(number.reveal().encode("ascii"))
        return f"{self.id}.{keyed.hexdigest()[:_LETTERS].translate(_WITHOUT_DIGITS)}"

    @property
    def check_value(self) -> str:
        """Sixteen letters that tell two keys apart and give neither away.

        Kept beside what a key has made: the same id with another key would silently make two persons of one.
        """
        digest = hmac.digest(self.reveal(), _CHECK, "sha256")
        return digest.hex()[:16].translate(_WITHOUT_DIGITS)


def key_of(token: str) -> str:
    """The id of the key that made a token. Raises ValueError for what is no token, without repeating it."""
    match = _TOKEN.fullmatch(token)
    if match is None:
        raise ValueError("no person's token: a key's id, a full stop and 32 letters a–p")
    return match[1]
