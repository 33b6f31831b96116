"""A database's password: from an environment variable, sealed, and in no file, message or repr."""

from __future__ import annotations

from collections.abc import Mapping
from typing import final

from tertial.domain.extracts import Database
from tertial.domain.sealed import Sealed
from tertial.language import _


@final
class Password(Sealed[str]):
    """What a database is opened with."""

    __slots__ = ()


class PasswordProblem(ValueError):  # noqa: N818 - the noun that the command line speaks of
    """There is no password to use; the message names the variable, and nothing of what is in it."""


def password_of(database: Database, environment: Mapping[str, str]) -> Password:
    """The password, from the variable that the database names. Raises PasswordProblem where it is not set."""
    value = environment.get(database.password_variable, "")
    if not value:
        raise PasswordProblem(
            _("{variable} is not set. It holds the password of the database {database}.").format(
                variable=database.password_variable, database=database.id
            )
        )
    return Password(value)
