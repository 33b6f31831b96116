"""What the disk refused is said in the user's language."""

import errno
import os

import pytest

from tertial.disk_errors import disk_error_words
from tertial.language import using


@pytest.mark.parametrize(
    ("number", "swedish", "english"),
    [
        (errno.ENOSPC, "disken är full", "the disk is full"),
        (errno.EACCES, "rättighet saknas", "permission is missing"),
        (errno.EROFS, "disken går bara att läsa", "the disk can only be read"),
        (errno.EEXIST, "det finns en fil med det namnet", "there is a file of that name"),
    ],
)
def test_a_foreseen_reason_has_its_words(number: int, swedish: str, english: str) -> None:
    error = OSError(number, os.strerror(number))
    with using("sv"):
        assert disk_error_words(error) == swedish
    with using("en"):
        assert disk_error_words(error) == english


def test_an_unforeseen_reason_keeps_the_systems_words() -> None:
    assert disk_error_words(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"


def test_a_reason_without_words_is_named_by_its_kind() -> None:
    assert disk_error_words(TimeoutError()) == "TimeoutError"
