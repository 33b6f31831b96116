"""The sentences are tested in the language they are written in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tertial.language import using


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with using("en"):
        yield
