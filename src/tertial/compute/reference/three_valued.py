"""True, false and unknown (None), spelled out as SQL has them."""

from __future__ import annotations

from collections.abc import Iterable

Truth = bool | None

NOT: dict[Truth, Truth] = {
    True: False,
    False: True,
    None: None,
}

AND: dict[tuple[Truth, Truth], Truth] = {
    (True, True): True,
    (True, False): False,
    (True, None): None,
    (False, True): False,
    (False, False): False,
    (False, None): False,
    (None, True): None,
    (None, False): False,
    (None, None): None,
}

OR: dict[tuple[Truth, Truth], Truth] = {
    (True, True): True,
    (True, False): True,
    (True, None): True,
    (False, True): True,
    (False, False): False,
    (False, None): None,
    (None, True): True,
    (None, False): None,
    (None, None): None,
}


def all_true(parts: Iterable[Truth]) -> Truth:
    """The parts joined by `and`, from the left; true where there is none."""
    joined: Truth = True
    for part in parts:
        joined = AND[joined, part]
    return joined


def any_true(parts: Iterable[Truth]) -> Truth:
    """The parts joined by `or`, from the left; false where there is none."""
    joined: Truth = False
    for part in parts:
        joined = OR[joined, part]
    return joined
