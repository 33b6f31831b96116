"""Values that must not be seen by chance: no text of them shows in a repr, a message, a log or a pickle.

A sealed value is opened by one named call, `reveal`, so that a search finds every place that opens one.
"""

from __future__ import annotations

from datetime import date
from typing import Generic, NoReturn, Self, TypeVar, final

T = TypeVar("T")


class Sealed(Generic[T]):
    """Holds a value out of sight. Equal when the values are; copies are itself; it cannot be pickled."""

    __slots__ = ("_value",)

    def __init__(self, value: T) -> None:
        self._value = value

    def reveal(self) -> T:
        """The value itself, for the few places that must have it and write it nowhere."""
        return self._value

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: sealed>"

    def __format__(self, spec: str) -> str:
        return format(repr(self), spec)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and type(other) is type(self) and bool(self._value == other._value)

    def __hash__(self) -> int:
        return hash((type(self), self._value))

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        # dataclasses.asdict copies deeply; a copy that stays sealed gives nothing away.
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError(f"a {type(self).__name__} is not written anywhere, so it cannot be pickled")


@final
class SealedNumber(Sealed[str]):
    """An identity number, normalised."""

    __slots__ = ()


@final
class BirthDay(Sealed[date]):
    """A day of birth, kept only until the ages at a person's events are known."""

    __slots__ = ()
