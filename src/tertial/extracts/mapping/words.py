"""Words of headers, labels and values, written alike so that they can be compared."""

from __future__ import annotations

import re
import unicodedata

SHORTEST_STEM = 4
"""Letters; shorter words are compared whole."""

_WORD = re.compile(r"[A-ZÅÄÖÉÜ]+(?![a-zåäöéü])|[A-ZÅÄÖÉÜ]?[a-zåäöéü]+|[0-9]+")
_ENDINGS = ("arnas", "ernas", "ornas", "arna", "erna", "orna", "ens", "ets", "ar", "er", "or", "en", "et", "na", "s")
_FILLING_WORDS = (
    "aldrig alla att av bara den det de där efter eller en ett finns för från fått gått har helst i in inte ingen med "
    "men minst måste när och om på sedan som ska sina som sig sin tills tom tomt till under ur vad var vem vid vilka "
    "över the of a an and that where who when with for has had have only empty not at in on to was were is are by "
    "from until each all as first last its their patient patientens patienten personen personens deltagarens"
)
_FILLING = frozenset(_FILLING_WORDS.split())


def words(text: str) -> tuple[str, ...]:
    """The words of a name in small letters without diacritics: `BesöksDatum_1` is besoks, datum and 1."""
    return tuple(_plain(word) for word in _WORD.findall(unicodedata.normalize("NFC", text)))


def joined(text: str) -> str:
    """The same without anything between, so that `PERSON-NR` and `Personnr` are alike."""
    return "".join(words(text))


def telling(text: str) -> tuple[str, ...]:
    """The stems of the words in a sentence that say what it is about, the first time each stands there."""
    plain = (_plain(word) for word in re.findall(r"\w+", text) if word.casefold() not in _FILLING)
    return tuple(dict.fromkeys(stem(word) for word in plain if len(word) >= SHORTEST_STEM))


def stem(word: str) -> str:
    """A word without the ending of its form, where enough of it is left."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def is_slip(written: str, meant: str) -> bool:
    """Whether a word is another with one letter wrong, too many or too few, or with two neighbours changed over.

    One of its ends is always right: words of few letters are other words when both are not.
    """
    if abs(len(written) - len(meant)) > 1 or (written[:1] != meant[:1] and written[-1:] != meant[-1:]):
        return False
    pairs = enumerate(zip(written, meant, strict=False))
    start = next((place for place, (one, other) in pairs if one != other), min(len(written), len(meant)))
    left, right = written[start:], meant[start:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or left[1::-1] + left[2:] == right


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
